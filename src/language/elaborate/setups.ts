import type { Span } from '../../diagnostics/index.js';
import type { FunctionSymbol, Term, Variable } from '../../kernel/index.js';
import type { Expr, Identifier, SetupDeclaration, SetupItem } from '../ast.js';
import type { SetupDecl } from '../model.js';
import { besideFile } from '../paths.js';
import { bindFree, sortNamed } from './binders.js';
import { type Reading, report, reportUnbound } from './context.js';
import type { KindEntity, Origin } from './entities.js';
import { type Area, areaOf, namesOf } from './places.js';
import { location, plainTerm } from './surface.js';
import { termOf } from './terms.js';
import type { Context } from './typed.js';

/** The machine that a setup is of, and where its items are read. */
interface Subject {
  readonly kind: KindEntity;
  readonly machine: Variable;
  readonly context: Context;
}

/** What an item says, and what it says it of. */
interface ReadItem {
  readonly said:
    | { readonly kind: 'content'; readonly value: SetupDecl['contents'][number] }
    | { readonly kind: 'register'; readonly value: SetupDecl['registers'][number] }
    | { readonly kind: 'image'; readonly value: SetupDecl['images'][number] };
  readonly of: readonly Part[];
}

/** What is set up once: how it is called, and where it stands. */
interface Part {
  readonly what: string;
  readonly span: Span;
}

/** How a kind of machine is set up; undefined where an item cannot be read, or where something is set up twice. */
export function readSetup({ name, self, items, span, doc }: SetupDeclaration, reading: Reading): SetupDecl | undefined {
  const kind = kindNamed(name, reading);
  if (kind === undefined) return undefined;
  const { scope, locals } = bindFree([{ ...self, sort: name }], undefined, reading);
  const machine = locals[0]?.variable;
  if (machine === undefined) return undefined;
  const first = once({ what: `\`${kind.name}\``, span: name.span }, reading.world.setups, reading);
  const subject: Subject = { kind, machine, context: { reading, scope, depth: 0, open: 'a setup' } };
  const read = items.flatMap((item) => readItem(item, subject) ?? []);
  const parts = new Map<string, { readonly origin: Origin }>();
  const again = read.flatMap(({ of }) => of).filter((part) => !once(part, parts, reading));
  if (!first || read.length !== items.length || again.length > 0) return undefined;
  return {
    name: name.name,
    ...(doc !== undefined && { doc }),
    file: reading.file.path,
    span,
    kind: kind.symbol,
    machine,
    contents: read.flatMap(({ said }) => (said.kind === 'content' ? [said.value] : [])),
    registers: read.flatMap(({ said }) => (said.kind === 'register' ? [said.value] : [])),
    images: read.flatMap(({ said }) => (said.kind === 'image' ? [said.value] : [])),
  };
}

function kindNamed(name: Identifier, reading: Reading): KindEntity | undefined {
  const surface = sortNamed(name, reading);
  if (surface !== undefined && surface.kind === undefined)
    report(reading, 'LS2-0508', `\`${name.name}\` is no kind of machine`, name.span);
  return surface?.kind;
}

/** Whether something is not set up yet; reports where it is. */
function once({ what, span }: Part, known: Map<string, { readonly origin: Origin }>, reading: Reading): boolean {
  const before = known.get(what);
  if (before === undefined) {
    known.set(what, { origin: { file: reading.file.path, span } });
    return true;
  }
  report(reading, 'LS2-0510', `${what} is set up already`, span, {
    related: [{ message: 'set up first here', ...before.origin }],
  });
  return false;
}

function readItem(item: SetupItem, subject: Subject): ReadItem | undefined {
  switch (item.kind) {
    case 'holds':
      return readContent(item, subject);
    case 'register':
      return readRegister(item, subject);
    case 'image':
      return readImage(item, subject.context.reading);
  }
}

function readContent(item: Extract<SetupItem, { kind: 'holds' }>, subject: Subject): ReadItem | undefined {
  const place = placeOf(item.location, ['memory'], subject);
  const value = termOf(item.value, plainTerm, subject.context);
  if (place === undefined || value === undefined) return undefined;
  return {
    said: { kind: 'content', value: { location: place.term, value } },
    of: [{ what: place.what, span: item.location.span }],
  };
}

function readRegister(item: Extract<SetupItem, { kind: 'register' }>, subject: Subject): ReadItem | undefined {
  const { index: digits, indexSpan: span } = item;
  const place = placeOf(item.register, ['pcr', 'dpcr'], subject);
  const index = Number(digits);
  if (index > lastRegister) {
    report(subject.context.reading, 'LS2-0509', `a TPM has no PCR ${digits}, but 0 to ${lastRegister}`, span);
    return undefined;
  }
  if (place === undefined) return undefined;
  const setBy = index >= firstDynamic && index <= lastDynamic ? 'dpcr' : 'pcr';
  if (place.area !== setBy) {
    const [is, when] = setBy === 'pcr' ? ['dynamic', 'a reset'] : ['static', 'a late launch'];
    report(subject.context.reading, 'LS2-0509', `the register is ${is}, and PCR ${index} is set by ${when}`, span);
    return undefined;
  }
  return {
    said: { kind: 'register', value: { register: place.term, index, span } },
    of: [
      { what: place.what, span: item.register.span },
      { what: `PCR ${index}`, span },
    ],
  };
}

/** The registers of a TPM on a PC, by index: a late launch sets some, a reset the others. */
const [firstDynamic, lastDynamic, lastRegister] = [17, 22, 23];

function readImage(item: Extract<SetupItem, { kind: 'image' }>, reading: Reading): ReadItem | undefined {
  const program = programNamed(item.program, reading);
  return (
    program && {
      said: { kind: 'image', value: { program, file: besideFile(reading.file.path, item.file) } },
      of: [{ what: `the image of \`${program.name}\``, span: item.program.span }],
    }
  );
}

function programNamed(name: Identifier, reading: Reading): FunctionSymbol | undefined {
  const { names } = reading.world;
  const entity = names.get(name.name);
  if (entity?.origin !== undefined) reading.uses.add(entity.origin.file);
  switch (entity?.tag) {
    case 'program':
      return entity.symbol;
    case 'broken':
      return undefined;
    case undefined: {
      const programs = [...names.values()].flatMap((other) => (other.tag === 'program' ? [other.name] : []));
      reportUnbound(reading, 'program', name, programs);
      return undefined;
    }
    default:
      report(reading, 'LS2-0302', `\`${name.name}\` is no program`, name.span);
      return undefined;
  }
}

interface Place {
  readonly term: Term;
  readonly area: Area;
  /** As it is written at its shortest. */
  readonly what: string;
}

/** A location or register that the machine's kind declares. */
function placeOf(expr: Expr, areas: readonly Area[], { kind, machine, context }: Subject): Place | undefined {
  const term = termOf(expr, location, context);
  if (term === undefined) return undefined;
  const found = areaOf(term);
  const area = found === 'vpcr' ? 'pcr' : found;
  const [owner, name] = term.kind === 'application' ? term.args : [];
  if (area !== undefined && areas.includes(area) && owner === machine && name?.kind === 'application') {
    const called = name.symbol.name;
    const what = `\`${machine.name}.${area === 'memory' ? '' : `${area}.`}${called}\``;
    if (namesOf(kind, area).has(called)) return { term, area, what };
  }
  const wanted = areas.includes('memory')
    ? 'what holds a term is a memory location'
    : 'what is a PCR of a TPM is a register';
  report(context.reading, 'LS2-0508', `${wanted} of \`${machine.name}\``, expr.span);
  return undefined;
}
