import { apply, type Term } from '../../kernel/index.js';
import type { Expr, Identifier, Index, Member } from '../ast.js';
import { mayBeBound, type Reading, report } from './context.js';
import type { KindEntity, Surface } from './entities.js';
import { nearest } from './nearest.js';
import { described, location, nameSort } from './surface.js';
import type { Context, Init, Typed } from './typed.js';
import { builtin } from './world.js';

const areas = ['memory', 'pcr', 'dpcr'] as const;
export type Area = (typeof areas)[number];

const isArea = (name: string): name is Area => areas.some((area) => area === name);

/** How the parts of a place are read. */
interface Parts {
  readonly infer: (expr: Expr, context: Context) => Typed | undefined;
  readonly termOf: (expr: Expr, want: Surface, context: Context) => Term | undefined;
}

/** `m.NAME`, `m.pcr.k`, `m.dpcr.k`, or with a variable `m.memory[k]`, `m.pcr[k]`, `m.dpcr[k]` */
export function placeOf(expr: Member | Index, context: Context, parts: Parts): Typed | undefined {
  const area = expr.object.kind === 'member' && isArea(expr.object.field.name) ? expr.object.field.name : undefined;
  const inArea = area !== undefined && expr.object.kind === 'member' ? expr.object.object : undefined;
  if (expr.kind === 'index') {
    if (inArea === undefined || area === undefined) {
      report(context.reading, 'LS2-0304', 'only `m.memory[k]`, `m.pcr[k]` and `m.dpcr[k]` have brackets', expr.span);
      return undefined;
    }
    const owner = machineOf(inArea, context, parts);
    const name = parts.termOf(expr.index, nameSort, context);
    return owner && name && made(area, owner, name, context);
  }
  const register = inArea !== undefined && area !== 'memory';
  const owner = machineOf(register ? inArea : expr.object, context, parts);
  if (owner === undefined) return undefined;
  const wanted = register && area !== undefined ? area : 'memory';
  const name = declaredName(expr.field, wanted, owner.surface, context);
  return name && made(wanted, owner, name, context);
}

/** The register of a virtual machine is its vTPM's. */
function made(area: Area, { term, surface }: Typed, name: Term, { reading }: Context): Typed | undefined {
  const isVirtual = area === 'pcr' && surface.kind?.virtual === true;
  const symbol = builtin(reading.world, isVirtual ? 'vpcr' : area);
  return symbol && { term: apply(symbol, term, name), surface: location };
}

function machineOf(expr: Expr, context: Context, { infer }: Parts): Typed | undefined {
  const typed = infer(expr, context);
  if (typed === undefined || typed.surface.sort === 'Machine') return typed;
  report(
    context.reading,
    'LS2-0302',
    `this is a ${described(typed.surface)}, and a Machine is wanted before \`.\``,
    expr.span,
  );
  return undefined;
}

/** The name of a location that the machine's kind has; of a machine of no known kind, that some kind has. */
function declaredName(field: Identifier, area: Area, owner: Surface, context: Context): Term | undefined {
  const { world, uses } = context.reading;
  const kinds = owner.kind === undefined ? kindsOf(context) : [owner.kind];
  const kind = kinds.find((k) => namesOf(k, area).has(field.name));
  if (kind === undefined) {
    const silent = mayBeBound(field.name, context.reading) || kinds.some((k) => k.damaged);
    if (!silent) reportMissing(field, area, owner, kinds, context);
    return undefined;
  }
  if (kind.origin !== undefined) uses.add(kind.origin.file);
  const known = world.locations.get(field.name);
  return known && apply(known.symbol);
}

function reportMissing(
  field: Identifier,
  area: Area,
  owner: Surface,
  kinds: readonly KindEntity[],
  { reading }: Context,
): void {
  const { name, span } = field;
  const whose = owner.kind === undefined ? 'no kind of machine' : `a ${owner.kind.name}`;
  const other = areas.find((a) => a !== area && kinds.some((k) => namesOf(k, a).has(name)));
  if (other !== undefined) {
    const code = area === 'memory' || other === 'memory' ? 'LS2-0205' : 'LS2-0206';
    const fix = { message: `write \`${other === 'memory' ? name : `${other}.${name}`}\`` };
    report(
      reading,
      code,
      `\`${name}\` is ${areaNames[other]} of ${whose === 'no kind of machine' ? 'a machine' : whose}, not ${areaNames[area]}`,
      span,
      { fix },
    );
    return;
  }
  const verb = owner.kind === undefined ? `${whose} has` : `${whose} has no`;
  const fix = nearest(
    name,
    span,
    kinds.flatMap((k) => [...namesOf(k, area)]),
  );
  const noun = areaNames[area].replace(/^a /, '');
  report(
    reading,
    'LS2-0205',
    owner.kind === undefined ? `${verb} a ${noun} \`${name}\`` : `${verb} ${noun} \`${name}\``,
    span,
    { fix },
  );
}

const areaNames: Readonly<Record<Area, string>> = {
  memory: 'a memory location',
  pcr: 'a static register',
  dpcr: 'a dynamic register',
};

export function namesOf(kind: KindEntity, area: Area): ReadonlySet<string> {
  return area === 'memory' ? kind.memory : area === 'pcr' ? kind.pcrs : kind.dpcrs;
}

function kindsOf({ reading }: Context): readonly KindEntity[] {
  return [...reading.world.names.values()].flatMap((entity) => (entity.tag === 'kind' ? [entity] : []));
}

/** The list of two locations or more. */
export function listOf(locations: readonly Term[], { world }: Reading): Term | undefined {
  const [both, more] = [builtin(world, 'both'), builtin(world, 'more')];
  const [first, last] = locations.slice(-2);
  if (both === undefined || more === undefined || first === undefined || last === undefined) return undefined;
  return locations.slice(0, -2).reduceRight((rest, each) => apply(more, each, rest), apply(both, first, last));
}

/** The locations of such a list, as far as the term shows them. */
export function listed(list: Term | undefined): readonly Term[] {
  if (list?.kind !== 'application' || list.sort !== 'Locations') return [];
  return list.args.flatMap((arg) => (arg.sort === 'Location' ? [arg] : listed(arg)));
}

/** Which of the areas of its machine a location is in, where the term shows it. */
export function areaOf(term: Term | undefined): Area | 'vpcr' | undefined {
  if (term?.kind !== 'application') return undefined;
  const { name, result } = term.symbol;
  return result === 'Location' && (isArea(name) || name === 'vpcr') ? name : undefined;
}

/** What a register begins with, where the term shows which register it is; what several do, where all of them do so. */
export function initOf(term: Term | undefined): Init | undefined {
  if (term?.sort === 'Locations') {
    const [first, ...others] = listed(term).map(initOf);
    return others.every((each) => each === first) ? first : undefined;
  }
  const area = areaOf(term);
  return area === 'pcr' || area === 'vpcr' ? 'sinit' : area === 'dpcr' ? 'dinit' : undefined;
}
