import {
  and,
  atom,
  core,
  type Formula,
  type FunctionSymbol,
  falsity,
  implies,
  initialSegments,
  logic,
  not,
  or,
  programs,
  ran,
  type Segment,
  sameSegment,
  type Term,
  type Theorem,
  type Variable,
  variable,
} from '../../kernel/index.js';
import { codeOf, subject } from '../auto/invariant.js';
import { axiomOf, type Context, Stuck } from '../context.js';
import { cut, generalize, modusPonens, opening, parts, ranThrough, witness } from '../derive.js';
import { entailed } from '../ground/entailed.js';
import { forSome, guardsOf, type HonestProgram, honestPrograms } from '../honest-programs.js';
import { byHonesty } from '../honesty.js';
import { atEvent, block, universalParts } from './universals.js';

/** How a thread begins a program: by a jump to it, or by an event of a machine of a kind that runs it then. */
export type Beginning =
  | { readonly kind: 'jump'; readonly program: Term }
  | { readonly kind: 'reset' | 'lateLaunch'; readonly program: Term; readonly machineKind: Theorem };

type Ran = Formula & { readonly kind: 'ran' };

/**
 * Programs' stories, as theorems: whoever began a program and does something at a later time has by then done exactly what leads to an action of
 * that sort, in order, and nothing else in between; or has jumped elsewhere before. Rules of the kernel alone, but for what the solver says of
 * two events of one thread, once for all programs.
 */
export class Stories {
  readonly #context: Context;
  readonly #made = new Map<string, Promise<Theorem>>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** `∀J,b,e,x…. B(J)@b ∧ b < e ∧ E(J,x…)@e ⊃ ⋁ [Q]_J^{b,e}`: Q the initial segments that end with E's action, or elsewhere than in one. */
  ofBeginning(beginning: Beginning, event: FunctionSymbol): Promise<Theorem> {
    const machine = beginning.kind === 'jump' ? 0 : beginning.machineKind.conclusion.plain.key;
    const { kind, program } = beginning;
    const key = `${kind} ${this.#context.showTerm(program)} ${program.key} ${machine} ${event.name}`;
    return this.#once(key, async () => {
      const invariant = {
        ...subject,
        premises: await this.#premises(
          [{ of: { program, machines: [], guards: [] }, code: codeOf(this.#context, program, falsity) }],
          event,
        ),
      };
      if (beginning.kind === 'jump') return this.#flat(programs.jump(program, invariant), event);
      const rule = kind === 'reset' ? programs.reset : programs.lateLaunch;
      const { machineKind } = beginning;
      return this.#flat(logic.impliesElim(rule(machineKind.conclusion, invariant), machineKind), event);
    });
  }

  /** Of one who is called honest: `∀I,u. Î = X̂ ∧ Acts(I)@u ⊃ ∃b. … ∧ ∀e. b < e ⊃ ∀x…. E(I,x…)@e ⊃ ⋁ [Q]_I^{b,e}`. */
  ofHonest(honesty: Theorem, event: FunctionSymbol): Promise<Theorem> {
    return this.#once(`honest ${honesty.conclusion.plain.key} ${event.name}`, async () => {
      const each = honestPrograms(this.#context.theory, honesty.conclusion);
      const codes = each.map((of) => ({ of, code: codeOf(this.#context, of.program, honesty.conclusion) }));
      const invariant = { ...subject, premises: await this.#premises(codes, event) };
      return logic.impliesElim(byHonesty(this.#context.theory, honesty.conclusion, invariant), honesty);
    });
  }

  #once(key: string, make: () => Promise<Theorem>): Promise<Theorem> {
    const known = this.#made.get(key) ?? make();
    this.#made.set(key, known);
    return known;
  }

  /** `∀J,b. B@b ⊃ ∀e. b < e ⊃ ∀x…. E@e ⊃ C` with its quantifiers in front. */
  #flat(story: Theorem, event: FunctionSymbol): Theorem {
    const { thread: J, begin: b, end: e } = subject;
    const args = variablesOf(event, 'x');
    const rule = logic.forallElim(story, J, b);
    const began = (rule.conclusion as Formula & { kind: 'implies' }).left;
    const given = and(began, core.lessThan(b, e), core.happens(event, [J, ...args], e));
    const [start, later, act] = parts(logic.assume(this.#context.theory, given)) as [Theorem, Theorem, Theorem];
    const lives = logic.impliesElim(logic.forallElim(logic.impliesElim(rule, start), e), later);
    const acts = args.length === 0 ? lives : logic.forallElim(lives, ...args);
    return generalize([J, b, e, ...args], logic.impliesIntro(given, logic.impliesElim(acts, act)));
  }

  /** For each initial segment Q of the programs, in their order: [Q]_J^{b,e}, b < e ⊢ ∀x…. E(J,x…)@e ⊃ ⋁ …. */
  async #premises(
    codes: readonly { readonly of: HonestProgram; readonly code: Segment }[],
    event: FunctionSymbol,
  ): Promise<readonly Theorem[]> {
    const { theory } = this.#context;
    const { thread: J, begin, end } = subject;
    const args = variablesOf(event, 'x');
    const happened = core.happens(event, [J, ...args], end);
    const all = codes.flatMap(({ of, code }) => initialSegments(code).map((segment) => ({ of, segment })));
    const told: (typeof all)[number][] = [];
    const placeOf = (way: (typeof all)[number]): number =>
      told.findIndex((other) => sameSegment(other.segment, way.segment) && sameMachines(other.of, way.of));
    const ways: Formula[] = [];
    for (const way of all) {
      const { of, segment } = way;
      const last = lastOf(segment);
      if ((last !== 'elsewhere' && last !== event) || placeOf(way) >= 0) continue;
      told.push(way);
      ways.push(forSome(of, ran(segment, J, begin, end)));
    }
    const [first] = ways;
    const conclusion = first === undefined ? falsity : ways.length === 1 ? first : or(...ways);
    const premises: Theorem[] = [];
    for (const way of all) {
      const { of, segment } = way;
      const did = ran(segment, J, begin, end);
      const place = placeOf(way);
      const ranIt = logic.assume(theory, did);
      const assumed =
        place < 0 || of.machines.length === 0
          ? ranIt
          : witness(ways[place] as Formula, of.machines, logic.andIntro(...guardsOf(theory, of), ranIt));
      const shown =
        place < 0
          ? logic.falsityElim(await this.#otherwise(did, event, happened), conclusion)
          : ways.length === 1
            ? assumed
            : logic.orIntro(conclusion, place, assumed);
      premises.push(generalize(args, logic.impliesIntro(happened, shown)));
    }
    return premises;
  }

  /** [Q]_J^{b,e}, b < e, E(J,…)@e ⊢ ⊥, of a segment that ends with another action. */
  async #otherwise(did: Ran, event: FunctionSymbol, happened: Formula & { kind: 'atom' }): Promise<Theorem> {
    const { theory } = this.#context;
    const { thread: J, begin, end } = subject;
    const args = variablesOf(event, 'x');
    const acted = logic.assume(theory, happened);
    const last = lastOf(did.segment);
    if (last === 'nothing' || last === 'elsewhere') {
      const clash = logic.forallElim(await this.#clash(event, undefined), J, begin, end, ...args);
      const idle = logic.forallElim(ranThrough(theory, did), end);
      return modusPonens(clash, logic.assume(theory, core.lessThan(begin, end)), acted, idle);
    }
    const clash = await this.#clash(event, last);
    return this.#lastEvent(did, (at, order, did, idle) => {
      const own = ((did.conclusion as Formula & { kind: 'atom' }).args[0] as Term & { kind: 'application' }).args;
      const here = logic.forallElim(clash, J, at, end, ...args, ...own.slice(1));
      return modusPonens(here, order, acted, logic.forallElim(idle, end), did);
    });
  }

  /** Opens what the run of a segment says down to its last action: its time, that this is in time, the event, and that J is idle after it. */
  #lastEvent(did: Ran, use: (at: Term, order: Theorem, event: Theorem, idle: Theorem) => Theorem): Theorem {
    const { theory, fresh } = this.#context;
    const { segment } = did;
    const count = segment.kind === 'step' && segment.action.result !== undefined ? 2 : 1;
    return opening(ranThrough(theory, did), count, fresh, ([at], facts) => {
      const [, order, , event, rest] = facts as [Theorem, Theorem, Theorem, Theorem, Theorem];
      const after = rest.conclusion as Ran;
      if (after.segment.kind !== 'stop') return cut(rest, this.#lastEvent(after, use));
      return use(at as Term, order, event, cut(rest, ranThrough(theory, after)));
    });
  }

  /**
   * What the solver says of a thread that is idle after an event, and does something all the same:
   * `∀J,t,e,x…,y…. t ≤ e ∧ E(J,x…)@e ∧ (t < e ∧ e ≤ e ⊃ ¬Acts(J)@e) ∧ L(J,y…)@t ⊃ ⊥`; without L, for t < e.
   */
  #clash(event: FunctionSymbol, last: FunctionSymbol | undefined): Promise<Theorem> {
    return this.#once(`clash ${event.name} ${last?.name ?? ''}`, async () => {
      const { theory, decide } = this.#context;
      const [J, t, e] = [variable('J₀', 'Thread'), variable('t₀', 'Time'), variable('e₀', 'Time')];
      const [xs, ys] = [variablesOf(event, 'x'), last === undefined ? [] : variablesOf(last, 'y')];
      const happened = core.happens(event, [J, ...xs], e);
      const acts = atEvent(doesOf(this.#context, event), happened);
      const idle = implies(and(core.lessThan(t, e), core.atMost(e, e)), not(atom(core.acts, J, e)));
      const before = last && core.happens(last, [J, ...ys], t);
      const given = before ? and(core.atMost(t, e), happened, idle, before) : and(core.lessThan(t, e), happened, idle);
      const one = before
        ? [logic.forallElim(axiomOf(this.#context, 'ONE'), before.args[0] as Term, happened.args[0] as Term, t, e)]
        : [];
      const step = 'a thread does one thing at a time';
      const shown = await entailed([acts, ...one], implies(given, falsity), { theory, decide, step });
      if (!shown.proved) {
        const { proved: _, ...why } = shown;
        throw new Stuck({ step, goal: falsity, known: [given], ...why });
      }
      const th = shown.theorem;
      return generalize([J, t, e, ...xs, ...ys], th);
    });
  }
}

const sameMachines = (a: HonestProgram, b: HonestProgram): boolean =>
  a === b || (a.machines.length === 0 && b.machines.length === 0);

/** With what an initial segment ends: with nothing done, with an action, or with what is done elsewhere: a jump or a late launch. */
function lastOf(segment: Segment): FunctionSymbol | 'nothing' | 'elsewhere' {
  let last: FunctionSymbol | 'nothing' = 'nothing';
  let rest = segment;
  while (rest.kind === 'step') {
    last = rest.action.event;
    rest = rest.rest;
  }
  return rest.kind === 'stop' ? last : 'elsewhere';
}

/** Variables for what an event has besides its thread. */
const variablesOf = (event: FunctionSymbol, name: string): readonly Variable[] =>
  event.args.slice(1).map((sort, i) => variable(`${name}₁${i}`, sort));

/** What says of an event that its thread acts: a part of axiom DOES, or of another. */
function doesOf(context: Context, event: FunctionSymbol): Theorem {
  const names = ['DOES', ...context.theory.axioms.map(({ name }) => name)];
  for (const name of names) {
    const part = universalParts(axiomOf(context, name)).find(({ conclusion }) => {
      const { body } = block(conclusion, 'forall');
      if (body.kind !== 'implies' || body.left.kind !== 'atom' || body.right.kind !== 'atom') return false;
      const [happened] = body.left.args;
      const isOf = happened?.kind === 'application' && happened.symbol === event;
      return isOf && body.left.predicate === core.at && body.right.predicate === core.acts;
    });
    if (part !== undefined) return part;
  }
  const reason = `no axiom says that whose event ${event.name} is acts`;
  throw new Stuck({ step: 'whoever does something acts', goal: falsity, known: [], reason });
}
