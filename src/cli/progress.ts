/** Shows how far a run has come, on stderr. */
export interface Progress {
  /** How many things are to be done, and how many are done. */
  set(done: number, total: number): void;
  end(): void;
}

/** Nothing is shown before a run takes this long, in milliseconds. */
const patience = 1000;
/** How often it is shown on a terminal, and where it goes to a file. */
const intervals = { terminal: 200, file: 10_000 } as const;
const barWidth = 24;

/** On a terminal, a bar that goes away when the run ends; elsewhere a line now and then. */
export function showProgress(what = 'theorems'): Progress {
  const terminal = process.stderr.isTTY === true;
  let [done, total, shown] = [0, 0, false];
  let again: NodeJS.Timeout | undefined;

  function show(): void {
    if (total === 0) return;
    shown = true;
    const said = `${done} of ${total} ${what}`;
    process.stderr.write(terminal ? `\r\u001b[K${bar(done / total)} ${said}` : `ls2: ${said}\n`);
  }

  const first = setTimeout(() => {
    show();
    again = setInterval(show, terminal ? intervals.terminal : intervals.file);
    again.unref();
  }, patience);
  first.unref();

  return {
    set(newDone, newTotal) {
      [done, total] = [newDone, newTotal];
    },
    end() {
      clearTimeout(first);
      clearInterval(again);
      if (shown && terminal) process.stderr.write('\r\u001b[K');
    },
  };
}

function bar(part: number): string {
  const full = Math.round(part * barWidth);
  return `${'█'.repeat(full)}${'░'.repeat(barWidth - full)}`;
}
