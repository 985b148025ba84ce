import type { Apply, Expr, Member } from '../language/ast.js';
import { applied, call, member, name, tuple } from '../language/show/nodes.js';
import { type Change, inside, insideEach, rearranged, replaced } from './change.js';
import { type Addition, addition, kindOf, othersOf, type Scope } from './scope.js';
import { beside, type Item, type Kind, like } from './vocabulary.js';

/** A term with one of its places changed: by a variable, register, program, principal or value that stands next to what is there. */
export function termChanges(term: Expr, scope: Scope): readonly Change[] {
  const all = (part: Expr): readonly Change[] => termChanges(part, scope);
  switch (term.kind) {
    case 'name':
      return othersOf(term.name, scope).map((other) => replaced(term, name(other)));
    case 'apply':
      return applyChanges(term, scope);
    case 'tuple': {
      const whole = (items: readonly Expr[]): Expr => (items.length === 1 ? (items[0] as Expr) : tuple(items));
      return [...rearranged(term.items, whole, 1), ...insideEach(term.items, all, whole)];
    }
    case 'member':
      return memberChanges(term, scope);
    case 'hat':
      return inside(all(term.of), (of) => ({ ...term, of }));
    case 'inverse':
      return inside(all(term.key), (key) => ({ ...term, key }));
    case 'sealed':
      return [
        ...inside(all(term.key), (key) => ({ ...term, key })),
        ...inside(all(term.body), (body) => ({ ...term, body })),
      ];
    default:
      return [];
  }
}

function applyChanges(term: Apply, scope: Scope): readonly Change[] {
  const { callee, args, init } = term;
  const { programs, terms } = scope.vocabulary;
  const own = [
    ...beside(
      callee.name,
      like(callee.name, programs).map((each) => each.name),
    ),
    ...beside(
      callee.name,
      like(callee.name, terms).map((each) => each.name),
    ),
  ];
  const renamed = own.map((other) => replaced(term, applied(other, args)));
  const deeper = insideEach(
    args,
    (arg) => termChanges(arg, scope),
    (list) => ({ ...term, args: list }),
  );
  if (renamed.length > 0) return [...renamed, ...deeper];
  const [first] = args;
  switch (callee.name) {
    case 'seq': {
      const whole = (list: readonly Expr[]): Expr => ({ ...term, args: list });
      return [...rearranged(args, whole, 1), ...initChanges(term, init), ...deeper];
    }
    case 'PCR':
      return first?.kind === 'name' ? registerNames(term, first.name, scope) : [];
    case 'H':
      return [...(args.length === 1 && first !== undefined ? [replaced(term, first)] : []), ...deeper];
    default:
      return [...principalChanges(term, scope), ...deeper];
  }
}

/** What a register begins with. */
const begins: Readonly<Record<string, string>> = { sinit: 'dinit', dinit: 'sinit' };

function initChanges(term: Apply, init: Expr | undefined): readonly Change[] {
  const other = init?.kind === 'name' ? begins[init.name] : undefined;
  return other === undefined ? [] : [replaced(term, { ...term, init: name(other) })];
}

/** `PCR(s)` by the names of the other registers of the machines that are spoken of. */
function registerNames(term: Apply, own: string, scope: Scope): readonly Change[] {
  const kinds = new Set(scope.variables.flatMap((variable) => kindOf(name(variable.name), scope) ?? []));
  const having = [...kinds].filter((kind) => registersOf(kind).includes(own));
  const others = new Set(having.flatMap((kind) => beside(own, registersOf(kind))));
  if (others.size > 0) return [...others].map((other) => replaced(term, call('PCR', [name(other)])));
  return having.flatMap((kind) => {
    const adds = addition(kind, 'pcr', own, scope);
    return adds === undefined ? [] : [replaced(term, call('PCR', [name(adds.name)]), 'other', adds)];
  });
}

const registersOf = ({ pcr, dpcr }: Kind): readonly string[] => [...pcr, ...dpcr];

/** `AIK(m)` by the other principals of the machine, or by one that it has for this alone. */
function principalChanges(term: Apply, scope: Scope): readonly Change[] {
  const { callee, args } = term;
  const kind = kindOf(args[0], scope);
  if (kind === undefined || !kind.principal.includes(callee.name)) return [];
  return othersOrNew(kind, 'principal', callee.name, scope).map(({ name: other, adds }) =>
    replaced(term, call(other, args), 'other', adds),
  );
}

/** A location by its neighbours: memory by memory, a register by a register. */
function memberChanges(place: Member, scope: Scope): readonly Change[] {
  const { object, field } = place;
  if (object.kind === 'name') {
    const kind = kindOf(object, scope);
    if (kind === undefined || !kind.memory.includes(field.name)) return [];
    return othersOrNew(kind, 'memory', field.name, scope).map(({ name: other, adds }) =>
      replaced(place, member(object, other), 'other', adds),
    );
  }
  if (object.kind !== 'member') return [];
  const [machine, item, kind] = [object.object, object.field.name, kindOf(object.object, scope)];
  if (kind === undefined || (item !== 'pcr' && item !== 'dpcr') || !kind[item].includes(field.name)) return [];
  const all = [...kind.pcr.map((each) => `pcr.${each}`), ...kind.dpcr.map((each) => `dpcr.${each}`)];
  const others = beside(`${item}.${field.name}`, all);
  const at = (area: string, register: string): Expr => member(member(machine, area), register);
  if (others.length > 0)
    return others.map((other) => {
      const [area = '', register = ''] = other.split('.');
      return replaced(place, at(area, register));
    });
  const adds = addition(kind, item, field.name, scope);
  return adds === undefined ? [] : [replaced(place, at(item, adds.name), 'other', adds)];
}

function othersOrNew(
  kind: Kind,
  item: Item,
  own: string,
  scope: Scope,
): readonly { readonly name: string; readonly adds?: Addition }[] {
  const others = beside(own, kind[item]);
  if (others.length > 0) return others.map((other) => ({ name: other }));
  const adds = addition(kind, item, own, scope);
  return adds === undefined ? [] : [{ name: adds.name, adds }];
}
