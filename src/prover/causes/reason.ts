/** What something rests on: numbers of facts (from 0 on) and of cases that were supposed (below 0). */
export type Reason = ReadonlySet<number>;

export const noReason: Reason = new Set();

/** All of them together; one of them where it holds the others. */
export function joined(...reasons: readonly Reason[]): Reason {
  let all: Reason = noReason;
  let own: Set<number> | undefined;
  for (const reason of reasons) {
    if (reason.size === 0 || reason === all) continue;
    if (all.size === 0) {
      all = reason;
      continue;
    }
    own ??= new Set(all);
    for (const each of reason) own.add(each);
    all = own;
  }
  return all;
}

/** A contradiction among what is known: caught where cases are told apart, and at the top. */
export class Conflict {
  readonly reason: Reason;
  constructor(reason: Reason) {
    this.reason = reason;
  }
}
