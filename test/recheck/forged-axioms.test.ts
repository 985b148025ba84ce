import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Certificate, type CertifiedModel, certificateText } from '../../src/recheck/index.js';
import { readLogic } from '../../src/recheck/logic-text.js';
import { type Head, type Piece, Pieces } from '../../src/recheck/pieces.js';
import { Draft, recheckText, shippedLogic } from './draft.js';

const pieces = new Pieces();
const { axioms } = readLogic(shippedLogic, pieces);

/** A piece written into a certificate. */
function written(d: Draft, { head, parts }: Piece): number {
  const all = parts.map((part) => written(d, part));
  switch (head.kind) {
    case 'bound':
      return d.bound(head.index, head.sort);
    case 'apply': {
      const { kind, name, args, result } = head.symbol;
      return d.node('apply', d.symbol(kind, name, args, result), ...all);
    }
    case 'atom':
      return d.node('atom', d.symbol('predicate', head.symbol.name, head.symbol.args), ...all);
    case 'forall':
    case 'exists':
      return d.node(head.kind, head.sort, ...all);
    default:
      return d.node(head.kind, ...all);
  }
}

/** The formula with its first part changed that can be; undefined where none can. */
function changed(piece: Piece, change: (piece: Piece) => Piece | undefined): Piece | undefined {
  const here = change(piece);
  if (here !== undefined && here !== piece) return here;
  for (const [i, part] of piece.parts.entries()) {
    const inside = part.is === 'formula' ? changed(part, change) : undefined;
    if (inside !== undefined) return pieces.make(piece.head, piece.parts.with(i, inside));
  }
  return undefined;
}

const replaced = (piece: Piece, head: Head): Piece => pieces.make(head, piece.parts);

/** What an attacker would make of an axiom: stronger, or about something else. */
const forgeries: Readonly<Record<string, (piece: Piece) => Piece | undefined>> = {
  'a premise is left out': ({ head, parts: [premise, claim] }) =>
    head.kind === '=>' && premise !== undefined && claim !== undefined
      ? premise.head.kind === 'and'
        ? pieces.make(head, [pieces.make({ kind: 'and' }, premise.parts.slice(1)), claim])
        : claim
      : undefined,
  'it is the other way around': ({ head, parts }) =>
    head.kind === '=>' ? pieces.make(head, [...parts].reverse()) : undefined,
  'what comes earlier comes later': (piece) =>
    piece.head.kind === 'atom' && ['<', '<='].includes(piece.head.symbol.name)
      ? pieces.make(piece.head, [...piece.parts].reverse())
      : undefined,
  'what exists is everything': (piece) =>
    piece.head.kind === 'exists' ? replaced(piece, { kind: 'forall', sort: piece.head.sort }) : undefined,
  'what is not is': ({ head, parts }) => (head.kind === 'not' ? parts[0] : undefined),
  'it is false': (piece) => (piece.head.kind === 'forall' ? pieces.make({ kind: 'false' }) : undefined),
};

/** What is read of the logic for one axiom: itself, and what is declared. */
const logicFor = (name: string): readonly string[] =>
  shippedLogic.map((file) =>
    file
      .split('\n\n')
      .filter((part) => !/^axiom /m.test(part) || new RegExp(`^axiom ${name} `, 'm').test(part))
      .join('\n\n'),
  );

const certificate = (name: string, formula: Piece): string => {
  const d = new Draft();
  const node = written(d, formula);
  d.model.axioms.push([name, node]);
  return d.prove(d.step('Axiom', node)).text();
};

/** Those that came with several registers, keys of boot code, virtual machines, images, and signatures. */
const newer = [...axioms.keys()].filter((name) =>
  /^(READALL|MEMALL|MEMALLI|BOOTSIGN|BOOTKEY|DERIVEDKEY|BOOTVER|MADE|HERE|UP.*|V[A-Z].*|KEEPV|APART|DEAD|GONE|FREE|LOCKED)$/.test(
    name,
  ),
);

describe.each(newer)('axiom %s', (name) => {
  const formula = axioms.get(name) as Piece;
  const logic = logicFor(name);

  test('is accepted as it stands', async () => {
    expect(await recheckText(certificate(name, formula), logic)).toMatchObject({ verdict: 'accepted' });
  });

  test('is refused however it is changed', async () => {
    let forged = 0;
    for (const [what, change] of Object.entries(forgeries)) {
      const other = changed(formula, change);
      if (other === undefined || other === formula) continue;
      const outcome = await recheckText(certificate(name, other), logic);
      expect(outcome, what).toMatchObject({
        verdict: 'rejected',
        reason: expect.stringContaining(`what the logic calls ${name}`),
      });
      forged++;
    }
    expect(forged).toBeGreaterThan(1);
  });
});

describe('a proof that was kept', () => {
  const text = readFileSync(
    new URL('../../models/casebook/read-in-several-commands.kept.json', import.meta.url),
    'utf8',
  );
  const { tool, solver, models } = JSON.parse(text) as Certificate;
  const [model] = models as readonly [CertifiedModel];
  const axiomNodes = new Map(model.axioms.map(([name, node]) => [node, name]));
  const ofAxiom = new Map(
    model.steps.flatMap(([rule, claim], i) => (rule === 'Axiom' ? [[i, axiomNodes.get(claim)] as const] : [])),
  );

  test('is refused where an axiom of several registers, or of who signed, is put to other terms than it is said of', async () => {
    let changes = 0;
    for (const [i, [rule, claim, premises, given]] of model.steps.entries()) {
      const name = ofAxiom.get(premises[0] ?? -1);
      if (rule !== '∀E' || name === undefined || !['READALL', 'MEMALL', 'MADE'].includes(name)) continue;
      const sorts = given.map((node) => JSON.stringify(model.nodes[node]?.slice(0, 1)));
      const place = given.findIndex((node, k) =>
        given.some((other, l) => l !== k && other !== node && sorts[l] === sorts[k]),
      );
      const other = given.find((node, k) => k !== place && sorts[k] === sorts[place] && node !== given[place]);
      if (place < 0 || other === undefined) continue;
      const steps = model.steps.with(i, [rule, claim, premises, given.with(place, other)]);
      const forged = certificateText({ tool, solver, models: [{ ...model, steps }] });
      expect(await recheckText(forged), `step ${i}`).toMatchObject({ verdict: 'rejected' });
      changes++;
    }
    expect(changes).toBeGreaterThan(1);
  });
});
