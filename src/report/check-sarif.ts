import { type CheckedAxiom, type CheckedTheorem, type CheckResult, standing } from '../check/check-result.js';
import type { Code } from '../diagnostics/index.js';
import { diagnosticSarif } from './diagnostics-sarif.js';
import { type SarifResult, sarif } from './sarif.js';

/** What a check came to, in SARIF: what is wrong with the texts, and theorems and axioms that are not as they should be. */
export function checkSarif({ tool, theorems, axioms, diagnostics }: CheckResult): string {
  return sarif(tool, [
    ...diagnostics.map(diagnosticSarif),
    ...theorems.flatMap(theoremSarif),
    ...axioms.flatMap(axiomSarif),
  ]);
}

const codes = { violated: 'LS2-1301', open: 'LS2-1302' } as const satisfies Record<string, Code>;

function theoremSarif(theorem: CheckedTheorem): readonly SarifResult[] {
  const stands = standing(theorem);
  if (stands === 'as-expected') return [];
  const { name, file, line, attack } = theorem;
  const level = stands === 'open' ? 'warning' : 'error';
  return [
    { code: codes[stands], level, message: whatCame(theorem), place: { file, line }, name, events: eventsOf(attack) },
  ];
}

const eventsOf = (attack: CheckedTheorem['attack']): readonly string[] =>
  attack?.events.map(({ brief, note }) => (note === undefined ? brief : `${brief} (${note})`)) ?? [];

/** What came of a theorem that is not as expected. */
export function whatCame({ name, verdict, expected, failure, attack }: CheckedTheorem): string {
  const stuck = failure === undefined ? '' : `: ${failure.step}: ${failure.reason}`;
  return `${name} is ${verdict}, and expected to be ${expected}${attack === undefined ? stuck : `: ${attack.breaks}`}`;
}

function axiomSarif({ name, file, line, standing: stands, violation = [] }: CheckedAxiom): readonly SarifResult[] {
  if (stands !== 'violated') return [];
  const message = `axiom ${name} is false on a trace of the semantics`;
  return [{ code: 'LS2-1303', level: 'error', message, place: { file, line }, name, events: violation }];
}
