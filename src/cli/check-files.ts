import { cacheDirectory } from '../solver/disk-cache.js';
import type { CheckedFile, CheckOptions, Circumstances } from './checked-file.js';
import { limitsOf, searchOf } from './limits.js';
import { mayTakeLong } from './run/work.js';
import { openVerdicts } from './verdict-cache.js';

/** Checks files. What is needed to prove is loaded only if a file is not known as it stands from an earlier run. */
export async function checkFiles(
  files: readonly string[],
  options: CheckOptions,
  at: Circumstances,
): Promise<readonly CheckedFile[]> {
  const remembers = options.cache && options.keepObligations === undefined && at.certifying === undefined;
  const verdicts = remembers
    ? openVerdicts(
        cacheDirectory(),
        {
          solver: { ...at.solver, name: options.solver },
          rlimit: limitsOf(options).rlimit,
          search: searchOf(options),
        },
        at.source?.read,
      )
    : undefined;
  // What is to be kept has to be made.
  const known = new Map(files.map((file) => [file, options.save === true ? undefined : verdicts?.get(file)]));
  at.clock.lap('looking for what is known');
  const unknown = files.filter((file) => known.get(file) === undefined);
  if (unknown.length > 0) {
    mayTakeLong();
    const { proveFiles } = await import('./prove-files.js');
    const proved = await proveFiles(unknown, options, at);
    for (const [i, file] of unknown.entries()) {
      const result = proved[i];
      if (result === undefined) continue;
      known.set(file, result.checked);
      if (options.theorem === undefined && result.final) verdicts?.set(file, result.sources, result.checked);
    }
  }
  return files.flatMap((file) => known.get(file) ?? []);
}
