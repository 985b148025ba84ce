import type { Term, Variable } from '../../kernel/index.js';
import type { Expr, Identifier, PlatformDeclaration, PlatformItem, ReferenceText } from '../ast.js';
import type { PlatformDecl, Reference } from '../model.js';
import { besideFile } from '../paths.js';
import { bindFree } from './binders.js';
import { type Reading, report, reportUnbound } from './context.js';
import type { KindEntity } from './entities.js';
import { nearest } from './nearest.js';
import { areaOf } from './places.js';
import { location, plainTerm } from './surface.js';
import { termOf } from './terms.js';
import type { Context } from './typed.js';

/** A platform; undefined where some of it cannot be read, or says one thing twice. */
export function readPlatform(declaration: PlatformDeclaration, reading: Reading): PlatformDecl | undefined {
  const { name, params, theorems, items, span, doc } = declaration;
  const { scope, locals } = bindFree(params, undefined, reading);
  const [local, ...others] = locals;
  const kind: KindEntity | undefined = local?.surface?.kind;
  const machine = local?.variable;
  if (local === undefined || others.length > 0 || (local.surface !== undefined && kind === undefined)) {
    report(reading, 'LS2-1506', `\`${name.name}\` is not of one machine of a declared kind`, name.span);
    return undefined;
  }
  const known = theorems.filter((theorem) => isTheorem(theorem, reading));
  if (machine === undefined || kind === undefined) return undefined;
  const context: Context = { reading, scope, depth: 0, open: 'a platform' };
  const read = items.flatMap((item) => itemOf(item, machine, context) ?? []);
  const twice = isTwice(read, reading);
  if (known.length !== theorems.length || read.length !== items.length || twice) return undefined;
  return {
    name: name.name,
    ...(doc !== undefined && { doc }),
    file: reading.file.path,
    span,
    kind: kind.symbol,
    machine,
    theorems: theorems.map((theorem) => ({ name: theorem.name, span: theorem.span })),
    items: read,
  };
}

function isTheorem(name: Identifier, reading: Reading): boolean {
  const { facts } = reading.world;
  const fact = facts.get(name.name);
  if (fact?.origin !== undefined) reading.uses.add(fact.origin.file);
  if (fact === undefined) {
    const all = [...facts.values()].flatMap((each) => (each.tag === 'theorem' ? [each.name] : []));
    reportUnbound(reading, 'theorem', name, all);
  } else if (fact.tag === 'axiom') report(reading, 'LS2-1506', `\`${name.name}\` is no theorem`, name.span);
  return fact?.tag === 'theorem';
}

type Item = PlatformDecl['items'][number];

function itemOf(
  { term, register, references, span }: PlatformItem,
  machine: Variable,
  context: Context,
): Item | undefined {
  const read = termOf(term, plainTerm, context);
  const on = register && registerOf(register, machine, context);
  const good = references.flatMap((reference) => referenceOf(reference, context.reading) ?? []);
  const any = references.find(({ word }) => word.name === 'any');
  if (any !== undefined && references.length > 1)
    report(context.reading, 'LS2-1507', '`any` leaves nothing for the others to check', any.span);
  const whole = good.length === references.length && (any === undefined || references.length === 1);
  if (read === undefined || !whole || (register !== undefined && on === undefined)) return undefined;
  return { term: read, ...(on && { register: on }), references: good, span };
}

function registerOf(expr: Expr, machine: Variable, context: Context): Term | undefined {
  const term = termOf(expr, location, context);
  if (term === undefined) return undefined;
  const area = areaOf(term);
  if ((area === 'pcr' || area === 'dpcr') && term.kind === 'application' && term.args[0] === machine) return term;
  report(context.reading, 'LS2-1507', `a term is measured into a register of \`${machine.name}\``, expr.span);
  return undefined;
}

/** Whether a term is spoken of twice for a register; reports where. */
function isTwice(items: readonly Item[], reading: Reading): boolean {
  const again = items.filter((item, i) =>
    items.slice(0, i).some((before) => before.term === item.term && before.register === item.register),
  );
  for (const { span } of again)
    report(reading, 'LS2-1507', 'what is good for this term is said already: list all of it in one place', span);
  return again.length > 0;
}

const banks = { sha1: 40, sha256: 64, sha384: 96, sha512: 128 } as const;
type BankName = keyof typeof banks;
const isBank = (text: string): text is BankName => Object.hasOwn(banks, text);

const hexBytes = /^([0-9a-fA-F]{2})+$/;

type Made = Reference | { readonly wrong: string };

/** What a text has to be after each word. */
const makers: Readonly<Record<string, (text: string, reading: Reading) => Made>> = {
  file: (text, reading) => ({ kind: 'file', file: beside(text, reading) }),
  image: (text, reading) => ({ kind: 'image', file: beside(text, reading) }),
  list: (text, reading) => ({ kind: 'list', file: beside(text, reading) }),
  text: (text) => ({ kind: 'data', data: new TextEncoder().encode(text) }),
  bytes: (text) => (hexBytes.test(text) ? { kind: 'data', data: bytesOf(text) } : { wrong: 'bytes in hexadecimal' }),
  digest: (text) => {
    const [bank = '', digest = '', ...more] = text.split(':');
    if (!isBank(bank) || more.length > 0 || !hexBytes.test(digest) || digest.length !== banks[bank])
      return { wrong: 'a bank and a digest of its length, as `sha256:…`' };
    return { kind: 'digest', bank, digest: digest.toLowerCase() };
  },
};

const words = ['any', ...Object.keys(makers)];

function referenceOf({ word, text, span }: ReferenceText, reading: Reading): Reference | undefined {
  const { name } = word;
  if (name === 'any' && text === undefined) return { kind: 'any' };
  if (!words.includes(name)) {
    const all = words.map((each) => `\`${each}\``).join(', ');
    report(reading, 'LS2-1507', `\`${name}\` is none of ${all}`, word.span, { fix: nearest(name, word.span, words) });
    return undefined;
  }
  const make = makers[name];
  if (make === undefined || text === undefined) {
    report(
      reading,
      'LS2-1507',
      make === undefined ? '`any` takes no text' : `\`${name}\` takes a text in quotes`,
      span,
    );
    return undefined;
  }
  const made = make(text, reading);
  if (!('wrong' in made)) return made;
  report(reading, 'LS2-1507', `\`${name}\` takes ${made.wrong}`, span);
  return undefined;
}

/** A path relative to the file. */
const beside = (path: string, { file }: Reading): string => (path.startsWith('/') ? path : besideFile(file.path, path));

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
