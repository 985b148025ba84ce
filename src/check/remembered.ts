import type { Piece, Theorem } from '../kernel/index.js';
import type { CheckedTheorem } from './check-result.js';
import { type Reach, Reaches } from './reach.js';

/** A verdict, and what it speaks of. */
export interface Judged {
  readonly checked: CheckedTheorem;
  /** All names in what shows the verdict; undefined where nothing shows it, so that it may depend on all that there is. */
  readonly speaksOf: readonly string[] | undefined;
}

/**
 * Verdicts of one process, as long as what they depend on is as it was. A proof stands in any theory that is the same of all symbols in its derivation, for the kernel's rules look nothing
 * else up; a trace is one of any model that is the same of all that it names. So such a verdict is kept while what the theorem reaches is the same, if nothing that
 * shows it is declared elsewhere; any other, such as that nothing was found, only while all is the same.
 */
export class Remembered {
  /** What theorems reach, which is what verdicts are kept by. */
  readonly reaches = new Reaches();
  readonly #known = new Map<string, Judged & { readonly reach: Reach }>();

  get(file: string, name: string, reach: Reach): CheckedTheorem | undefined {
    const entry = this.#known.get(`${name} ${file}`);
    if (entry === undefined) return undefined;
    const { checked, speaksOf, reach: before } = entry;
    if (before.whole === reach.whole) return checked;
    const isSame = before.own === reach.own && before.common === reach.common;
    return isSame && speaksOf?.some((each) => before.isOutside(each) || reach.isOutside(each)) === false
      ? checked
      : undefined;
  }

  /** Takes note of a verdict of a search that came to its end. */
  set(file: string, reach: Reach, { checked, speaksOf }: Judged): void {
    this.#known.set(`${checked.name} ${file}`, { checked, speaksOf, reach });
  }
}

/** All names in what shows a verdict: in the derivations of the kernel's theorems, and in traces. */
export function namesShowing(
  { verdict, attack, witness }: CheckedTheorem,
  { theorem, contradiction }: { readonly theorem?: Theorem | undefined; readonly contradiction?: Theorem | undefined },
): readonly string[] | undefined {
  const isShown =
    verdict === 'proved'
      ? theorem !== undefined && (witness?.kind === 'trace' || contradiction !== undefined)
      : attack !== undefined && theorem === undefined;
  if (!isShown) return undefined;
  const found = new Set<string>();
  const add = (text: string | undefined): void => {
    for (const word of text?.match(words) ?? []) for (const name of [word, ...word.split('-')]) found.add(name);
  };
  for (const trace of [attack?.trace, witness?.kind === 'trace' ? witness.trace : undefined]) add(trace);
  const derivations = [theorem, contradiction].flatMap((each) => each ?? []);
  for (const symbol of symbolsIn(derivations)) add(symbol);
  return [...found];
}

const words = /[\p{L}\p{M}\p{Nd}_₀-₉'′’ʹʼ-]+/gu;

/** The names of all symbols in derivations. */
function symbolsIn(theorems: readonly Theorem[]): ReadonlySet<string> {
  const names = new Set<string>();
  const derivation = new Set(theorems);
  const pieces = new Set<Piece>();
  for (const { conclusion, hypotheses, origin } of derivation) {
    for (const premise of origin.premises) derivation.add(premise);
    for (const piece of [conclusion, ...hypotheses, ...(origin.given ?? [])]) pieces.add(piece);
  }
  for (const piece of pieces) {
    if (piece.kind === 'application') names.add(piece.symbol.name);
    if (piece.kind === 'atom') names.add(piece.predicate.name);
    if (piece.kind === 'step') names.add(piece.action.name).add(piece.action.event.name);
    for (const kid of piece.kids) pieces.add(kid);
  }
  return names;
}
