import { compareAxioms } from './compare-axioms.js';
import { compareTheorem, type Judge } from './compare-theorem.js';
import type { Comparison, Finding, Gain } from './finding.js';
import { pairs } from './pairs.js';
import type { FreshStanding, Standing } from './standing.js';

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
  const gains: Gain[] = added.map(({ name, file, line, verdict }) => ({
    theorem: name,
    file,
    line,
    message: `${name} is new, and ${verdict}`,
  }));
  for (const [old, fresh] of paired) {
    const compared = await compareTheorem({ old, fresh, before, now }, judge);
    findings.push(...compared.findings);
    gains.push(...compared.gains);
  }
  findings.push(...compareAxioms(before, now));
  return {
    findings: findings.sort(byPlace),
    gains: gains.sort(byPlace),
    theorems: now.theorems.map(({ name, file }) => ({ name, file })),
  };
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
