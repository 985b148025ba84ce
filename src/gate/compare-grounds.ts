import { pairedAxioms } from './compare-axioms.js';
import { about, type Compared, gain, nothing, type Pair } from './compared.js';
import type { Finding } from './finding.js';
import { groundsOf } from './said.js';
import type { Standing, StandingTheorem } from './standing.js';

/** What a proof rests on: axioms that were added, and those of them that nothing shows of the semantics. */
export function compareGrounds(pair: Pair): Compared {
  const { old, fresh, before, now } = pair;
  if (fresh.verdict !== 'proved' || old.verdict !== 'proved') return nothing;
  const wanting = conditions(fresh, now).filter((name) => !conditions(old, before).includes(name));
  const names = Object.keys(fresh.axioms).filter((name) => !wanting.includes(name));
  const added = names.filter((name) => old.axioms[name] === undefined);
  const others = names.filter((name) => old.axioms[name] !== undefined && isAnother(name, pair));
  const dropped = Object.keys(old.axioms).filter((name) => fresh.axioms[name] === undefined);
  const finding = (code: 'LS2-1208' | 'LS2-1211', said: string): Finding => ({
    ...about(fresh),
    code,
    message: `${fresh.name} ${said}`,
  });
  return {
    findings: [
      ...added.map((name) => finding('LS2-1208', `now also rests on axiom ${name}`)),
      ...others.map((name) => finding('LS2-1208', `now rests on another axiom of the name ${name}`)),
      ...wanting.map((name) =>
        finding('LS2-1211', `is conditional now: it rests on axiom ${name}, which is not proved from the semantics`),
      ),
    ],
    gains: dropped.map((name) => gain(fresh, `${fresh.name} no longer rests on axiom ${name}`)),
  };
}

/** Whether a proof rests on another axiom of a name: one that says something else is a finding of its own. */
function isAnother(name: string, { old, fresh, before, now }: Pair): boolean {
  const [was, is] = [old.axioms[name], fresh.axioms[name]];
  if (was === is) return false;
  return !pairedAxioms(before, now).some(
    ([one, other]) => other.name === name && groundsOf(one) === was && groundsOf(other) === is,
  );
}

/** The axioms that a theorem rests on and that were looked at, and are not proved from the semantics. */
function conditions({ axioms }: StandingTheorem, { axioms: all }: Standing): readonly string[] {
  return Object.keys(axioms).filter((name) =>
    all.some((axiom) => axiom.name === name && axiom.standing !== undefined && axiom.standing !== 'proved'),
  );
}
