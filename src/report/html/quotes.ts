import type { Piece, Segment, Term } from '../../kernel/index.js';
import { type ChainDecl, type Model, showTerm } from '../../language/index.js';

/** Where what a register of a chain holds is signed. */
export interface Quote {
  /** The program that reads it and signs what it read. */
  readonly program: string;
  /** Whose key that is. */
  readonly by: string;
  /** Which of the chain's registers. */
  readonly registers: readonly number[];
  /** Whether what is signed is sent, too. */
  readonly leaves: boolean;
}

/** The programs of a model that sign what they read from registers of a chain, in the order of the model. */
export const quotesOf = (model: Model, chain: ChainDecl): readonly Quote[] =>
  model.theory.programs.flatMap(({ symbol, params, body }) => {
    if (body === undefined) return [];
    const kinds = model.signature.paramKinds.get(symbol.name) ?? [];
    // Registers of other kinds of machines may have the same name.
    const machines = params.filter((_, i) => kinds[i] === undefined || kinds[i] === chain.kind.name);
    return quotesIn(symbol.name, body, { chain, machines, shown: (term) => showTerm(term, model) });
  });

interface Reading {
  readonly chain: ChainDecl;
  /** The program's parameters that may be a machine of the chain's kind. */
  readonly machines: readonly Term[];
  readonly shown: (term: Term) => string;
}

/** What a segment's steps have bound: the registers that are in each value, by the level of its binder. */
interface Read {
  readonly level: number;
  readonly registers: readonly number[];
}

function quotesIn(
  program: string,
  body: Segment,
  { chain: { registers }, machines, shown }: Reading,
): readonly Quote[] {
  const reads: Read[] = [];
  const quotes: (Quote & { readonly level: number })[] = [];
  const sent = new Set<number>();
  let level = 0;
  for (let at = body; at.kind === 'step'; at = at.rest) {
    const { action, args } = at;
    const speaksOf = (index: number): boolean => args.some((arg) => mentions(arg, level - 1 - index));
    if (action.name === 'read' || action.name === 'readall') {
      const found = registers.flatMap(({ term }, i) => (args.some((arg) => isIn(arg, term, machines)) ? [i] : []));
      if (found.length > 0) reads.push({ level, registers: found });
    }
    const signed = reads.filter((read) => speaksOf(read.level)).flatMap((read) => read.registers);
    const [, by] = args;
    if ((action.name === 'sign' || action.name === 'bootsign') && signed.length > 0 && by !== undefined)
      quotes.push({ program, by: shown(by), registers: [...new Set(signed)], leaves: false, level });
    if (action.name === 'send') for (const quote of quotes) if (speaksOf(quote.level)) sent.add(quote.level);
    if (action.result !== undefined) level += 1;
  }
  return quotes.map(({ level: of, ...quote }) => ({ ...quote, leaves: sent.has(of) }));
}

/** Whether a register is in a term, of one of these machines. */
function isIn(root: Term, register: Term, machines: readonly Term[]): boolean {
  return some(
    root,
    (piece) =>
      piece.kind === 'application' &&
      register.kind === 'application' &&
      piece.symbol === register.symbol &&
      piece.args[0] !== undefined &&
      machines.includes(piece.args[0]) &&
      piece.args.slice(1).every((arg, i) => arg === register.args[i + 1]),
  );
}

const mentions = (root: Term, index: number): boolean =>
  some(root, (piece) => piece.kind === 'bound' && piece.index === index);

function some(root: Piece, is: (piece: Piece) => boolean): boolean {
  const pieces = new Set([root]);
  for (const piece of pieces) {
    if (is(piece)) return true;
    for (const kid of piece.kids) pieces.add(kid);
  }
  return false;
}
