import { digestOf } from '../../tpm/banks.js';
import { parse } from '../../tpm/bytes.js';
import type { LogEvent } from '../../tpm/event-log/event.js';
import { eventTypes } from '../../tpm/event-log/event-types.js';
import { readVariable } from '../uefi/variable.js';

/**
 * What of an event a quote of its register stands for. Its digest and place in the register's order always are (by the replay); its type never is, and of
 * its data what the digest can be computed from:
 *
 * - `data`: all of it. `part`: what is named.
 * - `none`: the digest is of something that the log does not hold (an image, a table), so that the data may say anything.
 * - `nothing`: the event extends no register, and may have been made up altogether.
 * - `contradicts`: its type demands a digest of this data, and it is of something else.
 */
export type Binding =
  | { readonly kind: 'data' }
  | { readonly kind: 'part'; readonly part: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'contradicts' };

/** A piece of an event's data that its digest may be of, and what it is called. */
interface Piece {
  readonly part: string;
  readonly data: Uint8Array;
}

/** Types whose digest has to be that of their data (PC Client Platform Firmware Profile 1.06, section 10.4.1). */
const demanding: ReadonlySet<number> = new Set([
  eventTypes.EV_EFI_VARIABLE_DRIVER_CONFIG,
  eventTypes.EV_EFI_ACTION,
  eventTypes.EV_EFI_GPT_EVENT,
  eventTypes.EV_EFI_GPT_EVENT2,
  eventTypes.EV_EFI_VARIABLE_BOOT2,
]);

/** Whether the digest of an event of this type has to be of its data. */
export const mayContradict = (event: LogEvent | undefined): boolean =>
  event !== undefined &&
  (demanding.has(event.type) || (event.type === eventTypes.EV_SEPARATOR && event.data.length === 4));

/** Compares the digests of an event with its data, in all its banks: what is bound has to be so in each. */
export function bindingOf(event: LogEvent): Binding {
  const { type, data, digests } = event;
  if (type === eventTypes.EV_NO_ACTION || digests.length === 0) return { kind: 'nothing' };
  const isOf = (piece: Uint8Array): boolean =>
    digests.every(({ bank, digest }) => Buffer.compare(digestOf(bank, piece), digest) === 0);
  if (isOf(data)) return { kind: 'data' };
  if (type === eventTypes.EV_SEPARATOR && data.length === 4) return separatorBinding(isOf);
  const piece = piecesOf(event).find((each) => each.data.length > 0 && isOf(each.data));
  if (piece !== undefined) return { kind: 'part', part: piece.part };
  return { kind: demanding.has(type) ? 'contradicts' : 'none' };
}

/** A separator that stands for an error may have the digest of 1, as firmware of TCG 1.2 has it, beside data that says which error. */
function separatorBinding(isOf: (piece: Uint8Array) => boolean): Binding {
  const error = Uint8Array.of(1, 0, 0, 0);
  return isOf(error) ? { kind: 'part', part: 'that an error occurred' } : { kind: 'contradicts' };
}

function piecesOf({ type, data }: LogEvent): readonly Piece[] {
  const pieces: Piece[] = [];
  if (data.at(-1) === 0) pieces.push({ part: 'the text without its final zero', data: data.subarray(0, -1) });
  if (type === eventTypes.EV_IPL) pieces.push(...loaderPieces(data));
  if (type === eventTypes.EV_EVENT_TAG && data.length > 8)
    pieces.push({ part: "the tag's data", data: data.subarray(8) });
  if (variables.has(type)) pieces.push(...variablePieces(data));
  return pieces;
}

const variables: ReadonlySet<number> = new Set([eventTypes.EV_EFI_VARIABLE_BOOT, eventTypes.EV_EFI_VARIABLE_AUTHORITY]);

/** GRUB measures a line, and logs it behind what kind of line it is, with a zero at its end. */
function loaderPieces(data: Uint8Array): readonly Piece[] {
  const colon = Buffer.from(data).indexOf(': ');
  const space = Buffer.from(data).indexOf(' ');
  const end = data.at(-1) === 0 ? data.length - 1 : data.length;
  return [...new Set([colon < 0 ? -1 : colon + 2, space < 0 ? -1 : space + 1])]
    .filter((at) => at > 0)
    .flatMap((at) => [
      { part: 'the line, not what kind of line it is', data: data.subarray(at, end) },
      { part: 'the line with its final zero, not what kind of line it is', data: data.subarray(at) },
    ]);
}

/** Firmware measures of boot variables the value alone, and of an authority sometimes the signature alone. */
function variablePieces(data: Uint8Array): readonly Piece[] {
  const read = parse(data, (reader) => {
    const variable = readVariable(reader);
    reader.bytes(reader.left, 'what follows');
    return variable;
  });
  if (!read.ok) return [];
  const { data: value } = read.value;
  return [
    { part: "the variable's value, not its name", data: value },
    { part: 'the signature, not its owner or the database', data: value.subarray(16) },
  ];
}
