import type { FuzzResult } from './fuzz-result.js';

/** docs/fuzz.schema.json describes it. */
export const fuzzJson = (result: FuzzResult): string =>
  `${JSON.stringify({ schemaVersion: 1, ...result }, undefined, 2)}\n`;
