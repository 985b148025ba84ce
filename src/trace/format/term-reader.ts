import { apply, type FunctionSymbol, type Sort, type Term } from '../../kernel/index.js';
import { listOfLocations, together, type World } from '../../semantics/index.js';
import { Malformed, type Path } from './malformed.js';
import { TermCache } from './term-cache.js';

type Application = Extract<Term, { kind: 'application' }>;

/** What was begun and waits for the term that is read next, whose sort is `wants`. */
type Open = { wants: Sort; readonly from: number } & (
  | { readonly kind: 'application'; readonly symbol: FunctionSymbol; readonly args: Term[] }
  | { readonly kind: 'pair' | 'locations'; readonly parts: Term[] }
  /** `value` is what was read of the sequence so far. */
  | { readonly kind: 'sequence'; value: Term | undefined }
  | { readonly kind: 'location' }
);

/** Parts up to this length are looked up before they are read: nonces apart, events speak of the same again and again. */
const short = 256;
/** Of longer texts the parts are not kept beyond them: they would keep the whole text in memory. */
const small = 4096;

const [opening, closing] = ['('.charCodeAt(0), ')'.charCodeAt(0)];

/** How deep terms may be nested; entries of a sequence and parts of a pair stand beside each other. */
const deepest = 1000;

const names = /[A-Za-z_][A-Za-z0-9_]*'*/y;

/** Whether an individual can be called so. */
export function isName(text: string): boolean {
  names.lastIndex = 0;
  return names.exec(text)?.[0].length === text.length;
}

/** A term that is in a line as a text: what it may be, and where it is, for errors. */
export interface Place {
  readonly sort: Sort;
  readonly path: Path;
  /** Whether the text is the name of a field, at this path; otherwise it is the value. */
  readonly isField?: boolean;
  /** What a name on its own becomes that nothing has: what `New` makes is new. */
  readonly unknownIs?: 'nonce';
}

/**
 * A closed term of a sort, in the notation of `termText`. Throws {@link Malformed}.
 *
 * @param cache what was read before of the same trace
 */
export function readTerm(world: World, text: string, place: Place, cache = new TermCache()): Term {
  const known = cache.get(place.sort, text);
  if (known !== undefined) return known;
  const parts = text.length > small ? new TermCache() : cache;
  const term = new Reader(world, text, place, parts).read();
  cache.set(place.sort, text, term);
  return term;
}

class Reader {
  readonly #world: World;
  readonly #text: string;
  readonly #place: Place;
  readonly #parts: TermCache;
  readonly #open: Open[] = [];
  #at = 0;

  constructor(world: World, text: string, place: Place, parts: TermCache) {
    this.#parts = parts;
    this.#world = world;
    this.#text = text;
    this.#place = place;
  }

  /** Not recursive: what is open is in a list. */
  read(): Term {
    let wants = this.#place.sort;
    for (;;) {
      let term = this.#begin(wants);
      while (term !== undefined) {
        const last = this.#open.at(-1);
        if (last === undefined) {
          this.#space();
          if (this.#at < this.#text.length) throw this.#unexpected('the end of the term');
          return term;
        }
        term = this.#goOn(last, term);
        if (term === undefined) continue;
        this.#open.pop();
        const { from } = last;
        if (this.#at - from <= short) this.#parts.set(term.sort, this.#text.slice(from, this.#at), term);
      }
      wants = (this.#open.at(-1) as Open).wants;
    }
  }

  /** Reads a constant, or opens what begins here. */
  #begin(wants: Sort): Term | undefined {
    this.#space();
    const from = this.#at;
    if (this.#text[from] === '(') {
      const isList = wants === 'Locations';
      if (wants !== 'Term' && !isList) throw this.#wrongSort('a pair is a Term', wants, from, from + 1);
      const known = this.#known(wants, from, from);
      if (known !== undefined) return known;
      this.#at++;
      return this.#push(
        isList
          ? { kind: 'locations', parts: [], wants: 'Location', from }
          : { kind: 'pair', parts: [], wants: 'Term', from },
      );
    }
    const name = this.#name('a term');
    const { symbols, individuals } = this.#world;
    const symbol = symbols.functions.get(name);
    if (wants === 'Location' && symbol?.result !== 'Location') {
      const sort = symbol?.result ?? individuals.named(name)?.sort ?? 'Machine';
      if (sort !== 'Machine') throw this.#wrongSort(`\`${name}\` is a ${sort}`, wants, from);
      this.#at = from;
      return this.#push({ kind: 'location', wants: 'Machine', from });
    }
    if (!this.#passes('(')) return this.#constant(name, wants, from);
    const known = this.#known(wants, from, this.#at - 1);
    if (known !== undefined) return known;
    if (name === 'seq' && (symbol === undefined || this.#isSequence())) {
      if (wants !== 'Term') throw this.#wrongSort('a sequence is a Term', wants, from, from + name.length);
      return this.#push({ kind: 'sequence', value: undefined, wants: 'Term', from });
    }
    if (symbol === undefined) throw this.#unknown(name, wants, from);
    if (symbol.result !== wants) throw this.#wrongSort(`\`${name}(…)\` is a ${symbol.result}`, wants, from);
    const [first] = symbol.args;
    if (first === undefined) throw this.#error('LS2-1013', `\`${name}\` takes no arguments`, from, from + name.length);
    return this.#push({ kind: 'application', symbol, args: [], wants: first, from });
  }

  /** What was read before in the same words, from a place on to the end of the brackets that open at another; it is passed then. */
  #known(sort: Sort, from: number, bracket: number): Term | undefined {
    let depth = 0;
    const end = Math.min(this.#text.length, from + short);
    for (let at = bracket; at < end; at++) {
      const sign = this.#text.charCodeAt(at);
      if (sign === opening) depth++;
      else if (sign === closing && --depth === 0) {
        const known = this.#parts.get(sort, this.#text.slice(from, at + 1));
        if (known !== undefined) this.#at = at + 1;
        return known;
      }
    }
    return undefined;
  }

  #push(open: Open): undefined {
    if (this.#open.length >= deepest)
      throw this.#error('LS2-1013', `terms are nested more than ${deepest} deep here`, this.#at - 1, this.#at);
    this.#open.push(open);
  }

  /** Takes the term that was waited for; gives what that completes, if it does. */
  #goOn(open: Open, term: Term): Term | undefined {
    switch (open.kind) {
      case 'application':
        return this.#argument(open, term);
      case 'pair':
      case 'locations': {
        open.parts.push(term);
        if (this.#passes(',')) return undefined;
        const { length } = open.parts;
        if (length < 2) throw this.#unexpected('`,`');
        this.#take(')', '`,` or `)`');
        const { words } = this.#world;
        return open.kind === 'pair' ? together(words, open.parts) : listOfLocations(words, open.parts);
      }
      case 'sequence': {
        const { words } = this.#world;
        if (open.value === undefined) {
          this.#take(';');
          open.value = term;
          return undefined;
        }
        open.value = apply(words.H, apply(words.pair, open.value, term));
        if (this.#passes(',')) return undefined;
        this.#take(')', '`,` or `)`');
        return open.value;
      }
      case 'location':
        return this.#location(term);
    }
  }

  #argument(open: Extract<Open, { kind: 'application' }>, term: Term): Term | undefined {
    const { symbol, args } = open;
    args.push(term);
    const next = symbol.args[args.length];
    const takes = symbol.args.length === 1 ? 'one argument' : `${symbol.args.length} arguments`;
    const sign = next === undefined ? ')' : ',';
    if (!this.#passes(sign)) throw this.#unexpected(`\`${sign}\`, since \`${symbol.name}\` takes ${takes},`);
    if (next !== undefined) {
      open.wants = next;
      return undefined;
    }
    return apply(symbol, ...args);
  }

  /** `.NAME`, `.pcr.NAME` or `.dpcr.NAME` after a machine. */
  #location(machine: Term): Term {
    const { words } = this.#world;
    this.#take('.');
    this.#space();
    const from = this.#at;
    const first = this.#name('a location');
    const space = first === 'pcr' ? words.pcr : first === 'dpcr' ? words.dpcr : undefined;
    if (space === undefined || !this.#passes('.')) return apply(words.memory, machine, this.#nameOf(first, from));
    this.#space();
    const second = this.#at;
    return apply(space, machine, this.#nameOf(this.#name('a register'), second));
  }

  /** The name of a memory location or register, as a term. */
  #nameOf(name: string, from: number): Term {
    const symbol = this.#world.symbols.names.get(name);
    if (symbol !== undefined) return constantOf(symbol);
    throw this.#error('LS2-1006', `the model has no location \`${name}\``, from, from + name.length);
  }

  #constant(name: string, wants: Sort, from: number): Term {
    if (wants === 'Name') return this.#nameOf(name, from);
    const { symbols, individuals } = this.#world;
    const symbol = symbols.functions.get(name);
    if (symbol?.result === wants && symbol.args.length === 0) return constantOf(symbol);
    const individual = individuals.named(name);
    if (individual?.sort === wants) return individual;
    if (individual !== undefined) throw this.#wrongSort(`\`${name}\` is a ${individual.sort}`, wants, from);
    if (symbol !== undefined && symbol.result !== wants)
      throw this.#wrongSort(`\`${name}\` is a ${symbol.result}`, wants, from);
    if (symbol !== undefined) {
      const takes = symbol.args.length === 1 ? 'an argument' : `${symbol.args.length} arguments`;
      throw this.#error('LS2-1013', `\`${name}\` takes ${takes}`, from, from + name.length);
    }
    if (wants === 'Thread') return individuals.of('thread', name);
    if (wants === 'Principal') return individuals.of('principal', name);
    const isAlone = this.#open.length === 0 && wants === 'Term';
    if (isAlone && this.#place.unknownIs !== undefined) return individuals.of(this.#place.unknownIs, name);
    throw this.#unknown(name, wants, from);
  }

  /** Whether `;` comes before the first `,` or the end, of what begins here in brackets: asked where the model has a function `seq`. */
  #isSequence(): boolean {
    let depth = 0;
    for (let at = this.#at; at < this.#text.length; at++) {
      const sign = this.#text[at];
      if (sign === '(') depth++;
      else if (depth === 0 && (sign === ';' || sign === ',' || sign === ')')) return sign === ';';
      else if (sign === ')') depth--;
    }
    return false;
  }

  #space(): void {
    while (this.#text[this.#at] === ' ' || this.#text[this.#at] === '\t') this.#at++;
  }

  #name(wanted: string): string {
    names.lastIndex = this.#at;
    const found = names.exec(this.#text)?.[0];
    if (found === undefined) throw this.#unexpected(wanted);
    this.#at += found.length;
    return found;
  }

  #passes(sign: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  #take(sign: string, wanted = `\`${sign}\``): void {
    if (!this.#passes(sign)) throw this.#unexpected(wanted);
  }

  #unexpected(wanted: string): Malformed {
    const found = this.#text.codePointAt(this.#at);
    const sign = found === undefined ? undefined : String.fromCodePoint(found);
    const what = sign === undefined ? 'the text ends' : `\`${sign}\` stands here`;
    return this.#error('LS2-1013', `${what}, and ${wanted} is wanted`, this.#at, this.#at + (sign?.length ?? 0));
  }

  #unknown(name: string, wants: Sort, from: number): Malformed {
    const what = wants === 'Machine' ? 'no machine of this trace' : `nothing that the model or the trace declares`;
    return this.#error('LS2-1006', `\`${name}\` is ${what}`, from, from + name.length);
  }

  #wrongSort(is: string, wants: Sort, from: number, to = this.#at): Malformed {
    return this.#error('LS2-1007', `${is}, and a ${wants} is wanted`, from, to);
  }

  #error(code: Malformed['code'], message: string, from: number, to: number): Malformed {
    const { path, isField } = this.#place;
    return isField
      ? new Malformed(code, message, { path, field: this.#text, part: { from, to } })
      : new Malformed(code, message, { path, part: { from, to } });
  }
}

const constants = new WeakMap<FunctionSymbol, Application>();

function constantOf(symbol: FunctionSymbol): Term {
  const known = constants.get(symbol);
  if (known !== undefined) return known;
  const made = apply(symbol) as Application;
  constants.set(symbol, made);
  return made;
}
