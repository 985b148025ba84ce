/** The names of what a chain declares besides its programs: its sequence, and three definitions. */
export const chainNames = (
  chain: string,
): readonly [sequence: string, guard: string, alone: string, measured: string] => [
  `Sequence_${chain}`,
  `Protected_${chain}`,
  `Alone_${chain}`,
  `MeasuredBoot_${chain}`,
];
