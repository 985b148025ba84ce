import { Malformed, type Path, type Spot } from './malformed.js';

/** Taking JSON apart that should be of a certain shape; all throw {@link Malformed} where it is not. */
type Fields = Readonly<Record<string, unknown>>;

const wrong = (message: string, spot: Spot): Malformed => new Malformed('LS2-1002', message, spot);

/** An object with these fields, perhaps some of those, and no others. */
export function fieldsOf(
  value: unknown,
  path: Path,
  required: readonly string[],
  optional: readonly string[] = [],
): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong('this should be an object', { path });
  const missing = required.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) throw wrong(`the field \`${missing}\` is missing`, { path });
  for (const field of Object.keys(value))
    if (!required.includes(field) && !optional.includes(field))
      throw wrong(`there is no field \`${field}\` here`, { path, field });
  return value as Fields;
}

export function textOf(value: unknown, path: Path): string {
  if (typeof value !== 'string') throw wrong('this should be a text', { path });
  return value;
}

/** A list of what `read` reads. */
export function listOf<T>(value: unknown, path: Path, read: (item: unknown, path: Path) => T): readonly T[] {
  if (!Array.isArray(value)) throw wrong('this should be a list', { path });
  return value.map((item, i) => read(item, [...path, i]));
}

export function wholeNumberOf(value: unknown, path: Path, least = Number.NEGATIVE_INFINITY): number {
  if (!Number.isSafeInteger(value)) throw wrong('this should be a whole number', { path });
  if ((value as number) < least) throw wrong(`this should be ${least} or more`, { path });
  return value as number;
}

export function numberOf(value: unknown, path: Path): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong('this should be a number', { path });
  return value;
}

/** One of these words. */
export function wordOf<T extends string>(value: unknown, path: Path, words: readonly T[]): T {
  const found = words.find((word) => word === value);
  if (found === undefined) throw wrong(`this should be one of ${words.join(', ')}`, { path });
  return found;
}

/** An object of texts by any names. */
export function textsOf(value: unknown, path: Path): Readonly<Record<string, string>> {
  const fields = fieldsOf(value, path, [], typeof value === 'object' && value !== null ? Object.keys(value) : []);
  for (const [name, text] of Object.entries(fields)) textOf(text, [...path, name]);
  return fields as Readonly<Record<string, string>>;
}
