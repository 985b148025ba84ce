import { type CertifiedModel, certificateOf, certificateText, type ProvedTheorem } from '../certificate/index.js';
import type { Theorem } from '../kernel/index.js';
import type { FileSource, Model, TheoremDecl } from '../language/index.js';
import type { CheckedTheorem, Tool } from './check-result.js';
import { contradictionName } from './kept-proofs.js';
import { proofDigest } from './proof-digest.js';

/** What a check found about a theorem: its verdict, and the kernel's theorems behind it. */
export interface Found {
  readonly checked: CheckedTheorem;
  readonly theorem?: Theorem | undefined;
  /** That the premises contradict each other. */
  readonly contradiction?: Theorem | undefined;
  /** Whether all of this is kept already. */
  readonly kept: boolean;
}

/**
 * The text that keeps what was found about a model's own theorems, a certificate with traces beside; undefined where nothing was found that could be replayed. It depends
 * on what was found alone, not on when or where.
 */
export function keptText(
  model: Model,
  source: FileSource,
  found: ReadonlyMap<TheoremDecl, Found>,
  { name, version, solver }: Tool,
): string | undefined {
  const digestOf = proofDigest(model, source);
  const declared = model.theorems.filter(({ imported }) => !imported);
  const names = new Set(declared.map((decl) => decl.name));
  const theorems: ProvedTheorem[] = [];
  const beside: NonNullable<CertifiedModel['beside']>[number][] = [];
  for (const decl of declared) {
    const { checked, theorem, contradiction } = found.get(decl) ?? {};
    if (theorem !== undefined) {
      theorems.push({ role: decl.role, name: decl.name, theorem });
      beside.push(['proof', decl.name, [digestOf(decl)]]);
    }
    const other = contradictionName(decl.name);
    if (contradiction !== undefined && !names.has(other))
      theorems.push({ role: 'lemma', name: other, theorem: contradiction });
    // An attack on what is proved as well is a finding, and nothing to be kept.
    if (checked?.verdict === 'refuted' && theorem === undefined && checked.attack !== undefined)
      beside.push(['attack', decl.name, linesOf(checked.attack.trace)]);
    if (checked?.witness?.kind === 'trace') beside.push(['witness', decl.name, linesOf(checked.witness.trace)]);
  }
  if (theorems.length + beside.length === 0) return undefined;
  const file = model.root.split('/').at(-1) ?? model.root;
  const proved = { file, theory: model.theory, theorems, beside };
  return certificateText(certificateOf([proved], { name, version }, { solver: solver.name, version: solver.version }));
}

const linesOf = (trace: string): readonly string[] => trace.split('\n').filter((line) => line !== '');
