import { compareGrounds } from './compare-grounds.js';
import { compareStatement } from './compare-statement.js';
import { compareSubjects } from './compare-subjects.js';
import { compareVerdict } from './compare-verdict.js';
import { type Compared, gain, type Judge, nothing, type Pair } from './compared.js';
import type { ComparedTheorem } from './finding.js';

/** What has changed of one theorem. */
export async function compareTheorem(
  pair: Pair,
  judge: Judge,
): Promise<Compared & { readonly theorem: ComparedTheorem }> {
  const { old, fresh } = pair;
  const { relation, ...statement } = await compareStatement(pair, judge);
  const parts = [compareName(pair), compareVerdict(pair), compareSubjects(pair), statement, compareGrounds(pair)];
  const { name, file, line, verdict } = fresh;
  return {
    findings: parts.flatMap(({ findings }) => findings),
    gains: parts.flatMap(({ gains }) => gains),
    theorem: { name, file, line, verdict, before: { relation, name: old.name, file: old.file, verdict: old.verdict } },
  };
}

function compareName({ old, fresh }: Pair): Compared {
  if (old.name !== fresh.name) return { ...nothing, gains: [gain(fresh, `${old.name} is called ${fresh.name} now`)] };
  if (old.file === fresh.file) return nothing;
  return { ...nothing, gains: [gain(fresh, `${fresh.name} has moved here from ${old.file}`)] };
}
