import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import type { Ast } from '../../language/index.js';
import type { Kind, Meaning, Named, Space } from '../names/meaning.js';
import { formOf, inWords } from '../names/signature.js';
import type { Analysis, Workspace } from '../workspace.js';
import { bindersBefore, type Cursor, callAround, cursorAt } from './cursor.js';

const declarations =
  'import machine program chain setup platform define theorem lemma axiom sort constant constructor function predicate fluent event action';
const inStatement = 'assume show proof by auto expect';
const inProof = 'have obtain fix suppose cases case show qed';
const inMachine = 'memory pcr dpcr principal on reset latelaunch run';
const rules = 'z3 auto reset jump latelaunch honesty';
const coreSorts = 'Time Thread Machine Location Principal Key Program Term Name Event Programs';

/** What may stand at a cursor, what fits best first. */
export function completions(workspace: Workspace, analysis: Analysis, offset: number): CompletionItem[] {
  const cursor = cursorAt(analysis, offset);
  const [previous] = cursor.before;
  if (previous?.image === '.') return locations(workspace, analysis, cursor);
  if (previous?.image === ':' && isBinder(cursor)) return sorts(analysis);
  if (previous?.image === 'run') return named(analysis, 'values', ({ kind }) => kind === 'program');
  if (inReason(cursor)) return facts(analysis, cursor);
  const [first] = cursor.inside;
  if (cursor.depth === 0 && cursor.beginsLine && isComplete(cursor)) return words(declarations);
  if (first?.image === 'program' && isAction(cursor))
    return [...named(analysis, 'actions'), ...words('jump latelaunch', 'action'), ...words('if')];
  if (first?.image === 'machine' && cursor.beginsLine && cursor.depth > 0) return words(inMachine);
  if (isTheorem(first?.image) && cursor.beginsLine && cursor.depth === 0)
    return [...words(isProof(cursor) ? inProof : inStatement), ...words(declarations)];
  return expressions(analysis, cursor);
}

const isTheorem = (word: string | undefined): boolean => word === 'theorem' || word === 'lemma';
const isProof = ({ inside }: Cursor): boolean => inside.some(({ image }) => image === 'proof');

/** A colon after a binder, and not after the name of an assumption or step. */
function isBinder({ before, depth, inside }: Cursor): boolean {
  const [, name, previous] = before;
  if (name === undefined || previous === undefined) return false;
  if (['assume', 'have', 'suppose', 'case', 'with'].includes(previous.image)) return false;
  return (
    depth > 0 ||
    ['∀', '∃', 'forall', 'exists', ',', 'fix', 'obtain'].includes(previous.image) ||
    previous.image === ')' ||
    inside[0]?.image === 'constant'
  );
}

/** Whether the declaration before a cursor may be at its end. */
function isComplete({ inside }: Cursor): boolean {
  const [first, last] = [inside[0]?.image, inside.at(-1)?.image];
  if (first === undefined) return true;
  if (isTheorem(first))
    return (
      last === 'qed' ||
      last === 'auto' ||
      ['proved', 'refuted', 'vacuous', 'unknown', 'unfinished'].includes(last ?? '')
    );
  return last === '}' || (first === 'import' && inside.length === 2);
}

function isAction({ before, beginsLine }: Cursor): boolean {
  const [previous] = before;
  return beginsLine || (previous !== undefined && ['{', ';', '='].includes(previous.image));
}

/** After `by` or `using`. */
function inReason({ before, inside }: Cursor): boolean {
  if (!isTheorem(inside[0]?.image)) return false;
  let depth = 0;
  for (const { image } of before) {
    if (image === ')') depth += 1;
    if (image === '(') depth -= 1;
    if (depth < 0) return false;
    if (image === 'by' || image === 'using') return true;
    if (['have', 'show', 'assume', 'obtain', 'proof', 'fix', 'suppose', 'cases', '⊃', '∧', '='].includes(image))
      return false;
  }
  return false;
}

function facts(analysis: Analysis, cursor: Cursor): CompletionItem[] {
  const [previous] = cursor.before;
  const kinds: Readonly<Record<string, (meaning: Meaning) => boolean>> = {
    axiom: ({ kind }) => kind === 'axiom',
    lemma: ({ declaration }) => declaration.kind === 'lemma',
    theorem: ({ declaration }) => declaration.kind === 'theorem',
  };
  const of = kinds[previous?.image ?? ''];
  if (of !== undefined) return named(analysis, 'facts', of);
  if (previous?.image === 'definition')
    return named(
      analysis,
      'values',
      ({ kind, sort }) => (kind === 'definition' || kind === 'chain') && sort === undefined,
    );
  const start = previous?.image === 'by' ? words(rules) : words('axiom lemma theorem definition assumptions');
  const steps = localsAt(analysis, cursor, 'fact').map((each) => item(each, each.name, '0'));
  return [...steps, ...start, ...named(analysis, 'facts')];
}

const sorts = (analysis: Analysis): CompletionItem[] => [...words(coreSorts, 'sort'), ...named(analysis, 'sorts')];

/** After a dot: what the kind of machine before it has. */
function locations(workspace: Workspace, analysis: Analysis, cursor: Cursor): CompletionItem[] {
  const [, object, dot, owner] = cursor.before;
  const area =
    object !== undefined && ['pcr', 'dpcr', 'memory'].includes(object.image) && dot?.image === '.'
      ? object.image
      : undefined;
  const name = area === undefined ? object?.image : owner?.image;
  const sort = name === undefined ? undefined : sortOfLocal(analysis, cursor, name);
  const machines = analysis.checked.model.files
    .flatMap(({ path }) => workspace.parsed(path).parsed.file.declarations)
    .filter((each): each is Ast.MachineDeclaration => each.kind === 'machine');
  const ofKind = machines.filter((each) => each.name.name === sort);
  const items = (ofKind.length > 0 ? ofKind : machines).flatMap((machine) =>
    machine.items.flatMap((each) =>
      'names' in each && each.kind === (area ?? 'memory')
        ? each.names.map((of) => ({
            label: of.name,
            kind: CompletionItemKind.Field,
            detail: `${each.kind} of ${machine.name.name}`,
          }))
        : [],
    ),
  );
  const unique = [...new Map(items.map((each) => [each.label, each])).values()];
  return area === undefined ? [...unique, ...words('pcr dpcr memory')] : unique;
}

function sortOfLocal(analysis: Analysis, cursor: Cursor, name: string): string | undefined {
  const local = localsAt(analysis, cursor, 'variable').find((each) => each.name === name);
  return local?.sort ?? bindersBefore(cursor).get(name);
}

/** Variables and names that make terms or formulas; those of the sort that is wanted first. */
function expressions(analysis: Analysis, cursor: Cursor): CompletionItem[] {
  const { names } = analysis;
  const call = callAround(cursor, analysis.text, (name) => names.actions.has(name));
  const callee =
    call &&
    (names.values.get(call.callee.image) ?? names.facts.get(call.callee.image) ?? names.actions.get(call.callee.image));
  const want = call && callee?.meaning.params?.[call.argument]?.sort;
  const isMachine = (sort: string): boolean => names.sorts.get(sort)?.meaning.kind === 'machine';
  const rank = ({ sort, kind }: Pick<Meaning, 'sort' | 'kind'>): string => {
    const isNear = kind === 'variable';
    if (want === undefined) return isNear ? '1' : '2';
    return fits(sort, want, isMachine) ? (isNear ? '0' : '1') : isNear ? '3' : '4';
  };
  const found = new Map<string, CompletionItem>();
  for (const local of localsAt(analysis, cursor, 'variable'))
    found.set(local.name, item(local, local.name, rank(local)));
  for (const [name, sort] of bindersBefore(cursor)) {
    if (!found.has(name))
      found.set(name, {
        label: name,
        kind: CompletionItemKind.Variable,
        detail: sort ?? '',
        sortText: `${rank({ kind: 'variable', sort })}${name}`,
      });
  }
  for (const [name, each] of names.values)
    if (!found.has(name)) found.set(name, item(each.meaning, name, rank(each.meaning)));
  if (want === 'Name') for (const [name, each] of names.locations) found.set(name, item(each.meaning, name, '0'));
  return [...found.values(), ...words('forall exists')];
}

/** Whether something of a sort may stand where another is wanted; as docs/language.md has it. */
function fits(sort: string | undefined, want: string, isMachine: (sort: string) => boolean): boolean {
  if (sort === undefined) return false;
  if (sort === want) return true;
  if (want === 'Term') return ['Program', 'Key', 'Principal', 'Machine'].includes(sort) || isMachine(sort);
  if (want === 'Machine') return isMachine(sort);
  return (want === 'Principal' && sort === 'Key') || (want === 'Key' && sort === 'Principal');
}

/** What is bound around a cursor, the innermost first. */
function localsAt({ occurrences }: Analysis, { offset }: Cursor, kind: Kind): readonly Meaning[] {
  return occurrences
    .flatMap(({ meaning, declares }) => {
      const { extent } = meaning;
      const isHere = extent !== undefined && extent.start.offset < offset && offset <= extent.end.offset;
      return declares && meaning.kind === kind && isHere ? [meaning] : [];
    })
    .reverse();
}

const itemKinds: Readonly<Record<Kind, CompletionItemKind>> = {
  sort: CompletionItemKind.Class,
  machine: CompletionItemKind.Struct,
  principal: CompletionItemKind.Property,
  location: CompletionItemKind.Field,
  function: CompletionItemKind.Function,
  constant: CompletionItemKind.Constant,
  event: CompletionItemKind.Event,
  predicate: CompletionItemKind.Function,
  action: CompletionItemKind.Method,
  definition: CompletionItemKind.Function,
  program: CompletionItemKind.Module,
  chain: CompletionItemKind.Function,
  axiom: CompletionItemKind.Interface,
  theorem: CompletionItemKind.Interface,
  variable: CompletionItemKind.Variable,
  fact: CompletionItemKind.Reference,
};

function item(meaning: Meaning, name: string, rank: string): CompletionItem {
  const { doc } = meaning.declaration;
  const isLocal = meaning.kind === 'variable' || meaning.kind === 'fact';
  return {
    label: name,
    kind: itemKinds[meaning.kind],
    detail: `${inWords(meaning)} ${formOf(meaning, name)}`,
    sortText: `${rank}${name}`,
    ...(doc !== undefined && !isLocal && { documentation: { kind: 'markdown' as const, value: doc } }),
  };
}

const named = (
  analysis: Analysis,
  space: Space,
  wanted: (meaning: Meaning) => boolean = () => true,
): CompletionItem[] =>
  [...analysis.names[space]].flatMap(([name, { meaning }]: [string, Named]) =>
    wanted(meaning) ? [item(meaning, name, '2')] : [],
  );

const words = (list: string, detail = ''): CompletionItem[] =>
  list.split(' ').map((label) => ({
    label,
    kind: detail === '' ? CompletionItemKind.Keyword : CompletionItemKind.Class,
    ...(detail !== '' && { detail }),
    sortText: `5${label}`,
  }));
