import { core, type Formula, type FunctionSymbol, type Term, type Theorem, type Theory } from '../kernel/index.js';
import type { Model, TheoremDecl } from '../language/index.js';
import { keepsSymbols, type Saying, sameSaying, sayingsOf } from './same.js';

/**
 * What a proof takes from a model: axioms, the definitions it opens, the programs whose code it goes through, the programs that machines run on a reset and
 * a late launch. Of symbols it takes how they are declared: the solver knows of constructors that they are free.
 */
export type Foundations = ReadonlySet<string>;

/** The rules whose premises are about the code of programs. */
const programRules = new Set(['Jump', 'Start', 'Reset', 'LateLaunch', 'Honesty']);

/** Undefined where it cannot be told from the derivation. */
export function foundationsOf(proof: Theorem, model: Model): Foundations | undefined {
  const names = new Set<string>();
  const seen = new Set([proof]);
  for (const { origin, conclusion } of seen) {
    for (const premise of origin.premises) seen.add(premise);
    if (origin.axiom !== undefined) names.add(`axiom ${origin.axiom}`);
    if (origin.definition !== undefined) names.add(`definition ${origin.definition}`);
    if (!programRules.has(origin.rule)) continue;
    const subjects = subjectsOf(origin.rule, conclusion, model);
    if (subjects === undefined) return undefined;
    for (const subject of subjects) names.add(subject);
  }
  return names;
}

/** Of what a theorem speaks that a rule of programs has made, by the shape of its conclusion. */
function subjectsOf(rule: string, conclusion: Formula, { kinds, theory }: Model): readonly string[] | undefined {
  const inner = opened(conclusion);
  if (inner.kind !== 'implies' || inner.left.kind !== 'atom') return undefined;
  const { predicate, args } = inner.left;
  switch (rule) {
    case 'Jump':
    case 'Start': {
      const [event] = args;
      const isIt = event?.kind === 'application' && [core.jumpEvent, core.startEvent].includes(event.symbol);
      const program = isIt ? event.args[1] : undefined;
      return program?.kind === 'application' ? [`program ${program.symbol.name}`] : undefined;
    }
    case 'Honesty': {
      const programs = args[1] && listed(args[1], theory);
      return programs?.map((symbol) => `program ${symbol.name}`);
    }
    default: {
      const kind = kinds.find((each) => each.predicate === predicate);
      const [how, program] = rule === 'Reset' ? ['reset', kind?.reset] : ['late launch', kind?.lateLaunch];
      return kind && program && [`${how} of ${kind.name}`, `program ${program.name}`];
    }
  }
}

const opened = (formula: Formula): Formula => (formula.kind === 'forall' ? opened(formula.body) : formula);

function listed(set: Term, theory: Theory): readonly FunctionSymbol[] | undefined {
  if (set.kind !== 'application') return undefined;
  if (set.symbol === core.noPrograms) return [];
  const others = set.args.at(-1);
  const [program] = set.symbol === core.alsoProgram ? set.args : [];
  const symbol = program?.kind === 'application' ? program.symbol : theory.family(set.symbol)?.program;
  const rest = others && listed(others, theory);
  return rest && symbol && [symbol, ...rest];
}

/** Whether a proof of a model's theorem is a proof of another model's, as it stands: the theorem says the same there, and so does all that the proof takes. */
export function keepsProof(proof: Foundations, theorem: TheoremDecl, model: Model, other: Model): boolean {
  const [mine, its] = [sayingsOf(model), sayingsOf(other)];
  const same = (name: string): boolean => {
    const saying: Saying | undefined = mine.get(name);
    return saying !== undefined && sameSaying(saying, its.get(name));
  };
  return keepsSymbols(model, other) && same(`theorem ${theorem.name}`) && [...proof].every(same);
}
