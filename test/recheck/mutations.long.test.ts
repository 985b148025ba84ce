import { beforeAll, describe, expect, test } from 'vitest';
import { type Certificate, certificateText, type Outcome } from '../../src/recheck/index.js';
import { model } from '../language/texts.js';
import { recheckText as recheckWith, shippedLogic } from './draft.js';
import { certificateFor } from './proved.js';

/** Of everything a little: a definition, a program and an axiom or two, each of which the proofs use. */
const text = `machine Box(m) {
  memory next
}
program Loader(m: Box) { x = read m.next; send x }
define Silent(I: Thread, u: Time, z: Time) ≡ ∀l, e, w. u < w ∧ w ≤ z ⊃ ¬Write(I, l, e) @ w

theorem LoaderIsSilent(m: Box)
  show ∀I, u. Jump(I, Loader(m)) @ u ⊃ ∀z. u < z ⊃ Silent(I, u, z)
proof
  show by jump using axiom ONE, axiom DOES, definition Silent
qed

theorem Determined(l: Location, e, e', t: Time)
  assume A: Mem(l, e) @ t
  assume B: Mem(l, e') @ t
  show H(e) = H(e')
proof
  have same: e = e' by z3 using A, B, axiom MEM
  show by z3 using same
qed
`;

/** The logic, of its axioms those alone that the proofs use: reading it takes longer than checking these proofs. */
const logic = shippedLogic.map((file) =>
  file
    .split('\n\n')
    .filter((part) => !part.startsWith('axiom') || /^axiom (ONE|DOES|MEM) /.test(part))
    .join('\n\n'),
);
const recheckText = (changed: string): Promise<Outcome> => recheckWith(changed, logic);

let certificate: Certificate;
let written: string;
let original: Outcome;

beforeAll(async () => {
  certificate = await certificateFor(model(text));
  written = certificateText(certificate);
  original = await recheckText(written);
});

test('the certificate is accepted', () => {
  expect(original).toMatchObject({
    verdict: 'accepted',
    theorems: [{ name: 'LoaderIsSilent' }, { name: 'Determined' }],
  });
});

/** Numbers that look random, and are the same in every run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('1,000 certificates of which some bytes were changed are all malformed', async () => {
  const pick = random(1);
  for (let run = 0; run < 1000; run++) {
    const bytes = [...Buffer.from(written)];
    const at = pick(bytes.length);
    const byte = pick(256);
    const change = pick(4);
    if (change === 0) bytes[at] = byte;
    else if (change === 1) bytes.splice(at, 1 + pick(3));
    else if (change === 2) bytes.splice(at, 0, byte);
    else bytes.splice(at);
    const changed = Buffer.from(bytes).toString('utf8');
    if (changed !== written) expect((await recheckText(changed)).verdict, `${run}`).toBe('malformed');
  }
});

/** What is said of a theorem: not what it is called. */
const saidBy = (outcome: Outcome): readonly string[] =>
  outcome.verdict === 'accepted' ? outcome.theorems.map(({ fingerprint }) => fingerprint).sort() : [];

/** Tables whose order means nothing. */
const sets = new Set(['programs', 'axioms', 'kinds', 'theorems', 'definitions']);

/** Changes one thing somewhere in a model. */
function mutated(source: Certificate, pick: (below: number) => number): Certificate {
  const copy = structuredClone(source) as unknown as { models: Record<string, unknown[][]>[] };
  const tables = [
    'symbols',
    'nodes',
    'nodes',
    'programs',
    'definitions',
    'axioms',
    'steps',
    'steps',
    'steps',
    'theorems',
  ];
  const name = tables[pick(tables.length)] as string;
  const table = copy.models[0]?.[name] as unknown[][];
  const other = table[pick(table.length)] as unknown[];
  const i = pick(table.length);
  const entry = table[i] as unknown[];
  const way = pick(8);
  if (way === 0 && !sets.has(name)) table.splice(i, 1);
  else if (way === 1) table.splice(i, 0, other);
  else if (way === 2 && !sets.has(name)) [table[i], table[table.indexOf(other)]] = [other, entry];
  else changeWithin(entry, other, pick);
  return copy as unknown as Certificate;
}

/** Changes a number, a word or a list in an entry; words come from another entry, so that they are such as there are. */
function changeWithin(entry: unknown[], other: unknown[], pick: (below: number) => number): void {
  const at = pick(entry.length);
  const value = entry[at];
  if (typeof value === 'number') entry[at] = Math.max(0, value + ([1, -1, 2, -7, 13, 100][pick(6)] ?? 1));
  else if (typeof value === 'string')
    entry[at] = other.find((each, i) => i >= at && typeof each === 'string') ?? 'Other';
  else if (Array.isArray(value) && value.length > 0) {
    const way = pick(3);
    if (way === 0) value.splice(pick(value.length), 1);
    else if (way === 1) value.push(value[0]);
    else changeWithin(value, Array.isArray(other[at]) ? other[at] : ['Time', 0], pick);
  } else entry[at] = value === null ? 0 : [0];
}

describe('1,300 certificates of which something was changed, with the digest made anew', () => {
  test('are rejected, or say something else', async () => {
    const pick = random(2);
    const said = saidBy(original);
    const counts = { same: 0, malformed: 0, rejected: 0, accepted: 0, unanswered: 0 };
    const reasons = new Set<string>();
    const wrong: string[] = [];
    for (let run = 0; run < 1300; run++) {
      const changed = certificateText(mutated(certificate, pick));
      if (changed === written) {
        counts.same++;
        continue;
      }
      const outcome = await recheckText(changed);
      counts[outcome.verdict]++;
      if (outcome.verdict === 'rejected') reasons.add(outcome.reason.replace(/\d+/g, 'n'));
      if (outcome.verdict !== 'accepted') continue;
      // What is accepted is a certificate of something else, and says so.
      if (saidBy(outcome).join() === said.join()) wrong.push(difference(changed));
    }
    expect(wrong).toEqual([]);
    expect(counts.rejected + counts.malformed).toBeGreaterThan(1000);
    expect(reasons.size).toBeGreaterThan(30);
  });
});

function difference(changed: string): string {
  const before = written.split('\n');
  const lines = changed.split('\n');
  const i = lines.findIndex((line, n) => line !== before[n]);
  return `${before[i]} → ${lines[i]}`;
}
