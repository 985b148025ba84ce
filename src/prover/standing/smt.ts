/** SMT-LIB terms as text. */

export const call = (head: string, ...args: readonly string[]): string =>
  args.length === 0 ? head : `(${head} ${args.join(' ')})`;

export const same = (a: string, b: string): string => `(= ${a} ${b})`;
export const not = (a: string): string => `(not ${a})`;
export const entails = (a: string, b: string): string => `(=> ${a} ${b})`;
export const choose = (test: string, yes: string, no: string): string => `(ite ${test} ${yes} ${no})`;

export const all = (...parts: readonly string[]): string => junction('and', 'true', parts);
export const some = (...parts: readonly string[]): string => junction('or', 'false', parts);

function junction(op: string, empty: string, parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? empty;
  return `(${op} ${parts.join(' ')})`;
}

/** The name of a bound variable with the name of its sort. */
export type Binding = readonly [name: string, sort: string];

/** ∀, to be instantiated where terms like those of one of the patterns occur. Each pattern has all the variables. */
export function forEach(
  bindings: readonly Binding[],
  body: string,
  ...patterns: readonly (readonly string[])[]
): string {
  if (bindings.length === 0) return body;
  const list = bindings.map(([name, sort]) => `(${name} ${sort})`).join(' ');
  const hints = patterns.map((pattern) => ` :pattern (${pattern.join(' ')})`).join('');
  return `(forall (${list}) ${hints === '' ? body : `(! ${body}${hints})`})`;
}

export const assertion = (text: string): string => `(assert ${text})`;
