import type { TheoremDeclaration } from '../ast.js';
import type { Reason, Step, TheoremDecl, Use } from '../model.js';
import { warnUnused } from './binders.js';
import type { Placed } from './collect.js';
import { type Reading, report } from './context.js';
import { originOf } from './declare.js';
import { components } from './order.js';
import { readProof } from './proofs.js';
import { isDamaged, read, type Session } from './reading.js';
import { readStatement, type Statement } from './theorems.js';

/** Reads theorems: first what they say, then their proofs, which may use any of them. What uses a theorem with an error is left out. */
export function readTheorems(
  theorems: readonly Placed<TheoremDeclaration>[],
  session: Session,
): readonly TheoremDecl[] {
  const { facts } = session.world;
  const stated = theorems.flatMap((placed) => {
    const { declaration, file } = placed;
    const { name } = declaration;
    const whole = read(session, file, declaration, (reading) => {
      const statement = readStatement(declaration, reading);
      return statement && { statement, origin: originOf(name, reading) };
    });
    if (whole === undefined || facts.get(name.name)?.origin?.span !== name.span) return [];
    facts.set(name.name, {
      tag: 'theorem',
      name: name.name,
      origin: whole.origin,
      args: whole.statement.surfaces,
      exact: true,
    });
    return [{ ...placed, statement: whole.statement }];
  });
  const proved = stated.flatMap(({ declaration, file, statement }) => {
    const decl = read(session, file, declaration, (reading) => proofOf(declaration, statement, reading));
    return decl === undefined || isDamaged(declaration, file) ? [] : [decl];
  });
  return withoutCircles(
    proved,
    new Map(theorems.map(({ declaration, file }) => [declaration.name.name, { declaration, file }])),
    session,
  );
}

function proofOf(declaration: TheoremDeclaration, statement: Statement, reading: Reading): TheoremDecl | undefined {
  const { name, kind, doc, span, expected } = declaration;
  const proof = readProof(declaration.proof, statement, reading);
  warnUnused(statement.locals, reading, 'LS2-0903', 'parameter');
  if (proof === undefined) return undefined;
  const { params, guards, assumptions, conclusion } = statement;
  return {
    name: name.name,
    role: kind,
    ...(doc !== undefined && { doc }),
    file: reading.file.path,
    span,
    imported: false,
    params,
    guards,
    assumptions,
    conclusion,
    expected: expected ?? 'proved',
    proof,
  };
}

/** Leaves out theorems that rest on each other, which is reported, and those that use what is left out. */
function withoutCircles(
  theorems: readonly TheoremDecl[],
  placed: ReadonlyMap<string, Placed<TheoremDeclaration>>,
  session: Session,
): readonly TheoremDecl[] {
  const byName = new Map(theorems.map((theorem) => [theorem.name, theorem]));
  const used = new Map(theorems.map((theorem) => [theorem, theoremsUsed(theorem)]));
  const { circles } = components(theorems, (theorem) =>
    [...(used.get(theorem) ?? [])].flatMap((name) => byName.get(name) ?? []),
  );
  const dropped = new Set<string>();
  for (const circle of circles) {
    const inText = [...circle].sort((a, b) => theorems.indexOf(a) - theorems.indexOf(b));
    for (const theorem of circle) dropped.add(theorem.name);
    const [first, ...others] = inText.flatMap((theorem) => placed.get(theorem.name) ?? []);
    if (first === undefined) continue;
    const { name } = first.declaration;
    const related = others.map(({ declaration, file }) => ({
      message: `and on \`${declaration.name.name}\``,
      file: file.path,
      span: declaration.name.span,
    }));
    const message =
      others.length === 0
        ? `the proof of \`${name.name}\` uses \`${name.name}\``
        : `the proof of \`${name.name}\` rests on \`${name.name}\``;
    read(session, first.file, undefined, (reading) => report(reading, 'LS2-0606', message, name.span, { related }));
  }
  const missing = (theorem: TheoremDecl): boolean =>
    dropped.has(theorem.name) || [...(used.get(theorem) ?? [])].some((name) => placed.has(name) && !byName.has(name));
  let kept = theorems;
  for (let before = -1; before !== kept.length; ) {
    before = kept.length;
    kept = kept.filter((theorem) => {
      if (!missing(theorem)) return true;
      byName.delete(theorem.name);
      return false;
    });
  }
  return kept;
}

/** The names of the theorems and lemmas that a proof refers to. */
export function theoremsUsed({ proof }: TheoremDecl): ReadonlySet<string> {
  const names = new Set<string>();
  const use = (u: Use): void => {
    if (u.kind === 'theorem') names.add(u.name);
  };
  const reason = ({ rule, uses }: Reason): void => {
    if (rule.kind === 'apply') use(rule.fact);
    for (const u of uses) use(u);
  };
  const walk = (steps: readonly Step[]): void => {
    for (const step of steps) {
      if ('by' in step) reason(step.by);
      if ('steps' in step) walk(step.steps);
      if (step.kind === 'cases') for (const one of step.cases) walk(one.steps);
    }
  };
  if (proof.kind === 'script') walk(proof.steps);
  return names;
}
