import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Encoded } from './encode.js';
import { logic } from './smtlib.js';

/** Keeps what was asked, for other people's solvers. */
export interface Keeper {
  keep(encoded: Encoded, asker: string): void;
  /** Writes `index.json`. */
  finish(): void;
}

/**
 * Keeps texts in a directory, each whole and once: `DIGEST.smt2`, named by the first 16 digits of its SHA-256, to which any solver should answer
 * `unsat`. `index.json` lists, by name, which steps asked. Throws if the directory cannot be written.
 */
export function keepIn(directory: string): Keeper {
  const askers = new Map<string, { readonly exact: boolean; readonly askedBy: Set<string> }>();
  mkdirSync(directory, { recursive: true });
  return {
    keep({ text, exact }, asker) {
      const name = `${createHash('sha256').update(text).digest('hex').slice(0, 16)}.smt2`;
      const known = askers.get(name);
      if (known === undefined) {
        askers.set(name, { exact, askedBy: new Set([asker]) });
        writeFileSync(join(directory, name), `${logic}${text}`);
      } else {
        known.askedBy.add(asker);
      }
    },
    finish() {
      const index = [...askers]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([file, { exact, askedBy }]) => ({ file, exact, askedBy: [...askedBy].sort() }));
      writeFileSync(
        join(directory, 'index.json'),
        `${JSON.stringify({ schemaVersion: 1, obligations: index }, undefined, 2)}\n`,
      );
    },
  };
}
