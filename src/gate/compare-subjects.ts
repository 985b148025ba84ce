import { about, type Compared, nothing, type Pair } from './compared.js';
import type { Change } from './finding.js';
import { inWords } from './in-words.js';
import { type DeclaredKind, isSetup, type SaidDeclaration } from './said.js';
import type { Standing } from './standing.js';

/** A name that a statement reaches, before and now, and that is declared otherwise. */
export interface ChangedSubject {
  readonly name: string;
  readonly before: SaidDeclaration | undefined;
  readonly now: SaidDeclaration | undefined;
}

/**
 * The names that a statement reaches on both sides and that are declared otherwise. One that it reaches on one side alone comes with a change of the
 * statement, or of something else that it reaches.
 */
export function changedSubjects({ old, fresh, before, now }: Pair): readonly ChangedSubject[] {
  return Object.entries(old.statement.about).flatMap(([name, digest]) => {
    const other = fresh.statement.about[name];
    if (other === undefined || other === digest || isSetup(name)) return [];
    return [{ name, before: declared(before, name, digest), now: declared(now, name, other) }];
  });
}

/** Whether only what a definition abbreviates has changed: then what is said can be judged. */
export const isDefinition = ({ before, now }: ChangedSubject): boolean =>
  before?.kind === 'definition' && now?.kind === 'definition';

export const changeOf = ({ name, before, now }: ChangedSubject): Change => ({
  of: name,
  ...(before && { before: before.text }),
  ...(now && { now: now.text }),
});

export const declared = ({ declarations }: Standing, name: string, digest: string): SaidDeclaration | undefined =>
  declarations.find((each) => each.name === name && each.digest === digest);

/** Names that mean something else now. */
export function compareSubjects(pair: Pair): Compared {
  const changed = changedSubjects(pair).filter((subject) => !isDefinition(subject));
  if (changed.length === 0) return nothing;
  const { name } = pair.fresh;
  const message = `${name} is about another ${inWords(changed.map(named))}: what it says is said of something else`;
  return {
    findings: [{ ...about(pair.fresh), code: 'LS2-1206', message, changes: changed.map(changeOf) }],
    gains: [],
  };
}

function named({ name, before, now }: ChangedSubject): string {
  if (before === undefined || now === undefined || before.kind === now.kind) return name;
  return `${name} (${withArticle(before.kind)} before, ${withArticle(now.kind)} now)`;
}

const withArticle = (kind: DeclaredKind): string => `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
