/** What the reference page and `ls2 explain` say of a code. */
export interface Entry {
  /** A few words, the same for every case. */
  readonly title: string;
  /** What it means, and why it is refused or warned of. */
  readonly explanation: string;
  /** A text that provokes it. */
  readonly example: string;
  /** What to do about it. */
  readonly remedy: string;
}
