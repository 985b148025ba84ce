import fc from 'fast-check';
import { startOfFile } from '../../diagnostics/index.js';
import type {
  Binder,
  Declaration,
  Expr,
  Identifier,
  Measure,
  ProofStep,
  ProofText,
  SetupItem,
  SourceFile,
  Statement,
} from '../../language/ast.js';
import * as node from '../../language/show/nodes.js';

const span = startOfFile;

/** Names, some of which are words elsewhere in the grammar. */
export const names = fc.constantFrom(
  'x',
  "y'",
  't',
  'J',
  'm',
  'A1',
  'os_loc',
  'source',
  'memory',
  'pcr',
  'secret',
  'case',
  'with',
  'H',
  'image',
  'holds',
  'is',
);
const identifier: fc.Arbitrary<Identifier> = names.map(node.identifier);
const binder: fc.Arbitrary<Binder> = fc
  .tuple(names, fc.option(names, { nil: undefined }))
  .map(([name, sort]) => node.binder(name, sort));
const some = <T>(item: fc.Arbitrary<T>, min = 1): fc.Arbitrary<T[]> =>
  fc.array(item, { minLength: min, maxLength: min + 2 });
const maybe = <K extends string, T>(key: K, value: fc.Arbitrary<T>): fc.Arbitrary<Partial<Record<K, T>>> =>
  fc.option(value, { nil: undefined }).map((v) => {
    const empty: Partial<Record<K, T>> = {};
    return v === undefined ? empty : { ...empty, [key]: v };
  });

/** Any expression of the grammar, whether it means something or not. */
export const expressions: fc.Arbitrary<Expr> = fc.letrec<{ expr: Expr; statement: Statement }>((tie) => {
  const expr = tie('expr');
  const relation = fc.constantFrom('=' as const, '≠' as const, '<' as const, '≤' as const);
  const statement = fc
    .tuple(names, fc.array(expr, { maxLength: 2 }), fc.option(names, { nil: undefined }))
    .map(([action, args, result]) => node.statement(action, args, result));
  const program = fc.oneof(fc.array(tie('statement'), { maxLength: 3 }).map(node.programTextOf), expr);
  return {
    statement,
    expr: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      names.map(node.name),
      fc.boolean().map(node.truth),
      fc
        .tuple(names, some(expr), fc.option(expr, { nil: undefined }))
        .map(([callee, args, init]) => node.call(callee, args, init)),
      some(expr, 2).map(node.tuple),
      fc.array(expr, { maxLength: 2 }).map(node.set),
      fc.tuple(expr, names).map(([object, field]) => node.member(object, field)),
      fc.tuple(expr, expr).map(([object, at]) => node.index(object, at)),
      expr.map(node.hat),
      expr.map(node.inverse),
      fc.tuple(names, expr, expr).map(([seal, key, body]) => node.sealed(seal, key, body)),
      expr.map(node.negation),
      fc
        .tuple(fc.constantFrom('and' as const, 'or' as const, 'implies' as const), some(expr, 2))
        .map(([kind, parts]) => node.connective(kind, parts)),
      some(expr, 2).map((parts): Expr => ({ kind: 'iff', parts, span })),
      fc
        .tuple(expr, some(fc.record({ relation, right: expr })))
        .map(([first, rest]) => node.comparison(first, ...rest)),
      fc.tuple(expr, expr).map(([body, time]) => node.at(body, time)),
      fc
        .tuple(expr, fc.record({ from: expr, to: expr, fromOpen: fc.boolean(), toOpen: fc.boolean() }))
        .map(([body, interval]) => node.on(body, interval)),
      fc
        .tuple(fc.constantFrom('forall' as const, 'exists' as const), some(binder), expr)
        .map(([kind, binders, body]) => node.quantifier(kind, binders, body)),
      fc
        .tuple(program, expr, expr, expr, expr)
        .map(([p, thread, from, to, body]): Expr => ({ kind: 'modal', program: p, thread, from, to, body, span })),
    ),
  };
}).expr;

const statements = fc.array(
  fc
    .tuple(names, fc.array(expressions, { maxLength: 2 }), fc.option(names, { nil: undefined }))
    .map(([action, args, result]) => node.statement(action, args, result)),
  { maxLength: 3 },
);
const justification = fc
  .tuple(
    identifier,
    maybe('args', some(expressions)),
    fc.array(
      fc.tuple(
        fc.constantFrom('axiom' as const, 'lemma' as const, 'theorem' as const, 'definition' as const),
        identifier,
        maybe('args', some(expressions)),
      ),
      { maxLength: 2 },
    ),
  )
  .map(([rule, args, uses]) => ({
    rule,
    ...args,
    uses: uses.map(([kind, name, useArgs]) => ({ kind, name, ...useArgs, span })),
    span,
  }));

const steps: fc.Arbitrary<ProofStep[]> = fc.letrec<{ steps: ProofStep[] }>((tie) => {
  const named = maybe('name', identifier);
  const inner = tie('steps');
  const step: fc.Arbitrary<ProofStep> = fc.oneof(
    fc
      .tuple(named, expressions, justification)
      .map(([name, formula, by]): ProofStep => ({ kind: 'have', ...name, formula, by, span })),
    fc
      .tuple(some(binder), named, expressions, justification)
      .map(([binders, name, formula, by]): ProofStep => ({ kind: 'obtain', binders, ...name, formula, by, span })),
    some(binder).map((binders): ProofStep => ({ kind: 'fix', binders, span })),
    justification.map((by): ProofStep => ({ kind: 'show', by, span })),
    fc
      .tuple(named, expressions, inner)
      .map(([name, formula, s]): ProofStep => ({ kind: 'suppose', ...name, formula, steps: s, span })),
    fc.tuple(expressions, fc.array(fc.tuple(named, expressions, inner), { maxLength: 2 })).map(
      ([of, cases]): ProofStep => ({
        kind: 'cases',
        of,
        cases: cases.map(([name, formula, s]) => ({ ...name, formula, steps: s, span })),
        span,
      }),
    ),
  );
  return { steps: fc.oneof({ depthSize: 'xsmall' }, fc.constant<ProofStep[]>([]), fc.array(step, { maxLength: 2 })) };
}).steps;

const texts = fc.string({ unit: fc.constantFrom('a', ' ', '"', '\\', 'ü', '/', '*') });
const doc = maybe('doc', fc.constantFrom('One line.', 'Two\nlines.', 'An empty\n\nline.'));
const place = fc.tuple(names, names).map(([machine, field]) => node.member(node.name(machine), field));
/** What a stage of a chain measures besides the next one. */
const measured = <K extends string>(key: K): fc.Arbitrary<Partial<Record<K, readonly Measure[]>>> =>
  maybe(
    key,
    some(
      fc
        .tuple(place, maybe('as', place), maybe('into', place))
        .map(([what, as, into]) => ({ what, ...as, ...into, span })),
    ),
  );

/** Any declaration of the grammar, whether it means something or not. */
export const declarations: fc.Arbitrary<Declaration> = fc
  .tuple(
    doc,
    fc.oneof(
      texts.map((path): Declaration => ({ kind: 'import', path, pathSpan: span, span })),
      some(identifier).map((list): Declaration => ({ kind: 'sort', names: list, span })),
      fc
        .tuple(
          fc.constantFrom(
            'constructor' as const,
            'function' as const,
            'event' as const,
            'predicate' as const,
            'fluent' as const,
          ),
          identifier,
          some(identifier, 0),
          maybe('result', identifier),
          fc.boolean(),
        )
        .map(
          ([kind, name, args, result, secret]): Declaration => ({
            kind,
            name,
            args,
            ...result,
            secret: kind === 'constructor' && secret,
            span,
          }),
        ),
      fc
        .tuple(identifier, some(identifier, 0), maybe('result', identifier), identifier)
        .map(([name, args, result, event]): Declaration => ({ kind: 'action', name, args, ...result, event, span })),
      fc
        .tuple(some(identifier), identifier)
        .map(([list, sort]): Declaration => ({ kind: 'constant', names: list, sort, span })),
      fc.tuple(identifier, maybe('means', texts), maybe('source', texts), expressions).map(
        ([name, means, source, formula]): Declaration => ({
          kind: 'axiom',
          name,
          ...means,
          ...source,
          formula,
          span,
        }),
      ),
      fc
        .tuple(identifier, some(binder, 0), maybe('result', identifier), expressions)
        .map(([name, params, result, body]): Declaration => ({ kind: 'define', name, params, ...result, body, span })),
      fc
        .tuple(
          fc.boolean(),
          identifier,
          identifier,
          fc.array(
            fc.oneof(
              fc
                .tuple(
                  fc.constantFrom('memory' as const, 'pcr' as const, 'dpcr' as const, 'principal' as const),
                  some(identifier),
                )
                .map(([kind, list]) => ({ kind, names: list, span })),
              fc
                .tuple(fc.constantFrom('reset' as const, 'latelaunch' as const), names, names)
                .map(([kind, p, m]) => ({ kind, program: node.call(p, [node.name(m)]), span })),
            ),
            { maxLength: 3 },
          ),
        )
        .map(([virtual, name, self, items]): Declaration => ({ kind: 'machine', virtual, name, self, items, span })),
      fc
        .tuple(identifier, some(binder, 0), maybe('body', statements))
        .map(([name, params, body]): Declaration => ({ kind: 'program', name, params, ...body, span })),
      fc
        .tuple(
          identifier,
          some(binder, 0),
          place,
          fc.array(
            fc.tuple(identifier, measured('measures'), maybe('reads', place), maybe('into', place), measured('then')),
            {
              maxLength: 3,
            },
          ),
        )
        .map(
          ([name, params, register, stages]): Declaration => ({
            kind: 'chain',
            name,
            params,
            register,
            // Without a next stage nothing comes after it, nor goes into a register.
            stages: stages.map(([stage, measures, reads, into, then]) => ({
              name: stage,
              ...measures,
              ...reads,
              ...('reads' in reads && { ...into, ...then }),
              span,
            })),
            span,
          }),
        ),
      fc
        .tuple(
          identifier,
          identifier,
          fc.array(
            fc.oneof(
              fc
                .tuple(place, expressions)
                .map(([location, value]): SetupItem => ({ kind: 'holds', location, value, span })),
              fc.tuple(place, fc.nat()).map(
                ([register, index]): SetupItem => ({
                  kind: 'register',
                  register,
                  index: `${index}`,
                  indexSpan: span,
                  span,
                }),
              ),
              fc.tuple(identifier, texts).map(([program, file]): SetupItem => ({ kind: 'image', program, file, span })),
            ),
            { maxLength: 3 },
          ),
        )
        .map(([name, self, items]): Declaration => ({ kind: 'setup', name, self, items, span })),
      fc
        .tuple(
          identifier,
          some(binder, 0),
          some(identifier, 1),
          fc.array(fc.tuple(place, maybe('register', place), some(fc.tuple(identifier, maybe('text', texts)), 1)), {
            maxLength: 3,
          }),
        )
        .map(
          ([name, params, theorems, items]): Declaration => ({
            kind: 'platform',
            name,
            params,
            theorems,
            items: items.map(([term, register, references]) => ({
              term,
              ...register,
              references: references.map(([word, text]) => ({ word, ...text, span })),
              span,
            })),
            span,
          }),
        ),
      fc
        .tuple(
          fc.constantFrom('theorem' as const, 'lemma' as const),
          identifier,
          some(binder, 0),
          fc.array(fc.tuple(maybe('name', identifier), expressions), { maxLength: 2 }),
          fc.option(fc.tuple(fc.array(expressions, { maxLength: 2 }), expressions), { nil: undefined }),
          maybe(
            'expected',
            fc.constantFrom(
              'proved' as const,
              'vacuous' as const,
              'refuted' as const,
              'unknown' as const,
              'unfinished' as const,
            ),
          ),
          maybe(
            'proof',
            fc.oneof(
              fc.constant<ProofText>({ kind: 'auto', span }),
              steps.map((list): ProofText => ({ kind: 'script', steps: list, span })),
            ),
          ),
        )
        .map(
          ([kind, name, params, assumptions, shown, expected, proof]): Declaration => ({
            kind,
            name,
            params,
            assumptions: assumptions.map(([label, formula]) => ({ ...label, formula, span })),
            premises: shown?.[0] ?? [],
            ...(shown && { conclusion: shown[1] }),
            ...expected,
            ...proof,
            span,
          }),
        ),
    ),
  )
  .map(([documentation, declaration]) => ({ ...documentation, ...declaration }));

export const sourceFiles: fc.Arbitrary<SourceFile> = fc
  .array(declarations, { maxLength: 4 })
  .map((list) => ({ path: 'example.ls2', declarations: list, span }));
