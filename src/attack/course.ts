import { apply, core, type Segment, sameTerm, type Term, variable } from '../kernel/index.js';
import { instantiate, listed, together, type Words } from '../semantics/index.js';
import { nothing, resolve, type Substitution, unify } from './unify.js';

/**
 * What a piece of program does, whatever it reads and receives: variables stand for that. As far as it has to get past its own checks, they are what
 * gets it there.
 */
export interface Course {
  readonly reads: readonly (readonly [location: Term, value: Term])[];
  readonly receives: readonly Term[];
  /** What others come to know: what it sends, and what it writes. */
  readonly says: readonly Term[];
  readonly extends: readonly (readonly [location: Term, entry: Term])[];
  /** Its events, whoever does them. */
  readonly does: readonly Term[];
  /** Where it goes on, if it ends in a jump. */
  readonly target?: Term;
  /** How many actions it has, with the jump. */
  readonly length: number;
  readonly values: Substitution;
}

/** The variables of courses are numbered through, so that no two courses share one. */
export class Names {
  #count = 0;

  fresh(sort: Term['sort']): Term {
    return variable(`?${++this.#count}`, sort);
  }
}

/**
 * The course of what is left of a program, after these results; undefined where it cannot come to its end.
 *
 * @param machine where it is run, if there is but one machine
 */
export function courseOf(
  words: Words,
  names: Names,
  rest: Segment,
  results: readonly Term[],
  machine?: Term,
): Course | undefined {
  const [reads, receives, says, extensions]: [[Term, Term][], Term[], Term[], [Term, Term][]] = [[], [], [], []];
  const does: Term[] = [];
  const thread = names.fresh('Thread');
  const had = [...results];
  let s: Substitution | undefined = nothing;
  let [at, length] = [rest, 0];
  for (; at.kind === 'step'; at = at.rest, length++) {
    const { action } = at;
    const given = at.args.map((arg) => instantiate(arg, had));
    const [first, second] = given as [Term, Term];
    const fresh = (): Term => names.fresh('Term');
    let result: Term | undefined;
    const name = words.actionOf.get(action.event);
    switch (name) {
      case 'Read':
        result = fresh();
        reads.push([first, result]);
        break;
      case 'ReadAll': {
        const values = (listed(words, first) ?? []).map((location) => [location, fresh()] as [Term, Term]);
        reads.push(...values);
        result =
          values.length === 0
            ? fresh()
            : together(
                words,
                values.map(([, value]) => value),
              );
        break;
      }
      case 'Receive':
        result = fresh();
        receives.push(result);
        break;
      case 'Send':
        says.push(first);
        break;
      case 'Write':
        says.push(second);
        break;
      case 'Extend':
        extensions.push([first, second]);
        break;
      case 'Sign':
      case 'BootSign':
        result = apply(words.SIG, second, first);
        break;
      case 'Enc':
        result = apply(words.ENC, second, first);
        break;
      case 'SymEnc':
        result = apply(words.SYMENC, second, first);
        break;
      case 'Hash':
        result = apply(words.H, first);
        break;
      case 'Eval':
        result = apply(words.eval, first, second);
        break;
      case 'Match':
        s = unify(first, second, s);
        break;
      case 'Differ':
        if (sameTerm(first, second)) return undefined;
        break;
      case 'Verify': {
        // The key may be one that was read or received: then it is whose the signature is.
        const signer = names.fresh('Principal');
        result = fresh();
        s = unify(second, apply(words.pk, signer), s);
        s = s && unify(first, apply(words.SIG, signer, result), s);
        break;
      }
      case 'Dec':
        result = fresh();
        s = unify(first, apply(words.ENC, apply(words.pk, second), result), s);
        break;
      case 'SymDec':
        result = fresh();
        s = unify(first, apply(words.SYMENC, second, result), s);
        break;
      case 'Proj1':
      case 'Proj2': {
        const other = fresh();
        result = fresh();
        s = unify(first, name === 'Proj1' ? apply(words.pair, result, other) : apply(words.pair, other, result), s);
        break;
      }
      case 'Here':
        result = machine ?? names.fresh('Machine');
        break;
      default:
        result = action.result === undefined ? undefined : names.fresh(action.result);
    }
    if (s === undefined) return undefined;
    does.push(apply(action.event, thread, ...given, ...(result === undefined ? [] : [result])));
    if (action.result !== undefined) had.push(result as Term);
  }
  const target = at.kind === 'jump' ? instantiate(at.target, had) : undefined;
  if (target !== undefined) does.push(apply(core.jumpEvent, thread, target));
  const course = { reads, receives, says, extends: extensions, does, length: length + (at.kind === 'stop' ? 0 : 1) };
  return withValues({ ...course, ...(target && { target }), values: s });
}

/** The course where its variables have values. */
export function withValues(course: Course, more: Substitution = course.values): Course {
  const value = (term: Term): Term => resolve(term, more);
  const { reads, receives, says, does, target } = course;
  return {
    ...course,
    reads: reads.map(([location, result]) => [value(location), value(result)]),
    receives: receives.map(value),
    says: says.map(value),
    extends: course.extends.map(([location, entry]) => [value(location), value(entry)]),
    does: does.map(value),
    ...(target && { target: value(target) }),
    values: more,
  };
}
