import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ls2 = fileURLToPath(new URL('../../bin/ls2.js', import.meta.url));
const full = '/dev/full';

describe.skipIf(!existsSync(full))('output on a full disk', () => {
  // The first is answered in the thread in which it is called, the second in one of its own.
  test.each([[['--help']], [['explain', 'VER']]])('ends %j with a line and the code of usage', (args) => {
    const disk = openSync(full, 'w');
    try {
      const { status, stderr } = spawnSync(process.execPath, [ls2, ...args], {
        stdio: ['ignore', disk, 'pipe'],
        encoding: 'utf8',
      });
      expect(stderr).toBe('ls2: the output cannot be written: no space left on device\n');
      expect(status).toBe(2);
    } finally {
      closeSync(disk);
    }
  });
});
