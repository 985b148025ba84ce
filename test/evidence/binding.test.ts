import { describe, expect, test } from 'vitest';
import { bindingOf, decodeEvent } from '../../src/evidence/index.js';
import { digestOf } from '../../src/tpm/banks.js';
import { ByteWriter } from '../../src/tpm/byte-writer.js';
import type { LogEvent } from '../../src/tpm/event-log/event.js';
import { type EventTypeName, eventTypes } from '../../src/tpm/event-log/event-types.js';

const text = (words: string): Uint8Array => Buffer.from(words, 'latin1');

/** An event whose digests are those of some bytes. */
const event = (type: EventTypeName, data: Uint8Array, measured: Uint8Array): LogEvent => ({
  pcr: 4,
  type: eventTypes[type],
  digests: (['sha1', 'sha256'] as const).map((bank) => ({ bank, digest: digestOf(bank, measured) })),
  data,
  offset: 0,
});

function variable(name: string, value: Uint8Array): Uint8Array {
  const characters = Buffer.from(name, 'utf16le');
  return new ByteWriter()
    .bytes(Buffer.from('61dfe48bca93d211aa0d00e098032b8c', 'hex'))
    .u32le(name.length)
    .u32le(0)
    .u32le(value.length)
    .u32le(0)
    .bytes(characters)
    .bytes(value)
    .done();
}

const secureBoot = variable('SecureBoot', Uint8Array.of(1));
const grub = text('grub_cmd: set timeout=0\0');

describe('what a digest vouches for', () => {
  test.each([
    ['a variable as a whole', event('EV_EFI_VARIABLE_DRIVER_CONFIG', secureBoot, secureBoot), { kind: 'data' }],
    [
      'a variable of another value',
      event('EV_EFI_VARIABLE_DRIVER_CONFIG', secureBoot, variable('SecureBoot', Uint8Array.of(0))),
      { kind: 'contradicts' },
    ],
    [
      'the value of a boot variable',
      event('EV_EFI_VARIABLE_BOOT', variable('BootOrder', text('ab')), text('ab')),
      { kind: 'part', part: "the variable's value, not its name" },
    ],
    [
      'the line of a boot loader',
      event('EV_IPL', grub, text('set timeout=0')),
      { kind: 'part', part: 'the line, not what kind of line it is' },
    ],
    ['a line that says something else', event('EV_IPL', grub, text('set timeout=1')), { kind: 'none' }],
    [
      'an image, which is not in the log',
      event('EV_EFI_BOOT_SERVICES_APPLICATION', text('x'), text('the image')),
      { kind: 'none' },
    ],
    [
      'an event that extends nothing',
      event('EV_NO_ACTION', text('StartupLocality\0\x03'), new Uint8Array()),
      { kind: 'nothing' },
    ],
    ['a separator', event('EV_SEPARATOR', new Uint8Array(4), new Uint8Array(4)), { kind: 'data' }],
    ['a separator of other data', event('EV_SEPARATOR', new Uint8Array(4), text('WBCL')), { kind: 'contradicts' }],
    [
      'a separator after an error',
      event('EV_SEPARATOR', text('\xff\xff\xff\xfe'), Uint8Array.of(1, 0, 0, 0)),
      { kind: 'part', part: 'that an error occurred' },
    ],
    [
      'an action of other words',
      event('EV_EFI_ACTION', text('Exit Boot Services Invocation'), text('Entering ROM')),
      { kind: 'contradicts' },
    ],
  ] as const)('%s', (_, of, binding) => {
    expect(bindingOf(of)).toEqual(binding);
  });

  test('in one bank alone is nothing', () => {
    const whole = event('EV_EFI_ACTION', text('a'), text('a'));
    const [sha1, sha256] = [whole.digests[0], event('EV_EFI_ACTION', text('a'), text('b')).digests[1]];
    if (sha1 === undefined || sha256 === undefined) throw new Error('no digests');
    expect(bindingOf({ ...whole, digests: [sha1, sha256] })).toEqual({ kind: 'contradicts' });
  });
});

describe('what the data of an event says', () => {
  test.each([
    [
      'a switch',
      'EV_EFI_VARIABLE_DRIVER_CONFIG',
      secureBoot,
      { kind: 'variable', name: 'SecureBoot', value: { kind: 'switch', on: true } },
    ],
    [
      'a boot order',
      'EV_EFI_VARIABLE_BOOT',
      variable('BootOrder', Uint8Array.of(1, 0, 0x0a, 0)),
      { value: { kind: 'order', entries: ['0001', '000A'] } },
    ],
    ['a line of GRUB', 'EV_IPL', grub, { kind: 'loader', what: 'grub_cmd', text: 'set timeout=0' }],
    ['a line in UTF-16', 'EV_IPL', Buffer.from('quiet\0', 'utf16le'), { kind: 'text', text: 'quiet' }],
    ['a variable that is cut off', 'EV_EFI_VARIABLE_BOOT', secureBoot.subarray(0, 40), { kind: 'malformed' }],
    [
      'a name that does not fit',
      'EV_EFI_VARIABLE_BOOT',
      new Uint8Array(32).fill(0xff),
      { kind: 'malformed', offset: 16 },
    ],
    [
      'where Startup came from',
      'EV_NO_ACTION',
      text('StartupLocality\0\x03'),
      { kind: 'startup-locality', locality: 3 },
    ],
    ['bytes that are no text', 'EV_COMPACT_HASH', Uint8Array.of(0, 1, 0xff), { kind: 'bytes', hex: '0001ff' }],
  ] as const)('%s', (_, type, data, says) => {
    expect(decodeEvent({ type: eventTypes[type], data })).toMatchObject(says);
  });
});
