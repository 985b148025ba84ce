import type { Accepted, AcceptedTheorem } from '../recheck/index.js';
import { diagnosticText } from './diagnostics-text.js';
import { counted, field, paragraph, prose, wrapped } from './layout.js';
import type { Paint } from './paint.js';
import type { RecheckResult } from './recheck-result.js';

/** Of what the words of a theorem mean, more is not shown: `--format json` has all. What it says, and assumes, is always shown whole. */
const most = { characters: 1200, items: 12 };

/** What a certificate came to, for people: each theorem with what it says and rests on, or what is wrong and where. */
export function recheckText({ file, tool, outcome }: RecheckResult, paint: Paint): string {
  const solver = `${tool.solver.name} (${tool.solver.version})`;
  switch (outcome.verdict) {
    case 'accepted': {
      const theorems = outcome.theorems.map((theorem) => theoremText(theorem, paint));
      return `${[...theorems, summary(outcome, solver, paint)].join('\n\n')}\n`;
    }
    case 'malformed':
      return `${diagnosticText(outcome.diagnostic, () => undefined, paint)}\n`;
    case 'rejected':
      return block([
        `${paint.error('✗')} ${paint.strong(file)}  ${paint.error('rejected')}`,
        ...field('at', outcome.where === '' ? [] : [outcome.where], paint),
        ...field('because', [prose(outcome.reason)], paint),
      ]);
    case 'unanswered':
      return block([
        `${paint.warning('?')} ${paint.strong(file)}  ${paint.warning(`${counted(outcome.count, 'obligation')} without an answer`)}`,
        ...field('at', [outcome.where], paint),
        ...field('because', [prose(`${solver}: ${outcome.reason}`)], paint),
        ...field('help', [prose('Raise --rlimit or --time-limit, or try another --solver.')], paint),
      ]);
  }
}

const block = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

function theoremText(theorem: AcceptedTheorem, paint: Paint): string {
  const { role, name, file, says, assumedAxioms, axioms, steps, obligations, fingerprint } = theorem;
  const isPlain = assumedAxioms.length === 0;
  const mark = isPlain ? paint.good('✓') : paint.warning('!');
  const verdict = isPlain ? paint.good('accepted') : paint.warning('accepted, given axioms that are not of the logic');
  return [
    `${mark} ${paint.strong(role === 'lemma' ? `lemma ${name}` : name)}  ${verdict}  ${paint.faint(file)}`,
    ...field('says', [prose(says)], paint),
    ...field('ASSUMES', assumedAxioms.map(prose), paint),
    ...field('where', shortened(theorem.definitions), paint),
    ...field('programs', shortened(theorem.programs), paint),
    ...field('machines', shortened(theorem.machines), paint),
    ...field('declared', shortened([theorem.declares.join('; ')].filter((text) => text !== '')), paint),
    ...field('axioms', wrapped(axioms), paint),
    ...field('proof', [`${counted(steps, 'step')}, ${counted(obligations, 'obligation')}`], paint),
    ...field('fingerprint', [fingerprint], paint),
  ].join('\n');
}

function shortened(texts: readonly string[]): readonly string[] {
  const shown = texts.slice(0, most.items).map((text) => {
    const { length } = text;
    return prose(length <= most.characters ? text : `${text.slice(0, most.characters)} … (${length} characters)`);
  });
  return [...shown, ...(texts.length > most.items ? [`… and ${texts.length - most.items} more`] : [])];
}

function summary({ theorems, obligations, writtenBy }: Accepted, solver: string, paint: Paint): string {
  const assuming = theorems.filter(({ assumedAxioms }) => assumedAxioms.length > 0).length;
  return paragraph(
    `${counted(theorems.length, 'theorem')} accepted` +
      `${assuming === 0 ? '' : paint.warning(`, ${assuming} given axioms that are not of the logic`)}; ` +
      `${counted(obligations, 'obligation')} decided by ${solver}; written by ${writtenBy.tool.join(' ')}`,
  );
}
