/** Shows how far a run has come, on stderr. */
export interface Progress {
  /** How many things of a kind are to be done, and how many are done. */
  set(done: number, total: number, unit: string): void;
  /** What is being done just now. */
  doing(what: string): void;
  /** Makes room for other output. */
  clear(): void;
  end(): void;
}

/** Nothing is shown before a run takes this long, in milliseconds; then it is looked every so often whether there is something to say. */
const patience = { terminal: 1000, file: 10_000 } as const;
const intervals = { terminal: 200, file: 10_000 } as const;
const barWidth = 24;

/** On a terminal, a bar and what is being done, which go away when the run ends; elsewhere a line now and then, if there is something new. */
export function showProgress(): Progress {
  const terminal = process.stderr.isTTY === true;
  let [done, total, unit, what, shown] = [0, 0, '', '', false];
  let [again, last]: [NodeJS.Timeout?, string?] = [];
  const where = terminal ? 'terminal' : 'file';

  function show(): void {
    const counted = total === 0 ? [] : [`${done} of ${total} ${unit}`];
    const doing = what === '' ? [] : [what];
    if (terminal) {
      shown = true;
      const room = (process.stderr.columns ?? 80) - 1;
      const parts = [...counted.map((text) => `${bar(done / total)} ${text}`), ...doing];
      process.stderr.write(`\r\u001b[K${[...parts.join('  ')].slice(0, room).join('')}`);
      return;
    }
    const line = [...counted, ...doing].join('; ');
    if (line !== '' && line !== last) process.stderr.write(`ls2: ${line}\n`);
    last = line;
  }

  const first = setTimeout(() => {
    show();
    again = setInterval(show, intervals[where]);
    again.unref();
  }, patience[where]);
  first.unref();

  function clear(): void {
    if (shown && terminal) process.stderr.write('\r\u001b[K');
    shown = false;
  }

  return {
    clear,
    set(newDone, newTotal, newUnit) {
      [done, total, unit] = [newDone, newTotal, newUnit];
    },
    doing(now) {
      what = now;
    },
    end() {
      clearTimeout(first);
      clearInterval(again);
      clear();
    },
  };
}

function bar(part: number): string {
  const full = Math.round(part * barWidth);
  return `${'█'.repeat(full)}${'░'.repeat(barWidth - full)}`;
}
