/** What was covered: how often what, in groups. */
export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

export class Tally {
  readonly #groups = new Map<string, Map<string, number>>();

  count(group: string, what: string, times = 1): void {
    const counts = this.#groups.get(group) ?? new Map<string, number>();
    this.#groups.set(group, counts);
    counts.set(what, (counts.get(what) ?? 0) + times);
  }

  add(counts: Counts): void {
    for (const [group, of] of Object.entries(counts))
      for (const [what, times] of Object.entries(of)) this.count(group, what, times);
  }

  /** In alphabetical order, so that it is the same whoever counted first. */
  counts(): Counts {
    const sorted = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted(this.#groups).map(([group, of]) => [group, Object.fromEntries(sorted(of))]));
  }
}
