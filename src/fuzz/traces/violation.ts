import { type Model, showFormula, type TheoremDecl } from '../../language/index.js';
import { type Occurrence, termText, type World } from '../../semantics/index.js';
import { writeTrace } from '../../trace/format/index.js';
import { History, Judge } from '../../trace/index.js';
import { Finding } from '../property.js';
import { smallest } from './smallest.js';

/** A theorem, to be held against traces. */
export const judgeOf = ({ theory }: Model, { name, params, guards, assumptions, conclusion }: TheoremDecl): Judge =>
  new Judge(theory, {
    name,
    params,
    premises: [...guards, ...assumptions.map(({ formula }) => formula)],
    conclusion,
  });

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
  const isBad = (trace: readonly Occurrence[]): boolean => judge.judge(History.of(world, trace)).verdict === 'violated';
  const trace = smallest(world, occurrences, isBad);
  const judgement = judge.judge(History.of(world, trace));
  const conjunct = judgement.verdict === 'violated' ? showFormula(judgement.conjunct, model) : '';
  const events = trace.map(({ event }) => termText(world.words, event)).join('; ');
  const file = text === undefined ? model.root : 'FILE.ls2';
  return new Finding(
    `${decl.name} is ${isProved ? 'proved, and ' : ''}violated by ${trace.length} events (${events}): not ${conjunct}`,
    {
      blames: isProved ? 'ls2' : 'model',
      attached: [
        ...(text === undefined ? [] : [{ ending: '.ls2', text }]),
        { ending: '.ndjson', text: [...writeTrace(world, { model: file }, trace)].join('') },
      ],
      command: `ls2 validate FILE.ndjson --against ${decl.name} --in ${file}`,
    },
  );
}
