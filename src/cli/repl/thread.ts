import { parentPort, workerData } from 'node:worker_threads';
import { type Stop, Stopped } from '../../stop/index.js';
import { type ExitCode, exit } from '../exit.js';
import { UsageError } from '../usage-error.js';
import { commands } from './commands.js';
import { Unreadable } from './formulas.js';
import type { Answer, Beginning, FromSession, ToSession } from './messages.js';
import { Session } from './session.js';

/** The thread that computes for `ls2 repl`. */
const port = parentPort;
if (port === null) throw new Error('this is a thread of ls2 repl');

const { about, flag } = workerData as Beginning;
const number = new Int32Array(flag);
const stop: Stop = { reason: () => (Atomics.load(number, 0) === 0 ? undefined : 'interrupted') };
const tell = (message: FromSession): void => port.postMessage(message);

const said = (text: string): Answer => ({ kind: 'answer', text, code: exit.ok, isOver: false });
const wrong = (message: string, code: ExitCode): Answer => ({
  kind: 'answer',
  text: '',
  wrong: message,
  code,
  isOver: false,
});

/** What came of something that may be wrong. */
async function outcome(work: () => string | Promise<string>): Promise<Answer> {
  try {
    return said(await work());
  } catch (error) {
    if (error instanceof Unreadable) return wrong(error.message, exit.malformed);
    if (error instanceof UsageError) return wrong(`ls2: ${error.message}`, exit.usage);
    if (error instanceof Stopped) return wrong(`ls2: ${error.message}`, exit.noVerdict);
    throw error;
  }
}

let session: Session | undefined;

function answered(line: string): Answer | Promise<Answer> {
  const text = line.trim();
  if (session === undefined || text === '' || text.startsWith('//')) return said('');
  if (text === ':quit') return { ...said(''), isOver: true };
  const at = session;
  return outcome(() => {
    if (!text.startsWith(':')) return at.holds(text);
    const [, name = '', rest = ''] = /^:(\S*)\s*(.*)$/.exec(text) ?? [];
    const command = commands.get(name);
    if (command === undefined) throw new UsageError(`there is no :${name}; \`:help\` lists what there is`);
    return command.run(at, rest);
  });
}

/** What a line may go on with: commands after a colon, names elsewhere. */
function completed(line: string): readonly string[] {
  const last = /[^\s(,]*$/.exec(line)?.[0] ?? '';
  const words = last.startsWith(':')
    ? [...commands.keys(), 'quit'].map((name) => `:${name}`)
    : (session?.names() ?? []);
  return words.filter((word) => word.startsWith(last));
}

// One line after the other: an answer may wait for a file.
let last: Promise<unknown> = outcome(() => {
  session = new Session(about, stop);
  return session.greeting();
}).then(tell);

port.on('message', ({ kind, text }: ToSession) => {
  last = last.then(async () =>
    tell(kind === 'line' ? await answered(text) : { kind: 'completed', words: completed(text) }),
  );
});
