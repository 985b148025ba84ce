import { type Stop, unstopped } from '../../stop/index.js';
import { type FromWork, type RunData, stopFlag, type Terminal } from './messages.js';
import { ownTerminal } from './own-terminal.js';

/** Thrown on the main thread by a command that may take long: it is to be run in a thread of its own. */
export class Elsewhere extends Error {
  override readonly name = 'Elsewhere';
}

interface Link {
  readonly stop: Stop;
  readonly terminal: Terminal;
  readonly began: number;
  post(message: FromWork): void;
}

/** Absent on the main thread. */
let link: Link | undefined;

/** Makes this thread the one that works. */
export function workFor({ flag, terminal, began }: RunData, post: (message: FromWork) => void): void {
  const number = new Int32Array(flag);
  const stop: Stop = {
    reason() {
      switch (Atomics.load(number, 0)) {
        case stopFlag.interrupted:
          return 'interrupted';
        case stopFlag.deadline:
          return 'deadline';
        default:
          return undefined;
      }
    },
  };
  link = { stop, terminal, began, post };
}

/**
 * To be called where a command has come to what may take long, before it has written anything. On the main thread it throws {@link Elsewhere}, and the command is
 * begun again in a thread that can be stopped; what the cache answers never comes so far, and pays nothing for that thread.
 */
export function mayTakeLong(): void {
  if (link === undefined) throw new Elsewhere();
}

/** Says when the run is to end. */
export const stop = (): Stop => link?.stop ?? unstopped;

/** Ends the run so many seconds after it began, where a number is given. */
export function endAfter(seconds: number | undefined): void {
  if (seconds !== undefined) link?.post({ kind: 'deadline', seconds });
}

/** Says what is being done, for a terminal. */
export function doing(what: string): void {
  link?.post({ kind: 'doing', what });
}

/** At most every so many milliseconds. */
const seldom = 100;

/** Says how many of how many things are done. */
export function progressOf(unit: string): (done: number, total: number) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (done, total) => {
    const now = performance.now();
    if (now - last < seldom && done < total) return;
    last = now;
    link?.post({ kind: 'progress', done, total, unit });
  };
}

/** The longest part of a run that goes into what is printed only if it is ended by force. */
const share = 0.05;

/**
 * Keeps what is to be printed if the run has to be ended by force, in the middle of something that does not hear: to be called when more was found. That is
 * seldom printed, so that no more than a small part of a run is spent on it.
 */
export function lastWords(): (render: () => string) => void {
  const began = performance.now();
  let spent = 0;
  return (render) => {
    const now = performance.now();
    if (link === undefined || spent > share * (now - began)) return;
    link.post({ kind: 'last-words', text: render() });
    spent += performance.now() - now;
  };
}

/** Says that the result is there: from now on a deadline cuts nothing off. */
export function writing(): void {
  link?.post({ kind: 'writing' });
}

/** What the process reads. */
export function stdin(): NodeJS.ReadStream {
  link?.post({ kind: 'stdin' });
  return process.stdin;
}

/** Has a file removed if the run is ended while it is there; the result says that it is no more, or has become what it was to become. */
export function temporary(path: string): () => void {
  link?.post({ kind: 'temporary', path, isThere: true });
  return () => link?.post({ kind: 'temporary', path, isThere: false });
}

export const terminal = (): Terminal => link?.terminal ?? ownTerminal();

/** Milliseconds since the process began. */
export const sinceBegin = (): number =>
  link === undefined ? performance.now() : performance.timeOrigin + performance.now() - link.began;
