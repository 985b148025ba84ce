/** What stands in JSON is not what should. The message says where. */
export class Malformed extends Error {}

/** Takes a value of JSON for what it should be, or throws {@link Malformed}. */
type Decoder<T> = (value: unknown, at: string) => T;
type Decoded<D> = D extends Decoder<infer T> ? T : never;

export function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    throw new Malformed(`it is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const wanted = (what: string, at: string): Malformed => new Malformed(`${what} is wanted at ${at}`);

export const text: Decoder<string> = (value, at) => {
  if (typeof value !== 'string') throw wanted('a text', at);
  return value;
};

export const whole: Decoder<number> = (value, at) => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw wanted('a whole number', at);
  return value;
};

export const oneOf =
  <const T extends string>(...words: readonly T[]): Decoder<T> =>
  (value, at) => {
    const found = words.find((word) => word === value);
    if (found === undefined) throw wanted(`one of ${words.join(', ')}`, at);
    return found;
  };

export const array =
  <T>(item: Decoder<T>): Decoder<readonly T[]> =>
  (value, at) => {
    if (!Array.isArray(value)) throw wanted('a list', at);
    return value.map((each, i) => item(each, `${at}[${i}]`));
  };

export const optional =
  <T>(decoder: Decoder<T>): Decoder<T | undefined> =>
  (value, at) =>
    value === undefined ? undefined : decoder(value, at);

function fieldsOf(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wanted('an object', at);
  return Object.fromEntries(Object.entries(value));
}

export const record =
  <T>(item: Decoder<T>): Decoder<Readonly<Record<string, T>>> =>
  (value, at) =>
    Object.fromEntries(Object.entries(fieldsOf(value, at)).map(([name, each]) => [name, item(each, `${at}.${name}`)]));

/** An object with these fields; others are left alone. */
export const object =
  <F extends Readonly<Record<string, Decoder<unknown>>>>(
    fields: F,
  ): Decoder<{ readonly [K in keyof F]: Decoded<F[K]> }> =>
  (value, at) => {
    const given = fieldsOf(value, at);
    const decoded = Object.entries(fields).map(([name, field]) => [name, field(given[name], `${at}.${name}`)]);
    return Object.fromEntries(decoded) as { readonly [K in keyof F]: Decoded<F[K]> };
  };
