import { afterAll, describe, expect, test } from 'vitest';
import { falsehood } from '../../src/fuzz/arbitraries/proof-mutations.js';
import { type Ast, type FileSource, parse, reader } from '../../src/language/index.js';
import { printFile } from '../../src/language/printer.js';
import { createSolver } from '../../src/solver/index.js';
import { logic, textsUnder } from '../language/texts.js';
import { proveSoundly } from './soundness.js';

/**
 * Models and statements of TVP-QT in which every change makes a theorem false, for a reason that is given beside it: there is a run on which
 * the assumptions hold and the conclusion does not. So nothing may prove it.
 */
const modelPath = 'models/tvp-qt/platform.ls2';
const proofsPath = 'proofs/tvp-qt/auto.ls2';
const texts = new Map(['models', 'proofs'].flatMap(textsUnder).map(({ path, text }) => [path, text]));
const treeOf = (path: string): Ast.SourceFile => parse(texts.get(path) ?? '', path).file;
const [model, proofs] = [treeOf(modelPath), treeOf(proofsPath)];

const solver = createSolver('z3', { limits: { rlimit: 200_000, seconds: 600 } });
afterAll(() => solver.close());

/** Which of the theorems are proved, of these declarations in place of those of the model and the proofs. */
function provedOf(
  names: readonly string[],
  changed: { readonly model?: Ast.SourceFile; readonly proofs?: Ast.SourceFile },
): Promise<readonly string[]> {
  const files = new Map(texts)
    .set(modelPath, printFile(changed.model ?? model))
    .set(proofsPath, printFile(changed.proofs ?? proofs));
  const source: FileSource = { read: (path) => files.get(path), identity: (path) => path, logic };
  const read = reader(source).read(proofsPath);
  expect(read.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(read.model.theorems.map(({ name }) => name)).toEqual(expect.arrayContaining([...names]));
  return proveSoundly(read.model, names, solver);
}

/** A file with one declaration changed, which has to be there. */
/** The declarations of a kind; some have more kinds than one. */
type Of<K, D = Ast.Declaration> = D extends Ast.Declaration ? (K extends D['kind'] ? D : never) : never;

function change<K extends Ast.Declaration['kind']>(
  file: Ast.SourceFile,
  kind: K,
  name: string,
  how: (declaration: Of<K>) => Ast.Declaration,
): Ast.SourceFile {
  let count = 0;
  const declarations = file.declarations.map((declaration) => {
    if (declaration.kind !== kind || !('name' in declaration) || declaration.name.name !== name) return declaration;
    count++;
    return how(declaration as Of<K>);
  });
  expect(count, `${kind} ${name}`).toBe(1);
  return { ...file, declarations };
}

const chains = [
  {
    sequence: 'Chain_SRTM',
    measured: 'MeasuredBoot_SRTM',
    programs: ['SRTM', 'BIOS', 'OSLoader', 'VMM', 'Dom0_Kernel', 'vTPM_Builder', 'vTPM_VM_Binding', 'VM_Builder'],
    local: 'T1_auto',
    remote: 'T2_auto',
  },
  {
    sequence: 'Chain_DRTM',
    measured: 'MeasuredBoot_DRTM',
    programs: ['Latelaunch_DRTM', 'vTPM_Builder_TJP', 'vTPM_VM_Binding_TJP', 'VM_Builder_TJP'],
    local: 'T3_auto',
    remote: 'T4_auto',
  },
] as const;

const all = ['T1_auto', 'T2_12_auto', 'T2_auto', 'T3_auto', 'T4_16_auto', 'T4_auto'];

test('as they stand, all are proved', async () => {
  expect(await provedOf(all, {})).toEqual(all);
});

describe.each(chains)('the chain of $sequence', ({ sequence, measured, programs, local, remote }) => {
  const [, ...entries] = programs;

  // It jumps to what it did not measure; that may extend the register by the right program, and jump to it.
  test.each(programs.slice(0, -1))('%s does not extend the register', async (program) => {
    const changed = change(model, 'program', program, ({ body, ...rest }) => ({
      ...rest,
      ...(body && { body: body.filter(({ action }) => action.name !== 'extend') }),
    }));
    expect(await provedOf([local, remote], { model: changed })).toEqual([]);
  });

  const withEntries = (how: (list: readonly Ast.Expr[]) => readonly Ast.Expr[]): Ast.SourceFile =>
    change(model, 'define', sequence, (definition) => {
      expect(definition.body).toMatchObject({
        kind: 'apply',
        callee: { name: 'seq' },
        args: { length: entries.length },
      });
      const body = definition.body as Ast.Apply;
      return { ...definition, body: { ...body, args: how(body.args) } };
    });

  // Any stage may have any program in the place from which it reads the next: the chain may have run as the sequence says.
  test.each(entries.map((name, i) => [name, i] as const))('the sequence lacks %s', async (_, i) => {
    expect(await provedOf([local], { model: withEntries((list) => list.toSpliced(i, 1)) })).toEqual([]);
  });
  test.each(entries.slice(1).map((name, i) => [name, i] as const))(
    '%s stands one place earlier in the sequence',
    async (_, i) => {
      const swapped = withEntries((list) => list.with(i, list[i + 1] as Ast.Expr).with(i + 1, list[i] as Ast.Expr));
      expect(await provedOf([local], { model: swapped })).toEqual([]);
    },
  );

  // The chain may have run as it should, and no program is another.
  test.each(entries.map((name, i) => [name, i] as const))(
    'another program than %s is said to have been measured',
    async (name, i) => {
      const other = entries[(i + 1) % entries.length] as string;
      const changed = change(model, 'define', measured, (definition) => ({
        ...definition,
        body: renamed(definition.body, name, other) as Ast.Expr,
      }));
      expect(await provedOf([local], { model: changed })).toEqual([]);
    },
  );
});

/** The tree with every use of a function's name replaced by another's. */
function renamed(tree: unknown, from: string, to: string): unknown {
  if (Array.isArray(tree)) return tree.map((part) => renamed(part, from, to));
  if (typeof tree !== 'object' || tree === null) return tree;
  const entries = Object.entries(tree).map(([key, part]) => [key, renamed(part, from, to)] as const);
  const changed = Object.fromEntries(entries) as Record<string, unknown>;
  return changed['name'] === from ? { ...changed, name: to } : changed;
}

const theorem = (name: string): Ast.TheoremDeclaration => {
  const found = proofs.declarations.find(
    (declaration) => declaration.kind === 'theorem' && declaration.name.name === name,
  );
  if (found?.kind !== 'theorem') throw new Error(`there is no theorem ${name}`);
  return found;
};

// The assumptions can be true together: they are of a run that went as it should.
test.each(all)('%s with ⊥ for its conclusion', async (name) => {
  const changed = change(proofs, 'theorem', name, (declaration) => ({ ...declaration, conclusion: falsehood }));
  expect(await provedOf([name], { proofs: changed })).toEqual([]);
});

// Who is protected, or measured, is one register; of the other nothing is known.
test.each([
  ['T1_auto', 'T3_auto'],
  ['T3_auto', 'T1_auto'],
  ['T2_auto', 'T4_auto'],
  ['T4_auto', 'T2_auto'],
])('%s with the conclusion of %s', async (name, other) => {
  const { conclusion } = theorem(other);
  const changed = change(proofs, 'theorem', name, (declaration) => ({
    ...declaration,
    ...(conclusion && { conclusion }),
  }));
  expect(await provedOf([name], { proofs: changed })).toEqual([]);
});

// That the verifier is not the signer is left alone: no program of an honest signer does what a verifier does.
test.each([
  ['T1_auto', 0, 'anybody may extend the register'],
  ['T1_auto', 1, 'the register may hold anything'],
  ['T3_auto', 0, 'anybody may extend the register'],
  ['T3_auto', 1, 'the register may hold anything'],
  ['T2_12_auto', 1, 'the signer may sign anything'],
  ['T4_16_auto', 1, 'the signer may sign anything'],
  ['T2_auto', 1, 'the signer may sign anything'],
  ['T4_auto', 1, 'the signer may sign anything'],
  ['T2_auto', 2, 'anybody may extend the register'],
  ['T4_auto', 2, 'anybody may extend the register'],
] as const)('%s without assumption %i: %s', async (name, i, _why) => {
  const changed = change(proofs, 'theorem', name, (declaration) => {
    expect(declaration.assumptions.length).toBeGreaterThan(i);
    return { ...declaration, assumptions: declaration.assumptions.toSpliced(i, 1) };
  });
  expect(await provedOf([name], { proofs: changed })).toEqual([]);
});
