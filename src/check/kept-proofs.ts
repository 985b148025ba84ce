import { keptPath, readKept } from '../certificate/kept.js';
import { type Oracle, Replay } from '../certificate/replay.js';
import { symbolTable } from '../certificate/symbol-table.js';
import type { Theorem } from '../kernel/index.js';
import type { FileSource, Model, TheoremDecl } from '../language/index.js';
import type { CheckedAttack, CheckedWitness } from './attack-result.js';
import type { SeenTrace } from './attacking.js';
import type { CheckedTheorem } from './check-result.js';
import { keptAttack, keptWitness } from './kept-runs.js';
import { proofDigest } from './proof-digest.js';

/** What an earlier search found about the theorems of a file, tried again in this model. Nothing of it is believed. */
export interface KeptProofs {
  /** The kernel's theorem of a kept derivation, of whatever it says; undefined where none is kept of such a proof, or it does not go through in this model. */
  theorem(decl: TheoremDecl): Promise<Theorem | undefined>;
  /** The theorem that the premises contradict each other. */
  contradiction(decl: TheoremDecl): Promise<Theorem | undefined>;
  attack(decl: TheoremDecl): Promise<CheckedAttack | undefined>;
  witness(decl: TheoremDecl): Promise<CheckedWitness | undefined>;
  /** Whether all that a verdict shows was kept, so that there is nothing new in it to keep. */
  hadAll(checked: CheckedTheorem): boolean;
}

/** What the theorem is called that the premises of another contradict each other. */
export const contradictionName = (name: string): string => `${name}_is_vacuous`;

const nothing = () => Promise.resolve(undefined);

export const noKeptProofs: KeptProofs = {
  theorem: nothing,
  contradiction: nothing,
  attack: nothing,
  witness: nothing,
  hadAll: () => false,
};

/** What is kept beside a model's own file. `seen` is told of each trace that is run. */
export function keptProofs(
  model: Model,
  source: FileSource,
  oracle: Oracle,
  seen: (trace: SeenTrace) => void,
): KeptProofs {
  const text = source.read(keptPath(model.root));
  const kept = text === undefined ? undefined : readKept(text);
  if (kept === undefined) return noKeptProofs;
  const replay = new Replay(kept, model.theory, symbolTable(model), oracle);
  const steps = new Map(kept.theorems.map(([, name, , , step]) => [name, step]));
  const digestOf = proofDigest(model, source);
  const linesOf = (wanted: string, { name }: TheoremDecl): readonly string[] | undefined =>
    kept.beside?.find(([kind, of]) => kind === wanted && of === name)?.[2];
  const theorem = (step: number | undefined): Promise<Theorem | undefined> =>
    step === undefined ? nothing() : replay.theorem(step);
  const held = new Set<string>();
  /** Notes what did go through. */
  async function noted<Value>(what: string, { name }: TheoremDecl, trying: Promise<Value | undefined>) {
    const value = await trying;
    if (value !== undefined) held.add(`${what} ${name}`);
    return value;
  }
  return {
    theorem(decl) {
      const isOfThisProof = linesOf('proof', decl)?.[0] === digestOf(decl);
      return noted('theorem', decl, theorem(isOfThisProof ? steps.get(decl.name) : undefined));
    },
    contradiction: (decl) => noted('contradiction', decl, theorem(steps.get(contradictionName(decl.name)))),
    attack: (decl) => noted('attack', decl, keptAttack(linesOf('attack', decl), model, decl, seen)),
    witness: (decl) => noted('witness', decl, keptWitness(linesOf('witness', decl), model, decl, seen)),
    hadAll({ name, verdict, attack, witness }) {
      const had = (what: string): boolean => held.has(`${what} ${name}`);
      if (attack !== undefined) return had('attack');
      if (verdict === 'proved' && !had('theorem')) return false;
      return witness === undefined || had(witness.kind === 'trace' ? 'witness' : 'contradiction');
    },
  };
}
