import { equal, substitute, type Term } from '../kernel/index.js';
import { type Model, type SetupDecl, showTerm } from '../language/index.js';
import { tidyParams } from './tidy-variables.js';

/** How a machine is set up, in the language's own words. The order of what it says means nothing. */
export function setupText({ kind, machine, contents, registers, images }: SetupDecl, model: Model): string {
  const { params } = tidyParams([machine]);
  const shown = (term: Term): string => {
    const named = substitute(equal(term, term), [machine], params);
    return showTerm(named.kind === 'equal' ? named.left : term, model, { limit: Number.POSITIVE_INFINITY });
  };
  const items = [
    ...contents.map(({ location, value }) => `${shown(location)} holds ${shown(value)}`),
    ...registers.map(({ register, index }) => `${shown(register)} is PCR ${index}`),
    ...images.map(({ program, file }) => `image ${program.name} "${file}"`),
  ];
  const [name = ''] = params.map((param) => param.name);
  return [`setup ${kind.name}(${name}) {`, ...items.sort().map((item) => `  ${item}`), '}'].join('\n');
}
