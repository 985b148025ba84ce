import type { Meaning, Parameter } from './meaning.js';

export const parameterText = ({ name, sort }: Parameter): string =>
  name === undefined ? (sort ?? '?') : sort === undefined ? name : `${name}: ${sort}`;

/** How a name is used: `extend(Location, Term)`, `x: Time`; actions are written without brackets. */
export function formOf({ kind, params, sort }: Meaning, name: string): string {
  const list = (params ?? []).map(parameterText).join(', ');
  if (kind === 'action') return `${name}${list === '' ? '' : ` ${list}`}${sort === undefined ? '' : `: ${sort}`}`;
  return `${name}${list === '' ? '' : `(${list})`}${sort === undefined ? '' : `: ${sort}`}`;
}

/** What a kind of thing is called in words. */
export const inWords = ({ kind, declaration }: Meaning): string => {
  if (kind === 'theorem' && declaration.kind === 'lemma') return 'lemma';
  if (kind === 'fact') return 'known here';
  if (kind === 'machine') return 'kind of machine';
  if (kind === 'predicate' || kind === 'function') return declaration.kind;
  return kind;
};
