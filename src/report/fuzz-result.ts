/** What a campaign of fuzzing came to, for reports. */
export interface FuzzResult {
  readonly tool: { readonly name: string; readonly version: string };
  readonly seed: number;
  readonly properties: readonly FuzzedProperty[];
  readonly findings: readonly FuzzFinding[];
}

export interface FuzzedProperty {
  readonly name: string;
  readonly says: string;
  readonly runs: number;
  /** Why it was not tried. */
  readonly missing?: string;
  /** What was covered: how often what, in groups. */
  readonly covered: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface FuzzFinding {
  readonly property: string;
  readonly seed: number;
  /** Who is at fault: ls2, or a statement of a model. */
  readonly blames: 'ls2' | 'model';
  readonly message: string;
  /** The smallest case that was found, as text. */
  readonly shown: string;
  /** Where it was written to. */
  readonly files: readonly string[];
  /** Commands that show it again. */
  readonly reproduce: readonly string[];
}
