import type {
  AxiomDeclaration,
  ChainDeclaration,
  Declaration,
  DefineDeclaration,
  MachineDeclaration,
  PlatformDeclaration,
  ProgramDeclaration,
  SetupDeclaration,
  TheoremDeclaration,
} from '../ast.js';
import type { LoadedFile } from '../files.js';

/** A declaration and the file it stands in. */
export interface Placed<D extends Declaration> {
  readonly declaration: D;
  readonly file: LoadedFile;
}

/** The declarations of files by what they declare, each kind in the order of the text. */
export interface Collected {
  readonly all: readonly Placed<Declaration>[];
  readonly machines: readonly Placed<MachineDeclaration>[];
  readonly programs: readonly Placed<ProgramDeclaration>[];
  readonly chains: readonly Placed<ChainDeclaration>[];
  readonly setups: readonly Placed<SetupDeclaration>[];
  readonly platforms: readonly Placed<PlatformDeclaration>[];
  readonly macros: readonly Placed<DefineDeclaration>[];
  readonly definitions: readonly Placed<DefineDeclaration>[];
  readonly axioms: readonly Placed<AxiomDeclaration>[];
  readonly theorems: readonly Placed<TheoremDeclaration>[];
}

export function collect(files: readonly LoadedFile[]): Collected {
  const all = files.flatMap((file) => file.parsed.file.declarations.map((declaration) => ({ declaration, file })));
  const machines: Placed<MachineDeclaration>[] = [];
  const programs: Placed<ProgramDeclaration>[] = [];
  const chains: Placed<ChainDeclaration>[] = [];
  const setups: Placed<SetupDeclaration>[] = [];
  const platforms: Placed<PlatformDeclaration>[] = [];
  const macros: Placed<DefineDeclaration>[] = [];
  const definitions: Placed<DefineDeclaration>[] = [];
  const axioms: Placed<AxiomDeclaration>[] = [];
  const theorems: Placed<TheoremDeclaration>[] = [];
  for (const { declaration, file } of all) {
    switch (declaration.kind) {
      case 'machine':
        machines.push({ declaration, file });
        break;
      case 'program':
        programs.push({ declaration, file });
        break;
      case 'chain':
        chains.push({ declaration, file });
        break;
      case 'setup':
        setups.push({ declaration, file });
        break;
      case 'platform':
        platforms.push({ declaration, file });
        break;
      case 'define':
        (declaration.result === undefined ? definitions : macros).push({ declaration, file });
        break;
      case 'axiom':
        axioms.push({ declaration, file });
        break;
      case 'theorem':
      case 'lemma':
        theorems.push({ declaration, file });
        break;
      default:
        break;
    }
  }
  return { all, machines, programs, chains, setups, platforms, macros, definitions, axioms, theorems };
}
