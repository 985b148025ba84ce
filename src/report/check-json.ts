import { type CheckedTheorem, type CheckResult, outcome } from '../check/check-result.js';
import type { CheckedAttack } from '../check/index.js';
import { diagnosticJson } from './diagnostics-json.js';
import { expectedJson } from './expected-json.js';

/** What a check came to, for programs: docs/check.schema.json says what stands in it. */
export function checkJson({ tool, theorems, notChecked, axioms, diagnostics, stopped, searched }: CheckResult): string {
  const result = {
    schemaVersion: 1,
    tool,
    theorems: theorems.map(theoremJson),
    notChecked,
    ...(axioms.length > 0 && { axioms }),
    diagnostics: diagnostics.map(diagnosticJson),
    ...(stopped && { stopped }),
    ...(searched === false && { searched }),
  };
  return `${JSON.stringify(result, undefined, 2)}\n`;
}

function theoremJson(theorem: CheckedTheorem): object {
  const { name, role, file, line, verdict, expected, restsOn, failure, attack, search, witness } = theorem;
  return {
    name,
    role,
    file,
    line,
    verdict,
    ...(outcome(theorem) === 'vacuous' && { vacuous: true }),
    ...(outcome(theorem) === 'unfinished' && { unfinished: true, admitted: theorem.admitted }),
    ...expectedJson(expected),
    restsOn,
    ...(failure && { failure }),
    ...(attack && { attack: attackJson(attack) }),
    ...(search && { search }),
    ...(witness && { witness }),
  };
}

/** An attack for programs: terms in full, and the trace as it is saved. */
export const attackJson = ({ events, names: _, ...attack }: CheckedAttack): object => ({
  ...attack,
  events: events.map(({ brief: _brief, changes, ...event }) => ({
    ...event,
    changes: changes.map(({ location, value }) => ({ location, value })),
  })),
});
