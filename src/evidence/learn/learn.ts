import { allBanks, type Bank, digestOf } from '../../tpm/banks.js';
import type { EventLog, LogEvent } from '../../tpm/event-log/event.js';
import { eventTypeName, eventTypes } from '../../tpm/event-log/event-types.js';
import { bindingOf } from '../event/binding.js';
import { decodeEvent } from '../event/decode.js';
import type { Learned, LearnedRegister } from './learned.js';
import { modelText } from './model-text.js';
import { Names } from './names.js';

export type Learning =
  | { readonly ok: true; readonly text: string; readonly unnamed: number; readonly left: readonly string[] }
  | { readonly ok: false; readonly problem: string };

/** Registers that a reset sets; of the others a log says nothing that a static chain could be made of. */
const isStatic = (pcr: number): boolean => pcr < 16;
/** What the kernel measures while it runs is no part of the boot. */
const imaPcr = 10;

const started: ReadonlySet<number> = new Set([eventTypes.EV_EFI_BOOT_SERVICES_APPLICATION]);

/**
 * Writes a model, a theorem and a platform from the log of a machine that is taken to be a good one: a chain through the images that were started, in the order of their register; of
 * the other registers what they hold. Nothing in it is believed: what it says is proved, and held against evidence, like anything that somebody wrote.
 */
export function learn(log: EventLog): Learning {
  const bank = [...allBanks].reverse().find((each) => log.banks.includes(each));
  if (bank === undefined) return { ok: false, problem: 'the log has no bank that is known' };
  const names = new Names(['m', 't', 't0', 'J', 'I', 'e', 'u', 'Learned', 'Firmware', 'AK', 'Alone', 'Booted', 'x']);
  const known = new Map<string, Learned>();
  const extending = log.events.filter(({ type }) => type !== eventTypes.EV_NO_ACTION);
  // Started images are named first, for a file that is read is often measured as data before.
  const first = extending.find((event) => started.has(event.type) && isStatic(event.pcr));
  const isStage = (event: LogEvent): boolean => started.has(event.type) && event.pcr === first?.pcr;
  for (const event of extending.filter(isStage)) note(event, true, { bank, known, names });
  for (const event of extending) note(event, false, { bank, known, names });
  const pcrs = [...new Set(extending.map(({ pcr }) => pcr))].sort((a, b) => a - b);
  const kept = pcrs.filter((pcr) => isStatic(pcr) && pcr !== imaPcr);
  const registers = kept.map((pcr) => registerOf(pcr, extending, bank, known, names));
  const chain = registers.find(({ pcr }) => pcr === first?.pcr);
  if (chain === undefined)
    return { ok: false, problem: 'no event says that an image was started, so there is no chain to learn' };
  const all = new Set(registers.flatMap(({ measured }) => measured));
  return {
    ok: true,
    text: modelText({ bank, registers, images: chain }),
    unnamed: [...all].filter(({ vouched }) => !vouched).length,
    left: pcrs.filter((pcr) => !kept.includes(pcr)).map((pcr) => `PCR ${pcr}`),
  };
}

function registerOf(
  pcr: number,
  events: readonly LogEvent[],
  bank: Bank,
  known: ReadonlyMap<string, Learned>,
  names: Names,
): LearnedRegister {
  const measured = events.flatMap((event) => {
    const digest = event.pcr === pcr ? digestIn(event, bank) : undefined;
    return (digest !== undefined && known.get(digest)) || [];
  });
  return { pcr, name: names.of(`pcr_${pcr}`, 'pcr'), measured };
}

function digestIn({ digests }: LogEvent, bank: Bank): string | undefined {
  const found = digests.find((each) => each.bank === bank);
  return found && Buffer.from(found.digest).toString('hex');
}

/** Names what an event measured, unless it was measured before: what has one digest is one thing. */
function note(
  event: LogEvent,
  starts: boolean,
  { bank, known, names }: { readonly bank: Bank; readonly known: Map<string, Learned>; readonly names: Names },
): void {
  const digest = digestIn(event, bank);
  if (digest === undefined || known.has(digest)) return;
  const { name, says } = called(event);
  const isNamed = decodeEvent(event).kind === 'image';
  const given = starts ? (isNamed ? capital(name) : '') : name;
  const vouched = bindingOf(event).kind === 'data' || bindingOf(event).kind === 'part';
  known.set(digest, {
    name: names.of(given, starts ? 'Boot_image' : 'measured'),
    starts,
    digest,
    good: goodFor(event, bank, digest),
    says,
    vouched,
  });
}

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** A short name out of an event, and what the event says in a line. */
function called(event: LogEvent): { readonly name: string; readonly says: string } {
  const type = eventTypeName(event.type);
  const says = decodeEvent(event);
  switch (says.kind) {
    case 'image': {
      const file = says.path.split(/[/\\]/).at(-1) ?? '';
      return {
        name: file.replace(/\.efi.*$/i, ''),
        says: says.path === '' ? `an image in memory, ${says.size} bytes` : says.path,
      };
    }
    case 'variable':
      return { name: says.name, says: `the variable ${says.name}` };
    case 'separator':
      return { name: 'separator', says: says.text };
    case 'loader':
      return { name: says.text, says: `${says.what} ${says.text}` };
    case 'text':
      return { name: says.text, says: says.text };
    case 'partitions':
      return { name: 'partitions', says: `the partitions of disk ${says.disk}` };
    case 'memory':
      return { name: says.name === '' ? 'firmware_volume' : says.name, says: `${says.size} bytes of memory` };
    case 'tagged':
      return { name: says.text, says: says.text };
    default:
      return { name: type.replace(/^EV_/, '').toLowerCase(), says: type };
  }
}

/** A text where the digest is that of a readable one, else the digest. */
function goodFor(event: LogEvent, bank: Bank, digest: string): string {
  const text = Buffer.from(event.data).toString('latin1');
  const isOf = Buffer.from(digestOf(bank, event.data)).toString('hex') === digest;
  if (isOf && event.data.length <= 8) return `bytes "${Buffer.from(event.data).toString('hex')}"`;
  if (isOf && /^[ -~]{1,200}$/.test(text)) return `text "${text.replaceAll(/["\\]/g, '\\$&')}"`;
  const strong = event.digests.filter((each) => each.bank !== 'sha1' || bank === 'sha1');
  return strong.map((each) => `digest "${each.bank}:${Buffer.from(each.digest).toString('hex')}"`).join(', ');
}
