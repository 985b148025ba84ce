import {
  type CheckedAxiom,
  type CheckedTheorem,
  type CheckResult,
  type NotChecked,
  outcome,
  standing,
} from '../check/check-result.js';
import type { Code } from '../diagnostics/index.js';
import { diagnosticSarif } from './diagnostics-sarif.js';
import { type SarifResult, sarif } from './sarif.js';

/** What a check came to, in SARIF: what is wrong with the texts, and theorems and axioms that are not as they should be. */
export function checkSarif({ tool, theorems, notChecked, axioms, diagnostics }: CheckResult): string {
  return sarif(tool, [
    ...diagnostics.map(diagnosticSarif),
    ...theorems.flatMap(theoremSarif),
    ...notChecked.map(notCheckedSarif),
    ...axioms.flatMap(axiomSarif),
  ]);
}

/** The code of what came of a theorem; undefined where that is as expected. */
export function codeOf(theorem: CheckedTheorem): Code | undefined {
  const stands = standing(theorem);
  if (stands === 'as-expected') return undefined;
  if (stands === 'open') return 'LS2-1302';
  if (outcome(theorem) === 'unfinished') return 'LS2-1306';
  return outcome(theorem) === 'vacuous' && theorem.expected === 'proved' ? 'LS2-1304' : 'LS2-1301';
}

function theoremSarif(theorem: CheckedTheorem): readonly SarifResult[] {
  const code = codeOf(theorem);
  if (code === undefined) return [];
  const { name, file, line, attack } = theorem;
  const level = standing(theorem) === 'open' ? 'warning' : 'error';
  return [{ code, level, message: whatCame(theorem), place: { file, line }, name, events: eventsOf(attack) }];
}

const eventsOf = (attack: CheckedTheorem['attack']): readonly string[] =>
  attack?.events.map(({ brief, note }) => (note === undefined ? brief : `${brief} (${note})`)) ?? [];

/** What came of a theorem that is not as expected. */
export function whatCame(theorem: CheckedTheorem): string {
  const { name, expected, failure, attack } = theorem;
  const came = outcome(theorem);
  if (came === 'vacuous')
    return `${name} is vacuous, and expected to be ${expected}: its premises contradict each other`;
  if (came === 'unfinished')
    return `${name} is unfinished, and expected to be ${expected}: its proof admits ${theorem.admitted?.join('; ')}`;
  const stuck = failure === undefined ? '' : `: ${failure.step}: ${failure.reason}`;
  return `${name} is ${came}, and expected to be ${expected}${attack === undefined ? stuck : `: ${attack.breaks}`}`;
}

const notCheckedSarif = (claim: NotChecked): SarifResult => ({
  code: 'LS2-1305',
  level: 'warning',
  message: whyNotChecked(claim),
  place: { file: claim.file, line: claim.line },
  name: claim.name,
});

/** Why nothing is said of a theorem, lemma or axiom. */
export function whyNotChecked({ name, because, through }: NotChecked): string {
  const { code, file, line, message } = because;
  const way = through.length === 0 ? '' : ` by way of ${through.join(', ')}`;
  return `${name} is not checked: ${code} at ${file}:${line} is in the way${way}: ${message}`;
}

function axiomSarif({ name, file, line, standing: stands, violation = [] }: CheckedAxiom): readonly SarifResult[] {
  if (stands !== 'violated') return [];
  const message = `axiom ${name} is false on a trace of the semantics`;
  return [{ code: 'LS2-1303', level: 'error', message, place: { file, line }, name, events: violation }];
}
