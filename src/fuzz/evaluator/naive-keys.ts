import { core, type PredicateSymbol, sameTerm, type Term } from '../../kernel/index.js';
import { isApplication, type Occurrence, type World } from '../../semantics/index.js';

/** `BootKey`, `LaunchKey` and `DerivedKey` by what the world assumes. */
export function saysBootKey({ words, bootKeys }: World, predicate: PredicateSymbol, args: readonly Term[]): boolean {
  const [principal, second, third] = args as [Term, Term, Term];
  return bootKeys.some((each) => {
    if (!sameTerm(each.principal, principal)) return false;
    if (each.by === 'jump')
      return predicate === words.derivedKey && sameTerm(each.parent, second) && sameTerm(each.program, third);
    return predicate === (each.by === 'reset' ? words.bootKey : words.launchKey) && sameTerm(each.machine, second);
  });
}

/**
 * `HasKey` by its definition, from the last beginning of the thread backwards: a key of which nothing is said is anybody's who is not honest; of another,
 * all that is said has to be so of what the thread began last, and of a key that it is derived of, of what it began before.
 */
export function hasKeyAt(
  world: World,
  events: readonly Occurrence[],
  thread: Term,
  principal: Term,
  time: number,
): boolean {
  if (world.honest.some((each) => sameTerm(each.principal, principal))) return false;
  const said = world.bootKeys.filter((each) => sameTerm(each.principal, principal));
  if (said.length === 0) return true;
  const begins = ({ event }: Occurrence): boolean => {
    if (!isApplication(event)) return false;
    const place = event.symbol === core.resetEvent || event.symbol === core.lateLaunchEvent ? 1 : 0;
    const isBeginning = place === 1 || event.symbol === core.jumpEvent || event.symbol === core.startEvent;
    return isBeginning && sameTerm(event.args[place] as Term, thread);
  };
  const last = events.findLastIndex((each, i) => i + 1 <= time && begins(each));
  const event = events[last]?.event;
  if (event === undefined || !isApplication(event)) return false;
  return said.every((each) => {
    if (each.by !== 'jump') {
      const boot = each.by === 'reset' ? core.resetEvent : core.lateLaunchEvent;
      return event.symbol === boot && sameTerm(event.args[0] as Term, each.machine);
    }
    return (
      event.symbol === core.jumpEvent &&
      sameTerm(event.args[1] as Term, each.program) &&
      hasKeyAt(world, events, thread, each.parent, last)
    );
  });
}
