import { keptPath, type Oracle, Replay, readKept, symbolTable } from '../certificate/index.js';
import type { Theorem } from '../kernel/index.js';
import type { FileSource, Model } from '../language/index.js';

/** What an earlier search found about a file, to be tried before anything is searched for. Nothing of it is believed. */
export interface KeptProofs {
  /** The kernel's theorem of a kept derivation, of whatever it says; undefined where none is kept, or it does not go through in this model. */
  theorem(name: string): Promise<Theorem | undefined>;
  /** The lines of a kept trace. */
  run(kind: 'witness' | 'attack', name: string): readonly string[] | undefined;
}

const none: KeptProofs = { theorem: () => Promise.resolve(undefined), run: () => undefined };

/** What is kept beside a model's own file. */
export function keptProofs(model: Model, source: FileSource, oracle: Oracle): KeptProofs {
  const text = source.read(keptPath(model.root));
  const kept = text === undefined ? undefined : readKept(text);
  if (kept === undefined) return none;
  const replay = new Replay(kept, model.theory, symbolTable(model.signature), oracle);
  const steps = new Map(kept.theorems.map(([, name, , , step]) => [name, step]));
  return {
    theorem(name) {
      const step = steps.get(name);
      return step === undefined ? Promise.resolve(undefined) : replay.theorem(step);
    },
    run: (kind, name) => kept.runs.find((entry) => entry[0] === kind && entry[1] === name)?.[2],
  };
}
