import type { ChainDeclaration, Expr } from './ast.js';

/**
 * The names of what a chain declares besides its programs: its sequence, and three definitions. A chain into several registers has a sequence for each, and
 * one definition more, that they all hold theirs.
 */
export interface ChainNames {
  readonly sequences: readonly string[];
  readonly guard: string;
  readonly alone: string;
  readonly measured: string;
  readonly filled?: string;
}

/** @param registers the names of its registers, each once */
export const namesOfChain = (chain: string, registers: readonly string[]): ChainNames => ({
  sequences:
    registers.length > 1 ? registers.map((register) => `Sequence_${chain}_${register}`) : [`Sequence_${chain}`],
  guard: `Protected_${chain}`,
  alone: `Alone_${chain}`,
  measured: `MeasuredBoot_${chain}`,
  ...(registers.length > 1 && { filled: `Filled_${chain}` }),
});

/** All of them. */
export function chainNames(chain: string, registers: readonly string[] = []): readonly string[] {
  const { sequences, guard, alone, measured, filled } = namesOfChain(chain, registers);
  return [...sequences, guard, alone, measured, ...(filled === undefined ? [] : [filled])];
}

/** The names of the registers that a chain extends, in the order in which they come, each once. */
export function registersOf({ register, stages }: Pick<ChainDeclaration, 'register' | 'stages'>): readonly string[] {
  const into = stages.flatMap(({ measures = [], reads, into, then = [] }) => [
    ...measures.map((each) => each.into ?? register),
    ...(reads === undefined ? [] : [into ?? register]),
    ...then.map((each) => each.into ?? register),
  ]);
  return [...new Set((into.length === 0 ? [register] : into).flatMap(nameOf))];
}

const nameOf = (register: Expr): readonly string[] => (register.kind === 'member' ? [register.field.name] : []);
