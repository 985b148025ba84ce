import { posix } from 'node:path';
import { type Diagnostic, inOrder } from '../diagnostics/index.js';
import { type FileSource, type Model, type Reader, reader, type TheoremDecl } from '../language/index.js';
import { declarationsOf } from './declarations.js';
import { inWords } from './in-words.js';
import { namingOf } from './naming.js';
import { isSetup, type SaidDeclaration, type Statement } from './said.js';
import { statementOf } from './statement.js';

/** An earlier statement read again in the model as it is now, beside what the theorem says now. */
export type Earlier =
  | {
      readonly readable: true;
      readonly model: Model;
      readonly before: TheoremDecl;
      readonly now: TheoremDecl;
    }
  | { readonly readable: false; readonly reason: string };

export interface Asked {
  readonly before: Statement;
  /** What the earlier statement was about. */
  readonly declarations: readonly SaidDeclaration[];
  /** The theorem as it is now. */
  readonly now: { readonly name: string; readonly file: string };
}

/** Reads earlier statements: each as a text of its own that imports the file in which the theorem is now. */
export function earlierReader(source: FileSource): (asked: Asked) => Earlier {
  const texts = new Map<string, string>();
  const { read } = reader({ ...source, read: (path) => texts.get(path) ?? source.read(path) });
  return (asked) => readAgain(asked, texts, read);
}

/**
 * Its definitions are as they were, under names of their own where one of them has changed. All else that it names is what the model has by that name
 * now; and it counts as read only if it says what it said, and all that it names is declared as it was.
 */
function readAgain({ before, declarations, now }: Asked, texts: Map<string, string>, read: Reader['read']): Earlier {
  const current = read(now.file).model;
  const decl = current.theorems.find(({ name, imported }) => name === now.name && !imported);
  if (decl === undefined)
    return {
      readable: false,
      reason: `there is no ${now.name} in ${now.file}`,
    };
  const taken = namesOf(current);
  const renamed = new Map(changedDefinitions(declarations, current).map((name) => [name, free(name, taken)]));
  const named = (text: string): string => text.replace(words, (word) => renamed.get(word) ?? word);
  const title = free(before.name, new Set(current.theorems.map(({ name }) => name)));
  const definitions = declarations.filter(({ name }) => renamed.has(name)).map(({ text }) => named(text));
  const statement = named(before.text).replace(/^theorem \S+?(?=\(| |\n)/, `theorem ${title}`);
  const path = posix.join(posix.dirname(now.file), `${title} of ${posix.basename(now.file)}`);
  texts.set(path, [`import "${posix.basename(now.file)}"`, ...definitions, statement, ''].join('\n'));
  const { model, diagnostics } = read(path);
  const again = model.theorems.find(({ name }) => name === title);
  const theorem = model.theorems.find(({ name }) => name === now.name);
  if (again === undefined || theorem === undefined) return { readable: false, reason: firstError(diagnostics) };
  const original = new Map([...renamed].map(([name, other]) => [other, name]));
  const otherwise = saidOtherwise(again, before, model, original);
  return otherwise === undefined
    ? { readable: true, model, before: again, now: theorem }
    : { readable: false, reason: otherwise };
}

/** What a definition cannot be called. */
function namesOf({ signature }: Model): ReadonlySet<string> {
  const { functions, events, predicates, fluents } = signature;
  return new Set([functions, events, predicates, fluents].flatMap((names) => [...names.keys()]));
}

const words = /[A-Za-z][A-Za-z0-9_]*'*/g;

function free(name: string, taken: ReadonlySet<string>): string {
  let candidate = `${name}_before`;
  while (taken.has(candidate)) candidate += '_';
  return candidate;
}

/** The definitions that are others now, or are gone, and those that speak of such. */
function changedDefinitions(declarations: readonly SaidDeclaration[], model: Model): readonly string[] {
  const definitions = declarations.filter(({ kind }) => kind === 'definition');
  const now = declarationsOf(model, namingOf(model)).reachedFrom(
    model.theory.definitions.map(({ predicate }) => predicate),
  );
  const changed = new Set(definitions.filter(({ name, digest }) => now[name] !== digest).map(({ name }) => name));
  for (let before = -1; before !== changed.size; ) {
    before = changed.size;
    for (const { name, text } of definitions)
      if ((text.match(words) ?? []).some((word) => changed.has(word))) changed.add(name);
  }
  return [...changed];
}

const firstError = (diagnostics: readonly Diagnostic[]): string =>
  inOrder(diagnostics).find(({ severity }) => severity === 'error')?.message ?? 'it is no statement of the language';

/** In what a theorem that was read differs from a statement, by the names that things had; undefined where it says the same of the same. */
function saidOtherwise(
  theorem: TheoremDecl,
  statement: Statement,
  model: Model,
  names: ReadonlyMap<string, string>,
): string | undefined {
  const naming = namingOf(model, (name) => names.get(name) ?? name);
  const again = statementOf(theorem, model, declarationsOf(model, naming), naming);
  if (again.digest !== statement.digest) return 'its text, read with what is declared now, says something else';
  const all = [...new Set([...Object.keys(statement.about), ...Object.keys(again.about)])];
  const others = all.filter((name) => !isSetup(name) && statement.about[name] !== again.about[name]);
  return others.length === 0
    ? undefined
    : `${inWords(others)} ${others.length === 1 ? 'is' : 'are'} declared otherwise`;
}
