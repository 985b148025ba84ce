import { type Diagnostic, diagnostic, inOrder, startOfFile } from '../diagnostics/index.js';
import { compare } from '../gate/compare.js';
import type { Judge } from '../gate/compare-theorem.js';
import type { Comparison, Finding } from '../gate/finding.js';
import { lockText, readLock } from '../gate/lock.js';
import { outOfDate } from '../gate/stale.js';
import type { FreshStanding, Standing } from '../gate/standing.js';
import { within } from '../gate/within.js';
import type { GateResult } from '../report/gate-result.js';
import { heed } from '../stop/index.js';
import { about } from './about.js';
import { checkFiles } from './check-files.js';
import type { Circumstances } from './checked-file.js';
import { type ExitCode, exit, mostImportant } from './exit.js';
import { reportRequest } from './fault.js';
import { gateReport } from './gate-report.js';
import type { SolvingOptions } from './options.js';
import { type OutputOptions, outputFor } from './output.js';
import { endAfter, mayTakeLong, stop } from './run/work.js';
import { chosenSolver } from './solver-choice.js';
import { filesUnder, textOf, usualPlaces } from './sources.js';
import { standingOf } from './standing.js';
import { timing } from './timing.js';
import { UsageError } from './usage-error.js';
import { demandWritable, writeWhole } from './whole-file.js';

export interface GateOptions extends OutputOptions, SolvingOptions {
  readonly base?: string;
  readonly accept?: boolean;
  readonly lock: string;
}

export async function gate(given: readonly string[], options: GateOptions): Promise<ExitCode> {
  const { base, accept = false, lock: lockFile, deadline } = options;
  endAfter(deadline);
  if (accept && base !== undefined)
    throw new UsageError('--accept writes the lock file, and --base compares with a commit: one of them is wanted');
  if (accept) demandWritable(lockFile);
  const output = await outputFor(options);
  const lock = lockIn(lockFile);
  const run: Run = { options, circumstances: { solver: await chosenSolver(options.solver), clock: timing() } };
  const report = async (result: Omit<GateResult, 'tool'>): Promise<ExitCode> => {
    const { name, version } = about();
    const { solver } = run.circumstances;
    const whole = { tool: { name, version, solver }, ...result };
    output.write(await gateReport(options.format, whole, output.paint));
    return mostImportant([...result.findings.map(codeOf), ...result.diagnostics.map(codeOfDiagnostic)]);
  };
  const against = base === undefined ? { lock: lockFile } : { commit: base };
  const nothing = { against, findings: [], gains: [], theorems: [] } as const;
  if (lock !== undefined && 'problem' in lock && !accept)
    return report({ ...nothing, diagnostics: [unreadable(lockFile, lock.problem)] });
  const known = lock === undefined || 'problem' in lock ? undefined : lock;
  const paths = given.length > 0 ? given : (known?.paths ?? usualPlaces('proofs'));
  if (base === undefined && !accept && known === undefined)
    throw new UsageError(`there is no lock file ${lockFile} here: \`ls2 gate --accept\` writes it`);
  const before = base === undefined ? undefined : await standingAt(base, paths, run);
  const checked = await checkFiles(filesUnder(paths), options, run.circumstances);
  heed(stop());
  const diagnostics = [...(before?.diagnostics ?? []), ...inOrder(once(checked.flatMap((file) => file.diagnostics)))];
  if (diagnostics.some(({ severity }) => severity === 'error')) return report({ ...nothing, diagnostics });
  const now = standingOf(checked, run.circumstances.solver);
  const old = before?.standing ?? (known && within(known.standing, given)) ?? noStanding;
  const comparison = await comparing(old, now, run);
  if (comparison.findings.some(({ without }) => without === 'fault')) process.stderr.write(reportRequest());
  if (!accept) {
    const stale = base === undefined ? staleness(old, now, comparison, lockFile) : [];
    return report({ against, ...comparison, findings: [...comparison.findings, ...stale], diagnostics });
  }
  const open = comparison.findings.filter(({ without }) => without !== undefined);
  if (open.length > 0) return report({ ...nothing, theorems: comparison.theorems, findings: open, diagnostics });
  const { name, version } = about();
  writeWhole(lockFile, lockText({ tool: { name, version }, paths, standing: now }));
  await report({ against, ...comparison, accepted: lockFile, diagnostics });
  return exit.ok;
}

interface Run {
  readonly options: GateOptions;
  readonly circumstances: Circumstances;
}

const noStanding: Standing = { theorems: [], declarations: [], axioms: [] };

function lockIn(file: string): ReturnType<typeof readLock> | undefined {
  const text = textOf(file);
  return text === undefined ? undefined : readLock(text);
}

const unreadable = (file: string, problem: string): Diagnostic =>
  diagnostic('LS2-1201', problem, { file, span: startOfFile });

/** What stood in a commit, of which what it did not have is left out; with what is wrong with its texts. */
async function standingAt(
  ref: string,
  paths: readonly string[],
  { options, circumstances }: Run,
): Promise<{ readonly standing: Standing; readonly diagnostics: readonly Diagnostic[] }> {
  const { openCommit } = await import('./commit.js');
  const { source, filesUnder: under } = openCommit(ref);
  const checked = await checkFiles(under(paths), options, { ...circumstances, source });
  heed(stop());
  const inCommit = (diagnostic: Diagnostic): Diagnostic => ({ ...diagnostic, file: `${ref}:${diagnostic.file}` });
  return {
    standing: standingOf(checked, circumstances.solver),
    diagnostics: inOrder(once(checked.flatMap((file) => file.diagnostics)))
      .filter(({ severity }) => severity === 'error')
      .map(inCommit),
  };
}

/** Compares, with a solver that starts when a statement has to be judged. */
async function comparing(before: Standing, now: FreshStanding, { options, circumstances }: Run): Promise<Comparison> {
  let judging: Promise<{ readonly judge: Judge; close(): Promise<void> }> | undefined;
  try {
    return await compare(before, now, async (asked) => {
      mayTakeLong();
      judging ??= import('./judging.js').then(({ startJudging }) => startJudging(options, circumstances.solver));
      return (await judging).judge(asked);
    });
  } finally {
    await (await judging)?.close();
  }
}

/** Where nothing else is found, the lock file has to say what stands. */
function staleness(lock: Standing, now: Standing, { findings }: Comparison, file: string): readonly Finding[] {
  const names = outOfDate(lock, now);
  if (names.length === 0 || findings.length > 0) return [];
  const message = `${file} does not say what stands now of ${names.join(', ')}: \`ls2 gate --accept\` writes it anew`;
  return [{ code: 'LS2-1213', file, message, changes: [] }];
}

const once = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => [
  ...new Map(diagnostics.map((each) => [JSON.stringify(each), each])).values(),
];

const codeOfDiagnostic = ({ severity }: Diagnostic): ExitCode => (severity === 'error' ? exit.malformed : exit.ok);

function codeOf({ without }: Finding): ExitCode {
  if (without === undefined) return exit.violated;
  return without === 'fault' ? exit.fault : exit.noVerdict;
}
