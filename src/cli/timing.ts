import { sinceBegin } from './run/work.js';

/** Measures what a run spends its time on. */
export interface Timing {
  /** Ends a stage of the run. */
  lap(name: string): void;
  /** Notes how long something took that went on beside other things, from when the note was begun. */
  begin(name: string): () => void;
  /** Adds a line that is no time. */
  note(text: string): void;
  text(): string;
}

export function timing(): Timing {
  const laps: (readonly [string, number])[] = [];
  const besides: (readonly [string, number])[] = [];
  const notes: string[] = [];
  // From when the process began, so that starting Node counts.
  let last = 0;
  return {
    lap(name) {
      const now = sinceBegin();
      laps.push([name, now - last]);
      last = now;
    },
    begin(name) {
      const from = sinceBegin();
      return () => besides.push([name, sinceBegin() - from]);
    },
    note: (text) => {
      notes.push(text);
    },
    text() {
      const times = [...laps, ...besides.sort(([, a], [, b]) => b - a)];
      return [...times.map(([name, ms]) => `${ms.toFixed(1).padStart(9)} ms  ${name}`), ...notes, ''].join('\n');
    },
  };
}
