import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { authenticodeDigest } from '../../src/evidence/platform/authenticode.js';
import { scratchDirectory } from '../support/scratch.js';

/** Debian packages with images that are signed. */
const packages = ['shim-signed', 'shim-helpers-amd64-signed', 'grub-efi-amd64-signed'];

/** Their images, unpacked and not installed; none where no package can be had. */
function images(): readonly string[] {
  const directory = scratchDirectory();
  try {
    execFileSync('apt-get', ['download', ...packages], { cwd: directory, stdio: 'pipe', timeout: 120_000 });
    for (const name of readdirSync(directory)) execFileSync('dpkg-deb', ['-x', name, 'unpacked'], { cwd: directory });
  } catch {
    return [];
  }
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.signed'))
    .map((name) => join(directory, name));
}

/** What stands before the digest that the signer has signed, of SHA-256, in the image's signature (SpcIndirectDataContent, DigestInfo). */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

describe('the Authenticode digest of Debian’s signed images', () => {
  test('is the one that was signed, and is another where a byte of code is', ({ skip }) => {
    const found = images();
    if (found.length === 0) {
      process.stderr.write('skipped: images of Debian packages, which cannot be had\n');
      skip();
    }
    expect(found.length).toBeGreaterThanOrEqual(5);
    for (const file of found) {
      const image = readFileSync(file);
      const digest = Buffer.from(authenticodeDigest('sha256', image) ?? []).toString('hex');
      expect(image.includes(Buffer.concat([digestInfo, Buffer.from(digest, 'hex')])), file).toBe(true);
      const changed = Buffer.from(image);
      changed[0x1400] = (changed[0x1400] ?? 0) ^ 1;
      expect(Buffer.from(authenticodeDigest('sha256', changed) ?? []).toString('hex'), file).not.toBe(digest);
    }
  });
});
