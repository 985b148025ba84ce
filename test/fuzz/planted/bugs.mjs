/**
 * A mistake in each part of ls2 that fuzzing is to find, as a change of the built file's text. They stand here and nowhere in what is shipped: a
 * loader (loader.mjs) puts one in while the program is read. Where the text has changed so that a mistake no longer applies, its test fails.
 *
 * @typedef {object} Bug
 * @property {string} part
 * @property {string} what
 * @property {string} file under dist/
 * @property {string} from stands there exactly once
 * @property {string} to
 * @property {string} property that finds it
 * @property {number} runs within so many runs of seed 1
 * @property {RegExp} isSmall what is said of the finding, when it is as small as it should be
 */

/** @type {Readonly<Record<string, Bug>>} */
export const bugs = {
  'kernel-generalizes': {
    part: 'kernel',
    what: '∀I of a variable that is free in the hypotheses',
    file: 'kernel/logic-rules.js',
    from: 'demand(!th.hypotheses.some((h) => occurs(variable, h)), `∀I:',
    to: 'demand(true, `∀I:',
    property: 'kernel',
    runs: 5,
    isSmall: /^∀I made what is false: .{1,40}$/,
  },
  'kernel-forgets-the-jump': {
    part: 'kernel',
    what: 'the initial segments of a program lack the whole of it, with its jump',
    file: 'kernel/segment.js',
    from: 'return [stop, program];',
    to: 'return [stop];',
    property: 'contradictions',
    runs: 60,
    isSmall: /violated by [2-8] events/,
  },
  'kernel-forgets-a-branch': {
    part: 'kernel',
    what: 'the initial segments of a program that branches lack those of the second branch',
    file: 'kernel/segment.js',
    from: '...initialSegments(program.second).slice(1)',
    to: '...[]',
    property: 'contradictions',
    runs: 200,
    isSmall: /violated by [2-9] events/,
  },
  'tactic-looks-at-few-assumptions': {
    part: 'tactic',
    what: 'the first facts alone are looked at',
    file: 'prover/auto/auto.js',
    from: 'return new Auto(context, words).prove(goal, facts);',
    to: 'return new Auto(context, words).prove(goal, facts.slice(0, 4));',
    property: 'stability',
    runs: 60,
    isSmall: /^it is proved, and unknown \(the thread that the boot begins holds the register/,
  },
  'solver-is-asked-something-else': {
    part: 'solver wrapper',
    what: '≤ is written as <',
    file: 'solver/skeleton.js',
    from: "connective('<=')",
    to: "connective('<')",
    property: 'solvers',
    runs: 20,
    isSmall: /^it is valid says (?:z3.*, and is false in interpretation|ground, and invalid z3)/,
  },
  'ground-turns-the-order': {
    part: 'ground procedure',
    what: 'what is not before something is taken to be strictly after it',
    file: 'prover/ground/refute/times.js',
    from: 'strict: !strict',
    to: 'strict: true',
    property: 'solvers',
    runs: 60,
    isSmall: /^ls2 throws: KernelError: Order: no step is strict/,
  },
  'semantics-ignores-locks': {
    part: 'semantics',
    what: 'what somebody else has locked may be written and extended',
    file: 'semantics/actions.js',
    from: 'if (holder === undefined || holder.term === actor.term)',
    to: 'if (holder !== null)',
    property: 'axioms',
    runs: 20,
    isSmall: /^axiom LOCKX is false by [3-5] events/,
  },
  'constants-are-nobody': {
    part: 'evaluator',
    what: 'a constant is an individual of its own, and none that a quantifier ranges over',
    file: 'trace/compile.js',
    from: 'if (isConstant(term.symbol))',
    to: 'if (term.symbol === undefined)',
    property: 'domains',
    runs: 40,
    isSmall:
      /^it is (proved, and violated|true, and said to be otherwise|false, and said to be otherwise|said to be undecided): .{1,90}$/,
  },
  'a-world-without-machines': {
    part: 'evaluator',
    what: 'where a world has no machine, there is none',
    file: 'trace/universe.js',
    from: 'own.length === 0 ? 1 : 0',
    to: 'own.length === 0 ? 0 : 0',
    property: 'domains',
    runs: 80,
    isSmall: /^it is (proved, and violated|true, and said to be otherwise|false, and said to be otherwise): .{1,90}$/,
  },
  'reset-kills-nobody': {
    part: 'semantics',
    what: 'the threads of a machine outlive its reset',
    file: 'semantics/machines.js',
    from: '[...c.threads].filter(([, each]) => each.machine !== machine)',
    to: '[...c.threads]',
    property: 'axioms',
    runs: 60,
    isSmall: /^axiom (DEAD|LOCK[A-Z]*|DLOCK) is false by [3-6] events/,
  },
  'evaluator-is-strict': {
    part: 'evaluator',
    what: '≤ is looked up as <',
    file: 'trace/facts.js',
    from: 'return a <= b;',
    to: 'return a < b;',
    property: 'evaluator',
    runs: 20,
    isSmall: /^(it|as a claim it) is .{1,90}$/,
  },
  'cut-declaration-counts': {
    part: 'language',
    what: 'what could not be read is not taken for the rest of the declaration before it, which may be cut short',
    file: 'language/pieces.js',
    from: 'if (!isRest(contents[i]))',
    to: 'if (true)',
    property: 'broken',
    runs: 60,
    isSmall: /^.{1,80} in spite of what is wrong|says something else beside what is wrong/,
  },
  'errors-stay-where-they-are': {
    part: 'language',
    what: 'what has an error of its own is not checked; what reaches it is',
    file: 'language/in-the-way.js',
    from: 'if (!isDeclaration(part.content))',
    to: 'if (true)',
    property: 'broken',
    runs: 60,
    isSmall: /^.{1,80} in spite of what is wrong|says something else beside what is wrong/,
  },
};
