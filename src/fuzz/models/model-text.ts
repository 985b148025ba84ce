import { claimText } from './claim-text.js';
import { type Names, namesOf } from './names.js';
import { isChain, type Plan, type Remote } from './plan.js';
import { keyOf, stageText } from './stage-text.js';

/** A plan as a file of the language: a machine, its programs, and one theorem, `Claim`. */
export function modelText(plan: Plan): string {
  const names = namesOf(plan);
  const parts = [
    machineText(plan, names),
    ...(isChain(plan) ? [chainText(names)] : []),
    ...programsText(plan, names),
    ...(plan.remote === undefined ? [] : remoteText(plan.remote, names)),
    ...(plan.neighbour ? [neighbour] : []),
    ...claimText(plan, names),
    ...(isChain(plan) ? [] : [setupText(names)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

const ofMachine = (name: string): string => `${name}(m)`;

function machineText({ register, launched, remote, startsOther, stages }: Plan, { stages: named }: Names): string {
  const isStatic = register === 'pcr';
  const first = startsOther ? 'Other' : (named[0] as string);
  const lines = [
    `memory ${stages.map((_, i) => `loc${i + 1}`).join(', ')}`,
    isStatic ? 'pcr s, r' : 'dpcr d, r',
    ...(isStatic && launched ? ['dpcr d'] : []),
    ...(remote === undefined ? [] : ['principal AIK']),
    ...stages.flatMap((way, i) => (way === 'certifies' ? [`principal ${keyOf(named[i] as string)}`] : [])),
    ...(isStatic ? [`on reset run ${first}(m)`] : ['on reset run Begin(m)', `on latelaunch run ${first}(m)`]),
    ...(isStatic && launched ? ['on latelaunch run Beside(m)'] : []),
  ];
  return `machine Box(m) {\n${lines.map((line) => `  ${line}\n`).join('')}}`;
}

const chainText = ({ stages, locations, register }: Names): string => {
  const lines = stages.map((stage, i) => (i < locations.length ? `${stage} reads ${locations[i]}` : stage));
  return `chain Boot(m: Box) on ${register} {\n${lines.map((line) => `  ${line}\n`).join('')}}`;
};

const programText = (name: string, actions: readonly string[]): string =>
  `program ${name} {\n${actions.map((line) => `  ${line}\n`).join('')}}`;

const foreignText = (name: string): string => `program ${name}(m: Box) { … }`;

function programsText(plan: Plan, names: Names): readonly string[] {
  const { stages, register, startsOther, launched } = plan;
  const { stages: named, locations, register: place, spare } = names;
  const at = (i: number): string => ofMachine(named[Math.min(i, named.length - 1)] as string);
  const own = stages.map((way, i) => {
    const placed = {
      self: at(i),
      next: at(i + 1),
      afterNext: at(i + 2),
      location: locations[i] as string,
      register: place,
      spare,
    };
    return programText(`${named[i]}(m: Box)`, stageText(way, placed));
  });
  const isStatic = register === 'pcr';
  const others = [
    ...(isChain(plan) ? [] : [named.at(-1) as string]),
    ...(startsOther ? ['Other'] : []),
    ...(stages.some((way) => way === 'elsewhere' || way === 'falls-back') ? ['Stray'] : []),
    ...(isStatic && launched ? ['Beside'] : []),
  ];
  return [
    ...(isChain(plan) ? [] : own),
    ...others.map(foreignText),
    ...(isStatic ? [] : [launched ? foreignText('Begin') : programText('Begin(m: Box)', ['latelaunch'])]),
  ];
}

/** The signer's programs, and the verifier. */
function remoteText(remote: Remote, names: Names): readonly string[] {
  const { together, nonce, honest, verifies, matches } = remote;
  const quoteOf = (program: string, reads: readonly string[], registers: readonly string[], value = 'w'): string =>
    programText(`${program}(m: Box)`, [
      ...(nonce === 'none' ? [] : ['n = receive']),
      ...reads,
      `q = sign ${quotedText(remote, registers, value)}, AIK(m)⁻¹`,
      'send q',
    ]);
  const sequence = `seq(${names.initial}; ${names.stages.slice(1).map(ofMachine).join(', ')})`;
  const both = [names.registerName, 'r'];
  const own = {
    'at-once': () => quoteOf('Quote', [`w = readall (${names.register}, ${names.spare})`], both),
    'one-by-one': () => quoteOf('Quote', [`a = read ${names.register}`, `b = read ${names.spare}`], both, '(a, b)'),
    alone: () => quoteOf('Quote', [`w = read ${names.register}`], [names.registerName]),
  }[together ?? 'alone'];
  const expected =
    together === undefined
      ? quotedText(remote, [names.registerName], sequence)
      : quotedText(remote, both, `(${sequence}, ${names.initial})`);
  const verifier = programText(nonce === 'told' ? 'Verifier(m: Box, n: Term)' : 'Verifier(m: Box)', [
    ...(nonce === 'fresh' ? ['n = new', 'send n'] : []),
    'q = receive',
    ...(verifies ? ['v = verify q, AIK(m)'] : []),
    ...(matches ? [`match ${verifies ? 'v' : 'q'}, ${expected}`] : []),
  ]);
  return [
    own(),
    ...(honest === 'quotes-another' ? [quoteOf('QuoteOther', [`w = read ${names.spare}`], ['r'])] : []),
    ...(honest === 'signs-anything'
      ? [programText('SignAnything(m: Box)', ['e = receive', 'q = sign e, AIK(m)⁻¹', 'send q'])]
      : []),
    verifier,
  ];
}

function quotedText({ names, nonce }: Remote, registers: readonly string[], value: string): string {
  const named = registers.map((register) => `PCR(${register})`);
  const said = named.length === 1 ? named : [`(${named.join(', ')})`];
  const parts = [...(nonce === 'none' ? [] : ['H(n)']), ...(names ? said : []), value];
  return parts.length === 1 ? value : `(${parts.join(', ')})`;
}

/** What a chain says by itself. */
const setupText = ({ stages, locations }: Names): string =>
  `setup Box(m) {\n${locations.map((location, i) => `  ${location} holds ${ofMachine(stages[i + 1] as string)}\n`).join('')}}`;

const neighbour = `machine Other_Box(o) {
  memory loc
  pcr s
  on reset run Other_Rom(o)
}

program Other_Rom(o: Other_Box) {
  x = read o.loc
  extend o.pcr.s, x
  jump x
}`;
