import { isListOf, isNatural, isObject, isString, objectOf } from '../json.js';
import type { Attached } from '../property.js';
import type { Counts } from '../tally.js';
import type { Found } from '../trial.js';
import type { Standing } from './campaign.js';

const version = 1;

/** A campaign's standing as a file that another can go on from. */
export const standingText = (standing: Standing): string =>
  `${JSON.stringify({ ls2campaign: version, ...standing }, undefined, 1)}\n`;

/** Reads such a file; undefined for what is none. */
export function readStanding(text: string): Standing | undefined {
  const { ls2campaign, seed, properties, done, counts, found } = objectOf(text) ?? {};
  return ls2campaign === version &&
    isNatural(seed) &&
    isListOf(properties, isString) &&
    isListOf(done, isRange) &&
    isRecordOf(counts, isCounts) &&
    isListOf(found, isFound)
    ? { seed, properties, done, counts, found }
    : undefined;
}

const isRange = (value: unknown): value is readonly [number, number] =>
  isListOf(value, isNatural) && value.length === 2 && (value[0] as number) < (value[1] as number);

const isRecordOf = <T>(value: unknown, is: (each: unknown) => each is T): value is Readonly<Record<string, T>> =>
  isObject(value) && Object.values(value).every(is);

const isCounts = (value: unknown): value is Counts =>
  isRecordOf(value, (group): group is Counts[string] => isRecordOf(group, isNatural));

const isAttached = (value: unknown): value is Attached =>
  isObject(value) && isString(value['ending']) && isString(value['text']);

const isFound = (value: unknown): value is Found =>
  isObject(value) &&
  isString(value['property']) &&
  isNatural(value['seed']) &&
  (value['blames'] === 'ls2' || value['blames'] === 'model') &&
  isString(value['message']) &&
  isString(value['shown']) &&
  isListOf(value['attached'], isAttached) &&
  (value['command'] === undefined || isString(value['command']));
