import fc from 'fast-check';

/** What a stage does with the next one. Only `measures` is the pattern that a chain of trust asks for. */
export const ways = [
  'measures',
  'skips', // jumps to what it did not measure
  'measures-itself', // extends by itself, and jumps to what it reads
  'reads-again', // jumps to what it reads a second time
  'another-register',
  'something-else', // extends by the digest of what it read
  'twice',
  'ahead', // measures the stage after the next one as well
  'unlocks',
  'unlocks-for-a-moment',
  'elsewhere', // jumps to code that nobody measured
  'writes-before', // writes the next stage to where it then reads it
  'writes-after',
  'sends',
  'matches', // goes on only if what it read is the next stage
  'locks-another',
  'receives', // is sent the next stage
  'by-heart', // extends by the next stage and jumps to it, whatever memory holds
  'launches',
  'repeats', // jumps to itself: it begins again, and again
  'spins', // does nothing else
  'stops',
  'certifies', // signs what it measured with a key that its boot gave it
  'checks', // goes on only with the next stage, else it stops
  'falls-back', // jumps to code that nobody measured if what it read is not the next stage
  'measures-either', // measures what it jumps to, whatever that is
] as const;
export type Way = (typeof ways)[number];

/** What is assumed of the lock on the register. */
export const protections = ['held', 'absent', 'another-register', 'sometimes', 'once-extended'] as const;
/** What sequence the register is said to hold. */
export const sequences = ['exact', 'shorter', 'swapped', 'other-start'] as const;
/** What is claimed: all that follows; less; the last stage has run, too; the stages in another order; that nobody else ever extended. */
export const claims = ['exact', 'weak', 'last-has-run', 'swapped', 'only-once', 'at-once'] as const;

/** A quote, and who checks it. */
export interface Remote {
  /** Whether the spare register is quoted as well, which nothing in the chain extends: both at one instant, or one after the other. */
  readonly together?: 'at-once' | 'one-by-one' | undefined;
  /** Whether the quote says which register it is of. */
  readonly names: boolean;
  /** What the quote answers: nothing, a challenge that the verifier was told, or one that it made. */
  readonly nonce: 'none' | 'told' | 'fresh';
  readonly verifies: boolean;
  readonly matches: boolean;
  /** What is assumed of the signer: nothing, that it only quotes, that it quotes another register too, that it signs what it is sent. */
  readonly honest: 'absent' | 'quotes' | 'quotes-of-any' | 'quotes-another' | 'signs-anything';
  /** Whether it is assumed that the verifier is not the signer. */
  readonly apart: boolean;
  /** Whether the claim is of what the register held, or of what ran; and whether since the verifier began. */
  readonly shows: 'held' | 'ran';
  readonly since: boolean;
}

/** What a random model consists of: plain data, that {@link modelText} writes in the language. */
export interface Plan {
  /** Those that read, the machine's own first; one more stage follows, whose code is not given. */
  readonly stages: readonly Way[];
  readonly register: 'pcr' | 'dpcr';
  /** As a `chain` with its own definitions, where each stage is as a chain has it; or all written out. */
  readonly written: 'chain' | 'out';
  /** Which program boots another chain than the one that is claimed: the machine's own is another program. */
  readonly startsOther: boolean;
  /** Whether late launches of foreign code are possible beside a chain that begins with a reset. */
  readonly launched: boolean;
  readonly protection: (typeof protections)[number];
  readonly sequence: (typeof sequences)[number];
  readonly claim: (typeof claims)[number];
  readonly remote: Remote | undefined;
  /** A second kind of machine, which has a chain of its own. */
  readonly neighbour: boolean;
}

/** The first of these mostly, the others now and then. */
const mostly = <T>(usual: T, others: readonly T[], weight: number): fc.Arbitrary<T> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

const remotes: fc.Arbitrary<Remote> = fc.record(
  {
    together: mostly<NonNullable<Remote['together']>>('at-once', ['one-by-one'], 2),
    names: mostly(true, [false], 8),
    nonce: fc.constantFrom('none' as const, 'told' as const, 'fresh' as const),
    verifies: mostly(true, [false], 20),
    matches: mostly(true, [false], 20),
    honest: mostly<Remote['honest']>('quotes', ['absent', 'quotes-of-any', 'quotes-another', 'signs-anything'], 5),
    apart: mostly(true, [false], 10),
    shows: fc.constantFrom('held' as const, 'ran' as const),
    since: mostly(false, [true], 5),
  },
  // Absent, not undefined: a finding's file is JSON.
  { requiredKeys: ['names', 'nonce', 'verifies', 'matches', 'honest', 'apart', 'shows', 'since'] },
);

/** Plans of which about a third keep to the pattern: a model breaks few things at once, or what breaks it would not be seen. */
export const plans: fc.Arbitrary<Plan> = fc.record({
  stages: fc.array(mostly<Way>('measures', ways.slice(1), 5), { minLength: 1, maxLength: 3 }),
  register: mostly<Plan['register']>('pcr', ['dpcr'], 2),
  written: fc.constantFrom('chain' as const, 'out' as const),
  startsOther: mostly(false, [true], 30),
  launched: mostly(false, [true], 5),
  protection: mostly<Plan['protection']>('held', protections.slice(1), 7),
  sequence: mostly<Plan['sequence']>('exact', sequences.slice(1), 9),
  claim: mostly<Plan['claim']>('exact', claims.slice(1), 4),
  remote: fc.option(remotes, { freq: 2, nil: undefined }),
  neighbour: mostly(false, [true], 8),
});

/** Whether it is written as a `chain`: all that a chain knows is stages that measure. */
export const isChain = ({ written, startsOther, stages }: Plan): boolean =>
  written === 'chain' && !startsOther && stages.every((way) => way === 'measures');

/** Whether a plan is the pattern of which the tactic for chains says that it proves it. */
export function isPattern({ stages, startsOther, protection, sequence, claim, remote }: Plan): boolean {
  const usual =
    stages.every((way) => way === 'measures') &&
    !startsOther &&
    protection === 'held' &&
    sequence === 'exact' &&
    (claim === 'exact' || claim === 'weak');
  if (remote === undefined) return usual;
  const { together, names, nonce, verifies, matches, honest, apart, since } = remote;
  return (
    usual &&
    together === undefined &&
    names &&
    nonce !== 'fresh' &&
    verifies &&
    matches &&
    honest === 'quotes' &&
    apart &&
    !since
  );
}

/** What a plan has, by words, for counting. */
export function featuresOf(plan: Plan): readonly string[] {
  const { stages, register, startsOther, launched, protection, sequence, claim, remote, neighbour } = plan;
  const flag = (is: boolean, name: string): readonly string[] => (is ? [name] : []);
  return [
    `${stages.length + 1} stages`,
    ...new Set(stages.map((way) => `stage ${way}`)),
    `register ${register}`,
    isChain(plan) ? 'written as a chain' : 'written out',
    ...flag(startsOther, 'starts another program'),
    ...flag(launched, 'launched beside'),
    `lock ${protection}`,
    `sequence ${sequence}`,
    `claim ${claim}`,
    ...flag(neighbour, 'a neighbour'),
    ...(remote === undefined ? ['local'] : ['remote', ...featuresOfRemote(remote)]),
  ];
}

function featuresOfRemote({
  together,
  names,
  nonce,
  verifies,
  matches,
  honest,
  apart,
  shows,
  since,
}: Remote): readonly string[] {
  return [
    ...(together === undefined ? [] : [`two registers ${together}`]),
    `quote ${names ? 'names its register' : 'names no register'}`,
    `nonce ${nonce}`,
    ...(verifies ? [] : ['verifier does not verify']),
    ...(matches ? [] : ['verifier does not match']),
    `signer ${honest}`,
    ...(apart ? [] : ['verifier may be the signer']),
    `shows what ${shows}`,
    ...(since ? ['since the verifier began'] : []),
  ];
}
