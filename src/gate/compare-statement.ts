import { changedSubjects, changeOf, isDefinition } from './compare-subjects.js';
import { about, type Compared, gain, type Judge, type Judgement, type Pair } from './compared.js';
import type { Change, Finding, Relation } from './finding.js';
import { inWords } from './in-words.js';
import type { Assumption, Statement } from './said.js';

/** What has changed of what a theorem says, and in one word how the one stands to the other. */
export interface ComparedStatement extends Compared {
  readonly relation: Relation;
}

/** Assumptions that were added, and whether besides those it says less than it did. */
export async function compareStatement(pair: Pair, judge: Judge): Promise<ComparedStatement> {
  const { old, fresh, before } = pair;
  const subjects = changedSubjects(pair);
  const definitions = subjects.filter(isDefinition);
  // What is said of something else cannot be compared, whatever becomes of the words.
  const isOther = subjects.some((subject) => !isDefinition(subject));
  // Equal digests with other words are looked into: the words may have been put there by hand.
  const asWritten = wordsOf(old.statement) === wordsOf(fresh.statement);
  const isSame = old.statement.digest === fresh.statement.digest;
  if (definitions.length === 0 && (isOther ? isSame || asWritten : isSame && asWritten))
    return { relation: isOther ? 'incomparable' : 'equivalent', findings: [], gains: [] };
  const added = addedAssumptions(old.statement, fresh.statement);
  const declarations = before.declarations.filter(({ name, digest }) => old.statement.about[name] === digest);
  const judged = (without: readonly Assumption[]): Promise<Judgement> =>
    judge({ before: old, declarations, now: fresh, without });
  const besides = await judged(added);
  const { relation } = added.length === 0 ? besides : await judged([]);
  const compared = compareWords(pair, { added, besides, definitions: definitions.map(changeOf) });
  return { ...compared, relation: isOther ? 'incomparable' : relation };
}

/** Without the theorem's name. */
const wordsOf = ({ text }: Statement): string => text.replace(/^theorem [A-Za-z0-9_']+/, '');

interface Found {
  readonly added: readonly Assumption[];
  /** How it stands to what it was, the assumptions that were added aside. */
  readonly besides: Judgement;
  readonly definitions: readonly Change[];
}

function compareWords({ old, fresh }: Pair, { added, besides, definitions }: Found): Compared {
  const dropped = addedAssumptions(fresh.statement, old.statement);
  const assumed = added.map(
    (assumption): Finding => ({
      ...about(fresh),
      code: 'LS2-1207',
      message: `${fresh.name} now also assumes ${shown(assumption, dropped)}`,
    }),
  );
  const gains = dropped.map((each) => gain(fresh, `${fresh.name} no longer assumes ${shown(each, added)}`));
  const of = definitions.length === 0 ? '' : ` (${inWords(definitions.map((change) => change.of))} changed)`;
  const changes = changesOf(old.statement, fresh.statement, definitions);
  const finding = (code: 'LS2-1204' | 'LS2-1205', said: string): Compared => {
    const stops: Finding = {
      ...about(fresh),
      code,
      message: `${fresh.name} ${said}`,
      changes,
    };
    return { gains, findings: [...assumed, stops] };
  };
  const better = (said: string): Compared => ({
    findings: assumed,
    gains: [...gains, gain(fresh, `${fresh.name} ${said}${of}`)],
  });
  const isRefuted = old.verdict === 'refuted';
  const says = isRefuted ? 'is refuted of' : 'says';
  const { relation, unsure } = besides;
  // A refutation of what says less is worth more.
  const [more, less]: readonly Relation[] = isRefuted ? ['weaker', 'stronger'] : ['stronger', 'weaker'];
  const isWorded = old.statement.digest !== fresh.statement.digest || definitions.length > 0;
  if (relation === 'equivalent')
    return added.length > 0 || dropped.length > 0 || !isWorded
      ? { findings: assumed, gains }
      : better(`${says} the same in other words`);
  // Beside another assumption that is no gain.
  if (relation === more) return added.length > 0 ? { findings: assumed, gains } : better(`${says} more than before`);
  if (unsure !== undefined)
    return finding('LS2-1205', `says something else${of}, and whether that is less cannot be told: ${unsure}`);
  if (relation === less) return finding('LS2-1204', `${says} less than before${of}`);
  const { name: solver } = fresh.solver;
  return finding(
    'LS2-1204',
    `${says} something else than before${of}: ${solver} finds that the one does not follow from the other`,
  );
}

/** The assumptions that the one has and the other has not, of several that are alike as many as it has more. */
function addedAssumptions(old: Statement, fresh: Statement): readonly Assumption[] {
  const left = old.assumptions.map(({ digest }) => digest);
  return fresh.assumptions.filter(({ digest }) => {
    const place = left.indexOf(digest);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}

/** As it is written, unless another is written so too: then what is abbreviated there has changed. */
const shown = ({ written, text }: Assumption, others: readonly Assumption[]): string =>
  others.some((other) => other.written === written) ? text : written;

const changesOf = (old: Statement, fresh: Statement, definitions: readonly Change[]): readonly Change[] =>
  old.digest === fresh.digest ? definitions : [{ of: fresh.name, before: old.text, now: fresh.text }, ...definitions];
