import { dirname, join } from 'node:path/posix';
import fc from 'fast-check';
import { entryOf } from '../../diagnostics/index.js';
import { format, parse } from '../../language/index.js';
import { statement } from '../../prover/index.js';
import { characterMutants, soups, tokenMutants } from '../arbitraries/mutations.js';
import { piecesOf } from '../arbitraries/pieces.js';
import { isString } from '../json.js';
import { once } from '../once.js';
import { demand, type Property } from '../property.js';
import type { Setting } from '../setting.js';
import type { Tally } from '../tally.js';

/** Whatever a text is, it is read: into diagnostics of it, and a model whose theorems are closed formulas. */
export function texts(setting: Setting): Property<string> {
  const cases = once(() => {
    const pieces = piecesOf(setting.ground);
    return fc.oneof(tokenMutants(pieces, 1), tokenMutants(pieces, 6), characterMutants(pieces, 4), soups(pieces));
  });
  const [first] = setting.ground.subjects;
  /** Among the others, so that imports lead to something. */
  const path = join(dirname(first ?? ''), 'mutant.ls2');

  function check(text: string, tally: Tally): void {
    const { model, diagnostics } = setting.read(text, path);
    for (const { code, file, span } of diagnostics) {
      demand(entryOf(code).title !== '', `${code} has no title`);
      const { start, end } = span;
      demand(
        start.offset <= end.offset && (file !== path || end.offset <= text.length),
        `${code} is said of ${start.offset} to ${end.offset} in a text of ${text.length} characters`,
      );
    }
    // What is wrong with a text is at most something at every character, and something with the file.
    demand(diagnostics.length <= 2 * text.length + 2, `there are ${diagnostics.length} diagnostics`);
    for (const decl of model.theorems) {
      const { loose, free } = statement(decl);
      demand(loose === 0 && free.length === 0, `${decl.name} is no closed formula`);
    }
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    demand(
      model.unchecked.every(({ error }) => errors.includes(error)),
      'what is unchecked has an error in its way that is not said',
    );
    const isReadable = parse(text, path).diagnostics.length === 0;
    const formatted = format(text, path);
    demand((formatted.kind === 'formatted') === isReadable, 'it is formatted, and cannot be read; or the other way');
    demand(isReadable || errors.length > 0, 'it cannot be parsed, and nothing is said');
    if (formatted.kind === 'formatted') {
      const again = format(formatted.text, path);
      demand(again.kind === 'formatted' && again.text === formatted.text, 'formatted twice it is another text');
    }
    for (const { code } of errors.slice(0, 1)) tally.count('diagnostics', code);
    tally.count('texts', errors.length === 0 ? 'without an error' : isReadable ? 'with an error' : 'that are not read');
  }

  return {
    name: 'texts',
    target: 'language',
    compares: 'models and proofs, some of their tokens or characters changed',
    says: 'Every text gets its diagnostics, all within it; none crashes or hangs; formatting twice is formatting once.',
    get cases() {
      return cases();
    },
    perRun: 20,
    check,
    show: (text) => text,
    read: (given) => (isString(given) ? given : undefined),
  };
}
