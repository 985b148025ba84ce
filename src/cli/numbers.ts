import { InvalidArgumentError } from 'commander';

/** A whole number, 0 or more, of an option. */
export function naturalNumber(text: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(number)) throw new InvalidArgumentError('It takes a whole number, 0 or more.');
  return number;
}

/** A whole number, 1 or more, of an option. */
export function positiveInteger(text: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(number) || number === 0)
    throw new InvalidArgumentError('It takes a whole number, 1 or more.');
  return number;
}

/** Bytes in hexadecimal, as they were written; at most 64 of them. */
export function hexadecimal(text: string): string {
  if (!/^([0-9a-f]{2}){0,64}$/i.test(text)) throw new InvalidArgumentError('It takes at most 64 bytes in hexadecimal.');
  return text;
}

/** A port of TCP, of an option; 0 is one that is free. */
export function portNumber(text: string): number {
  const number = naturalNumber(text);
  if (number > 65_535) throw new InvalidArgumentError('It takes a port, 0 to 65535.');
  return number;
}
