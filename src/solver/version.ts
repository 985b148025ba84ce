import { cvc5, nativeVersion, nativeZ3 } from './native.js';
import { wasmVersion } from './wasm.js';

/** `z3`: Z3 in WebAssembly, which comes with ls2. The others are programs on this machine. */
export type SolverName = 'z3' | 'native-z3' | 'cvc5';

export const solverNames: readonly SolverName[] = Object.freeze(['z3', 'native-z3', 'cvc5']);

/** The version of a solver, or undefined where it is not on this machine. */
export async function solverVersion(name: SolverName): Promise<string | undefined> {
  switch (name) {
    case 'z3':
      return wasmVersion();
    case 'native-z3':
      return await nativeVersion(nativeZ3);
    case 'cvc5':
      return await nativeVersion(cvc5);
  }
}
