import type { FileSource, Model, TheoremDecl } from '../language/index.js';
import { theoremsUsed } from '../prover/index.js';

/**
 * Names the proof that a theorem's text asks for, with those of the lemmas that it uses: whoever changes a script wants to know whether it goes through, and not that an
 * earlier one did. It tells texts apart, and keeps nothing secret.
 */
export function proofDigest({ theorems }: Model, { read }: FileSource): (decl: TheoremDecl) => string {
  const decls = new Map(theorems.map((decl) => [decl.name, decl]));
  const texts = new Map<string, string>();
  const textOf = (file: string): string => {
    const known = texts.get(file) ?? read(file) ?? '';
    texts.set(file, known);
    return known;
  };

  function said(decl: TheoremDecl, around: ReadonlySet<string>): string {
    const { proof, file } = decl;
    if (proof.kind !== 'script') return proof.kind;
    const own = textOf(file).slice(proof.span.start.offset, proof.span.end.offset).replace(/\s+/g, ' ');
    const inside = new Set([...around, decl.name]);
    const lemmas = [...theoremsUsed(proof.steps)].sort().flatMap((name) => {
      const lemma = decls.get(name);
      return lemma === undefined || inside.has(name) ? [] : [hashed(said(lemma, inside))];
    });
    return [own, ...lemmas].join('\n');
  }

  return (decl) => hashed(said(decl, new Set()));
}

/** FNV-1a over UTF-16 units, in two halves of 32 bits with different offsets. */
function hashed(text: string): string {
  let [a, b] = [0x811c9dc5, 0xc9dc5118];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ (unit + 0x9e37), 0x01000193);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
