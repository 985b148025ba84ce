/** A name that the prover made up: one of the text, and a number that makes it fresh. */
const numbered = /(\p{L}[\p{L}\p{Nd}_]*'*)[₀-₉]+/gu;

/** Gives names that the prover made up the least numbers that keep them apart, in all of the texts alike: `J₆₃₇₀` becomes `J`, unless there is a J. */
export function tidyNames(texts: readonly string[]): readonly string[] {
  const whole = texts.join('\n');
  const taken = new Set(whole.match(/\p{L}[\p{L}\p{Nd}_]*'*(?![₀-₉\p{L}\p{Nd}_'])/gu));
  const renamed = new Map<string, string>();
  for (const [name, base = ''] of whole.matchAll(numbered)) {
    if (renamed.has(name)) continue;
    const better = firstFree(base, taken);
    taken.add(better);
    renamed.set(name, better);
  }
  return texts.map((text) => text.replace(numbered, (name) => renamed.get(name) ?? name));
}

function firstFree(base: string, taken: ReadonlySet<string>): string {
  let [name, n] = [base, 0];
  while (taken.has(name)) name = `${base}${subscript(++n)}`;
  return name;
}

const subscript = (n: number): string => [...String(n)].map((digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]).join('');
