/** What a link holds: a shipped example as it is, or a text of one's own. It stands behind the `#`, which browsers send to nobody. */
export type Linked =
  | { readonly kind: 'example'; readonly path: string }
  | { readonly kind: 'model'; readonly path: string; readonly text: string };

/** Characters of a model that a link may unfold to: what comes by a link is anybody's. */
const longest = 2_000_000;

export async function fragmentOf(linked: Linked): Promise<string> {
  if (linked.kind === 'example') return `#example=${encodeURIComponent(linked.path)}`;
  const bytes = await through(
    new CompressionStream('deflate-raw'),
    new TextEncoder().encode(JSON.stringify([linked.path, linked.text])),
  );
  return `#model=${base64(bytes)}`;
}

/** Reads a fragment; undefined where it holds nothing, or is damaged. */
export async function readFragment(fragment: string): Promise<Linked | undefined> {
  const [, kind, value = ''] = /^#(example|model)=(.*)$/.exec(fragment) ?? [];
  try {
    if (kind === 'example') return { kind, path: decodeURIComponent(value) };
    if (kind !== 'model') return undefined;
    const bytes = await through(new DecompressionStream('deflate-raw'), bytesOf(value));
    const read: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (!Array.isArray(read)) return undefined;
    const [path, text]: readonly unknown[] = read;
    if (typeof path !== 'string' || typeof text !== 'string' || !/^[\w./-]{1,200}\.ls2$/.test(path)) return undefined;
    return { kind, path, text };
  } catch {
    return undefined;
  }
}

/** All that comes out of a stream; throws where that is too much. */
async function through(stream: CompressionStream | DecompressionStream, bytes: Uint8Array<ArrayBuffer>) {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of piped(stream, bytes)) {
    length += part.length;
    if (length > 4 * longest) throw new RangeError('too long');
    parts.push(part);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function* piped(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
): AsyncGenerator<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** Base64 for addresses (RFC 4648, section 5), without padding. */
function base64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
