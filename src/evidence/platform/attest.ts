import type { Term } from '../../kernel/index.js';
import { type Model, showTerm } from '../../language/index.js';
import type { Bank } from '../../tpm/banks.js';
import { findingText } from '../finding.js';
import type { Evidence, Judged, JudgedRegister } from '../judge.js';
import { aligned, computed, isDeviating, type Stage, type Taken, untold } from './align.js';
import type { Claim, Premise } from './claim.js';
import type { References } from './reference.js';

/** What evidence comes to for a platform. */
export interface Attested {
  /** `deviates` where something that was given contradicts the theorem, or something else; `unknown` where nothing does, and something is missing. That the theorem is proved is not looked at here. */
  readonly verdict: 'conforms' | 'deviates' | 'unknown';
  readonly bank: Bank;
  readonly stages: readonly Stage[];
  /** All that the conclusion rests on and no evidence shows, the theorem's own assumptions first. */
  readonly assumptions: readonly string[];
  readonly deviation?: Deviation;
  /** What would have to be there for a verdict, and is not. */
  readonly missing: readonly string[];
  readonly notes: readonly string[];
}

/** The first thing that is not as the theorem wants it. */
export interface Deviation {
  readonly kind: 'event' | 'register' | 'quote' | 'key' | 'evidence';
  readonly message: string;
  readonly pcr?: number;
  /** The place in the chain, as the model calls it; several where the value of a register does not say which. */
  readonly stages: readonly string[];
  readonly event?: number;
  readonly expected?: readonly string[];
  readonly found?: string;
}

const strength: readonly Bank[] = ['sha512', 'sha384', 'sha256', 'sha1'];

/** The strongest bank in which all of the registers are vouched for, or else logged; of those rather one that the platform has references in. */
function bankFor({ premises }: Claim, references: References, { quote, registers, events }: Judged): Bank {
  const pcrs = premises.map(({ pcr }) => pcr);
  const quoted = (bank: Bank): boolean =>
    quote?.selection.some((each) => each.bank === bank && pcrs.every((pcr) => each.pcrs.includes(pcr))) === true;
  const read = (bank: Bank): boolean =>
    pcrs.every((pcr) => registers.some((each) => each.bank === bank && each.pcr === pcr && each.read !== undefined));
  const logged = (bank: Bank): boolean => events.some(({ digests }) => digests.some((each) => each.bank === bank));
  const some = (bank: Bank): boolean => quote?.selection.some((each) => each.bank === bank) === true;
  // What a quote stands for first: in another bank anything may have been logged.
  for (const is of quote === undefined ? [read, logged] : [quoted, some]) {
    const found = strength.filter(is);
    const [best] = [...found.filter((bank) => isReferred(references, bank)), ...found];
    if (best !== undefined) return best;
  }
  return 'sha256';
}

const isReferred = ({ all }: References, bank: Bank): boolean =>
  all.every(({ goods }) => goods === 'any' || goods.some(({ digests }) => digests.has(bank)));

/** Holds evidence against a claim. A verdict rests on digests and on what vouches for them, and on nothing else that a log says. */
export function attest(
  claim: Claim,
  { references, model }: { readonly references: References; readonly model: Model },
  { evidence, judged }: { readonly evidence: Evidence; readonly judged: Judged },
): Attested {
  const bank = bankFor(claim, references, judged);
  const name = (term: Term): string => nameOf(term, model);
  const taken: Taken = new Map();
  const byPremise = claim.premises.map((premise) => {
    const asked = { premise, bank, references, free: claim.free, taken: takenOn(premise, references, taken) };
    const register = registerIn(judged, bank, premise.pcr);
    return { premise, register, stages: stagesFor(asked, register, judged) };
  });
  const stages = inLogOrder(byPremise.flatMap((each) => each.stages));
  const deviation =
    stageDeviation(stages, name) ??
    clash(taken, claim, name) ??
    keyDeviation(judged) ??
    quoteDeviation(judged, byPremise, name) ??
    registerDeviation(judged, byPremise, bank, name);
  const premises = byPremise.flatMap(({ premise, register }) => openPremise(premise, register, judged));
  const assumptions = [...claim.assumptions, ...premises, ...others(claim, stages, { evidence, judged }, name)];
  const missing = missingOf(claim, { evidence, judged }, byPremise, { bank, name });
  const several = new Set(claim.premises.map(({ pcr }) => pcr)).size > 1;
  const notes = several
    ? [
        'That events of different registers came in the order of the log is vouched for by nothing: what is said of their order follows from the programs.',
      ]
    : [];
  return {
    verdict: deviation !== undefined ? 'deviates' : missing.length > 0 ? 'unknown' : 'conforms',
    bank,
    stages,
    assumptions: [...new Set(assumptions)],
    ...(deviation && { deviation }),
    missing: [...new Set(missing)],
    notes,
  };
}

/** The firmware extends these at every boot, and its log tells of all of that. */
const firmwareRegisters = 8;

/** What is known of a register: how the logs say it was extended; or its value alone; or nothing. */
function stagesFor(
  asked: Parameters<typeof aligned>[1],
  register: JudgedRegister | undefined,
  judged: Judged,
): readonly Stage[] {
  const { premise, bank } = asked;
  if (register?.replayed === undefined && register?.read !== undefined) return computed(register.read, asked);
  const tells =
    premise.pcr < firmwareRegisters && judged.events.some(({ digests }) => digests.some((each) => each.bank === bank));
  return register?.replayed === undefined && !tells ? untold(asked) : aligned(judged, asked);
}

/** What was not given, or not referred to, and would have to be for a verdict. */
function missingOf(
  { needs, theorem }: Claim,
  { evidence, judged }: { readonly evidence: Evidence; readonly judged: Judged },
  held: readonly Held[],
  { bank, name }: { readonly bank: Bank; readonly name: (term: Term) => string },
): readonly string[] {
  const { quote, findings } = judged;
  const missing: string[] = [];
  if (needs !== 'registers' && quote === undefined) missing.push(`a quote, of which ${theorem.name} speaks`);
  if (needs === 'fresh quote' && evidence.quote !== undefined && evidence.quote.nonce === undefined)
    missing.push(`the nonce, which ${theorem.name} wants to be drawn for the quote`);
  missing.push(...findings.filter(({ severity }) => severity === 'missing').map(findingText));
  for (const { premise, register, stages } of held) {
    const at = `PCR ${premise.pcr} (${bank})`;
    if (stages.some(({ status }) => status === 'untold'))
      missing.push(
        register?.read === undefined
          ? `nothing that was given tells what ${at} held: a log of it does, or its value`
          : `nothing that was given tells how ${at} came to its value: a log of it does`,
      );
    const lacking = stages.filter(({ status }) => status === 'unreferenced');
    for (const { term } of lacking)
      if (term !== undefined) missing.push(`the platform has no reference in bank ${bank} for ${name(term)}`);
    if (quote !== undefined && quote.missing === undefined && register?.quoted !== true)
      missing.push(`${at} is not quoted, so that nothing vouches for what is said of it`);
  }
  return missing;
}

/** Registers where a term is measured in a way of their own share nothing; otherwise it is the same on all. */
function takenOn({ register }: Premise, { all }: References, shared: Taken): Taken {
  const own = new Set(all.flatMap(({ item }) => (item.register === register ? [item.term] : [])));
  const mine: Taken = new Map();
  return {
    get: (term: Term) => (own.has(term) ? mine : shared).get(term),
    set: (term: Term, digest: string) => (own.has(term) ? mine : shared).set(term, digest),
  } as Taken;
}

const registerIn = ({ registers }: Judged, bank: Bank, pcr: number): JudgedRegister | undefined =>
  registers.find((each) => each.bank === bank && each.pcr === pcr);

/** As the log has them; what it does not have comes after what does. */
const inLogOrder = (stages: readonly Stage[]): readonly Stage[] => {
  const place = new Map<Stage, number>();
  let last = -1;
  for (const stage of stages) {
    last = stage.event?.index ?? last;
    place.set(stage, last);
  }
  return [...stages].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
};

/** What a stage is called: a program by its name, all else as it is written. */
export function nameOf(term: Term, model: Model): string {
  const isProgram = term.kind === 'application' && model.theory.program(term.symbol) !== undefined;
  return isProgram ? term.symbol.name : showTerm(term, model);
}

function stageDeviation(stages: readonly Stage[], name: (term: Term) => string): Deviation | undefined {
  const stage = stages.find(isDeviating);
  if (stage === undefined) return undefined;
  const { term, pcr, event, digest, expected, status } = stage;
  const at = event === undefined ? `PCR ${pcr}` : `event ${event.index} (PCR ${pcr}, ${event.type})`;
  const wanted =
    expected === undefined || expected === 'any'
      ? []
      : expected.map(({ from, digests }) =>
          `${from} ${[...digests.values()].find((each) => each.length === digest?.length) ?? ''}`.trim(),
        );
  const known = stages.filter((other) => other !== stage && other.term !== term && isGoodFor(other, digest));
  const instead = known[0]?.term === undefined ? '' : `, which is what ${name(known[0].term)} is measured as`;
  const about = {
    kind: 'event' as const,
    pcr,
    stages: term === undefined ? [] : [name(term)],
    ...(event && { event: event.index }),
    ...(wanted.length > 0 && { expected: wanted }),
    ...(digest !== undefined && { found: digest }),
  };
  if (term === undefined) {
    const after = lastOn(stages, pcr, name);
    return { ...about, message: `${at} extends the register by ${digest}, and ${after}` };
  }
  if (status === 'missing') {
    const what = `${name(term)} was not measured: ${after(pcr)} extended no further than before it`;
    return { ...about, message: what };
  }
  if (digest === undefined) {
    const all = stages.flatMap((each) => (each.pcr === pcr && each.term !== undefined ? [name(each.term)] : []));
    const message = `${at} holds no value that ${all.join(', ')} could have given it, and no log says how it came to it`;
    return { ...about, kind: 'register', stages: all, message };
  }
  return { ...about, message: `${at}: ${name(term)} was expected there, and ${digest} was measured${instead}` };
}

const after = (pcr: number): string => `PCR ${pcr} was`;

const lastOn = (stages: readonly Stage[], pcr: number, name: (term: Term) => string): string => {
  const last = stages.filter((each) => each.pcr === pcr && each.term !== undefined).at(-1)?.term;
  return last === undefined ? 'nothing was expected there' : `nothing was expected after ${name(last)}`;
};

const isGoodFor = ({ expected }: Stage, digest: string | undefined): boolean =>
  digest !== undefined &&
  expected !== undefined &&
  expected !== 'any' &&
  expected.some(({ digests }) => [...digests.values()].includes(digest));

/** Different terms are different things: what was measured as one of them cannot be another, too. */
function clash(taken: Taken, { free }: Claim, name: (term: Term) => string): Deviation | undefined {
  const known = new Map<string, Term>();
  for (const [term, digest] of taken) {
    if (free.has(term)) continue;
    const other = known.get(digest);
    if (other !== undefined) {
      const message = `${digest} was measured both as ${name(other)} and as ${name(term)}`;
      return { kind: 'event', stages: [name(other), name(term)], found: digest, message };
    }
    known.set(digest, term);
  }
  return undefined;
}

function keyDeviation({ findings }: Judged): Deviation | undefined {
  const bad = findings.find(
    ({ kind, severity }) =>
      severity === 'contradiction' &&
      ['key-unrestricted', 'certificate-fails', 'certificate-of-another-key'].includes(kind),
  );
  return bad && { kind: 'key', stages: [], message: findingText(bad) };
}

type Held = {
  readonly premise: Premise;
  readonly register: JudgedRegister | undefined;
  readonly stages: readonly Stage[];
};

const stagesOf = (held: readonly Held[], name: (term: Term) => string): readonly string[] => [
  ...new Set(held.flatMap(({ premise }) => premise.sequence.terms.map(name))),
];

/** Registers of which the logs tell something else than was read of the TPM. */
const different = (held: readonly Held[]): readonly Held[] =>
  held.filter(
    ({ register }) =>
      register?.read !== undefined && register.replayed !== undefined && register.read !== register.replayed,
  );

function quoteDeviation(judged: Judged, held: readonly Held[], name: (term: Term) => string): Deviation | undefined {
  const { quote } = judged;
  if (quote === undefined || quote.verified || quote.missing !== undefined) return undefined;
  return {
    kind: 'quote',
    stages: stagesOf(different(held), name),
    message: `the quote does not verify: ${quote.reason ?? ''}`,
  };
}

function registerDeviation(
  { findings }: Judged,
  held: readonly Held[],
  bank: Bank,
  name: (term: Term) => string,
): Deviation | undefined {
  const [wrong] = different(held);
  if (wrong !== undefined) {
    const { premise, register } = wrong;
    const stages = stagesOf([wrong], name);
    const message = `PCR ${premise.pcr} (${bank}) is not what the log says: what was measured as ${stages.join(', ')} was something else, or something was left out`;
    const values = { expected: [register?.replayed ?? ''], found: register?.read ?? '' };
    return { kind: 'register', pcr: premise.pcr, stages, ...values, message };
  }
  const empty = findings.find((each) => each.kind === 'bank-empty' && each.bank === bank);
  if (empty !== undefined)
    return {
      kind: 'evidence',
      stages: [],
      message: `the firmware extended no register of bank ${bank}, so that anybody may have`,
    };
  return undefined;
}

/** What nothing vouches for: a value that somebody read, or that a log alone says. */
function openPremise(
  { text, pcr }: Premise,
  register: JudgedRegister | undefined,
  { quote }: Judged,
): readonly string[] {
  if (quote !== undefined) return [];
  const how = register?.read === undefined ? 'a log alone says so' : 'its value was handed in, and nothing signs it';
  return [`${text} (PCR ${pcr}): ${how}`];
}

/** What is to be believed of the key: what neither its public area nor a certificate says. */
function keyAssumption({ quote }: Evidence, { certificate }: Judged): string {
  const isKnown = quote?.key.attributes?.restricted === true;
  if (certificate !== undefined) {
    const { anchor, subject, saysAttestation } = certificate;
    const what =
      isKnown || saysAttestation
        ? ''
        : 'that it is an attestation key of a TPM, which the certificate does not say, and ';
    return `${anchor} vouches for the key of ${subject}: ${what}that it is that of the TPM whose registers these are`;
  }
  return isKnown
    ? 'the key is that of the TPM whose registers these are: nothing here says whose it is'
    : 'the key is an attestation key of the TPM whose registers these are: nothing here says that it signs only quotes, or whose it is';
}

function others(
  claim: Claim,
  stages: readonly Stage[],
  { evidence, judged }: { readonly evidence: Evidence; readonly judged: Judged },
  name: (term: Term) => string,
): readonly string[] {
  const open: string[] = [];
  const unchecked = stages.filter(({ status }) => status === 'unchecked');
  for (const { term, pcr, digest } of unchecked)
    if (term !== undefined)
      open.push(`${digest}, measured into PCR ${pcr}, is ${name(term)}: the platform has no reference for it`);
  if (judged.quote !== undefined) {
    open.push(keyAssumption(evidence, judged));
    open.push(
      ...(judged.certificate?.unlisted ?? []).map(
        (each) => `the certificate of ${each} is not revoked: no list says so`,
      ),
    );
    if (evidence.quote?.nonce === undefined) open.push('the quote is of now: no nonce was given that would show it');
    else if (claim.needs === 'fresh quote') open.push('the nonce was drawn for this quote, at random');
  }
  return open;
}
