import { type CheckedTheorem, outcome, standing } from '../../check/check-result.js';
import type { CheckedAttack } from '../../check/index.js';
import { type Ast, parse } from '../../language/index.js';
import { attackSvg } from './attack-svg.js';
import { escaped } from './escape.js';
import { proofHtml } from './proof-html.js';

/** The text of a file; undefined where there is none any more. */
export type TextOf = (file: string) => string | undefined;

/** What stands in the sources about a theorem. */
export interface Written {
  readonly declaration: Ast.TheoremDeclaration;
  readonly text: string;
}

/** Finds theorems in the sources, each file read once. */
export function written(textOf: TextOf): (theorem: Pick<CheckedTheorem, 'name' | 'file'>) => Written | undefined {
  const files = new Map<string, readonly Written[]>();
  const read = (file: string): readonly Written[] => {
    const text = textOf(file);
    if (text === undefined) return [];
    return parse(text, file).file.declarations.flatMap((declaration) =>
      declaration.kind === 'theorem' || declaration.kind === 'lemma' ? [{ declaration, text }] : [],
    );
  };
  return ({ name, file }) => {
    const known = files.get(file) ?? read(file);
    files.set(file, known);
    return known.find(({ declaration }) => declaration.name.name === name);
  };
}

const marks = { 'as-expected': 'good', violated: 'bad', open: 'open' } as const;
const signs = { proved: '✓', vacuous: '✓', refuted: '✗', unknown: '?', unfinished: '…' } as const;

export const verdictHtml = (theorem: CheckedTheorem): string =>
  `<span class="${marks[standing(theorem)]}">${signs[outcome(theorem)]} ${outcome(theorem)}</span>${
    theorem.expected === outcome(theorem) ? '' : ` <span class="faint">expected ${theorem.expected}</span>`
  }`;

/** A theorem: what it claims, what came of it, what that rests on, its proof, and the attack on it. */
export function theoremHtml(theorem: CheckedTheorem, id: string, found: Written | undefined): string {
  const { name, file, line, attack, failure, witness } = theorem;
  const doc = found?.declaration.doc;
  const proof = found?.declaration.proof;
  const failedAt = failure?.step.match(/\(line (\d+)\)$/)?.[1];
  return [
    `<article id="${id}" aria-labelledby="${id}-name">`,
    `<h2 id="${id}-name">${escaped(name)} ${verdictHtml(theorem)}</h2>`,
    `<p class="faint">${escaped(file)}:${line}</p>`,
    doc === undefined ? '' : `<p>${escaped(doc)}</p>`,
    found === undefined ? '' : `<pre class="claim" tabindex="0"><code>${escaped(claimOf(found))}</code></pre>`,
    attack === undefined ? '' : attackHtml(attack, name, id),
    failure === undefined ? '' : failureHtml(failure),
    ...(theorem.admitted ?? []).map((each) => `<p>admits</p><pre><code>${escaped(each)}</code></pre>`),
    witness?.kind === 'trace'
      ? `<details><summary>a trace of ${witness.length} events on which it says something</summary><ol>${witness.events.map((event) => `<li><code>${escaped(event)}</code></li>`).join('')}</ol></details>`
      : '',
    restsHtml(theorem),
    proof === undefined || found === undefined
      ? ''
      : `<details><summary>proof</summary>${proofHtml(found.declaration, found.text, failedAt === undefined ? undefined : Number(failedAt))}</details>`,
    '</article>',
  ].join('\n');
}

function claimOf({ declaration, text }: Written): string {
  const { span, proof } = declaration;
  return text.slice(span.start.offset, proof?.span.start.offset ?? span.end.offset).trimEnd();
}

function attackHtml(attack: CheckedAttack, name: string, id: string): string {
  const { instance, premises, violated, breaks, reproduce, events } = attack;
  const steps = events
    .map(
      ({ time, event, changes, note }) =>
        `<li value="${time}"><code>${escaped(event)}</code>${changes.map((each) => `<br><code class="faint">${escaped(each.location)} = ${escaped(each.value)}</code>`).join('')}${note === undefined ? '' : `<br>${escaped(note)}`}</li>`,
    )
    .join('');
  const forWhat = instance.map((each) => `${each.name} = ${each.value}`).join(', ');
  return [
    `<section class="attack" aria-label="the attack on ${escaped(name)}">`,
    `<p>On this trace of ${events.length} events every premise holds, and the claim fails: ${escaped(breaks)}</p>`,
    `<p class="bad"><code>✗ ${escaped(violated)}</code></p>`,
    `<div class="player"><button type="button" data-by="-1">◀ step back</button> <button type="button" data-by="1">step on ▶</button> <span role="status" data-said></span></div>`,
    `<div class="picture" tabindex="0" role="group" aria-label="sequence chart">${attackSvg(attack, `attack on ${name}`)}</div>`,
    `<details id="${id}-steps"><summary>every event</summary><ol>${steps}</ol></details>`,
    forWhat === '' ? '' : `<p>for <code>${escaped(forWhat)}</code></p>`,
    `<details><summary>the premises, all of which hold</summary><ul>${premises.map((each) => `<li><code>${escaped(each)}</code></li>`).join('')}</ul></details>`,
    `<p class="faint">again: <code>${escaped(reproduce)}</code></p>`,
    '</section>',
  ].join('\n');
}

const failureHtml = ({ step, reason, goal, known, remedy }: NonNullable<CheckedTheorem['failure']>): string =>
  [
    `<section><p class="open">${escaped(step)}: ${escaped(reason)}</p>`,
    goal === undefined ? '' : `<p>to show</p><pre tabindex="0"><code>${escaped(goal)}</code></pre>`,
    known.length === 0
      ? ''
      : `<details><summary>what is known there</summary><ul>${known.map((fact) => `<li><code>${escaped(fact)}</code></li>`).join('')}</ul></details>`,
    remedy === undefined ? '' : `<p>${escaped(remedy)}</p>`,
    '</section>',
  ].join('\n');

function restsHtml({ restsOn }: CheckedTheorem): string {
  const { oracle } = restsOn;
  const row = (what: string, list: readonly string[]): string =>
    list.length === 0
      ? ''
      : `<dt>${what}</dt><dd>${list.map((each) => `<code>${escaped(each)}</code>`).join(', ')}</dd>`;
  const answers = oracle.obligations === 0 ? 'none' : `${oracle.obligations} of ${oracle.solver} ${oracle.version}`;
  return `<details><summary>what it rests on</summary><dl>${row('assumptions', restsOn.assumptions)}${row('axioms', restsOn.axioms)}${row('definitions', restsOn.definitions)}${row('rules', restsOn.rules)}<dt>solver’s answers</dt><dd>${escaped(answers)}</dd></dl></details>`;
}
