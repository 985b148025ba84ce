import type { Change, Finding, Gain } from './finding.js';
import type { Assumption, SaidDeclaration, Statement } from './said.js';
import type { FreshStanding, FreshTheorem, Standing, StandingTheorem } from './standing.js';

/** How what a theorem says now stands to what it said: whether the one implies the other. */
export type Judgement =
  | { readonly kind: 'same' | 'stronger' | 'weaker' | 'other' }
  | { readonly kind: 'unsure'; readonly reason: string };

/** Judges a statement that has changed. */
export type Judge = (asked: {
  readonly before: StandingTheorem;
  /** What it was about. */
  readonly declarations: readonly SaidDeclaration[];
  readonly now: FreshTheorem;
  /** Assumptions of now that are to be left out. */
  readonly without: readonly Assumption[];
}) => Promise<Judgement>;

export interface Pair {
  readonly old: StandingTheorem;
  readonly fresh: FreshTheorem;
  readonly before: Standing;
  readonly now: FreshStanding;
}

interface Compared {
  readonly findings: readonly Finding[];
  readonly gains: readonly Gain[];
}

/** What has changed of one theorem. */
export async function compareTheorem(pair: Pair, judge: Judge): Promise<Compared> {
  const statement = await compareStatement(pair, judge);
  const parts = [compareName(pair), compareVerdict(pair), compareSubjects(pair), statement, compareGrounds(pair)];
  return {
    findings: parts.flatMap(({ findings = [] }) => findings),
    gains: parts.flatMap(({ gains = [] }) => gains),
  };
}

const about = ({ name, file, line }: FreshTheorem) =>
  ({ subject: { kind: 'theorem', name }, file, line, changes: [] }) as const;
const gain = ({ name, file, line }: FreshTheorem, message: string): Gain => ({ theorem: name, file, line, message });

function compareName({ old, fresh }: Pair): Partial<Compared> {
  if (old.name !== fresh.name) return { gains: [gain(fresh, `${old.name} is called ${fresh.name} now`)] };
  return old.file === fresh.file ? {} : { gains: [gain(fresh, `${fresh.name} has moved here from ${old.file}`)] };
}

function compareVerdict({ old, fresh }: Pair): Partial<Compared> {
  const { name, verdict, failure, events } = fresh;
  const attacked = events === undefined ? {} : { events };
  if (failure?.kind === 'limit' || failure?.kind === 'fault') {
    if (verdict === old.verdict) return {};
    const message = `${name} was ${old.verdict}, and has no verdict now: ${failure.reason}`;
    return { findings: [{ ...about(fresh), code: 'LS2-1203', message, without: failure.kind }] };
  }
  if (verdict === old.verdict) {
    if (verdict !== 'refuted' || old.attack === undefined || fresh.attack !== undefined) return {};
    const message = `${name} is refuted, and the attack on it, of ${old.attack} events, is not there any more`;
    return { findings: [{ ...about(fresh), code: 'LS2-1212', message }] };
  }
  const wasAwaited = verdict === old.expected || (old.verdict === 'unknown' && verdict === 'proved');
  if (wasAwaited) return { gains: [gain(fresh, `${name} was ${old.verdict}, and is ${verdict} now`)] };
  const why = failure === undefined ? '' : `: ${failure.reason}`;
  const message = `${name} was ${old.verdict}, and is ${verdict} now${why}`;
  return { findings: [{ ...about(fresh), code: 'LS2-1203', message, ...attacked }] };
}

/** Programs and kinds of machines of the same names that do something else now. */
function compareSubjects({ old, fresh, before, now }: Pair): Partial<Compared> {
  const changes = changedSubjects(old.statement, fresh.statement, before, now).filter(
    ({ kind }) => kind !== 'definition',
  );
  if (changes.length === 0) return {};
  const names = changes.map(({ name }) => name);
  const message = `${fresh.name} is about another ${inWords(names)}: what it says is said of something else`;
  return { findings: [{ ...about(fresh), code: 'LS2-1206', message, changes: changes.map(({ change }) => change) }] };
}

function changedSubjects(old: Statement, fresh: Statement, before: Standing, now: Standing) {
  return Object.entries(old.about).flatMap(([name, digest]) => {
    const other = fresh.about[name];
    if (other === undefined || other === digest) return [];
    const [was, is] = [declared(before, name, digest), declared(now, name, other)];
    const change: Change = { of: name, ...(was && { before: was.text }), ...(is && { now: is.text }) };
    return [{ name, kind: (is ?? was)?.kind, change }];
  });
}

const declared = ({ declarations }: Standing, name: string, digest: string): SaidDeclaration | undefined =>
  declarations.find((each) => each.name === name && each.digest === digest);

/** Assumptions that were added, and whether besides those it says less than it did. */
async function compareStatement(pair: Pair, judge: Judge): Promise<Partial<Compared>> {
  const { old, fresh, before, now } = pair;
  const definitions = changedSubjects(old.statement, fresh.statement, before, now).filter(
    ({ kind }) => kind === 'definition',
  );
  if (old.statement.digest === fresh.statement.digest && definitions.length === 0) return {};
  const added = addedAssumptions(old.statement, fresh.statement);
  const dropped = addedAssumptions(fresh.statement, old.statement);
  const findings: Finding[] = added.map((assumption) => ({
    ...about(fresh),
    code: 'LS2-1207',
    message: `${fresh.name} now also assumes ${shown(assumption, dropped)}`,
  }));
  const gains = dropped.map((each) => gain(fresh, `${fresh.name} no longer assumes ${shown(each, added)}`));
  const declarations = before.declarations.filter(({ name, digest }) => old.statement.about[name] === digest);
  const judgement = await judge({ before: old, declarations, now: fresh, without: added });
  const changes = changesOf(
    pair,
    definitions.map(({ change }) => change),
  );
  const of = definitions.length === 0 ? '' : ` (${inWords(definitions.map(({ name }) => name))} changed)`;
  const finding = (code: 'LS2-1204' | 'LS2-1205', said: string): Finding => ({
    ...about(fresh),
    code,
    message: `${fresh.name} ${said}`,
    changes,
  });
  const [said, solver] = [old.verdict === 'refuted' ? 'is refuted of' : 'says', fresh.solver.name];
  switch (judgement.kind) {
    case 'same':
      return added.length > 0 || dropped.length > 0
        ? { findings, gains }
        : { findings, gains: [...gains, gain(fresh, `${fresh.name} ${said} the same in other words${of}`)] };
    case 'stronger':
      // Beside another assumption that is no gain.
      if (added.length > 0) return { findings, gains };
      return { findings, gains: [...gains, gain(fresh, `${fresh.name} ${said} more than before${of}`)] };
    case 'weaker':
      return { gains, findings: [...findings, finding('LS2-1204', `${said} less than before${of}`)] };
    case 'other': {
      const message = `${said} something else than before${of}: ${solver} finds that the one does not follow from the other`;
      return { gains, findings: [...findings, finding('LS2-1204', message)] };
    }
    case 'unsure': {
      const message = `says something else${of}, and whether that is less cannot be told: ${judgement.reason}`;
      return { gains, findings: [...findings, finding('LS2-1205', message)] };
    }
  }
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

function changesOf({ old, fresh }: Pair, definitions: readonly Change[]): readonly Change[] {
  return old.statement.digest === fresh.statement.digest
    ? definitions
    : [{ of: fresh.name, before: old.statement.text, now: fresh.statement.text }, ...definitions];
}

/** What a proof rests on: axioms that were added, and those of them that nothing shows of the semantics. */
function compareGrounds({ old, fresh, before, now }: Pair): Partial<Compared> {
  const wanting = conditions(fresh, now).filter((name) => !conditions(old, before).includes(name));
  const added = fresh.axioms.filter((name) => !old.axioms.includes(name) && !wanting.includes(name));
  const dropped = old.axioms.filter((name) => !fresh.axioms.includes(name));
  if (fresh.verdict !== 'proved' || old.verdict !== 'proved') return {};
  const findings: Finding[] = [
    ...added.map((name) => ({
      ...about(fresh),
      code: 'LS2-1208' as const,
      message: `${fresh.name} now also rests on axiom ${name}`,
    })),
    ...wanting.map((name) => ({
      ...about(fresh),
      code: 'LS2-1211' as const,
      message: `${fresh.name} is conditional now: it rests on axiom ${name}, which is not proved from the semantics`,
    })),
  ];
  const gains = dropped.map((name) => gain(fresh, `${fresh.name} no longer rests on axiom ${name}`));
  return { findings, gains };
}

/** The axioms that a theorem rests on and that were looked at, and are not proved from the semantics. */
function conditions({ axioms }: StandingTheorem, { axioms: all }: Standing): readonly string[] {
  return axioms.filter((name) =>
    all.some((axiom) => axiom.name === name && axiom.standing !== undefined && axiom.standing !== 'proved'),
  );
}

function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
