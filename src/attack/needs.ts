import { sameTerm, type Term } from '../kernel/index.js';
import {
  argsOf,
  codeOf,
  hostOf,
  isApplication,
  isHonest,
  placeOf,
  type Space,
  valueAt,
  type World,
} from '../semantics/index.js';
import { visible } from '../trace/index.js';
import { coursesOn } from './control.js';
import { type Course, withValues } from './course.js';
import type { Hunt, Part } from './hunt.js';
import { checkedFor, leastToDo, makers, waysToDo } from './makers.js';
import { messagesOf, signaturesIn } from './messages.js';
import { type Saying, Sayings, saysSeveral } from './sayings.js';
import { isFinished, isReached, type State } from './state.js';
import { unify } from './unify.js';

/** A program that somebody honest may be started with. */
export interface Sender {
  readonly principal: Term;
  readonly program: Term;
}

/** What is still missing, in a state, for all that is aimed at. */
export interface Needs {
  /** Values that locations have to come to: each would help. */
  readonly wanted: ReadonlyMap<Term, readonly Term[]>;
  /** Signatures that somebody waits for, that the adversary cannot make, and that nobody has said yet. */
  readonly missing: readonly Term[];
  /** Whose programs would say them. */
  readonly senders: readonly Sender[];
  /** No fewer events than these lead to what is aimed at. */
  readonly least: number;
}

/** What has to be wanted together: values of locations, all of them. */
type Way = readonly (readonly [location: Term, value: Term])[];
/** Ways of which one will do. */
type Group = Way[];

/** Messages that depend on messages are followed so far. */
const deepest = 4;

/** Undefined where what is aimed at is out of reach. */
export function needsOf(hunt: Hunt, state: State): Needs | undefined {
  const { world } = hunt;
  const { c } = state;
  const wanted = new Map<Term, Term[]>();
  const groups: Group[] = [];
  const missing: Term[] = [];
  const senders: Sender[] = [];
  let [acts, extensions] = [0, 0];
  const says = new Sayings();
  const want = (group: Group, reads: Way): boolean => {
    const way = reads.flatMap(([location, value]): Way => {
      const place = placeOf(world, location);
      return place !== undefined && prospect(hunt, place.space, value) === 'aim' ? [[place.location, value]] : [];
    });
    if (way.length > 0) group.push(way);
    for (const [location, value] of way) {
      const values = wanted.get(location) ?? [];
      if (!values.some((each) => sameTerm(each, value))) wanted.set(location, [...values, value]);
    }
    return way.length > 0;
  };
  const group = (): Group => {
    const made: Group = [];
    groups.push(made);
    return made;
  };

  for (const [i, { location, value }] of hunt.targets.entries())
    if (!isReached(state.reached, i)) want(group(), [[location, value]]);

  for (const [i, part] of hunt.parts.entries()) {
    const progress = state.parts[i];
    if (progress !== undefined && isFinished(part, progress)) continue;
    const left = progress === undefined ? hunt.courses.of(part.segment, []) : coursesOn(hunt, state, progress.thread);
    const courses = part.branches ? left.filter((course) => leadsTo(hunt, state, part, course)) : left;
    const [only, ...more] = courses;
    if (only === undefined) return undefined;
    acts += Math.min(...courses.map(({ length }) => length)) + (progress === undefined ? 1 : 0);
    extensions += Math.max(...courses.map((course) => course.extends.length));
    const ways = group();
    // One of the ways through it will do: where one needs nothing of these, nothing has to be there.
    if (courses.filter(({ reads }) => !want(ways, reads)).length > 0) ways.length = 0;
    for (const course of courses)
      for (const message of messagesOf(course)) waited(message, 0, more.length === 0 ? says : new Sayings());
  }
  // What brings these about may be done otherwise as well: of what they take nothing is counted.
  const counted = { groups: groups.length, extensions };
  for (const [i, event] of hunt.events.entries()) {
    if (isReached(state.reached, hunt.targets.length + i)) continue;
    for (const message of heardIn(world, event)) waited(message, 0);
    for (const course of makers(hunt, state))
      for (const way of waysToDo(course, event)) {
        want(group(), way.reads);
        for (const message of messagesOf(way)) waited(message, 0);
      }
  }
  for (const message of checkedFor(hunt, state, wanted)) waited(message, 0);
  groups.length = counted.groups;
  extensions = counted.extensions;
  for (const { principal, programs } of world.honest)
    if (hunt.owners.some((owner) => sameTerm(owner, principal)))
      for (const program of programs) senders.push({ principal, program });
  const boot = isUp(state) ? 0 : 1;
  // Who is honest and has a part may say by it what is missing: then the events of the one are those of the other.
  const saying = hunt.parts.some(({ owners }) => owners.some((owner) => isHonest(world, owner))) ? 0 : says.least;
  const led = acts + saying + Math.max(acts > 0 ? boot : 0, distanceOf(hunt, state, groups) + boot - extensions);
  const least = Math.max(led, leastToDo(hunt, state) + boot);
  return { wanted, missing, senders, least };

  /** Notes what is missing of a message, and how many events it takes at least until it is said. */
  function waited(message: Term, depth: number, sayings = new Sayings()): void {
    for (const signature of signaturesIn(world, message)) {
      const signers = argsOf(world.words.SIG, signature) ?? [];
      if (c.known.terms.has(signature) || depth > deepest || c.known.keys.some((key) => signers[0] === key)) continue;
      if (missing.some((each) => isVariant(each, signature))) continue;
      // One that is open may be had already, or be anybody's: there may be need of another.
      const isOpen = signature.free.length > 0;
      const isHad = isOpen && [...c.known.terms].some((term) => unify(signature, term) !== undefined);
      if (isHad && !hunt.wide) continue;
      missing.push(signature);
      const isAnybodys = argsOf(world.words.SIG, signature)?.[0]?.kind === 'variable';
      const counted = groups.length;
      const ways = [...said(signature, depth)];
      if (isHad || isAnybodys) groups.length = counted;
      else if (ways.length > 0) sayings.add(signature, ways);
    }
  }

  /** The ways in which somebody may say a signature. */
  function* said(signature: Term, depth: number): Iterable<Saying> {
    const [signer] = argsOf(world.words.SIG, signature) as [Term];
    const mayBeOf = (principal: Term): boolean => signer.kind === 'variable' || sameTerm(principal, signer);
    const together = group();
    /** Where nothing has to be read for it, no location has to hold anything. */
    const isFree = (): void => {
      if (groups.includes(together)) groups.splice(groups.indexOf(together), 1);
    };
    const follow = (course: Course): boolean => {
      const ways = waysToSay(hunt, course, signature);
      if (ways.length > 0) extensions += course.extends.length;
      for (const way of ways) {
        const { reads } = way;
        const prospects = reads.map(([location, value]) => prospectAt(hunt, location, value));
        if (!prospects.includes('aim')) isFree();
        want(together, reads);
        for (const message of messagesOf(way)) waited(message, depth + 1);
      }
      return ways.length > 0;
    };
    const isBoots = world.bootKeys.some(({ principal }) => mayBeOf(principal));
    for (const { owner, control, keys, term } of c.threads.values()) {
      if (!isHonest(world, owner) && !isBoots) continue;
      if (control.kind === 'foreign') {
        if (!mayBeOf(owner) && !keys.some(mayBeOf)) continue;
        isFree();
        yield { least: 2, isOfMany: true };
        continue;
      }
      for (const course of coursesOn(hunt, state, term)) {
        if (follow(course)) yield { least: course.length, isOfMany: saysSeveral(world, course) };
        if (course.target === undefined || !(mayBeOf(owner) || isBoots)) continue;
        isFree();
        yield { least: course.length + 2, isOfMany: true };
      }
    }
    // Who has a key of boot code may begin with a reset or late launch to come, and sign after any number of jumps.
    if (isBoots) {
      isFree();
      yield { least: 3, isOfMany: true };
    }
    if (isKept(world, signer)) {
      isFree();
      yield { least: 1, isOfMany: true };
    }
    for (const { principal, programs } of world.honest)
      for (const program of programs) {
        const code = codeOf(world, program);
        const isSigner = mayBeOf(principal);
        if (code === undefined) continue;
        if (code === 'foreign') {
          if (!isSigner) continue;
          senders.push({ principal, program });
          isFree();
          yield { least: 3, isOfMany: true };
          continue;
        }
        let isSender = false;
        for (const course of hunt.courses.of(code, [])) {
          const says = follow(course);
          const goesOn = course.target !== undefined && isSigner;
          if ((says || goesOn) && !isSender) senders.push({ principal, program });
          isSender ||= says || goesOn;
          if (says) yield { least: course.length + 1, isOfMany: saysSeveral(world, course) };
          if (goesOn) isFree();
          if (goesOn) yield { least: course.length + 3, isOfMany: true };
        }
      }
  }
}

/** What whoever does an event has to have got before. */
const heardIn = ({ words: { events } }: World, event: Term): readonly Term[] =>
  isApplication(event) && (event.symbol === events.Verify || event.symbol === events.Receive)
    ? [event.args[1] as Term]
    : [];

/** Whether a vTPM has the key of somebody, which its host can read. */
const isKept = ({ kinds }: World, signer: Term): boolean =>
  isApplication(signer) && kinds.some(({ isVirtual, principals }) => isVirtual && principals.includes(signer.symbol));

/** What becomes of a location that is to hold something: it can be aimed at, or it is open what it has to be, or it never holds that. */
type Prospect = 'aim' | 'open' | 'never';

/** Registers begin with values of their own, and are extended from there; by what, may be open. */
function prospect({ sequences, world: { words } }: Hunt, space: Space, value: Term): Prospect {
  if (space === 'memory') return value.free.length === 0 ? 'aim' : 'open';
  if (value.kind === 'variable') return 'open';
  const { initial } = sequences.of(value);
  if (initial.kind === 'variable' || initial === words.unset) return 'open';
  return sameTerm(initial, space === 'dpcr' ? words.dinit : words.sinit) ? 'aim' : 'never';
}

function prospectAt(hunt: Hunt, location: Term, value: Term): Prospect {
  const place = placeOf(hunt.world, location);
  return place === undefined ? 'open' : prospect(hunt, place.space, value);
}

/** Whether a way through the program of a part has in it all that whoever runs it still has to do. */
function leadsTo({ events, targets }: Hunt, { reached }: State, { thread, program }: Part, course: Course): boolean {
  if (program === undefined || course.target !== undefined) return true;
  return events.every(
    (event, i) =>
      isReached(reached, targets.length + i) ||
      !(isApplication(event) && event.args[0] !== undefined && sameTerm(event.args[0], thread)) ||
      waysToDo(course, event).length > 0,
  );
}

const isUp = ({ c }: State): boolean => [...c.stores.values()].some(({ booted }) => booted);

/** The same courses and signatures come up in every state. */
const sayings = new WeakMap<Course, WeakMap<Term, readonly Course[]>>();

/** What the course would be if it said the signature, for each place in which it may, and no register had to hold what none ever holds. */
export function waysToSay(hunt: Hunt, course: Course, signature: Term): readonly Course[] {
  if (course.says.length === 0) return [];
  const known = sayings.get(course) ?? new WeakMap<Term, readonly Course[]>();
  sayings.set(course, known);
  const mayBe = ({ reads }: Course): boolean =>
    reads.every(([location, value]) => prospectAt(hunt, location, value) !== 'never');
  const ways = known.get(signature) ?? sayingWays(hunt.world, course, signature).filter(mayBe);
  known.set(signature, ways);
  return ways;
}

function sayingWays(world: World, course: Course, signature: Term): readonly Course[] {
  return course.says.flatMap((message) =>
    [...visible(world, message)].flatMap((part) => {
      const values = unify(part, signature, course.values);
      return values === undefined ? [] : [withValues(course, values)];
    }),
  );
}

/** Whether two terms differ in the names of variables alone, if at all. */
function isVariant(a: Term, b: Term): boolean {
  if (sameTerm(a, b)) return true;
  if (a.free.length === 0 || b.free.length === 0) return false;
  const names = unify(a, b);
  return names !== undefined && [...names.values()].every(({ kind }) => kind === 'variable');
}

/**
 * At least so many events, but for the first reset, until each group has one of its ways: entries, and a reset or late launch if there has to be one. Entries of
 * one location may serve several groups, so what a group has been charged for is not charged again.
 */
function distanceOf(hunt: Hunt, state: State, groups: readonly Group[]): number {
  const charged = new Map<Term, number>();
  let [entries, renewal] = [0, 0];
  for (const group of groups) {
    if (group.length === 0) continue;
    const ways = group.map((way) => {
      const left = new Map<Term, number>();
      let renews = 0;
      for (const [location, value] of way) {
        const { entries: of, renewal: renewing } = distance(hunt, state, location, value);
        left.set(location, Math.max(left.get(location) ?? 0, of - (charged.get(location) ?? 0)));
        renews = Math.max(renews, renewing);
      }
      return { left, renews, sum: [...left.values()].reduce((sum, each) => sum + each, 0) };
    });
    const nearest = Math.min(...ways.map(({ sum }) => sum));
    entries += nearest;
    renewal = Math.max(renewal, Math.min(...ways.map(({ renews }) => renews)));
    const most = new Map<Term, number>();
    for (const { left } of ways)
      for (const [location, each] of left) most.set(location, Math.max(most.get(location) ?? 0, each));
    for (const [location, each] of most) charged.set(location, (charged.get(location) ?? 0) + Math.min(nearest, each));
  }
  return entries + renewal;
}

interface Distance {
  readonly entries: number;
  /** Whether the register has to begin anew; the reset of a machine that was never reset is not counted. */
  readonly renewal: 0 | 1;
}

/** What a location is from a value, at least. */
function distance({ sequences, world }: Hunt, { c }: State, location: Term, value: Term): Distance {
  const place = placeOf(world, location);
  if (place === undefined || place.space === 'memory') return { entries: 0, renewal: 0 };
  const { placeOf: on, entries } = sequences.of(value);
  const done = on(valueAt(c, location) as Term);
  // A vTPM's register may be set to all of it at once, by the host that its machine is placed on.
  if (place.space === 'vpcr')
    return {
      entries: Math.min(1, entries.length - (done ?? entries.length - 1)),
      renewal: done === undefined && hostOf(c, place.machine) === undefined ? 1 : 0,
    };
  if (done !== undefined) return { entries: entries.length - done, renewal: 0 };
  const isBooted = c.stores.get(place.machine)?.booted === true;
  return { entries: entries.length, renewal: place.space === 'pcr' && !isBooted ? 0 : 1 };
}
