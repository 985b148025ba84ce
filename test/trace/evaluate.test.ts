import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimOf, sortsIn, truthOf } from '../../src/fuzz/evaluator/claims.js';
import { naiveOf } from '../../src/fuzz/evaluator/domains.js';
import { endless, randomFormula } from '../../src/fuzz/evaluator/random-formula.js';
import {
  and,
  apply,
  atom,
  closeBody,
  core,
  equal,
  exists,
  forall,
  implies,
  initialSegments,
  not,
  openBody,
  ran,
  type Segment,
  stop,
  type Variable,
  variable,
} from '../../src/kernel/index.js';
import { showFormula } from '../../src/language/index.js';
import { History } from '../../src/trace/history.js';
import { Judge } from '../../src/trace/index.js';
import { aTape, aTrace, board, models, sceneAndHistory, traceOf, worldOf } from './short-traces.js';

describe('random formulas and traces', () => {
  it('formulas are true where they are by the definitions', () => {
    const seen = { true: 0, false: 0, undecided: 0 };
    const property = fc.property(aTrace, aTape, (asked, tape) => {
      const { history, occurrences } = sceneAndHistory(asked);
      const formula = randomFormula(tape, history);
      const found = truthOf(history, formula);
      if (found === undefined) {
        seen.undecided++;
        expect(sortsIn(formula).some((sort) => endless.includes(sort))).toBe(true);
        return;
      }
      const is = naiveOf(history, occurrences).isTrue(formula);
      seen[`${is}`]++;
      if (is !== found) throw new Error(`it is ${is}: ${showFormula(formula, models[asked.of])}`);
    });
    fc.assert(property, { seed: 20261123, numRuns: 4000 });
    expect(seen.true).toBeGreaterThan(1200);
    expect(seen.false).toBeGreaterThan(1200);
    expect(seen.undecided).toBeGreaterThan(0);
    expect(seen.undecided).toBeLessThan(400);
  });

  it('claims are violated, hold and suppose what is false where they do by the definitions', () => {
    const seen = { violated: 0, holds: 0, 'premise-fails': 0, undecided: 0 };
    const property = fc.property(aTrace, aTape, (asked, tape) => {
      const { world, history, occurrences } = sceneAndHistory(asked);
      const claim = claimOf(randomFormula(tape, history));
      const { params, premises, conclusion } = claim;
      const judgement = new Judge(world.theory, claim).judge(history);
      seen[judgement.verdict]++;
      if (judgement.verdict === 'undecided') return;
      const naive = naiveOf(history, occurrences);
      const refuted = and(...premises, not(conclusion));
      const demand = (is: boolean): void => {
        if (!is)
          throw new Error(`not ${judgement.verdict}: ${showFormula(forall(params, not(refuted)), models[asked.of])}`);
      };
      if (judgement.verdict === 'violated') {
        // The values given are enough: those that are left out may be any.
        const values = new Map([...judgement.instance].map(([{ name }, value]) => [name, value]));
        const others = params.filter(({ name }) => !values.has(name));
        demand(naive.isTrue(forall(others, refuted), values));
      } else {
        demand(naive.isTrue(forall(params, not(refuted))));
        demand(naive.isTrue(forall(params, not(and(...premises)))) === (judgement.verdict === 'premise-fails'));
      }
    });
    fc.assert(property, { seed: 20261124, numRuns: 3000 });
    expect(seen.violated).toBeGreaterThan(800);
    expect(seen.holds).toBeGreaterThan(800);
    expect(seen['premise-fails']).toBeGreaterThan(200);
    expect(seen.undecided).toBeLessThan(300);
  });
});

/** What such formulas showed to be wrong once. */
describe('formulas that were looked up wrongly', () => {
  const world = worldOf(board);
  const { words } = world;
  const trace = traceOf(world, { adversary: 'none', seed: 0, length: 3, changes: { births: 1 } });
  const history = History.of(world, trace);
  const [machine] = world.machines.map(({ term }) => term) as [(typeof world.machines)[0]['term']];
  const [born] = history.threads.keys();
  const [t, u, v] = ['t', 'u', 'v'].map((name) => variable(name, 'Time')) as [Variable, Variable, Variable];
  const [I, J] = [variable('I', 'Thread'), variable('J', 'Thread')];
  const nameOf = (name: string) => {
    const symbol = world.symbols.names.get(name);
    if (symbol === undefined || born === undefined) throw new Error(name);
    return apply(symbol);
  };

  it('begins with a reset, a read and an extension', () => {
    expect(history.events.map(({ event }) => event.symbol.name)).toEqual(['Reset', 'Read', 'Extend']);
  });

  it('a location may have a name that the kind of machine has another space for', () => {
    const k = variable('k', 'Name');
    const others = not(equal(k, nameOf('boot')));
    const reset = atom(words.mem, apply(words.pcr, machine, k), words.sinit, t);
    const is = forall(
      [t],
      implies(core.happens(core.resetEvent, [machine, born as Variable], t), exists([k], and(others, reset))),
    );
    expect(truthOf(history, is)).toBe(true);
  });

  it('nothing is done in times that end before they begin', () => {
    const acts = and(atom(core.acts, I, u), core.lessThan(v, u), core.lessThan(u, t));
    const idle = ran(stop, I, t, v);
    expect(truthOf(history, exists([I, t, u, v], and(acts, idle)))).toBe(true);
  });

  it('a register that is locked has one value at the instant of a reset', () => {
    const holds = atom(words.mem, apply(words.pcr, machine, nameOf('boot')), words.sinit, t);
    const reset = core.happens(core.resetEvent, [machine, born as Variable], u);
    expect(truthOf(history, exists([t, u], and(holds, reset, core.atMost(t, u))))).toBe(true);
  });

  it('what a program is given may be of a thread that is not known yet', () => {
    const declared = world.theory.programs.find(({ symbol }) => symbol.name === 'ROM');
    const { body, params } = declared as { readonly body: Segment; readonly params: readonly Variable[] };
    const ofJ = openBody(closeBody(body, params), [apply(core.machineOf, J)]);
    const [, first] = initialSegments(ofJ) as [Segment, Segment];
    expect(truthOf(history, exists([I, J, t, u], ran(first, I, t, u)))).toBe(true);
  });
});
