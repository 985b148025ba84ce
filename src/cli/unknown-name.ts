import { nearestName } from '../language/elaborate/nearest.js';

/** More names than this are not listed. */
const most = 20;

/** What there is instead of names that nothing has, to end a sentence with: the nearest, where one is near, or else all there are. */
export function instead(missing: readonly string[], names: readonly string[]): string {
  const near = new Set(missing.flatMap((name) => nearestName(name, names) ?? []));
  if (near.size > 0) return `; did you mean ${[...near].join(', ')}?`;
  if (names.length === 0) return '; there is none';
  return `; there is ${names.slice(0, most).join(', ')}${names.length > most ? ' …' : ''}`;
}
