import type { Term } from '../kernel/index.js';
import { isBootKey, isHonest } from './boot-keys.js';
import { Log } from './log.js';
import { argsOf, isApplication } from './terms.js';
import type { World } from './world.js';

/** Worlds of the same individuals share what is public. */
const publics = new WeakMap<World['individuals'], WeakMap<Term, boolean>>();

/** Whether anybody can make the term from nothing: there is no nonce in it, and nothing that takes a key to make. */
export function isPublic(world: World, term: Term): boolean {
  const known = publics.get(world.individuals) ?? new WeakMap<Term, boolean>();
  publics.set(world.individuals, known);
  // From the inside out, since a register's value may be thousands of hashes deep.
  const open: Term[] = [term];
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    const parts = isApplication(last) ? last.args : [];
    const next = parts.find((part) => !known.has(part));
    if (next !== undefined) open.push(next);
    else {
      const opaque = !isApplication(last) || last.symbol.secret || world.individuals.roleOf(last) === 'nonce';
      known.set(last, !opaque && parts.every((part) => known.get(part)));
      open.pop();
    }
  }
  return known.get(term) as boolean;
}

/** What somebody has come to know besides what is public: whole messages and their parts, and keys that were read. A value: learning makes another one. */
export class Knowledge {
  readonly #world: World;
  readonly #terms: Log;
  /** Of these, what is encrypted under keys that are not known yet. */
  readonly #sealed: readonly Term[];
  /** Whose keys were read out of a vTPM. */
  readonly #keys: readonly Term[];

  private constructor(world: World, terms: Log, sealed: readonly Term[], keys: readonly Term[]) {
    this.#world = world;
    this.#terms = terms;
    this.#sealed = sealed;
    this.#keys = keys;
  }

  static none(world: World): Knowledge {
    return new Knowledge(world, Log.empty(), [], []);
  }

  /** With the key of somebody, which was read out of a vTPM; and with what is encrypted for it. */
  withKeyOf(principal: Term): Knowledge {
    if (this.#hasKeyOf(principal)) return this;
    const now = new Knowledge(this.#world, this.#terms, this.#sealed, [...this.#keys, principal]);
    return now.#learned(this.#sealed.flatMap((each) => now.#opened(each) ?? []));
  }

  /** Whose keys were read out of a vTPM. */
  get keys(): readonly Term[] {
    return this.#keys;
  }

  /** The keys of whom nothing calls honest are the adversary's, and those that were read; of those that boot code has, none. */
  #hasKeyOf(principal: Term): boolean {
    const isKept = isHonest(this.#world, principal) || isBootKey(this.#world, principal);
    return !isKept || this.#keys.includes(principal);
  }

  /** In the order in which it was learned, without what is public. */
  get terms(): Log {
    return this.#terms;
  }

  /** Whether a term can be made of what is known, here or in `also`, and of what is public. */
  derives(term: Term, also?: Knowledge): boolean {
    if (isPublic(this.#world, term) || this.#terms.has(term) || also?.terms.has(term)) return true;
    if (!isApplication(term) || term.args.length === 0) return false;
    if (term.symbol.secret && !this.#canMake(term)) return false;
    return term.args.every((arg) => this.derives(arg, also));
  }

  #canMake(secret: Term): boolean {
    const [signer] = argsOf(this.#world.words.SIG, secret) ?? [];
    return signer !== undefined && this.#hasKeyOf(signer);
  }

  /** With a term, and what it gives away: the parts of a pair, a signature's text, the data in a program, what is encrypted under a known key. */
  with(term: Term): Knowledge {
    return this.#learned([term]);
  }

  #learned(messages: readonly Term[]): Knowledge {
    const { words, theory } = this.#world;
    const dataOf = (each: Term): readonly Term[] =>
      isApplication(each) && theory.program(each.symbol) !== undefined ? each.args : [];
    const open = [...messages];
    let terms = this.#terms;
    let sealed = this.#sealed;
    for (let each = open.pop(); each !== undefined; each = open.pop()) {
      if (isPublic(this.#world, each) || terms.has(each)) continue;
      terms = terms.with(each);
      open.push(...(argsOf(words.pair, each) ?? []), ...(argsOf(words.SIG, each)?.slice(1) ?? []), ...dataOf(each));
      if (argsOf(words.ENC, each) ?? argsOf(words.SYMENC, each)) sealed = [...sealed, each];
      // What was learned may be the key of what came before.
      const now = new Knowledge(this.#world, terms, sealed, this.#keys);
      sealed = sealed.filter((each) => {
        const text = now.#opened(each);
        if (text !== undefined) open.push(text);
        return text === undefined;
      });
    }
    return terms === this.#terms ? this : new Knowledge(this.#world, terms, sealed, this.#keys);
  }

  /** What is encrypted, if the key is known. */
  #opened(sealed: Term): Term | undefined {
    const { words } = this.#world;
    const [shared, secret] = argsOf(words.SYMENC, sealed) ?? [];
    if (shared !== undefined) return this.derives(shared) ? secret : undefined;
    const [key, text] = argsOf(words.ENC, sealed) ?? [];
    const [reader] = key === undefined ? [] : (argsOf(words.pk, key) ?? []);
    return reader !== undefined && this.#hasKeyOf(reader) ? text : undefined;
  }
}
