import {
  actionSymbol,
  apply,
  atom,
  bound,
  core,
  exists,
  forall,
  functionSymbol,
  implies,
  jump,
  predicateSymbol,
  type Segment,
  step,
  stop,
  type Term,
  theory,
  variable,
} from '../../src/kernel/index.js';

/** A small theory for tests: one kind of machine whose reset program reads, sends and jumps; a predicate, a function, an axiom, a definition. */
export const read = actionSymbol('read', ['Term'], 'Term', 'Read');
export const send = actionSymbol('send', ['Term'], undefined, 'Send');
export const Rom = functionSymbol('Rom', ['Machine'], 'Term', 'constructor');
export const Loader = functionSymbol('Loader', ['Machine'], 'Term', 'constructor');
export const Foreign = functionSymbol('Foreign', [], 'Term', 'constructor');
export const SIG = functionSymbol('SIG', ['Term'], 'Term', 'secret constructor');
export const Box = predicateSymbol('Box', ['Machine']);
export const P = predicateSymbol('P', ['Term']);
export const R = predicateSymbol('R', ['Term', 'Term']);
export const D = predicateSymbol('D', ['Term']);
export const f = functionSymbol('f', ['Term'], 'Term');
export const c = apply(functionSymbol('c', [], 'Term', 'constructor'));

export const [x, y, z] = [variable('x', 'Term'), variable('y', 'Term'), variable('z', 'Term')];
export const m = variable('m', 'Machine');
export const [I, t, u] = [variable('I', 'Thread'), variable('t', 'Time'), variable('u', 'Time')];

/** read c; send it; jump to it */
export const romBody: Segment = step(read, [c], 'b', step(send, [bound(0, 'Term')], '_', jump(bound(0, 'Term'))));
export const loaderBody: Segment = step(send, [c], '_', stop);

export const small = theory({
  programs: [
    { symbol: Rom, params: [m], body: romBody },
    { symbol: Loader, params: [m], body: loaderBody },
    { symbol: Foreign, params: [] },
  ],
  definitions: [{ predicate: D, params: [x], body: exists([y], atom(R, x, y)) }],
  axioms: [{ name: 'REFL', formula: forall([x], implies(atom(P, x), atom(R, x, x))) }],
  kinds: [{ predicate: Box, reset: Rom, lateLaunch: Loader }],
});

export const p = (term: Term) => atom(P, term);
export const r = (a: Term, b: Term) => atom(R, a, b);
export const acts = (time: Term) => atom(core.acts, I, time);
