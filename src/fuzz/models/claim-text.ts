import type { Names } from './names.js';
import { isChain, type Plan, type Remote } from './plan.js';

const swapFirst = <T>([a, b, ...rest]: readonly T[]): readonly T[] =>
  a === undefined || b === undefined ? [...(a === undefined ? [] : [a])] : [b, a, ...rest];

/** The definitions that a claim needs, and the theorem `Claim`. */
export function claimText(plan: Plan, names: Names): readonly string[] {
  const { protection, sequence, claim } = plan;
  const byChain = isChain(plan);
  const isProtected = byChain && protection === 'held' ? 'Protected_Boot' : 'Protected';
  const isMeasured = byChain && claim === 'exact' ? 'MeasuredBoot_Boot' : 'Measured';
  const holds = byChain && sequence === 'exact' ? 'Sequence_Boot' : 'Sequence';
  return [
    ...(holds === 'Sequence' ? [sequenceText(plan, names)] : []),
    ...(isProtected === 'Protected' && protection !== 'absent' ? [protectionText(plan, names)] : []),
    ...(isMeasured === 'Measured' ? [measuredText(plan, names)] : []),
    theoremText(plan, names, { isProtected, isMeasured, holds }),
  ];
}

const ofMachine = (name: string): string => `${name}(m)`;
const begins = ({ register }: Plan): string => (register === 'pcr' ? 'Reset' : 'LateLaunch');

function sequenceText({ sequence }: Plan, { stages, initial }: Names): string {
  const entries = stages.slice(1).map(ofMachine);
  const said = {
    exact: entries,
    shorter: entries.length > 1 ? entries.slice(0, -1) : entries,
    swapped: swapFirst(entries),
    'other-start': [ofMachine(stages[0] as string), ...entries],
  }[sequence];
  return `define Sequence(m: Box): Term ≡ seq(${initial}; ${said.join(', ')})`;
}

function protectionText(plan: Plan, { register, spare }: Names): string {
  const born = `${begins(plan)}(m, K) @ t`;
  const body = {
    held: `∀t, K. ${born} ⊃ IsLocked(${register}, K) @ t`,
    absent: '⊤',
    'another-register': `∀t, K. ${born} ⊃ IsLocked(${spare}, K) @ t`,
    sometimes: `∃t, K. ${born} ∧ IsLocked(${register}, K) @ t`,
    'once-extended': `∀t, K. (∃e. Extend(K, ${register}, e) @ t) ⊃ IsLocked(${register}, K) @ t`,
  }[plan.protection];
  return `define Protected(m: Box) ≡ ${body}`;
}

/** What the boot was, as far as a claim goes. */
function measuredText(plan: Plan, names: Names): string {
  const { claim } = plan;
  const { stages, register } = names;
  const birth = begins(plan);
  const last = ofMachine(stages.at(-1) as string);
  const middle = stages.slice(1, -1).map(ofMachine);
  const jumps = claim === 'swapped' ? swapFirst(middle) : middle;
  const times = jumps.map((_, i) => `t${i + 1}`);
  const before = times.at(-1) ?? 't0';
  const order = `${['t0', ...times, 'w'].join(' < ')} ${claim === 'at-once' ? '<' : '≤'} t`;
  const since = [
    `¬${birth}(m) on (t0, t]`,
    ...(birth === 'LateLaunch' ? ['¬Reset(m) on (t0, t]'] : []),
    ...times.map((time, i) => `¬Jump(J) on (${['t0', ...times][i]}, ${time})`),
  ];
  const what = claim === 'swapped' && jumps.length < 2 ? (middle[0] ?? ofMachine(stages[0] as string)) : last;
  const body = [
    order,
    `${birth}(m, J) @ t0`,
    ...jumps.map((program, i) => `Jump(J, ${program}) @ ${times[i]}`),
    ...(claim === 'last-has-run' ? [`Jump(J, ${last}) @ w`] : [`Extend(J, ${register}, ${what}) @ w`]),
    ...(claim === 'weak' ? [] : since),
    ...(claim === 'only-once' ? [`(∀K, e, v. ${before} < v ∧ v ≤ t ∧ Extend(K, ${register}, e) @ v ⊃ v = w)`] : []),
  ];
  const bound = ['t0', ...times, 'w', 'J'].join(', ');
  return `define Measured(m: Box, t: Time) ≡\n  ∃${bound}.\n    ${body.join('\n    ∧ ')}`;
}

interface Used {
  readonly isProtected: string;
  readonly isMeasured: string;
  readonly holds: string;
}

function theoremText({ protection, remote }: Plan, { register, spare, initial }: Names, used: Used): string {
  const locked = protection === 'absent' ? [] : [`${used.isProtected}(m)`];
  const held = (time: string): string => `Mem(${register}, ${used.holds}(m)) @ ${time}`;
  if (remote === undefined) return theorem('m: Box, t: Time', [...locked, held('t')], `${used.isMeasured}(m, t)`);
  const { together, nonce, apart, shows, since } = remote;
  const assumptions = [...(apart ? ['^V ≠ AIK(m)'] : []), ...honestyText(remote), ...(shows === 'ran' ? locked : [])];
  const verifier = nonce === 'told' ? 'Verifier(m, n)' : 'Verifier(m)';
  const when = since ? 'tb < t < te' : 't < te';
  const both = `${held('t')}${together === undefined ? '' : ` ∧ Mem(${spare}, ${initial}) @ t`}`;
  const claimed = `∃t. ${when} ∧ ${shows === 'held' ? both : `${used.isMeasured}(m, t)`}`;
  const params = `m: Box, V: Thread, tb: Time, te: Time${nonce === 'told' ? ', n: Term' : ''}`;
  return theorem(params, assumptions, `[${verifier}]_V^{tb, te} ${claimed}`);
}

const honestyText = ({ honest }: Remote): readonly string[] =>
  honest === 'absent'
    ? []
    : [
        `Honest(AIK(m), {${{ quotes: 'Quote(m)', 'quotes-of-any': 'Quote(b) | b: Box', 'quotes-another': 'Quote(m), QuoteOther(m)', 'signs-anything': 'Quote(m), SignAnything(m)' }[honest]}})`,
      ];

const theorem = (params: string, assumptions: readonly string[], conclusion: string): string =>
  [
    `theorem Claim(${params})`,
    ...assumptions.map((formula) => `  assume ${formula}`),
    `  show ${conclusion}`,
    '  by auto',
  ].join('\n');
