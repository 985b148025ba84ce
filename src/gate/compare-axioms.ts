import type { Finding } from './finding.js';
import { type FreshStanding, placeKey, type Standing, type StandingAxiom, standings } from './standing.js';

/** Axioms that say something else now, or of which the semantics shows less. */
export function compareAxioms(before: Standing, now: FreshStanding): readonly Finding[] {
  const fresh = new Map(now.axioms.map((axiom) => [placeKey(axiom), axiom]));
  return before.axioms.flatMap((old) => {
    const axiom = fresh.get(placeKey(old));
    return axiom === undefined ? [] : compareAxiom(old, axiom, now);
  });
}

function compareAxiom(old: StandingAxiom, fresh: StandingAxiom, now: FreshStanding): readonly Finding[] {
  const { name, file } = fresh;
  const place = now.places.get(placeKey(fresh)) ?? { file };
  const about = { subject: { kind: 'axiom', name }, ...place } as const;
  const resting = now.theorems.filter(({ axioms }) => axioms.includes(name)).map((theorem) => theorem.name);
  const rest = resting.length === 0 ? '' : `; ${resting.join(', ')} ${resting.length === 1 ? 'rests' : 'rest'} on it`;
  const findings: Finding[] = [];
  if (old.digest !== fresh.digest) {
    const message = `axiom ${name} says something else${rest}`;
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
