import { equal, type PredicateSymbol, substitute, type Term, type Variable, variable } from '../kernel/index.js';
import { type Model, showTerm } from '../language/index.js';

/** The machine that is spoken of. */
const m = variable('m', 'Machine');

/**
 * How machines of a kind are set up, in the language's own words: by their setup, and else by the chains that are laid on them. The order of what is said
 * means nothing. Undefined where nothing is said.
 */
export function setupText(kind: PredicateSymbol, model: Model): string | undefined {
  const shown = (term: Term, machine: Variable): string =>
    showTerm(at(term, machine), model, { limit: Number.POSITIVE_INFINITY });
  const chains = model.chains.filter((chain) => chain.kind === kind);
  const setups = model.setups.filter((setup) => setup.kind === kind);
  const contents = new Map<string, string>();
  for (const { machine, stages } of chains)
    for (const { location, entry } of stages.flatMap(({ measures }) => measures))
      if (location !== undefined) contents.set(shown(location, machine), shown(entry, machine));
  for (const setup of setups)
    for (const { location, value } of setup.contents)
      contents.set(shown(location, setup.machine), shown(value, setup.machine));
  const items = [
    ...[...contents].map(([location, value]) => `${location} holds ${value}`),
    ...setups.flatMap(({ machine, registers, images }) => [
      ...registers.map(({ register, index }) => `${shown(register, machine)} is PCR ${index}`),
      ...images.map(({ program, file }) => `image ${program.name} "${file}"`),
    ]),
  ];
  if (items.length === 0) return undefined;
  return [`setup ${kind.name}(m) {`, ...items.sort().map((item) => `  ${item}`), '}'].join('\n');
}

function at(term: Term, machine: Variable): Term {
  const said = substitute(equal(term, term), [machine], [m]);
  return said.kind === 'equal' ? said.left : term;
}
