import { Malformed } from './decode.js';

/**
 * Demands that a text of JSON says each thing once, as it is read: of a field that is there twice, readers believe one and people another. Layout is
 * free. The text is JSON.
 */
export function demandOnce(text: string): void {
  if (withoutLayout(text) !== JSON.stringify(JSON.parse(text)))
    throw new Malformed('it says something twice, or writes it in another way than `ls2 gate --accept` does');
}

/** JSON without the white space between its tokens. */
const withoutLayout = (text: string): string =>
  text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, quoted: string | undefined) => quoted ?? '');
