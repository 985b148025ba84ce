import { afterAll, describe, expect, test } from 'vitest';
import { clauseText, traceTheory } from '../../src/prover/standing/obligations.js';
import { initially, step } from '../../src/prover/standing/transition.js';
import { adversaries, isApplication } from '../../src/semantics/index.js';
import { createTextSolver } from '../../src/solver/index.js';
import { host, model as read } from '../language/texts.js';
import { shippedModel } from '../models/shipped.js';
import { type Fact, GroundText, type GroundTrace } from './ground-trace.js';
import { randomTrace, serviceTrace } from './traces.js';

const solver = createTextSolver('z3', { limits: { rlimit: 20_000_000, seconds: 600 } });
afterAll(() => solver.close());

const models = [
  read(host),
  shippedModel('models/small/world.ls2'),
  shippedModel('models/uboot/board.ls2'),
  shippedModel('models/small/virtual.ls2'),
];

/** A program of which nothing can go wrong, with the actions that chance seldom leads to. */
const workshop = read(`machine Bench(m) {
  memory a
  principal K
  on reset run Boot(m)
}
program Boot(m: Bench) { … }
program Work(m: Bench) {
  n = new
  s = sign n, K(m)⁻¹
  v = verify s, K(m)
  match v, n
  c = enc n, K(m)
  e = dec c, K(m)⁻¹
  y = symenc e, n
  z = symdec y, n
  h = hash z
  f = eval h, z
  p = proj1 (n, f)
  q = proj2 (p, f)
  lock m.a
  write m.a, q
  unlock m.a
  b = here
  w = read b.a
  send (h, w)
}
`);

/** A program whose every question is answered by no. */
const doubts = read(`machine Bench(m) {
  memory a
  principal K
  on reset run Doubts(m)
}
program Doubts(m: Bench) {
  n = new
  o = new
  if n = o { send n } else { send o }
  if x = verify n, K(m) { send n } else { send o }
  if y = proj1 n { send n } else { send o }
}
`);

const eventsOf = ({ occurrences }: GroundTrace): readonly string[] =>
  occurrences.map(({ event }) => (isApplication(event) ? event.symbol.name : ''));

describe('the transcription of the step relation', () => {
  const seen = new Set<string>();
  for (const adversary of [...adversaries, 'anything'] as const)
    test(`is satisfied by traces of the interpreter: adversary ${adversary}`, async () => {
      for (let seed = 0; seed < 20; seed++) {
        const trace = randomTrace(models[seed % models.length] as (typeof models)[0], adversary, seed, 8);
        for (const name of eventsOf(trace)) seen.add(name);
        const ground = new GroundText(trace);
        const reply = await solver.ask(ground.text(ground.facts(), ground.clauses()));
        expect({ seed, events: eventsOf(trace), reply }).toMatchObject({ reply: { kind: 'sat' } });
      }
    });

  test('is satisfied by every action of a program', async () => {
    const trace = serviceTrace(workshop);
    expect(eventsOf(trace)).toHaveLength(20);
    for (const name of eventsOf(trace)) seen.add(name);
    const ground = new GroundText(trace);
    expect(await solver.ask(ground.text(ground.facts(), ground.clauses()))).toEqual({ kind: 'sat' });
  });

  test('is satisfied by what programs that branch refuse', async () => {
    const trace = serviceTrace(doubts);
    expect(eventsOf(trace)).toEqual(['Reset', 'New', 'New', 'Differ', 'Send', 'Reject', 'Send', 'NoPair', 'Send']);
    for (const name of eventsOf(trace)) seen.add(name);
    const ground = new GroundText(trace);
    expect(await solver.ask(ground.text(ground.facts(), ground.clauses()))).toEqual({ kind: 'sat' });
  });

  test('is satisfied by what hosts do to virtual machines', async () => {
    const hosts = shippedModel('models/small/virtual.ls2');
    const all = Array.from({ length: 400 }, (_, seed) => randomTrace(hosts, 'anything', seed, 9));
    const some = all.filter((trace) => eventsOf(trace).includes('Peek')).slice(0, 3);
    expect(some).toHaveLength(3);
    for (const trace of some) {
      for (const name of eventsOf(trace)) seen.add(name);
      const ground = new GroundText(trace);
      expect(await solver.ask(ground.text(ground.facts(), ground.clauses()))).toEqual({ kind: 'sat' });
    }
  });

  test('was held against every kind of event', () => {
    const missing = [...(models[0]?.signature.events.keys() ?? [])].filter((name) => !seen.has(name));
    // Nobody sets a vTPM's registers by chance: the axioms of Poke are held on traces of the small world with a virtual machine.
    expect(missing).toEqual(['Poke']);
  });

  test('refuses traces in which one thing is not as it was', async () => {
    let refused = 0;
    for (let seed = 100; seed < 103; seed++) {
      const trace = randomTrace(models[0] as (typeof models)[0], 'anything', seed, 9);
      const ground = new GroundText(trace);
      const facts = ground.facts();
      // What a state after the first says of values, locks, births: its contrary, with all the rest as it was.
      const states = facts.filter(({ about }) => /^\((value|holder|born|booted|made) .* [1-9]\d*\)$/.test(about));
      for (let i = seed % 7; i < states.length; i += 37) {
        const wrong = states[i] as Fact;
        const others = facts.filter((fact) => fact !== wrong);
        const reply = await solver.ask(
          ground.text([...others, { about: wrong.about, text: `(not ${wrong.text})` }], ground.clauses()),
        );
        // Who is born with a lock, and who is not, is open.
        const isOpen = wrong.about.startsWith('(holder');
        if (!isOpen) expect({ wrong, reply }).toMatchObject({ reply: { kind: 'unsat' } });
        if (reply.kind === 'unsat') refused++;
      }
    }
    expect(refused).toBeGreaterThan(10);
  });

  test('does not contradict itself, quantified as the proofs have it', async () => {
    const boots = Array.from({ length: 40 }, (_, seed) =>
      randomTrace(models[2] as (typeof models)[0], 'none', seed, 7),
    );
    const boot = boots.filter((trace) => ['Reset', 'Extend', 'Jump'].every((name) => eventsOf(trace).includes(name)));
    expect(boot.length).toBeGreaterThan(0);
    for (const trace of boot.slice(0, 2)) {
      const ground = new GroundText(trace);
      const clauses = trace.occurrences.flatMap((_, i) => step(ground.lexicon, `${i}`, `${i + 1}`));
      const said = [...initially(ground.lexicon), ...clauses].map(clauseText);
      const stated = ground.text(ground.facts(), [], [...traceTheory(ground.lexicon), ...said]);
      const reply = await solver.ask(`(set-option :auto_config false)\n(set-option :smt.mbqi false)\n${stated}`);
      expect(reply).toMatchObject({ kind: 'none', why: 'gave-up' });
    }
  });
});
