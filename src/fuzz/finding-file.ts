import { isString, objectOf } from './json.js';
import type { Found } from './trial.js';

/** A case that was kept in a file: of one property, as small as it got. */
export interface Kept {
  readonly property: string;
  readonly case: unknown;
}

/** The version of the format; the field also says what kind of file it is. */
const version = 1;

/** A finding as a file, which `ls2 fuzz` tries again, and which is a regression test in test/fuzz/kept/. */
export const findingText = ({ property, seed, message, case: given, shown }: Found): string =>
  `${JSON.stringify({ ls2finding: version, property, seed, message, case: given, shown: shown.split('\n') }, undefined, 2)}\n`;

/** Reads such a file; undefined for what is none. What the case is, its property knows. */
export function readFinding(text: string): Kept | undefined {
  const { ls2finding, property, case: given } = objectOf(text) ?? {};
  return ls2finding === version && isString(property) ? { property, case: given } : undefined;
}
