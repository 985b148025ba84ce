import { type Diagnostic, diagnostic, inOrder, startOfFile } from '../diagnostics/index.js';
import { about } from '../disk/about.js';
import { fromHere, textOf } from '../disk/paths.js';
import { compare } from '../gate/compare.js';
import type { Judge } from '../gate/compared.js';
import type { Comparison, Finding } from '../gate/finding.js';
import { unguarded } from '../gate/guarded.js';
import { type Lock, lockText } from '../gate/lock.js';
import { readLock, type Unreadable } from '../gate/read-lock.js';
import { outOfDate } from '../gate/stale.js';
import type { FreshStanding, Standing } from '../gate/standing.js';
import { within } from '../gate/within.js';
import type { GateResult } from '../report/gate-result.js';
import { heed } from '../stop/index.js';
import { checkFiles } from './check-files.js';
import type { Circumstances } from './checked-file.js';
import { type ExitCode, exit, mostImportant } from './exit.js';
import { reportRequest } from './fault.js';
import { gateReport } from './gate-report.js';
import type { SolvingOptions } from './options.js';
import { type OutputOptions, outputFor } from './output.js';
import { endAfter, mayTakeLong, stop } from './run/work.js';
import { chosenSolver } from './solver-choice.js';
import { filesFound, filesUnder, usualPlaces } from './sources.js';
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
  if (lock !== undefined && 'problem' in lock && !accept && base === undefined)
    return report({ ...nothing, diagnostics: [unreadable(lockFile, lock.problem)] });
  const known = lock === undefined || 'problem' in lock ? undefined : lock;
  if (base === undefined && !accept && known === undefined)
    throw new UsageError(`there is no lock file ${lockFile} here: \`ls2 gate --accept\` writes it`);
  const asked = given.map(fromHere);
  const before = base === undefined ? undefined : await standingAt(base, asked, run);
  const paths = before?.paths ?? (asked.length > 0 ? asked : (lock?.paths ?? usualPlaces('proofs')));
  // What a branch has taken away is gone; what it guards besides may be what it has moved there.
  const files =
    before === undefined ? filesUnder(paths) : filesFound([...paths, ...(asked.length > 0 ? [] : (lock?.paths ?? []))]);
  // Who accepts keeps what was found, too.
  const checked = await checkFiles(files, { ...options, save: accept }, run.circumstances);
  heed(stop());
  const diagnostics = [...(before?.diagnostics ?? []), ...inOrder(once(checked.flatMap((file) => file.diagnostics)))];
  if (diagnostics.some(({ severity }) => severity === 'error')) return report({ ...nothing, diagnostics });
  const now = standingOf(checked, run.circumstances.solver);
  const old = before?.standing ?? (known && within(known.standing, asked)) ?? noStanding;
  const comparison = await comparing(old, now, run);
  if (comparison.findings.some(({ without }) => without === 'fault')) process.stderr.write(reportRequest());
  if (!accept) {
    const more =
      before === undefined
        ? staleness(old, now, comparison, lockFile)
        : unguarded(now, { before: before.lock, now: lock, file: lockFile });
    return report({ against, ...comparison, findings: [...comparison.findings, ...more], diagnostics });
  }
  const open = comparison.findings.filter(({ without }) => without !== undefined);
  if (open.length > 0) return report({ ...nothing, theorems: comparison.theorems, findings: open, diagnostics });
  const { name, version } = about();
  writeWhole(lockFile, lockText({ tool: { name, version }, paths, standing: now }));
  // What is guarded no longer is accepted, too, and not without a word.
  const less = unguarded(known?.standing ?? noStanding, { before: known, now: { paths }, file: lockFile });
  await report({
    against,
    ...comparison,
    findings: [...comparison.findings, ...less],
    accepted: lockFile,
    diagnostics,
  });
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
interface AtCommit {
  readonly paths: readonly string[];
  /** The commit's own lock file. */
  readonly lock: Lock | Unreadable | undefined;
  readonly standing: Standing;
  readonly diagnostics: readonly Diagnostic[];
}

/** Without paths, those are looked at that the lock file of the commit is of: what is compared with a commit is not for others to say. */
async function standingAt(ref: string, asked: readonly string[], { options, circumstances }: Run): Promise<AtCommit> {
  const { openCommit } = await import('./commit.js');
  const { source, filesUnder: under } = openCommit(ref);
  const text = source.read(fromHere(options.lock));
  const lock = text === undefined ? undefined : readLock(text);
  const paths = asked.length > 0 ? asked : (lock?.paths ?? ['proofs']);
  const checked = await checkFiles(under(paths), options, { ...circumstances, source });
  heed(stop());
  const inCommit = (diagnostic: Diagnostic): Diagnostic => ({ ...diagnostic, file: `${ref}:${diagnostic.file}` });
  const unread = asked.length === 0 && lock !== undefined && 'problem' in lock && lock.paths === undefined;
  const diagnostics = [
    ...(unread ? [unreadable(options.lock, lock.problem)] : []),
    ...inOrder(once(checked.flatMap((file) => file.diagnostics))).filter(({ severity }) => severity === 'error'),
  ];
  const standing = standingOf(checked, circumstances.solver);
  return { paths, lock, standing, diagnostics: diagnostics.map(inCommit) };
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
