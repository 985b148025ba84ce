/** Numbers things from 0 in the order in which they are first asked for. Things are the same as keys of a Map are. */
export interface Numbering<T> {
  (thing: T): number;
  has(thing: T): boolean;
  all(): readonly T[];
}

export function numbering<T>(): Numbering<T> {
  const numbers = new Map<T, number>();
  const numberOf = (thing: T): number => {
    const number = numbers.get(thing) ?? numbers.size;
    numbers.set(thing, number);
    return number;
  };
  return Object.assign(numberOf, {
    has: (thing: T): boolean => numbers.has(thing),
    all: (): readonly T[] => [...numbers.keys()],
  });
}
