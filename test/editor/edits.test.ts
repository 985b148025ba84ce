import { describe, expect, it } from 'vitest';
import { textsUnder } from '../language/texts.js';
import { board } from '../support/readme.js';
import { randomEdits } from './edits.js';

/** `npm run edits` makes ten thousand. */
const edits = Number(process.env['LS2_EDITS'] ?? 200);
const seed = Number(process.env['LS2_SEED'] ?? 1);
const shipped = Object.fromEntries(
  [...textsUnder('models'), ...textsUnder('proofs')].map(({ path, text }) => [path, text]),
);

describe('the language server', () => {
  it('survives random edits, and says after each what a fresh reading says', async () => {
    const most = Math.floor(edits * 0.95);
    expect(await randomEdits('board.ls2', { 'board.ls2': board }, most, seed)).toBe(most);
    expect(await randomEdits('proofs/tvp-qt/script.ls2', shipped, edits - most, seed)).toBe(edits - most);
  });
});
