import type { Way } from './plan.js';

/** What a stage is written with: terms of the language. */
export interface Placed {
  readonly self: string;
  readonly next: string;
  /** The stage after the next one; the next one where there is none. */
  readonly afterNext: string;
  readonly location: string;
  readonly register: string;
  readonly spare: string;
}

/** The key of a stage that certifies what it measures. */
export const keyOf = (stage: string): string => `Key_${stage}`;

/** The actions of a stage, one a line. */
export function stageText(way: Way, { self, next, afterNext, location, register, spare }: Placed): readonly string[] {
  const reads = `x = read ${location}`;
  const extend = `extend ${register}, x`;
  const jump = 'jump x';
  switch (way) {
    case 'measures':
      return [reads, extend, jump];
    case 'skips':
      return [reads, jump];
    case 'measures-itself':
      return [`extend ${register}, ${self}`, reads, jump];
    case 'reads-again':
      return [reads, extend, `y = read ${location}`, 'jump y'];
    case 'another-register':
      return [reads, `extend ${spare}, x`, jump];
    case 'something-else':
      return [reads, `extend ${register}, H(x)`, jump];
    case 'twice':
      return [reads, extend, extend, jump];
    case 'ahead':
      return [reads, extend, `extend ${register}, ${afterNext}`, jump];
    case 'unlocks':
      return [reads, extend, `unlock ${register}`, jump];
    case 'unlocks-for-a-moment':
      return [reads, extend, `unlock ${register}`, `lock ${register}`, jump];
    case 'elsewhere':
      return [reads, extend, 'jump Stray(m)'];
    case 'writes-before':
      return [`write ${location}, ${next}`, reads, extend, jump];
    case 'writes-after':
      return [reads, extend, `write ${location}, x`, jump];
    case 'sends':
      return ['send sinit', reads, extend, 'send x', jump];
    case 'matches':
      return [reads, `match x, ${next}`, extend, jump];
    case 'locks-another':
      return [`lock ${spare}`, reads, extend, jump];
    case 'receives':
      return ['x = receive', extend, jump];
    case 'by-heart':
      return [`extend ${register}, ${next}`, `jump ${next}`];
    case 'launches':
      return [reads, extend, 'latelaunch'];
    case 'repeats':
      return [reads, extend, `jump ${self}`];
    case 'spins':
      return [`jump ${self}`];
    case 'stops':
      return [reads, extend];
    case 'certifies':
      return [reads, extend, `c = bootsign x, ${keyOf(self)}⁻¹`, 'send c', jump];
    case 'checks':
      return [reads, `if x = ${next} {`, extend, jump, '}'];
    case 'falls-back':
      return [reads, `if x = ${next} {`, extend, jump, '} else {', 'jump Stray(m)', '}'];
    case 'measures-either':
      return [reads, `if x = ${next} {`, extend, '} else {', extend, 'send x', '}', jump];
  }
}
