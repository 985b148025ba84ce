import { apply, type Term } from '../kernel/index.js';
import { codeOf, individual, placeOf, type World } from '../semantics/index.js';
import { visible } from '../trace/index.js';
import { type Course, courseOf, Names } from './course.js';
import type { Demands } from './demands.js';
import { signaturesIn } from './messages.js';
import { resolve, type Substitution, unify } from './unify.js';

/**
 * Values for what a piece of program that somebody has to run leaves open, and compares with a register, or with what somebody honest signs of one: no
 * datum would do. For the first it is what the register begins with, for the others that with an entry.
 */
export function registerValues(world: World, { runs }: Demands): ReadonlyMap<string, Term> {
  const { words } = world;
  const names = new Names();
  const found = new Map<string, Term>();
  const senders = world.honest.flatMap(({ programs }) =>
    programs.flatMap((program) => {
      const code = codeOf(world, program);
      return code === undefined || code === 'foreign' ? [] : (courseOf(words, names, code, []) ?? []);
    }),
  );
  for (const { segment } of runs) {
    const course = courseOf(words, names, segment, []);
    if (course === undefined) continue;
    const open = segment.free.filter(({ sort }) => sort === 'Term');
    const ways: readonly (readonly [Course, Substitution])[] = [
      [course, course.values],
      ...senders.flatMap((sender) => answers(world, course, sender).map((s) => [sender, s] as const)),
    ];
    for (const [{ reads }, s] of ways)
      for (const [location, value] of reads) {
        const base = baseOf(world, location);
        const is = resolve(value, s);
        const param = open.find((each) => resolve(each, s) === is);
        if (base === undefined || is.kind !== 'variable' || param === undefined || found.has(param.name)) continue;
        const entry = individual(world, 'data', param.name);
        found.set(param.name, found.size === 0 ? base : apply(words.H, apply(words.pair, base, entry)));
      }
  }
  return found;
}

/** How a course has to go that receives what another says. */
const answers = (world: World, { receives, values }: Course, { says, values: of }: Course): readonly Substitution[] =>
  receives
    .flatMap((message) => [...signaturesIn(world, message)])
    .flatMap((wanted) =>
      says
        .flatMap((message) => [...visible(world, message)])
        .flatMap((part) => (part.kind === 'variable' ? [] : (unify(wanted, part, new Map([...values, ...of])) ?? []))),
    );

/** What a register begins with; undefined for memory. */
function baseOf(world: World, location: Term): Term | undefined {
  const { sinit, dinit } = world.words;
  const space = placeOf(world, location)?.space;
  return space === undefined || space === 'memory' ? undefined : space === 'dpcr' ? dinit : sinit;
}
