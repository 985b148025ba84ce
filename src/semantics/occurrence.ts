import { core, type Term } from '../kernel/index.js';
import { isApplication } from './terms.js';

/** An event as it happens: what the logic sees of it, and what it leaves open. */
export interface Occurrence {
  /** A closed term of sort Event. */
  readonly event: Term;
  /** Who came to `latelaunch`. */
  readonly by?: Term;
  /** Whom the event brought to life, on whose behalf, where, and what locks it was born with. */
  readonly birth?: Birth;
}

export interface Birth {
  readonly owner: Term;
  readonly machine: Term;
  readonly locks: readonly Term[];
}

/** The thread that acts when the event happens; nobody does in a reset or start. */
export function actorOf({ event, by }: Occurrence): Term | undefined {
  if (by !== undefined || !isApplication(event)) return by;
  const isBirth = event.symbol === core.resetEvent || event.symbol === core.startEvent;
  return isBirth || event.symbol === core.lateLaunchEvent ? undefined : event.args[0];
}

/** The thread that the event brings to life. */
export function bornBy({ event }: Occurrence): Term | undefined {
  if (!isApplication(event)) return undefined;
  if (event.symbol === core.startEvent) return event.args[0];
  return event.symbol === core.resetEvent || event.symbol === core.lateLaunchEvent ? event.args[1] : undefined;
}
