import { apply, core, type FunctionSymbol, type Sort, type Term } from '../../kernel/index.js';
import type { Birth, Occurrence, World } from '../../semantics/index.js';
import { Malformed, type Path } from './malformed.js';
import { fieldsOf, listOf, numberOf, textOf } from './shape.js';
import { TermCache } from './term-cache.js';
import { type Place, readTerm } from './term-reader.js';

/** Reads the events of one trace. */
export class EventReader {
  readonly #world: World;
  readonly #cache = new TermCache();
  #last: number | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  /** An event from its line's JSON, later than the event before. Throws {@link Malformed}. */
  read(value: object): { readonly time: number; readonly occurrence: Occurrence } {
    const fields = fieldsOf(value, [], ['t', 'event', 'args'], ['by', 'birth']);
    const name = textOf(fields['event'], ['event']);
    const symbol = this.#eventNamed(name);
    const isBirth = symbol === core.resetEvent || symbol === core.lateLaunchEvent || symbol === core.startEvent;
    const expected = [...(symbol === core.lateLaunchEvent ? ['by'] : []), ...(isBirth ? ['birth'] : [])];
    fieldsOf(value, [], ['t', 'event', 'args', ...expected]);
    const time = this.#later(numberOf(fields['t'], ['t']));
    const event = apply(symbol, ...this.#args(symbol, fields['args']));
    const by = expected.includes('by') ? this.#term(fields['by'], 'Thread', ['by']) : undefined;
    const birth = isBirth ? this.#birth(fields['birth']) : undefined;
    return { time, occurrence: { event, ...(by && { by }), ...(birth && { birth }) } };
  }

  #eventNamed(name: string): FunctionSymbol {
    const symbol = this.#world.symbols.events.get(name);
    if (symbol !== undefined) return symbol;
    throw new Malformed('LS2-1006', `there is no event \`${name}\``, {
      path: ['event'],
      part: { from: 0, to: name.length },
    });
  }

  #later(time: number): number {
    if (this.#last !== undefined && !(time > this.#last)) {
      const message = `the event before happened at ${this.#last}, and this one at ${time}`;
      throw new Malformed('LS2-1005', message, { path: ['t'] });
    }
    this.#last = time;
    return time;
  }

  #args({ name, args }: FunctionSymbol, given: unknown): readonly Term[] {
    const { New } = this.#world.words.events;
    const path = ['args'];
    if (!Array.isArray(given) || given.length !== args.length) {
      const message = `this should be a list of ${args.length}: \`${name}\` has ${args.map((sort) => `a ${sort}`).join(', ')}`;
      throw new Malformed('LS2-1002', message, { path });
    }
    const isMade = (i: number): boolean => name === New.name && i === 1;
    return args.map((sort, i) => this.#term(given[i], sort, ['args', i], isMade(i) ? { unknownIs: 'nonce' } : {}));
  }

  #birth(value: unknown): Birth {
    const path = ['birth'];
    const { owner, machine, locks } = fieldsOf(value, path, ['owner', 'machine', 'locks']);
    return {
      owner: this.#term(owner, 'Principal', [...path, 'owner']),
      machine: this.#term(machine, 'Machine', [...path, 'machine']),
      locks: listOf(locks, [...path, 'locks'], (lock, at) => this.#term(lock, 'Location', at)),
    };
  }

  #term(value: unknown, sort: Sort, path: Path, more: Pick<Place, 'unknownIs'> = {}): Term {
    return readTerm(this.#world, textOf(value, path), { sort, path, ...more }, this.#cache);
  }
}
