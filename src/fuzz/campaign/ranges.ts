/** Whole numbers, as ranges from one to before another, in order and apart from each other. */
export type Ranges = readonly (readonly [from: number, to: number])[];

export const within = (ranges: Ranges, number: number): boolean =>
  ranges.some(([from, to]) => from <= number && number < to);

export function withNumber(ranges: Ranges, number: number): Ranges {
  if (within(ranges, number)) return ranges;
  const before = ranges.filter(([, to]) => to < number);
  const after = ranges.filter(([from]) => from > number + 1);
  const left = ranges.find(([, to]) => to === number);
  const right = ranges.find(([from]) => from === number + 1);
  return [...before, [left?.[0] ?? number, right?.[1] ?? number + 1], ...after];
}

export const sizeOf = (ranges: Ranges): number => ranges.reduce((sum, [from, to]) => sum + to - from, 0);
