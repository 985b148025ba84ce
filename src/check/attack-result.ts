import type { StopReason } from '../stop/index.js';

/** A trace as it is told: of an attack, or of a witness. */
export interface ToldTrace {
  readonly length: number;
  readonly events: readonly ToldEvent[];
  /** What memory holds before anything happens, where anybody reads it. */
  readonly memory: readonly { readonly location: string; readonly value: string }[];
  /** What `brief` texts write in short. */
  readonly names: readonly { readonly name: string; readonly value: string }[];
  /** Values of the theorem's parameters. */
  readonly instance: readonly { readonly name: string; readonly value: string }[];
}

export interface ToldEvent {
  readonly time: number;
  readonly event: string;
  readonly brief: string;
  readonly thread?: string;
  readonly changes: readonly { readonly location: string; readonly value: string; readonly brief: string }[];
  readonly note?: string;
  /** Whether the attack turns on it. */
  readonly matters: boolean;
  /** Whether foreign code does it, or begins with it. */
  readonly foreign: boolean;
}

/** A trace on which a theorem's premises hold and its conclusion does not. */
export interface CheckedAttack extends ToldTrace {
  /** The premises, as they are written: all of them hold. */
  readonly premises: readonly string[];
  /** The first conjunct of the conclusion that does not hold along with those before it. */
  readonly violated: string;
  /** The same in a sentence, with what brought it about. */
  readonly breaks: string;
  /** The trace, for `ls2 validate`: docs/traces.md. */
  readonly trace: string;
  /** The command that finds it again. */
  readonly reproduce: string;
}

/** What was looked at where no attack was found. */
export interface CheckedSearch {
  /** From how many states the directed searches went on in vain; `isOver` where they had none left, of those that they look at. */
  readonly directed: { readonly states: number; readonly isOver: boolean };
  /** The plain search: all traces of up to so many events in a small scope. */
  readonly every?: { readonly events: number; readonly traces: number };
  /** Where the search was stopped before it had looked at all that its limits allow. */
  readonly stopped?: StopReason;
}

/** What shows that a theorem says something: a trace on which its premises hold. */
export type CheckedWitness =
  | {
      readonly kind: 'trace';
      readonly length: number;
      readonly events: readonly string[];
      /** The trace, for `ls2 validate`: docs/traces.md. */
      readonly trace: string;
    }
  /** `proved`: the premises contradict each other, which the kernel has proved; `unknown`: no such trace was found. */
  | { readonly kind: 'none'; readonly vacuous: 'proved' | 'unknown' };
