/** The colours of pages and pictures, by day and by night; each pair has a contrast of at least 4.5 on its ground. */
const day =
  '--ground:#fff;--ink:#1a1a1a;--faint:#595959;--line:#8a8a8a;--good:#0b6b2c;--bad:#a4141d;--open:#7a4b00;--panel:#f4f4f2;--foreign:#fbe3e4';
const night =
  '--ground:#16181a;--ink:#e8e8e6;--faint:#a8a8a6;--line:#7d7d7d;--good:#6fd492;--bad:#ff8f8f;--open:#f0b95a;--panel:#212426;--foreign:#4a2326';

/** Style rules that set them for what a selector names. */
export const coloursFor = (selector: string): string =>
  `${selector}{${day}}@media(prefers-color-scheme:dark){${selector}{${night}}}`;
