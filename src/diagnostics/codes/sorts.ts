import type { Entry } from './entry.js';

/** LS2-03xx: arguments, sorts, times. */
export const sorts = {
  'LS2-0301': {
    title: 'wrong number of arguments',
    explanation:
      'Each name takes as many arguments as its declaration says. Only an event, or Honest, may leave out arguments at the end: ' +
      '`Jump(J) @ t` says that J jumps somewhere.',
    example: 'program P(m: Machine) { send }',
    remedy: 'Give it as many arguments as its declaration says.',
  },
  'LS2-0302': {
    title: 'wrong sort',
    explanation:
      'Something of another sort is wanted here. A machine, a principal and a key may stand where a term is wanted; a machine of a ' +
      'declared kind is a Machine, but not every Machine is of that kind.',
    example: 'define Early(t: Time, m: Machine) ≡ m < t',
    remedy: 'Write something of the wanted sort, or declare this one with it.',
  },
  'LS2-0303': {
    title: 'sort that cannot be told',
    explanation:
      'The sort of a variable may be left out where its use shows it: by the place where it stands, or by what it is equated with. Here it does ' +
      'not, or it is equated with a term and with something else that a term can be made of.',
    example: 'define Same() ≡ ∀x, y. x = y',
    remedy: 'Write the sort: `∀x: Term. …`.',
  },
  'LS2-0304': {
    title: 'formula and term mistaken',
    explanation: 'A formula stands where a term is wanted, or a term where a formula is.',
    example: 'define Odd(e: Term) ≡ H(e)',
    remedy: 'Write an equation, or a predicate of the term.',
  },
  'LS2-0305': {
    title: 'event or fluent without a time',
    explanation:
      'Events happen, and fluents such as Mem hold, at a time. `A @ t` gives t to everything in A that has none of its own.',
    example: 'define Booted(m: Machine) ≡ ∃J. Reset(m, J)',
    remedy: "Say when: `… @ t`, or `… on (t, t']`.",
  },
  'LS2-0306': {
    title: 'sequence without a beginning',
    explanation:
      '`seq(e, …)` without a beginning takes it from the register beside it, in `Mem(l, seq(…))` and `(PCR(k), seq(…))`. Here is none.',
    example: 'define Chain(x: Term, e: Term) ≡ x = seq(e)',
    remedy: 'Write `seq(sinit; …)` for a static register, `seq(dinit; …)` for a dynamic one.',
  },
  'LS2-0307': {
    title: 'not a set of programs',
    explanation: 'Honest(X̂, {P, …}) names the programs that each thread of X̂ was started with.',
    example: 'define Good(A: Principal, e: Term) ≡ Honest(A, {H(e)})',
    remedy: 'List declared programs with their arguments.',
  },
} as const satisfies Record<string, Entry>;
