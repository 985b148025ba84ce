import { existsSync, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, sep } from 'node:path';
import { diagnostic, startOfFile } from '../diagnostics/index.js';
import { about, packageRoot } from '../disk/about.js';
import { disk } from '../disk/disk.js';
import { textOf } from '../disk/paths.js';
import {
  campaign,
  type Found,
  findingText,
  type Ground,
  nothingDone,
  propertiesOf,
  readFinding,
  readStanding,
  Setting,
  type Standing,
  sizeOf,
  standingText,
  type Trial,
  type WorkerRunner,
  workerRunner,
} from '../fuzz/index.js';
import { fuzzJson } from '../report/fuzz-json.js';
import type { FuzzFinding } from '../report/fuzz-result.js';
import { fuzzText } from '../report/fuzz-text.js';
import { whenStopped } from '../stop/index.js';
import { type ExitCode, exit, mostImportant } from './exit.js';
import { reportRequest } from './fault.js';
import { type OutputOptions, outputFor } from './output.js';
import { readFiles } from './reading.js';
import { doing, progressOf, stop } from './run/work.js';
import { tell } from './simulating.js';
import { filesUnder } from './sources.js';
import { instead } from './unknown-name.js';
import { UsageError } from './usage-error.js';
import { demandWritable, reasonOf, writeWhole } from './whole-file.js';

export interface FuzzOptions extends OutputOptions {
  readonly seed: number;
  readonly runs?: number;
  readonly time?: number;
  readonly property?: readonly string[];
  readonly jobs?: number;
  readonly state?: string;
  readonly findings: string;
}

/** The properties that are of models; all the others make their own cases. */
const ofModels = 'survives';
const usualRuns = 200;

/** Throws random cases at properties, at that of models alone where models are given; or tries findings again, of those models if any. */
export async function fuzz(paths: readonly string[], options: FuzzOptions): Promise<ExitCode> {
  const kept = paths.filter((path) => path.endsWith('.json'));
  const models = paths.filter((path) => !path.endsWith('.json'));
  const ground = groundOf(models);
  if (ground === undefined) return exit.malformed;
  const setting = new Setting(ground);
  const trials = propertiesOf(setting);
  try {
    if (kept.length > 0) return await again(kept, trials, options);
    const wanted = options.property ?? (models.length > 0 ? [ofModels] : undefined);
    return await search({ ground, models, trials: chosen(trials, wanted) }, options);
  } finally {
    await setting.close();
  }
}

/** The models whose theorems are held against traces, with all that they import; undefined where they cannot be read, which is told. */
function groundOf(paths: readonly string[]): Ground | undefined {
  const isShipped = paths.length === 0;
  const places = isShipped ? ['models', 'proofs'].map((folder) => join(packageRoot, folder)) : paths;
  const read = readFiles(filesUnder(places));
  const isGood = ({ diagnostics }: (typeof read)[number]): boolean =>
    diagnostics.every(({ severity }) => severity !== 'error');
  // What a paper prints is shipped as well, and is not always a text of the language.
  if (!isShipped && !read.every(isGood)) {
    tell(read.flatMap(({ diagnostics }) => diagnostics.filter(({ severity }) => severity === 'error')));
    return undefined;
  }
  const models = read.filter(isGood).map(({ model }) => model);
  // What is shipped is called the same from wherever it is fuzzed: the runs of a seed are the same.
  const called = (path: string): string => (isShipped ? relative(packageRoot, path).split(sep).join('/') : path);
  const subjects = models
    .filter(({ kinds, theorems }) => kinds.length > 0 && theorems.some(({ imported }) => !imported))
    .map(({ root }) => called(root));
  if (subjects.length === 0) throw new UsageError(`${places.join(', ')}: there is no theorem about a machine`);
  const files = new Set(
    models.flatMap((model) => model.files.filter(({ role }) => role !== 'logic').map(({ path }) => path)),
  );
  const texts = [...files].map((path) => ({ path: called(path), text: textOf(path) ?? '' }));
  return { logic: disk().logic, texts, subjects };
}

function chosen(trials: readonly Trial[], names: readonly string[] | undefined): readonly Trial[] {
  const missing = (names ?? []).filter((name) => trials.every((each) => each.name !== name));
  if (missing.length > 0)
    throw new UsageError(
      `no property is called ${missing.join(' or ')}${instead(
        missing,
        trials.map(({ name }) => name),
      )}`,
    );
  return names === undefined ? trials : trials.filter(({ name }) => names.includes(name));
}

interface Search {
  readonly ground: Ground;
  /** As they were given. */
  readonly models: readonly string[];
  readonly trials: readonly Trial[];
}

async function search({ ground, models, trials: all }: Search, options: FuzzOptions): Promise<ExitCode> {
  const { seed, state, findings, jobs = availableParallelism() } = options;
  const output = await outputFor(options);
  if (state !== undefined) demandWritable(state);
  const missing = new Map(all.map((trial) => [trial.name, trial.missing()]));
  const names = all.map(({ name }) => name).filter((name) => missing.get(name) === undefined);
  const from = state === undefined ? nothingDone(seed, names) : standingIn(state, seed, names);
  if (from === undefined) return exit.malformed;
  const runs = options.runs ?? (options.time === undefined ? usualRuns : Number.MAX_SAFE_INTEGER);
  const until = options.time === undefined ? Number.POSITIVE_INFINITY : performance.now() + options.time * 1000;
  const runners = Array.from({ length: jobs }, () => workerRunner(ground));
  const standing = await withProgress(runners, state, options, (note) =>
    campaign(from, runners, { runs, isOver: () => performance.now() >= until || stop().reason() !== undefined }, note),
  );
  if (state !== undefined) writeWhole(state, standingText(standing));
  const properties = all.map(({ name, says }) => {
    const why = missing.get(name);
    const { runs: done, ...covered } = standing.counts[name] ?? {};
    return { name, says, runs: done?.['runs'] ?? 0, ...(why !== undefined && { missing: why }), covered };
  });
  const found = standing.found.map((each) => written(each, findings, models));
  const result = { tool: about(), seed, properties, findings: found };
  output.write(options.format === 'json' ? fuzzJson(result) : fuzzText(result, output.paint));
  return codeOf(standing.found);
}

/** What was done before, if anything was; undefined where a file is there that says nothing of it, which is told. */
function standingIn(file: string, seed: number, properties: readonly string[]): Standing | undefined {
  if (!existsSync(file)) return nothingDone(seed, properties);
  const standing = readStanding(textOf(file) ?? '');
  if (standing === undefined) {
    tell([diagnostic('LS2-1401', 'this is no state of a campaign', { file, span: startOfFile })]);
    return undefined;
  }
  if (standing.seed !== seed || standing.properties.join() !== properties.join())
    throw new UsageError(
      `${file} is of seed ${standing.seed} and ${standing.properties.join(', ')}: another campaign needs another file`,
    );
  return standing;
}

/** How often the state is written, in milliseconds. */
const stateEvery = 5000;

/** Shows how far a campaign is, and keeps its state; ends the runners with it. */
async function withProgress(
  runners: readonly WorkerRunner[],
  state: string | undefined,
  { runs, time }: FuzzOptions,
  work: (note: NonNullable<Parameters<typeof campaign>[3]>) => Promise<Standing>,
): Promise<Standing> {
  const progress = progressOf(time === undefined ? 'runs' : 'seconds');
  const began = performance.now();
  let [written, latest]: [number, (() => Standing) | undefined] = [began, undefined];
  const keep = (): void => {
    if (state !== undefined && latest !== undefined) writeWhole(state, standingText(latest()));
  };
  const release = whenStopped(stop(), () => {
    for (const runner of runners) void runner.close();
  });
  doing('making runs');
  try {
    return await work((done, standing) => {
      latest = standing;
      const now = performance.now();
      if (time === undefined) progress(sizeOf(done), runs ?? usualRuns);
      else progress(Math.floor((now - began) / 1000), time);
      if (now - written < stateEvery) return;
      written = now;
      keep();
    });
  } finally {
    release();
    await Promise.all(runners.map((runner) => runner.close()));
  }
}

/** Writes what was found into files. */
function written(found: Found, directory: string, models: readonly string[]): FuzzFinding {
  const { property, seed, blames, message, shown, attached, command } = found;
  const stem = join(directory, `${property}-${seed}`);
  const put = (ending: string, text: string): string => {
    writeWhole(`${stem}${ending}`, text);
    return `${stem}${ending}`;
  };
  makeDirectory(directory);
  const placed = (text: string): string => text.replaceAll('FILE', stem);
  const files = [put('.json', findingText(found)), ...attached.map(({ ending, text }) => put(ending, placed(text)))];
  const reproduce = [
    ['ls2 fuzz', ...models, `${stem}.json`].join(' '),
    ['ls2 fuzz', ...models, `--property ${property} --seed ${seed} --runs 1`].join(' '),
    ...(command === undefined ? [] : [placed(command)]),
  ];
  return { property, seed, blames, message, shown, files, reproduce };
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    throw new UsageError(`${directory} cannot be written: ${reasonOf(error)}`);
  }
}

function codeOf(found: readonly Found[]): ExitCode {
  if (found.some(({ blames }) => blames === 'ls2')) process.stderr.write(reportRequest());
  return mostImportant(found.map(({ blames }) => (blames === 'ls2' ? exit.fault : exit.violated)));
}

/** Tries findings again. */
async function again(files: readonly string[], trials: readonly Trial[], options: FuzzOptions): Promise<ExitCode> {
  const output = await outputFor(options);
  const found: Found[] = [];
  const findings: FuzzFinding[] = [];
  for (const file of files) {
    const text = textOf(file);
    if (text === undefined) throw new UsageError(`there is no file ${file}`);
    const kept = readFinding(text);
    const outcome = trials.find(({ name }) => name === kept?.property)?.again(kept?.case);
    if (outcome === undefined) {
      tell([diagnostic('LS2-1401', 'this is no finding of a property that there is', { file, span: startOfFile })]);
      return exit.malformed;
    }
    const one = (await outcome).found;
    if (one === undefined) continue;
    found.push(one);
    const { property, seed, blames, message, shown } = one;
    findings.push({ property, seed, blames, message, shown, files: [file], reproduce: [`ls2 fuzz ${file}`] });
  }
  const properties = trials
    .filter(({ name }) => found.some(({ property }) => property === name))
    .map(({ name, says }) => ({ name, says, runs: 1, covered: {} }));
  const result = { tool: about(), seed: 0, properties, findings };
  output.write(options.format === 'json' ? fuzzJson(result) : fuzzText(result, output.paint));
  return codeOf(found);
}
