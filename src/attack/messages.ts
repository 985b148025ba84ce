import type { Term } from '../kernel/index.js';
import { argsOf, isApplication, isBootKey, isHonest, type World } from '../semantics/index.js';
import type { Course } from './course.js';

/** What a course reads and receives. */
export const messagesOf = ({ reads, receives }: Course): readonly Term[] => [
  ...receives,
  ...reads.map(([, value]) => value),
];

/** The signatures in a message that only their signers can make; and those whose signers are open. */
export function* signaturesIn(world: World, message: Term): Iterable<Term> {
  const [signer] = argsOf(world.words.SIG, message) ?? [];
  const isKept = (principal: Term): boolean => isHonest(world, principal) || isBootKey(world, principal);
  if (signer !== undefined && (signer.kind === 'variable' || isKept(signer))) yield message;
  else if (isApplication(message)) for (const part of message.args) yield* signaturesIn(world, part);
}
