import { declared } from './compare-subjects.js';
import type { Pair } from './compared.js';
import type { Change, Finding } from './finding.js';
import { inWords } from './in-words.js';
import { isSetup } from './said.js';

/**
 * The machines that are not set up as they were, each once, however many theorems are about it. What a setup says besides, of what it said nothing, makes no
 * difference: that was left open.
 */
export function compareSetups(pairs: readonly Pair[]): readonly Finding[] {
  const changed = new Map<string, { readonly pairs: Pair[]; readonly change: Change }>();
  for (const pair of pairs)
    for (const [name, before] of Object.entries(pair.old.statement.about).filter(([each]) => isSetup(each))) {
      const now = pair.fresh.statement.about[name];
      // A machine that the theorem is not about any more is another matter.
      if (now === before || pair.fresh.statement.about[machineOf(name)] === undefined) continue;
      const [was, is] = [
        declared(pair.before, name, before),
        now === undefined ? undefined : declared(pair.now, name, now),
      ];
      if (isKept(was?.text ?? '', is?.text ?? '')) continue;
      const change = {
        of: name,
        ...(was && { before: was.text }),
        ...(is && { now: is.text }),
      };
      changed.set(name, { change, pairs: [...(changed.get(name)?.pairs ?? []), pair] });
    }
  return [...changed].map(([name, { pairs: about, change }]) => setupFinding(name, about, change));
}

const machineOf = (setup: string): string => setup.replace('setup ', '');

function isKept(before: string, now: string): boolean {
  const items = new Set(now.split('\n'));
  return before.split('\n').every((item) => items.has(item));
}

function setupFinding(name: string, pairs: readonly Pair[], change: Change): Finding {
  const theorems = inWords(pairs.map(({ fresh }) => fresh.name));
  const message = `${machineOf(name)} is set up otherwise; ${theorems} ${pairs.length === 1 ? 'is' : 'are'} about it`;
  const [{ file, line } = { file: '' }] = pairs.map(({ fresh }) => fresh);
  return {
    code: 'LS2-1215',
    file,
    ...(line !== undefined && { line }),
    message,
    changes: [change],
  };
}
