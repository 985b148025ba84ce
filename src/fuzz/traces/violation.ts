import { claimOf } from '../../attack/index.js';
import { minimal } from '../../attack/minimal.js';
import { type Model, showFormula, type TheoremDecl } from '../../language/index.js';
import { type Occurrence, termText, type World } from '../../semantics/index.js';
import { unstopped } from '../../stop/index.js';
import { writeTrace } from '../../trace/format/index.js';
import { History, Judge } from '../../trace/index.js';
import { Finding } from '../property.js';

/** A theorem, to be held against traces. */
export const judgeOf = ({ theory }: Model, decl: TheoremDecl): Judge => new Judge(theory, claimOf(decl));

interface Violated {
  readonly model: Model;
  readonly decl: TheoremDecl;
  readonly world: World;
  readonly judge: Judge;
  readonly occurrences: readonly Occurrence[];
  /** The text of the model where it is no file of its own. */
  readonly text?: string;
  readonly isProved: boolean;
}

/** A trace that violates a theorem, made as short as it goes. */
export function violationOf({ model, decl, world, judge, occurrences, text, isProved }: Violated): Finding {
  return findingOf(
    judge,
    { world, occurrences },
    {
      what: `${decl.name} is ${isProved ? 'proved, and ' : ''}violated`,
      name: decl.name,
      blames: isProved ? 'ls2' : 'model',
      model,
      ...(text !== undefined && { text }),
    },
  );
}

interface Described {
  readonly what: string;
  /** Of the statement, in the model. */
  readonly name: string;
  readonly blames: Finding['blames'];
  readonly model: Model;
  readonly text?: string;
}

/** A trace on which a statement is false, as a finding: with the trace as a file, and the model where it has none. */
export function findingOf(
  judge: Judge,
  { world, occurrences }: { readonly world: World; readonly occurrences: readonly Occurrence[] },
  { what, name, blames, model, text }: Described,
): Finding {
  const judgement = judge.judge(History.of(world, occurrences));
  if (judgement.verdict !== 'violated') throw new Error(`${name} is said to be violated, and is not`);
  const {
    world: where,
    occurrences: trace,
    violation,
  } = minimal(judge, { world, occurrences, violation: judgement }, unstopped);
  const events = trace.map(({ event }) => termText(where.words, event)).join('; ');
  const file = text === undefined ? model.root : 'FILE.ls2';
  return new Finding(`${what} by ${trace.length} events (${events}): not ${showFormula(violation.conjunct, model)}`, {
    blames,
    attached: [
      ...(text === undefined ? [] : [{ ending: '.ls2', text }]),
      { ending: '.ndjson', text: [...writeTrace(where, { model: file }, trace)].join('') },
    ],
    command: `ls2 validate FILE.ndjson --against ${name} --in ${file}`,
  });
}
