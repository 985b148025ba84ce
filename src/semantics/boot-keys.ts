import { sameTerm, type Term } from '../kernel/index.js';
import type { BootKey, World } from './world.js';

/** Whether somebody is called honest, so that the adversary has neither its key nor threads of its own choice. */
export const isHonest = ({ honest }: World, principal: Term): boolean =>
  honest.some((each) => sameTerm(each.principal, principal));

const saidOf = ({ bootKeys }: World, principal: Term): readonly BootKey[] =>
  bootKeys.filter((each) => sameTerm(each.principal, principal));

/** Whose keys assumptions speak of: of who is honest, of who has a key, and of what it is derived of. */
export const principalsIn = ({ honest, bootKeys }: World): readonly Term[] => [
  ...honest.map(({ principal }) => principal),
  ...bootKeys.flatMap((each) => (each.by === 'jump' ? [each.principal, each.parent] : [each.principal])),
];

/** Whether a key is one that boot code alone has: then neither the adversary nor the principal's own threads have it. */
export const isBootKey = (world: World, principal: Term): boolean => saidOf(world, principal).length > 0;

/**
 * Whether a thread that was given these keys may sign with a key. One of which nothing is said is anybody's, as it is the adversary's; who is honest
 * signs in threads of its own alone.
 */
export const hasKey = (world: World, given: readonly Term[], principal: Term): boolean =>
  !isHonest(world, principal) && (isBootKey(world, principal) ? given.some((each) => sameTerm(each, principal)) : true);

/** Those of whom all that is said comes true: what is said twice of a key leaves fewer who have it. */
function given(world: World, isTrue: (each: BootKey) => boolean): readonly Term[] {
  const principals = world.bootKeys.filter(isTrue).map(({ principal }) => principal);
  return principals.filter((principal) => saidOf(world, principal).every(isTrue));
}

/** The keys that a boot of a machine gives to the thread that it begins. */
export const keysByBoot = (world: World, by: 'reset' | 'launch', machine: Term): readonly Term[] =>
  given(world, (each) => each.by === by && sameTerm(each.machine, machine));

/** The keys that a thread has after it has jumped to a program, by those that it had: it keeps none. */
export const keysByJump = (world: World, had: readonly Term[], program: Term): readonly Term[] =>
  given(world, (each) => each.by === 'jump' && sameTerm(each.program, program) && hasKey(world, had, each.parent));
