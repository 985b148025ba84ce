import type { Adversary } from '../../semantics/index.js';

/** The version of the format that is written, and the only one that is read. */
export const version = 1;

/** The individuals of sort Term that a trace's first line declares, by their roles. */
export interface DeclaredIndividuals {
  /** Programs that may do anything. */
  readonly foreign?: readonly string[];
  /** Data that the model does not know. */
  readonly data?: readonly string[];
}

/** What a trace may be kept to show: that a statement is violated, as it was found to be; or that it is not any more. */
export const expectations = ['violated', 'not-violated'] as const;
export type Expectation = (typeof expectations)[number];

/** Where a trace comes from. */
export interface About extends DeclaredIndividuals {
  /** The file of the model. */
  readonly model: string;
  readonly seed?: number;
  /** Which of the runs with this seed it is. */
  readonly run?: number;
  readonly adversary?: Adversary;
  /** The statement that it is meant for. */
  readonly against?: string;
  /** What it is kept to show of that. */
  readonly expect?: Expectation;
}

/** The first line of a trace: where it comes from, and the world that it happens in. Terms are texts; in the file, empty lists of individuals are left out. */
export interface Header extends Omit<About, keyof DeclaredIndividuals>, Required<DeclaredIndividuals> {
  readonly ls2trace: typeof version;
  readonly machines: readonly { readonly name: string; readonly kind: string }[];
  readonly honest: readonly { readonly principal: string; readonly programs: readonly string[] }[];
  /** Who alone has which keys; left out where nobody is said to. */
  readonly bootKeys?: readonly (
    | { readonly principal: string; readonly by: 'reset' | 'launch'; readonly machine: string }
    | { readonly principal: string; readonly by: 'jump'; readonly parent: string; readonly program: string }
  )[];
  /** What memory holds before anything happens, by location. */
  readonly memory: Readonly<Record<string, string>>;
}
