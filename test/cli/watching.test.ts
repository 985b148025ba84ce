import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeWith } from '../support/command.js';
import { proved, unprovable } from '../support/models.js';

describe('ls2 check --watch', () => {
  it('checks again what has changed, with what it imports, until it is interrupted', async () => {
    const place = placeWith({
      'a.ls2': `import "b.ls2"\n${proved}`,
      'b.ls2': 'define Late(t: Time, u: Time) ≡ t < u\n',
    });
    const { process, ended } = place.start('check', '--watch', 'a.ls2');
    let heard = '';
    const until = async (text: string): Promise<void> => {
      while (!heard.includes(text)) await new Promise((resolve) => setTimeout(resolve, 20));
      heard = '';
    };
    process.stdout?.on('data', (data: Buffer) => {
      heard += data.toString();
    });
    process.stderr?.on('data', (data: Buffer) => {
      heard += data.toString();
    });
    await until('watching 2 files');
    writeFileSync(join(place.directory, 'a.ls2'), `import "b.ls2"\n${unprovable}`);
    await until('watching 2 files');
    writeFileSync(join(place.directory, 'b.ls2'), 'define Late(t: Time) ≡ t < v\n');
    await until('watching 2 files');
    process.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect(stdout).toContain('✓ Same  proved');
    expect(stdout).toContain('✗ Wrong  refuted');
    expect(stdout).toContain('LS2-0201');
    expect(stderr).toMatch(/a\.ls2 has changed[\s\S]*b\.ls2 has changed/);
    expect(code).toBe(130);
  });

  it('goes without a deadline', async () => {
    const { code, stderr } = await placeWith({ 'a.ls2': proved }).ls2('check', '--watch', '--deadline', '3', 'a.ls2');
    expect(stderr).toContain('--watch');
    expect(code).toBe(2);
  });
});
