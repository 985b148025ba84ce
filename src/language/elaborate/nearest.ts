import type { Fix, Span } from '../../diagnostics/index.js';

/** A proposal to write the nearest of some names, if one is near. */
export function nearest(name: string, span: Span, candidates: Iterable<string>): Fix | undefined {
  const best = nearestName(name, candidates);
  return best === undefined ? undefined : { message: `did you mean \`${best}\`?`, edit: { span, text: best } };
}

/** The nearest of some other names, if one is near: about a third of the letters may differ. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  let [best, least] = ['', Math.floor((name.length + 1) / 3) + 1];
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) >= least) continue;
    const changes = distance(name.toLowerCase(), candidate.toLowerCase());
    if (changes < least) [best, least] = [candidate, changes];
  }
  return best === '' ? undefined : best;
}

/** How many letters must be put in, left out, exchanged, or swapped with their neighbour to make one name of another. */
function distance(from: string, to: string): number {
  let [before, last] = [[0], Array.from({ length: to.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const choices = [(last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same];
      row.push(Math.min(...choices, ...(swapped ? [(before[j - 2] ?? 0) + 1] : [])));
    }
    [before, last] = [last, row];
  }
  return last[to.length] ?? 0;
}
