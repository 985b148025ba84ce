/** The names of what a chain declares besides its programs: its sequence, and two definitions. */
export const chainNames = (chain: string): readonly [sequence: string, guard: string, measured: string] => [
  `Sequence_${chain}`,
  `Protected_${chain}`,
  `MeasuredBoot_${chain}`,
];
