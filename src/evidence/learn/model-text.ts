import type { Learned, LearnedMachine, LearnedRegister } from './learned.js';

/** The model, theorem and platform of a machine, in the language. */
export function modelText(machine: LearnedMachine): string {
  const stages = stagesOf(machine.images);
  return [
    head(machine),
    machineText(machine, stages),
    constants(machine),
    ...stages.map((stage) => programText(stage, machine.images)),
    setupText(machine, stages),
    claims(machine, stages),
    platformText(machine),
  ].join('\n');
}

/** A program of the chain: what it extends the register by before it measures the next, how often it does that, and the next. */
interface ChainStage {
  readonly name: string;
  readonly marks: readonly Learned[];
  readonly next?: Learned;
  readonly times: number;
}

/** The root of trust, and then each image, up to the one that was started last; what is measured twice in a row is measured twice by one stage. */
function stagesOf({ measured }: LearnedRegister): readonly ChainStage[] {
  const stages: ChainStage[] = [];
  let name = 'Firmware';
  let marks: Learned[] = [];
  for (let i = 0; i < measured.length; i++) {
    const each = measured[i] as Learned;
    if (!each.starts) {
      marks.push(each);
      continue;
    }
    let times = 1;
    while (measured[i + 1] === each) [times, i] = [times + 1, i + 1];
    stages.push({ name, marks, next: each, times });
    [name, marks] = [each.name, []];
  }
  return [...stages, { name, marks, times: 0 }];
}

const locationOf = (learned: Learned): string => `${learned.name}_loc`;

/** A term of the model for what was measured. */
const termOf = (learned: Learned): string => (learned.starts ? `${learned.name}(m)` : learned.name);

const unique = <T>(all: readonly T[]): readonly T[] => [...new Set(all)];

const head = ({
  bank,
}: LearnedMachine): string => `// Learned from the log of one machine, ${bank === 'sha1' ? 'which has SHA-1 alone' : 'of all its banks but SHA-1'}. What comments say of events is what the log says, which need not be so. Rename, and give files in the place
// of digests; \`ls2 check --save\` keeps the proof.
`;

function machineText({ registers }: LearnedMachine, stages: readonly ChainStage[]): string {
  const locations = unique(stages.flatMap(({ next }) => (next === undefined ? [] : [locationOf(next)])));
  return `machine Learned(m) {
  memory ${locations.join(', ')}
  pcr ${registers.map(({ name }) => name).join(', ')}
  principal AK
  on reset run Firmware(m)
}
`;
}

function constants({ registers }: LearnedMachine): string {
  const data = unique(registers.flatMap(({ measured }) => measured)).filter(({ starts }) => !starts);
  return data
    .map(
      ({ name, says, vouched }) =>
        `/// ${oneLine(says)}${vouched ? '' : ' (nothing vouches for that)'}\nconstant ${name}: Term\n`,
    )
    .join('');
}

/** A line of a comment, and never the end of one. */
const oneLine = (text: string): string => {
  const line = text.replaceAll(/[^ -~]+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
};

function programText({ name, marks, next, times }: ChainStage, { name: register }: LearnedRegister): string {
  if (next === undefined) return `program ${name}(m: Learned) { … }\n`;
  const lines = [
    ...marks.map((mark) => `extend m.pcr.${register}, ${termOf(mark)}`),
    `x = read m.${locationOf(next)}`,
    ...Array.from({ length: times }, () => `extend m.pcr.${register}, x`),
    'jump x',
  ];
  return `program ${name}(m: Learned) {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
}

function setupText({ registers }: LearnedMachine, stages: readonly ChainStage[]): string {
  const contents = unique(
    stages.flatMap(({ next }) => (next === undefined ? [] : [`  m.${locationOf(next)} holds ${termOf(next)}\n`])),
  );
  const places = registers.map(({ name, pcr }) => `  m.pcr.${name} is PCR ${pcr}\n`);
  return `setup Learned(m) {\n${[...contents, ...places].join('')}}\n`;
}

const sequence = ({ measured }: LearnedRegister): string => `seq(sinit; ${measured.map(termOf).join(', ')})`;

function claims({ registers, images }: LearnedMachine, stages: readonly ChainStage[]): string {
  const last = stages.at(-1)?.name ?? 'Firmware';
  const jumped = stages.slice(1, -1).map(({ name }) => name);
  const times = jumped.map((name) => `t_${name}`);
  const end = 't_last';
  const held = (register: LearnedRegister): string =>
    `  assume Mem(m.pcr.${register.name}, ${sequence(register)}) @ t\n`;
  return `/// Until the thread of a reset has jumped to the last image, no other thread extends the register of images.
define Alone(m: Learned) ≡
  ∀J, t0.
    Reset(m, J) @ t0
    ⊃ ∀I, e, u.
      t0 < u ∧ Extend(I, m.pcr.${images.name}, e) @ u ∧ ¬Reset(m) on (t0, u] ∧ ¬Jump(J, ${last}(m)) on (t0, u) ⊃ I = J

/// Since the last reset one thread jumped to ${jumped.length === 0 ? 'nothing' : jumped.join(', ')} in this order, and measured ${last} then.
define Booted(m: Learned, t: Time) ≡
  ∃J, ${['t0', ...times, end].join(', ')}.
    ${['t0', ...times, end].join(' < ')} ≤ t
    ∧ Reset(m, J) @ t0
${jumped.map((name) => `    ∧ Jump(J, ${name}(m)) @ t_${name}\n`).join('')}    ∧ Extend(J, m.pcr.${images.name}, ${last}(m)) @ ${end}
    ∧ ¬Reset(m) on (t0, t]

lemma Learned_images(m: Learned, t: Time)
  assume Alone(m)
${held(images)}  show Booted(m, t)
  by auto

/// The machine booted as it did when this was learned, as far as its registers show that.
theorem Learned_booted(m: Learned, t: Time)
  assume Alone(m)
${registers.map(held).join('')}  show Booted(m, t)
proof
  show by Learned_images(m, t) using assumptions
qed
`;
}

function platformText({ registers }: LearnedMachine): string {
  const all = unique(registers.flatMap(({ measured }) => measured));
  return `platform Learned_machine(m: Learned) concludes Learned_booted {\n${all.map((each) => `  ${termOf(each)} is ${each.good}\n`).join('')}}\n`;
}
