import type { Hover, Location } from 'vscode-languageserver';
import { type Model, showAxiom, showChain, showDefinition, showProgram, showTheorem } from '../../language/index.js';
import { noFile } from '../names/core.js';
import type { Occurrence } from '../names/meaning.js';
import { formOf, inWords } from '../names/signature.js';
import { rangeOf } from '../places.js';
import { type Analysis, occurrenceAt, type Workspace } from '../workspace.js';

/** More lines of a definition than this are not shown. */
const mostLines = 40;

/** What a name is: its form with sorts, what its comment says, and what it stands for, unfolded. */
export function hover(workspace: Workspace, analysis: Analysis, offset: number): Hover | null {
  const occurrence = occurrenceAt(analysis, offset);
  if (occurrence === undefined) return null;
  const { meaning, span } = occurrence;
  const parts = [
    `${fenced(formOf(meaning, meaning.kind === 'fact' ? meaning.name : nameOf(occurrence)))}\n${inWords(meaning)}`,
  ];
  const { doc } = meaning.declaration;
  const isLocal = meaning.kind === 'variable' || meaning.kind === 'fact';
  if (doc !== undefined && !isLocal) parts.push(doc);
  const unfolded = isLocal ? factText(workspace, occurrence) : unfoldedIn(analysis.checked.model, occurrence);
  const isWritten = !isLocal && meaning.file !== noFile;
  const shown = unfolded ?? (isWritten ? writtenIn(workspace, occurrence) : undefined);
  if (shown !== undefined) parts.push(fenced(shortened(shown)));
  return { contents: { kind: 'markdown', value: parts.join('\n\n') }, range: rangeOf(span) };
}

const nameOf = ({ before, meaning }: Occurrence): string => before + meaning.name;

const fenced = (text: string): string => `\`\`\`ls2\n${text}\n\`\`\``;

function shortened(text: string): string {
  const lines = text.split('\n');
  return lines.length <= mostLines ? text : [...lines.slice(0, mostLines), '…'].join('\n');
}

/** What it stands for, as the language understood it; undefined where it is no definition, or could not be read. */
function unfoldedIn(model: Model, occurrence: Occurrence): string | undefined {
  const { meaning, before } = occurrence;
  const name = nameOf(occurrence);
  switch (meaning.kind) {
    case 'chain': {
      const chain = model.chains.find((each) => each.name === meaning.name);
      if (chain === undefined) return undefined;
      const { protectedBy, alone, measuredBoot } = chain;
      const made = [protectedBy, alone, measuredBoot].find(({ predicate }) => predicate.name === name);
      return made === undefined || before === '' ? showChain(chain, model) : showDefinition(made, model);
    }
    case 'definition': {
      const found = model.definitions.find((each) => each.name === name);
      return found && showDefinition(found.definition, model);
    }
    case 'program': {
      const found = model.theory.programs.find(({ symbol }) => symbol.name === name);
      return found && showProgram(found, model);
    }
    case 'theorem': {
      const found = model.theorems.find((each) => each.name === name);
      return found && showTheorem(found, model);
    }
    case 'axiom': {
      const found = model.axioms.find((each) => each.name === name);
      return found && showAxiom(found, model);
    }
    default:
      return undefined;
  }
}

function writtenIn(workspace: Workspace, { meaning: { file, declaration } }: Occurrence): string {
  const { text } = workspace.parsed(file);
  return text.slice(declaration.span.start.offset, declaration.span.end.offset);
}

/** What is known under the name of a step or assumption. */
function factText(workspace: Workspace, { meaning }: Occurrence): string | undefined {
  if (meaning.kind !== 'fact') return undefined;
  const { text } = workspace.parsed(meaning.file);
  const end = text
    .slice(meaning.span.end.offset)
    .search(/\bby\b|\n\s*(?:assume|show|have|obtain|fix|suppose|cases|case|proof|expect|\})/);
  const said = end < 0 ? '' : text.slice(meaning.span.end.offset, meaning.span.end.offset + end);
  return said.replace(/^\s*:\s*/, '').trim() || undefined;
}

/** Where a name is declared; of a location, wherever a machine has one of that name. */
export function definition(
  workspace: Workspace,
  analysis: Analysis,
  offset: number,
  uriOf: (path: string) => string,
): Location[] {
  const meaning = occurrenceAt(analysis, offset)?.meaning;
  if (meaning === undefined || meaning.file === noFile) return [];
  if (meaning.kind !== 'location') return [{ uri: uriOf(meaning.file), range: rangeOf(meaning.span) }];
  return analysis.checked.model.files.flatMap(({ path }) =>
    workspace
      .analysis(path)
      .occurrences.filter((each) => each.declares && each.meaning.id === meaning.id)
      .map(({ span }) => ({ uri: uriOf(path), range: rangeOf(span) })),
  );
}
