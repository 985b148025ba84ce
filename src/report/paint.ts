import { plainStyle, type Style } from './diagnostics-text.js';

/** How a report sets things off: by colours on a terminal, else not at all. */
export interface Paint extends Style {
  readonly good: (text: string) => string;
  readonly name: (text: string) => string;
}

export const plain: Paint = { ...plainStyle, good: (text) => text, name: (text) => text };

export async function colorful(): Promise<Paint> {
  const { bold, dim, green, red, yellow, cyan } = (await import('picocolors')).default.createColors(true);
  return { strong: bold, faint: dim, good: green, error: red, warning: yellow, name: cyan };
}
