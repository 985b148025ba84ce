/** A line that both texts have, or only one. */
export interface DifferingLine {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/** How far lines that both have are shown around those that differ. */
const around = 1;

/** What makes one text of another, line by line, as a patch shows it: lines that are alike and far from any difference are left out. */
export function lineDifference(before: string, now: string): readonly DifferingLine[] {
  const all = wholeDifference(before.split('\n'), now.split('\n'));
  const isNear = (place: number): boolean =>
    all.slice(Math.max(0, place - around), place + around + 1).some(({ sign }) => sign !== ' ');
  return all.filter((_, place) => isNear(place));
}

/** By the longest lines in common: `lengths[i][j]` is how many the ends from i and from j have. */
function wholeDifference(before: readonly string[], now: readonly string[]): readonly DifferingLine[] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint32Array(now.length + 1));
  const length = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const row = lengths[i] as Uint32Array;
      row[j] = before[i] === now[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const lines: DifferingLine[] = [];
  for (let [i, j] = [0, 0]; i < before.length || j < now.length; ) {
    const [old, fresh] = [before[i], now[j]];
    if (old !== undefined && old === fresh) {
      lines.push({ sign: ' ', line: old });
      [i, j] = [i + 1, j + 1];
    } else if (old !== undefined && (fresh === undefined || length(i + 1, j) >= length(i, j + 1))) {
      lines.push({ sign: '-', line: old });
      i++;
    } else {
      lines.push({ sign: '+', line: fresh ?? '' });
      j++;
    }
  }
  return lines;
}
