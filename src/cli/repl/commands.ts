import { UsageError } from '../usage-error.js';
import type { Session } from './session.js';

interface LineCommand {
  /** How it is written, behind the colon. */
  readonly usage: string;
  readonly does: string;
  readonly run: (session: Session, rest: string) => string | Promise<string>;
}

/** What begins with a colon, but for `:quit`. */
export const commands: ReadonlyMap<string, LineCommand> = new Map<string, LineCommand>([
  [
    'may',
    {
      usage: 'may',
      does: 'lists what may happen next, within what the adversary may do',
      run: (session) => session.may(),
    },
  ],
  [
    'do',
    {
      usage: 'do N…',
      does: 'takes what was listed under a number; of several, each from what may happen then',
      run: (session, rest) => session.take(words(rest, 1, 1000).map(natural)),
    },
  ],
  [
    'run',
    {
      usage: 'run [N] [SEED]',
      does: 'takes N steps by chance (10)',
      run(session, rest) {
        const [steps = '10', seed = '1'] = words(rest, 0, 2);
        return session.run(natural(steps), natural(seed));
      },
    },
  ],
  [
    'undo',
    {
      usage: 'undo [N]',
      does: 'takes back the last N events (1)',
      run: (session, rest) => session.undo(natural(words(rest, 0, 1)[0] ?? '1')),
    },
  ],
  ['new', { usage: 'new', does: 'begins anew', run: (session) => session.anew() }],
  ['trace', { usage: 'trace', does: 'shows the trace, event by event', run: (session) => session.trace() }],
  [
    'holds',
    {
      usage: 'holds NAME',
      does: 'holds a theorem, axiom or definition against the trace',
      run: (session, rest) => session.against(word(rest)),
    },
  ],
  [
    'attack',
    {
      usage: 'attack THEOREM',
      does: 'looks for an attack, and makes that the trace',
      run: (session, rest) => session.attack(word(rest)),
    },
  ],
  [
    'save',
    {
      usage: 'save FILE',
      does: 'writes the trace, as `ls2 validate` reads it',
      run: (session, rest) => session.save(word(rest)),
    },
  ],
  [
    'load',
    { usage: 'load FILE', does: 'reads a trace of this model', run: (session, rest) => session.load(word(rest)) },
  ],
  ['help', { usage: 'help', does: 'lists all this', run: () => help() }],
]);

function help(): string {
  const rows = [...commands.values()].map(({ usage, does }) => [`:${usage}`, does] as const);
  const all = [
    ['FORMULA', 'whether it holds on the trace; an ∃ says for what, a ∀ for what not'] as const,
    ...rows,
    [':quit', 'ends'] as const,
  ];
  const width = Math.max(...all.map(([usage]) => usage.length));
  return all.map(([usage, does]) => `  ${usage.padEnd(width)}  ${does}`).join('\n');
}

function words(rest: string, least: number, most: number): readonly string[] {
  const all = rest.split(/\s+/).filter((each) => each !== '');
  if (all.length < least || all.length > most) throw new UsageError('`:help` says what a command takes');
  return all;
}

const word = (rest: string): string => words(rest, 1, 1)[0] ?? '';

function natural(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new UsageError(`${text} is no whole number under a million`);
  return Number(text);
}
