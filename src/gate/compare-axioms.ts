import type { Finding } from './finding.js';
import { inWords } from './in-words.js';
import { type FreshStanding, placeKey, type Standing, type StandingAxiom, standings } from './standing.js';

/** Axioms that say something else now, or of which the semantics shows less. */
export const compareAxioms = (before: Standing, now: FreshStanding): readonly Finding[] =>
  pairedAxioms(before, now).flatMap(([old, fresh]) => compareAxiom(old, fresh, now));

/** Which axiom of before is which now: the one of its name in its file; else the one of its name that is new, where only one can be meant. */
export function pairedAxioms(
  before: Standing,
  now: Standing,
): readonly (readonly [before: StandingAxiom, now: StandingAxiom])[] {
  const known = new Set(before.axioms.map(placeKey));
  const fresh = new Map(now.axioms.map((axiom) => [placeKey(axiom), axiom]));
  return before.axioms.flatMap((old) => {
    const same = fresh.get(placeKey(old));
    if (same !== undefined) return [[old, same] as const];
    const moved = now.axioms.filter((axiom) => axiom.name === old.name && !known.has(placeKey(axiom)));
    const rivals = before.axioms.filter((axiom) => axiom.name === old.name && !fresh.has(placeKey(axiom)));
    const [only] = moved;
    return only === undefined || moved.length > 1 || rivals.length > 1 ? [] : [[old, only] as const];
  });
}

function compareAxiom(old: StandingAxiom, fresh: StandingAxiom, now: FreshStanding): readonly Finding[] {
  const { name, file } = fresh;
  const place = now.places.get(placeKey(fresh)) ?? { file };
  const about = { subject: { kind: 'axiom', name }, ...place } as const;
  const resting = now.theorems.filter(({ axioms }) => axioms[name] !== undefined).map((theorem) => theorem.name);
  const rest = resting.length === 0 ? '' : `; ${inWords(resting)} ${resting.length === 1 ? 'rests' : 'rest'} on it`;
  const findings: Finding[] = [];
  const others = Object.keys(old.about).filter((each) => (fresh.about[each] ?? old.about[each]) !== old.about[each]);
  if (old.digest !== fresh.digest || others.length > 0) {
    const of = others.length === 0 ? '' : ` (${inWords(others)} changed)`;
    const message = `axiom ${name} says something else${of}${rest}`;
    findings.push({ ...about, code: 'LS2-1209', message, changes: [{ of: name, before: old.text, now: fresh.text }] });
  }
  if (old.standing !== undefined && fresh.standing !== undefined && isWorse(fresh.standing, old.standing)) {
    const message = `axiom ${name} was ${words[old.standing]}, and is ${words[fresh.standing]} now${rest}`;
    findings.push({ ...about, code: 'LS2-1210', message, changes: [] });
  }
  return findings;
}

type Of = NonNullable<StandingAxiom['standing']>;

const isWorse = (a: Of, b: Of): boolean => standings.indexOf(a) > standings.indexOf(b);

const words: Readonly<Record<Of, string>> = {
  proved: 'proved from the semantics',
  held: 'held on every trace that was tried',
  vacuous: 'about events that never happen',
  assumed: 'assumed, as the semantics cannot tell',
  violated: 'false on a trace of the semantics',
};
