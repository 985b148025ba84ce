import type { SolverProgram } from './solvers.js';

/** What a solver said of a text: nothing else is an answer. */
export type Reply = 'unsat' | 'sat' | { readonly none: string };

export interface Limits {
  /** In the solver's own steps; 0 is no limit. */
  readonly rlimit: number;
  readonly seconds: number;
}

/** Has texts decided that end in `(check-sat)`, equal ones once; the replies are in the order of the texts. */
export async function decide(
  texts: readonly string[],
  solver: SolverProgram,
  limits: Limits,
): Promise<readonly Reply[]> {
  const different = [...new Set(texts)];
  const replies = await replied(
    different.map((text, i) => `(push 1)\n${text.replaceAll('$', `_${i}_`)}(pop 1)\n`),
    solver,
    limits,
  );
  const replyTo = new Map(different.map((text, i) => [text, replies[i] as Reply]));
  return texts.map((text) => replyTo.get(text) as Reply);
}

/**
 * One solver works on all texts in turn. When it says anything but `sat` or `unsat`, it is ended, and a new one begins with that text: what it then says
 * stands, and another goes on after it.
 */
async function replied(texts: readonly string[], solver: SolverProgram, limits: Limits): Promise<readonly Reply[]> {
  const replies: Reply[] = [];
  while (replies.length < texts.length) {
    const before = replies.length;
    const failure = await inSession(texts.slice(before), solver, limits, replies);
    if (failure !== undefined && replies.length === before) replies.push({ none: failure });
  }
  return replies;
}

/** Adds plain answers, as long as they come; resolves to why the next one does not, if one is missing. */
async function inSession(
  texts: readonly string[],
  solver: SolverProgram,
  { rlimit, seconds }: Limits,
  replies: Reply[],
): Promise<string | undefined> {
  let failure: string | undefined;
  let left = texts.length;
  const fail = (why: string): void => {
    failure ??= why;
    session.stop();
  };
  const late = (): void => fail(`it gave no answer within ${seconds} s`);
  const session = solver.start(texts, rlimit, (output) => {
    if (failure !== undefined || left === 0) return;
    const said = output.trim();
    if (said !== 'unsat' && said !== 'sat')
      return fail(said === 'unknown' ? 'it gave up' : `it said \`${said.slice(0, 200)}\``);
    left--;
    replies.push(said);
    clearTimeout(watch);
    watch = setTimeout(late, seconds * 1000);
  });
  let watch = setTimeout(late, seconds * 1000);
  const ended = await session.ended;
  clearTimeout(watch);
  return left === 0 ? undefined : (failure ?? ended);
}
