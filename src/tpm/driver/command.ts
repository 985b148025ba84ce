import { ByteWriter } from '../byte-writer.js';
import { type ByteReader, describeMalformed, hex, parse } from '../bytes.js';
import { answered, broken, refused, type TpmResult } from '../response.js';

/** Command codes (TCG TPM 2.0 Library, Part 2, section 6.5.2). */
export const commandCodes = Object.freeze({
  createPrimary: 0x131,
  pcrReset: 0x13d,
  startup: 0x144,
  shutdown: 0x145,
  quote: 0x158,
  flushContext: 0x165,
  pcrRead: 0x17e,
  pcrExtend: 0x182,
});

const noSessions = 0x8001;
const withSessions = 0x8002;

/** The one session of a command on something whose password is empty: TPM_RS_PW with an empty nonce and password. */
const emptyPassword = new ByteWriter().u32(0x40000009).sized(new Uint8Array()).u8(0).sized(new Uint8Array()).done();

/** A command without sessions (Part 1, section 18). */
export const plainCommand = (code: number, parameters: Uint8Array): Uint8Array => framed(noSessions, code, parameters);

/** A command on a handle whose password is empty. */
export function authorizedCommand(code: number, handle: number, parameters: Uint8Array = new Uint8Array()): Uint8Array {
  const body = new ByteWriter().u32(handle).u32(emptyPassword.length).bytes(emptyPassword).bytes(parameters);
  return framed(withSessions, code, body.done());
}

const headSize = 10;

function framed(tag: number, code: number, body: Uint8Array): Uint8Array {
  return new ByteWriter()
    .u16(tag)
    .u32(headSize + body.length)
    .u32(code)
    .bytes(body)
    .done();
}

/** What a response holds behind its head. */
export interface ResponseBody {
  /** The handle, if the command has one in its response. */
  readonly handle: number;
  readonly parameters: ByteReader;
  /** The number of bytes of the parameters. */
  readonly size: number;
}

/** Reads the response to a command: its code if it is not success, or what `read` makes of its body. */
export function readResponse<T>(
  response: Uint8Array,
  read: (body: ResponseBody) => T,
  { returnsHandle = false }: { readonly returnsHandle?: boolean } = {},
): TpmResult<T> {
  const parsed = parse(response, (reader): TpmResult<T> => {
    const tag = reader.u16('the tag of a response');
    if (tag !== noSessions && tag !== withSessions) reader.fail('the tag of a response', hex(tag, 4), 0);
    const size = reader.u32('the size of the response');
    if (size !== response.length) reader.fail(`a response of ${size} bytes`, `one of ${response.length}`, 2);
    const code = reader.u32('a response code');
    if (code !== 0) return refused(code);
    const handle = returnsHandle ? reader.u32('a handle') : 0;
    const inParameters = tag === withSessions ? reader.u32('the size of the parameters') : reader.left;
    const start = reader.offset;
    const value = read({ handle, parameters: reader, size: inParameters });
    if (reader.offset - start !== inParameters) {
      reader.fail(`${inParameters} bytes of parameters`, `${reader.offset - start}`);
    }
    if (tag === withSessions) reader.bytes(reader.left, 'the sessions');
    return answered(value);
  });
  return parsed.ok ? parsed.value : broken(`the TPM’s response is malformed ${describeMalformed(parsed.malformed)}`);
}
