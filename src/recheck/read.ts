import {
  type Certificate,
  type CertifiedModel,
  certificateText,
  type NameAndVersion,
  version,
  withDigest,
} from './format.js';
import { demand, Refusal } from './refusal.js';

/** Why a text is no certificate. */
export interface Malformed {
  readonly why: 'no-certificate' | 'other-version' | 'changed' | 'malformed';
  readonly detail: string;
}

/** Reads a text that has the shape of a certificate and is exactly what its content is written as. Whether its positions lead anywhere is not looked at. */
export function readCertificate(text: string): Certificate | Malformed {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { why: 'no-certificate', detail: `it is no JSON: ${(error as Error).message.replace(/\p{C}/gu, '·')}` };
  }
  if (!isObject(value) || !Object.hasOwn(value, 'ls2certificate'))
    return { why: 'no-certificate', detail: 'it is no object with a field `ls2certificate`' };
  if (value['ls2certificate'] !== version)
    return {
      why: 'other-version',
      detail: `it is of another version of the format than ${version}, which this ls2 reads`,
    };
  const end = text.lastIndexOf('"sha256"');
  if (end < 0 || withDigest(text.slice(0, end)) !== text)
    return { why: 'changed', detail: 'its digest is not that of its content' };
  try {
    const certificate = certificateOf(value);
    if (certificateText(certificate) !== text)
      return { why: 'changed', detail: 'it is not written as certificates are' };
    return certificate;
  } catch (error) {
    if (error instanceof Refusal) return { why: 'malformed', detail: error.message };
    throw error;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Takes a value apart as the type wants it, or throws a {@link Refusal} that says where it is something else. */
type Take<T> = (value: unknown, where: string) => T;

const text: Take<string> = (value, where) => {
  demand(typeof value === 'string', `${where} is no text`);
  return value;
};

/** Words that are shown as they are: nothing in them moves a cursor or turns the line around. */
const line: Take<string> = (value, where) => {
  const isLine = typeof value === 'string' && value.length <= longestLine && !/\p{C}/u.test(value);
  demand(isLine, `${where} is no line of at most ${longestLine} characters that can be shown`);
  return value;
};
const longestLine = 1000;

/**
 * Letters, digits and _, and at the end primes; the order of times is called < and <=; a set of programs after its program, with a sign for each of its parameters and the kind
 * of those for all of which it is: P.*Host.
 */
const name: Take<string> = (value, where) => {
  demand(
    typeof value === 'string' && /^(?:[A-Za-z][A-Za-z0-9_]*'*(?:\.|\*[A-Za-z][A-Za-z0-9_]*'*)*|<=?)$/.test(value),
    `${where} is no name`,
  );
  return value;
};

const position: Take<number> = (value, where) => {
  demand(Number.isSafeInteger(value) && (value as number) >= 0, `${where} is no whole number`);
  return value as number;
};

const oneOf =
  <T extends string>(...words: readonly T[]): Take<T> =>
  (value, where) => {
    const found = words.find((word) => word === value);
    demand(found !== undefined, `${where} is none of ${words.join(', ')}`);
    return found;
  };

const orNull =
  <T>(take: Take<T>): Take<T | null> =>
  (value, where) =>
    value === null ? null : take(value, where);

const list =
  <T>(take: Take<T>): Take<readonly T[]> =>
  (value, where) => {
    demand(Array.isArray(value), `${where} is no list`);
    return value.map((item, i) => take(item, `${where}[${i}]`));
  };

/** A list of so many items, each of its own type. */
const tuple =
  <T extends readonly unknown[]>(...takes: { readonly [K in keyof T]: Take<T[K]> }): Take<T> =>
  (value, where) => {
    demand(Array.isArray(value) && value.length === takes.length, `${where} has not ${takes.length} items`);
    return takes.map((take, i) => take(value[i], `${where}[${i}]`)) as unknown as T;
  };

const symbolEntry: Take<CertifiedModel['symbols'][number]> = (value, where) => {
  demand(Array.isArray(value), `${where} is no list`);
  switch (value[0]) {
    case 'predicate':
      return tuple(oneOf('predicate'), name, list(name))(value, where);
    case 'action':
      return tuple(oneOf('action'), name, list(name), orNull(name), position)(value, where);
    default:
      return tuple(oneOf('function', 'constructor', 'secret'), name, list(name), name)(value, where);
  }
};

const nodeEntry: Take<CertifiedModel['nodes'][number]> = (value, where) => {
  demand(Array.isArray(value), `${where} is no list`);
  const [kind, ...rest] = value as readonly unknown[];
  const items = rest.map((item, i) => (typeof item === 'string' ? name : position)(item, `${where}[${i + 1}]`));
  return [line(kind, `${where}[0]`), ...items];
};

const pair: Take<NameAndVersion> = tuple(line, line);

function modelOf(value: unknown, where: string): CertifiedModel {
  demand(isObject(value), `${where} is no object`);
  const field = <T>(key: string, take: Take<T>): T => take(value[key], `${where}.${key}`);
  return {
    file: field('file', line),
    symbols: field('symbols', list(symbolEntry)),
    nodes: field('nodes', list(nodeEntry)),
    programs: field('programs', list(tuple(position, list(position), orNull(position)))),
    definitions: field('definitions', list(tuple(position, list(position), position))),
    axioms: field('axioms', list(tuple(name, position))),
    kinds: field('kinds', list(tuple(position, orNull(position), orNull(position)))),
    ...(Object.hasOwn(value, 'families') && {
      families: field('families', list(tuple(position, position, list(orNull(position))))),
    }),
    steps: field('steps', list(tuple(line, position, list(position), list(position)))),
    theorems: field('theorems', list(tuple(oneOf('theorem', 'lemma'), name, position, text, position))),
    ...(Object.hasOwn(value, 'beside') && {
      beside: field('beside', list(tuple(oneOf('witness', 'attack', 'proof'), name, list(text)))),
    }),
  };
}

const certificateOf = (value: Readonly<Record<string, unknown>>): Certificate => ({
  tool: pair(value['tool'], 'tool'),
  solver: pair(value['solver'], 'solver'),
  models: list(modelOf)(value['models'], 'models'),
});
