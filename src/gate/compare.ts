import { compareAxioms } from './compare-axioms.js';
import { compareSetups } from './compare-setups.js';
import { compareTheorem } from './compare-theorem.js';
import { about, gain, type Judge } from './compared.js';
import type { ComparedTheorem, Comparison, Finding, Gain } from './finding.js';
import { pairs } from './pairs.js';
import type { FreshStanding, FreshTheorem, Standing } from './standing.js';

/** What has changed between what stood and what stands. */
export async function compare(before: Standing, now: FreshStanding, judge: Judge): Promise<Comparison> {
  const { paired, gone, added } = pairs(before.theorems, now.theorems);
  const findings: Finding[] = gone.map(({ name, file }) => ({
    code: 'LS2-1202',
    subject: { kind: 'theorem', name },
    file,
    message: `${name} has gone`,
    changes: [],
  }));
  const gains: Gain[] = added
    .filter(({ verdict, expected }) => verdict === expected && verdict !== 'unfinished')
    .map((theorem) => gain(theorem, `${theorem.name} is new, and ${theorem.verdict}`));
  findings.push(...added.flatMap(unexpected));
  const theorems = new Map<FreshTheorem, ComparedTheorem>();
  for (const [old, fresh] of paired) {
    const compared = await compareTheorem({ old, fresh, before, now }, judge);
    findings.push(...compared.findings);
    gains.push(...compared.gains);
    theorems.set(fresh, compared.theorem);
  }
  findings.push(...compareSetups(paired.map(([old, fresh]) => ({ old, fresh, before, now }))));
  findings.push(...compareAxioms(before, now));
  return {
    findings: findings.sort(byPlace),
    gains: gains.sort(byPlace),
    theorems: now.theorems.map((theorem) => theorems.get(theorem) ?? newTheorem(theorem)),
  };
}

const newTheorem = ({ name, file, line, verdict }: FreshTheorem): ComparedTheorem => ({ name, file, line, verdict });

/** A new theorem that is not as it says it is: accepted so, it would pass as what stood. */
function unexpected(theorem: FreshTheorem): readonly Finding[] {
  const { name, verdict, expected, failure } = theorem;
  if (verdict === expected) return [];
  const without = failure?.kind === 'limit' || failure?.kind === 'fault' ? { without: failure.kind } : {};
  const message = `${name} is new, is expected to be ${expected}, and is ${verdict}`;
  return [{ ...about(theorem), code: 'LS2-1216', message, ...without }];
}

interface Placed {
  readonly file: string;
  readonly line?: number;
  readonly code?: string;
}

function byPlace(a: Placed, b: Placed): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (
    (a.line ?? 0) - (b.line ?? 0) || ((a.code ?? '') < (b.code ?? '') ? -1 : (a.code ?? '') > (b.code ?? '') ? 1 : 0)
  );
}
