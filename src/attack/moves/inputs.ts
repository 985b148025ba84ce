import type { Term } from '../../kernel/index.js';
import { placeOf, valueAt } from '../../semantics/index.js';
import type { Course } from '../course.js';
import type { Hunt } from '../hunt.js';
import { type Needs, waysToSay } from '../needs.js';
import type { State } from '../state.js';
import { resolve, type Substitution, unify } from '../unify.js';

/** Of more ways to fill a term in, or to answer what is received, than these the rest is left out. */
const mostWays = 24;

/** A term with values for what is open in it: data, principals and machines that there are. */
export function filled({ world, challenge, wide, mallory, owners }: Hunt, term: Term): readonly Term[] {
  if (term.free.length === 0) return [term];
  const principals = [
    ...owners,
    ...[...world.honest, ...world.bootKeys].map(({ principal }) => principal),
    ...(wide?.owners ?? []),
    mallory,
  ];
  const valuesOf: Readonly<Record<string, readonly Term[] | undefined>> = {
    Term: wide?.data ?? [challenge],
    Principal: principals,
    Machine: world.machines.map(({ term: machine }) => machine),
  };
  let ways: readonly Substitution[] = [new Map()];
  for (const { name, sort } of term.free)
    ways = ways
      .flatMap((way) => (valuesOf[sort] ?? []).map((value) => new Map(way).set(name, value)))
      .slice(0, mostWays);
  return ways.map((way) => resolve(term, way));
}

/** A value that a thread may be given. */
export interface Input {
  readonly value: Term;
  /** Whether what is aimed at led to it. */
  readonly isLed: boolean;
}

/** Gathers values for an input, each once. */
class Offers {
  readonly #hunt: Hunt;
  readonly #found = new Map<Term, true>();
  readonly values: Input[] = [];
  isLed = true;

  constructor(hunt: Hunt) {
    this.#hunt = hunt;
  }

  readonly add = (open: Term): void => {
    for (const value of filled(this.#hunt, open)) {
      if (this.#found.has(value)) continue;
      this.#found.set(value, true);
      this.values.push({ value, isLed: this.isLed });
    }
  };
}

/** The same of a thread that may go on in several ways, each once; of one whose program says nothing, anything. */
export function inputsOf(
  hunt: Hunt,
  state: State,
  needs: Needs,
  courses: readonly Course[],
  inputOf: (course: Course) => Term | undefined,
): readonly Input[] {
  const [only, ...more] = courses;
  if (only === undefined) return inputsFor(hunt, state, needs, undefined, undefined);
  if (more.length === 0) return inputsFor(hunt, state, needs, only, inputOf(only));
  const found = new Map<Term, Input>();
  for (const course of courses)
    for (const input of inputsFor(hunt, state, needs, course, inputOf(course)))
      if (found.get(input.value)?.isLed !== true) found.set(input.value, input);
  return [...found.entries()].map(([, input]) => input);
}

/**
 * What a thread may be given next to go on with: what brings a register on its way, what is missing, what it is to jump to, what goes with messages that
 * there are. Where the search is wide, anything else as well, even what its own checks refuse later: until then it may do something.
 */
function inputsFor(
  hunt: Hunt,
  state: State,
  needs: Needs,
  course: Course | undefined,
  input: Term | undefined,
): readonly Input[] {
  const offers = new Offers(hunt);
  const { add, values } = offers;
  if (course !== undefined && input !== undefined && input.free.length > 0) {
    for (const s of advancing(hunt, state, needs, course)) add(resolve(input, s));
    for (const signature of needs.missing)
      for (const way of waysToSay(hunt, course, signature)) add(resolve(input, way.values));
    for (const entry of nextEntries(hunt, state, needs)) addFitting(entry);
    for (const s of answered(state, course)) add(resolve(input, s));
    for (const template of hunt.templates)
      for (const does of course.does) {
        const s = unify(does, template, course.values);
        if (s !== undefined) add(resolve(input, s));
      }
  }
  addFitting(hunt.malware);
  if (input !== undefined) add(input);
  offers.isLed = false;
  for (const value of hunt.wide?.values ?? []) addFitting(value);
  // What the thread's checks refuse comes last.
  for (const value of hunt.wide?.values ?? []) add(value);
  for (const entry of nextEntries(hunt, state, needs)) add(entry);
  return values;

  function addFitting(value: Term): void {
    const s = input && course && unify(input, value, course.values);
    if (s !== undefined && input !== undefined) add(resolve(input, s));
  }
}

/** What comes next in registers that have to come to something. */
export function* nextEntries({ sequences }: Hunt, { c }: State, { wanted }: Needs): Iterable<Term> {
  for (const [location, values] of wanted)
    for (const value of values) {
      const entry = sequences.of(value).next(valueAt(c, location) as Term);
      if (entry !== undefined) yield entry;
    }
}

/** How a course has to go to bring a register on its way, by its own extensions. */
function* advancing(
  { world, sequences }: Hunt,
  { c }: State,
  { wanted }: Needs,
  course: Course,
): Iterable<Substitution> {
  const places = new Map(
    course.extends.map(([location, entry]) => [placeOf(world, location)?.location, { location, entry }]),
  );
  for (const location of places.keys())
    for (const value of (location && wanted.get(location)) ?? []) {
      const is = valueAt(c, location as Term) as Term;
      let s: Substitution | undefined = course.values;
      let later = 0;
      for (const [where, entry] of course.extends) {
        if (placeOf(world, where)?.location !== location) continue;
        const next = sequences.of(value).next(is, later++);
        s = s && next && unify(entry, next, s);
        if (s !== undefined) yield s;
      }
    }
}

/** How a course has to go for messages that are known to be what it receives. */
export function answered({ c }: State, course: Course): readonly Substitution[] {
  let ways: readonly Substitution[] = [course.values];
  for (const message of course.receives) {
    if (message.free.length === 0) continue;
    const more = ways.flatMap((s) =>
      [...c.known.terms].flatMap((term) => {
        const values = unify(message, term, s);
        return values === undefined ? [] : [values];
      }),
    );
    ways = [...ways, ...more].slice(-mostWays);
  }
  return ways.filter((s) => s !== course.values);
}
