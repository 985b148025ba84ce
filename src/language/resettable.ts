import { type Diagnostic, diagnostic } from '../diagnostics/index.js';
import type { ChainDecl, SetupDecl } from './model.js';

/**
 * Who can reset a PCR by the command TPM2_PCR_Reset, where somebody can: TCG PC Client Platform TPM Profile 1.05, table "PCR Attributes". The
 * simulator's rules say the same (`tpm/registers.ts`), and a test holds one against the other.
 */
export const resettable: ReadonlyMap<number, string> = new Map([
  [16, 'the operating system'],
  [20, 'code in locality 2'],
  [21, 'code in locality 2'],
  [22, 'code in locality 2'],
  [23, 'the operating system'],
]);

/** Warns of chains on registers that are set up as PCRs which a command resets. */
export function chainsOnResettable(chains: readonly ChainDecl[], setups: readonly SetupDecl[]): readonly Diagnostic[] {
  return setups.flatMap(({ kind, registers, file }) =>
    registers.flatMap(({ register, index, span }) => {
      const who = resettable.get(index);
      const on = chains.filter(
        (chain) => chain.kind === kind && chain.registers.some(({ term }) => nameOf(term) === nameOf(register)),
      );
      if (who === undefined || on.length === 0) return [];
      const message = `${who} can reset PCR ${index} by a command, and ${on.map(({ name }) => `\`${name}\``).join(', ')} is a chain on it`;
      const related = on.map((chain) => ({ message: 'the chain', file: chain.file, span: chain.span }));
      return [diagnostic('LS2-0906', message, { file, span }, { related })];
    }),
  );
}

/** The area and name of a machine's register. */
function nameOf(register: ChainDecl['register']['term']): string {
  const [, name] = register.kind === 'application' ? register.args : [];
  return register.kind === 'application' && name?.kind === 'application'
    ? `${register.symbol.name}.${name.symbol.name}`
    : '';
}
