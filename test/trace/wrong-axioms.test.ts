import { describe, expect, it } from 'vitest';
import { type Axiom, apply, type FunctionSymbol, type Term } from '../../src/kernel/index.js';
import { Judge } from '../../src/trace/index.js';
import { historyOf, worldOf } from './short-traces.js';
import { boardWithWrongAxioms, wrong } from './wrong-axioms.js';

/** A principal of which nothing is known, whose signatures somebody checks; and an honest one that checks what it signed itself. */
const more = `
machine Shop(s) { principal Owner }
program Checks_the_owner(s: Shop) { q = receive; v = verify q, Owner(s) }
program Checks_itself(b: Board) { n = receive; r = sign n, AK(b)⁻¹; v = verify r, AK(b) }
`;

const model = boardWithWrongAxioms(more);
const world = worldOf(model, 2);
const owner = world.symbols.functions.get('Owner') as FunctionSymbol;
const forgery = apply(world.words.SIG, apply(owner, machineOf('Shop')), world.words.sinit);
const customer = world.individuals.of('principal', 'User');

const shop = machineOf('Shop');
const checking = {
  program: apply(world.symbols.functions.get('Checks_the_owner') as FunctionSymbol, shop),
  owner: customer,
  machine: shop,
};

/** In every fourth nobody is started but a customer of the shop, who is sent a forgery. */
const traces = Array.from({ length: 24 }, (_, seed) => {
  const forged = { starts: [checking], messages: [forgery], forges: false };
  const changes = { locks: 'any' as const, ...(seed % 4 === 0 && forged) };
  return historyOf(world, { adversary: 'full', seed, length: 100, changes });
});

function machineOf(kind: string): Term {
  return world.machines.find((machine) => machine.kind.name === kind)?.term as Term;
}

function judgeOf(name: string): Judge {
  const { formula } = model.theory.axiom(name) as Axiom;
  return new Judge(model.theory, { name, params: [], premises: [], conclusion: formula });
}

describe('on traces of the strongest adversary', () => {
  it.each(Object.entries(wrong).map(([name, [flaw]]) => [name, flaw]))('%s is violated: %s', (name) => {
    const judge = judgeOf(name);
    expect(traces.some((trace) => judge.judge(trace).verdict === 'violated')).toBe(true);
  });

  const shippedNames = model.axioms.map(({ name }) => name).filter((name) => !(name in wrong));

  it('there are axioms to compare them with', () => {
    expect(shippedNames).toContain('KEEPS');
    expect(shippedNames.length).toBeGreaterThan(30);
  });

  /** The terms, and lists of locations, that these are about are without end (the nonces of `Check_` among them): what they say of all is looked up in no trace. */
  const undecided = ['CONT', 'CONTI', 'CONT_Check_boot', 'CONT_Check_drtm', 'MEMALL', 'MEMALLI'];

  it.each(shippedNames)('%s, as it is shipped, is not violated', (name) => {
    const judge = judgeOf(name);
    const verdict = undecided.includes(name) ? 'undecided' : 'holds';
    for (const trace of traces) expect(judge.judge(trace).verdict).toBe(verdict);
  });
});
