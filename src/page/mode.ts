import { HighlightStyle, StreamLanguage, type StreamParser, syntaxHighlighting } from '@codemirror/language';
import { tags } from '@lezer/highlight';

const declarations =
  /^(?:import|sort|constant|theorem|lemma|axiom|define|program|machine|chain|setup|platform|constructor|function|predicate|fluent|event|action|virtual)$/;
const words =
  /^(?:assume|show|proof|qed|by|using|have|obtain|with|fix|suppose|cases|case|expect|auto|z3|admit|means|source|memory|pcr|dpcr|vpcr|principal|on|reset|latelaunch|run|reads|measures|into|as|holds|is|image|secret|proved|refuted|vacuous|unknown|unfinished|concludes|read|readall|write|extend|jump|send|receive|sign|verify|lock|unlock|new|match|differ|reject|nopair|if|else)$/;
const sorts = /^(?:Time|Thread|Machine|Location|Principal|Key|Program|Term|Name|Event|Programs)$/;

/** Colours of LS² line by line, for the moment before the language server has read it, and for what it cannot read. */
const parser: StreamParser<{ inComment: boolean }> = {
  name: 'ls2',
  startState: () => ({ inComment: false }),
  token(stream, state) {
    if (state.inComment) {
      if (stream.skipTo('*/')) {
        stream.match('*/');
        state.inComment = false;
      } else stream.skipToEnd();
      return 'comment';
    }
    if (stream.eatSpace()) return null;
    if (stream.match('///')) {
      stream.skipToEnd();
      return 'docComment';
    }
    if (stream.match('//')) {
      stream.skipToEnd();
      return 'comment';
    }
    if (stream.match('/*')) {
      state.inComment = true;
      return 'comment';
    }
    if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return 'string';
    const word = stream.match(/^[\p{L}_][\p{L}\p{N}_]*'*/u);
    if (Array.isArray(word)) return styleOf(word[0] ?? '', stream.peek() === '(');
    if (stream.match(/^\d+/)) return 'number';
    if (stream.match(/^[∀∃∧∨⊃¬~⟺⊢≡≠≤<=>@^⁻·⊤⊥]/)) return 'operator';
    stream.next();
    return null;
  },
  languageData: { commentTokens: { line: '//', block: { open: '/*', close: '*/' } } },
  tokenTable: { docComment: tags.docComment },
};

function styleOf(word: string, isCalled: boolean): string | null {
  if (declarations.test(word)) return 'definitionKeyword';
  if (words.test(word)) return 'keyword';
  if (sorts.test(word)) return 'typeName';
  if (/^(?:forall|exists|not|or|iff|true|false)$/.test(word)) return 'operator';
  return isCalled ? 'variableName.function' : null;
}

const colours = HighlightStyle.define([
  { tag: [tags.definitionKeyword], color: 'var(--word)', fontWeight: 'bold' },
  { tag: [tags.keyword], color: 'var(--word)' },
  { tag: [tags.typeName], color: 'var(--sort)' },
  { tag: [tags.comment], color: 'var(--faint)' },
  { tag: [tags.docComment], color: 'var(--faint)', fontStyle: 'italic' },
  { tag: [tags.string, tags.number], color: 'var(--text)' },
  { tag: [tags.operator], color: 'var(--sign)' },
  { tag: [tags.function(tags.variableName)], color: 'var(--call)' },
]);

export const ls2 = [StreamLanguage.define(parser), syntaxHighlighting(colours)];
