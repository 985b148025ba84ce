import { type Reply, readReply, type Unanswered } from './answer.js';
import type { Backend } from './backend.js';

/** Asks texts of running solvers, in batches. */
export interface Queue {
  /** Texts asked for in one turn of the event loop go together. Never rejects. */
  ask(text: string): Promise<Reply>;
  prewarm(): void;
  /** Ends all solvers; what is not answered yet never will be, and says so. */
  close(): Promise<void>;
}

interface Task {
  readonly text: string;
  /** Set once it got no plain answer in the company of others: from then on it is asked alone. */
  alone: boolean;
  /** How often a solver has died over it. */
  deaths: number;
  readonly settle: (reply: Reply) => void;
}

/** At most so many texts go to a solver at once: enough to make the cost of the hop vanish, few enough to share among solvers. */
const batchSize = 64;

/** Seconds that a solver may take to start. */
const startLimit = 60;

/**
 * A queue over some backends, each of which works on one batch at a time. A text that takes longer than so many seconds ends its solver.
 *
 * A text that got anything but `sat` or `unsat` in a batch is asked once more, alone in a fresh solver: so that no text suffers from another,
 * and "gave up" depends on nothing but the text and the resource limit. The rest of a batch that a solver did not live to answer is asked again.
 */
export function queueOver(backends: readonly Backend[], seconds: number): Queue {
  const waiting: Task[] = [];
  const idle = new Set(backends);
  const working = new Set<Task>();
  let scheduled = false;
  let closed = false;

  function schedule(): void {
    if (scheduled || closed) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      const share = Math.min(batchSize, Math.ceil(waiting.length / Math.max(1, idle.size)));
      for (const backend of idle) {
        const batch = nextBatch(waiting, share);
        if (batch.length === 0) break;
        idle.delete(backend);
        void work(backend, batch).then(() => {
          idle.add(backend);
          if (waiting.length > 0) schedule();
        });
      }
    });
  }

  function settle(task: Task, reply: Reply): void {
    if (working.delete(task)) task.settle(reply);
  }

  function again(task: Task): void {
    task.alone = true;
    waiting.push(task);
  }

  async function work(backend: Backend, batch: readonly Task[]): Promise<void> {
    const started = await withTimeLimit(backend.ready(), startLimit, () => backend.end());
    if (started !== undefined) {
      for (const task of [...batch, ...waiting.splice(0)]) settle(task, none('no-solver', started));
      return;
    }
    let answered = 0;
    let watch = watchdog();
    let cut: 'time-limit' | 'voided' | undefined;

    function watchdog(): NodeJS.Timeout {
      return setTimeout(() => {
        cut = 'time-limit';
        void backend.end();
      }, seconds * 1000);
    }

    const alone = batch.length === 1 && batch[0]?.alone === true;
    const texts = batch.map((task) => task.text);
    const stopped = await backend.ask({ texts, alone }, (output) => {
      const task = batch[answered];
      if (task === undefined || cut !== undefined) return;
      answered++;
      clearTimeout(watch);
      const reply = readReply(output);
      if (reply.kind !== 'none' || task.alone) settle(task, reply);
      else again(task);
      if (reply.kind === 'none' && reply.why === 'not-an-answer') {
        // After an error nobody knows what state the solver is in: what it says next is not believed.
        cut = 'voided';
        void backend.end();
      } else if (answered < batch.length) {
        watch = watchdog();
      }
    });
    clearTimeout(watch);
    const [current, ...rest] = batch.slice(answered);
    if (current === undefined || closed) return;
    if (cut === 'time-limit') {
      settle(current, none('time-limit', `no answer within ${seconds} s`));
    } else if (cut === 'voided') {
      waiting.push(current);
    } else if (current.deaths > 0) {
      settle(current, none('solver-died', stopped ?? 'the solver ended'));
    } else {
      current.deaths++;
      again(current);
    }
    waiting.push(...rest);
  }

  return {
    ask: (text) =>
      new Promise((resolve) => {
        const task: Task = { text, alone: false, deaths: 0, settle: resolve };
        if (closed) return resolve(none('closed', 'the solver is closed'));
        working.add(task);
        waiting.push(task);
        schedule();
      }),
    prewarm() {
      for (const backend of backends.slice(0, 1)) backend.prewarm();
    },
    async close() {
      closed = true;
      waiting.length = 0;
      for (const task of working) settle(task, none('closed', 'the solver was closed before it answered'));
      await Promise.all(backends.map((backend) => backend.end()));
    },
  };
}

/** Takes a task that must be asked alone, or as many others as make a batch. */
function nextBatch(waiting: Task[], size: number): readonly Task[] {
  if (waiting[0]?.alone === true) return waiting.splice(0, 1);
  const end = waiting.findIndex((task) => task.alone);
  return waiting.splice(0, Math.min(size, end < 0 ? waiting.length : end));
}

const none = (why: Unanswered, detail: string): Reply => ({ kind: 'none', why, detail });

/** Waits for a solver to be ready, so long and no longer. */
async function withTimeLimit(
  ready: Promise<string | undefined>,
  seconds: number,
  end: () => Promise<void>,
): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`the solver did not start within ${seconds} s`), seconds * 1000);
  });
  const outcome = await Promise.race([ready, late]);
  clearTimeout(timer);
  if (outcome !== undefined) await end();
  return outcome;
}
