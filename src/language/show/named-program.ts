import { apply, bound, type Program, type Segment, sameTerm, type Term, type Theory } from '../../kernel/index.js';

/** The parameters of a program by their names, and what they stand for. */
type Found = Map<string, Term>;

/**
 * The program, with arguments, that does exactly what a segment does: as `[P(m)]_I` is written, of which the kernel keeps what P does. Of several
 * the first by name; undefined where there is none, or where what a program does does not show all of its parameters.
 */
export function namedProgram(segment: Segment, theory: Theory): Term | undefined {
  for (const program of [...theory.programs].sort(byName)) {
    if (program.body === undefined) continue;
    const found: Found = new Map();
    if (!matches(program.body, segment, program, found)) continue;
    const args = program.params.flatMap(({ name }) => found.get(name) ?? []);
    if (args.length === program.params.length) return apply(program.symbol, ...args);
  }
  return undefined;
}

const byName = (a: Program, b: Program): number => (a.symbol.name < b.symbol.name ? -1 : 1);

function matches(pattern: Segment, segment: Segment, program: Program, found: Found, under = 0): boolean {
  const isParam = (name: string): boolean => program.params.some((param) => param.name === name);
  let [mine, other, depth]: [Segment, Segment, number] = [pattern, segment, under];
  while (mine.kind === 'step' && other.kind === 'step') {
    const { action, args } = mine;
    const given = other.args;
    if (action !== other.action || !args.every((arg, i) => fits(arg, given[i] as Term, depth, isParam, found)))
      return false;
    if (action.result !== undefined) depth += 1;
    [mine, other] = [mine.rest, other.rest];
  }
  if (mine.kind === 'jump' && other.kind === 'jump') return fits(mine.target, other.target, depth, isParam, found);
  if (mine.kind === 'choice' && other.kind === 'choice')
    return (
      matches(mine.first, other.first, program, found, depth) &&
      matches(mine.second, other.second, program, found, depth)
    );
  return mine.kind === other.kind && mine.kind !== 'step';
}

/** Whether a term is what another says with terms for parameters, so many results of actions deep. */
function fits(pattern: Term, term: Term, depth: number, isParam: (name: string) => boolean, found: Found): boolean {
  if (pattern.kind === 'variable' && isParam(pattern.name)) {
    const value = raised(term, depth);
    const before = found.get(pattern.name);
    if (value === undefined || value.sort !== pattern.sort) return false;
    found.set(pattern.name, before ?? value);
    return before === undefined || sameTerm(before, value);
  }
  if (pattern.kind !== 'application' || term.kind !== 'application') return sameTerm(pattern, term);
  return (
    pattern.symbol === term.symbol &&
    pattern.args.every((arg, i) => fits(arg, term.args[i] as Term, depth, isParam, found))
  );
}

/** A term as it is seen from outside of so many binders; undefined where it speaks of what they bind. */
function raised(term: Term, depth: number): Term | undefined {
  if (term.loose === 0 || depth === 0) return term;
  if (term.kind === 'bound') return term.index < depth ? undefined : bound(term.index - depth, term.sort);
  if (term.kind === 'variable') return term;
  const args = term.args.flatMap((arg) => raised(arg, depth) ?? []);
  return args.length === term.args.length ? apply(term.symbol, ...args) : undefined;
}
