import type { Plan } from './plan.js';

/** What is called how in a random model. */
export interface Names {
  /** The stages in their order, the last one's code not given. */
  readonly stages: readonly string[];
  readonly locations: readonly string[];
  /** The register, its own name, and the term that it begins with. */
  readonly register: string;
  readonly registerName: string;
  readonly initial: 'sinit' | 'dinit';
  readonly spare: string;
}

export function namesOf({ stages, register }: Plan): Names {
  const registerName = register === 'pcr' ? 's' : 'd';
  return {
    stages: [...stages, 'last'].map((_, i) => `Stage${i}`),
    locations: stages.map((_, i) => `m.loc${i + 1}`),
    register: `m.${register}.${registerName}`,
    registerName,
    initial: register === 'pcr' ? 'sinit' : 'dinit',
    spare: `m.${register}.r`,
  };
}
