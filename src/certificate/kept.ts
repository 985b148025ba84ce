import type { CertifiedModel } from '../recheck/index.js';

/** What is kept beside a file: the path of its proofs. */
export const keptPath = (file: string): string => `${file.replace(/\.ls2$/, '')}.kept.json`;

/**
 * Takes a text for kept proofs; undefined where it has not the shape of a certificate of one model. Whether it was changed is not looked at: all of it is tried, and none of
 * it believed.
 */
export function readKept(text: string): CertifiedModel | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const models = isObject(value) ? value['models'] : undefined;
  const model: unknown = Array.isArray(models) ? models[0] : undefined;
  return isObject(model) && hasShape(model) ? (model as unknown as CertifiedModel) : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The tables that are used here have entries of the right types; where their positions lead is seen when they are followed. */
function hasShape({ symbols, nodes, steps, theorems, beside }: Fields): boolean {
  return (
    every(
      symbols,
      ([kind, name, args, result]) =>
        isText(kind) &&
        isText(name) &&
        isList(args, isText) &&
        (result === undefined || result === null || isText(result)),
    ) &&
    every(nodes, ([kind, ...rest]) => isText(kind) && rest.every((each) => isText(each) || isPosition(each))) &&
    every(
      steps,
      ([rule, claim, premises, given]) =>
        isText(rule) && isPosition(claim) && isList(premises, isPosition) && isList(given, isPosition),
    ) &&
    every(theorems, ([role, name, , , step]) => isText(role) && isText(name) && isPosition(step)) &&
    (beside === undefined ||
      every(beside, ([kind, name, lines]) => isText(kind) && isText(name) && isList(lines, isText)))
  );
}

const every = (table: unknown, fits: (entry: readonly unknown[]) => boolean): boolean =>
  Array.isArray(table) && table.every((entry) => Array.isArray(entry) && fits(entry));

const isText = (value: unknown): value is string => typeof value === 'string';
const isPosition = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isList = (value: unknown, fits: (item: unknown) => boolean): boolean => Array.isArray(value) && value.every(fits);
