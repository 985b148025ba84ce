import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Place, placeWith } from '../support/command.js';
import { bootedBox } from '../support/traces.js';

/** A theorem about `box.ls2`, and the platform that concludes it. */
export const platform = `import "box.ls2"
theorem Shown(m: Box, t: Time)
  assume Protected_Boot(m)
  assume Mem(m.pcr.s, Sequence_Boot(m)) @ t
  show MeasuredBoot_Boot(m, t)
  by auto
setup Box(m) { m.pcr.s is PCR 8 }
platform Lab(m: Box) concludes Shown { Loader(m) is text "Loader(box1)"; Kernel(m) is text "Kernel(box1)" }
`;

/** A place with a platform, `lab.ls2`, and so many machines in `all.ndjson`: most booted as they should, each with evidence of its own; some have a nonce of another quote, or no log. */
export async function fleetOf(count: number): Promise<Place> {
  const place = placeWith({ 'box.ls2': bootedBox, 'lab.ls2': platform });
  const run = ['simulate', 'box.ls2', '--event-log', 'log', '--quote', 'q', '--nonce', '00ff10'];
  expect((await place.ls2(...run)).code).toBe(0);
  const file = (name: string): Buffer => readFileSync(join(place.directory, name));
  const [log, pcrs] = [file('log'), file('q.pcrs')];
  const inline = (bytes: Uint8Array): string => `data:;base64,${Buffer.from(bytes).toString('base64')}`;
  const lines = Array.from({ length: count }, (_, i) => {
    // Padding behind a log says nothing, and makes the evidence another.
    const eventLog = i % 7 === 3 ? inline(Buffer.from('no log')) : inline(Buffer.concat([log, Buffer.alloc(32 + i)]));
    const nonce = i % 7 === 5 ? '00' : '00ff10';
    const paths = { quote: 'q.msg', signature: 'q.sig', key: 'q.pem' };
    return JSON.stringify({ name: `node${i}`, eventLog, pcrs: inline(pcrs), ...paths, nonce });
  });
  writeFileSync(join(place.directory, 'all.ndjson'), `${lines.join('\n')}\n`);
  return place;
}
