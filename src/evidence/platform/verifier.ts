import { freshVariable, openBody, type Segment, type Term } from '../../kernel/index.js';
import { inside, partsOf, sequenceOf } from './sequence.js';

/** What a verifier's program has seen when it has come to its end: registers by their names, in a quote for a nonce. */
export interface Accepted {
  /** `drawn`: it made the nonce itself, and sent it. `given`: it was told. `none`: the quote is for no nonce. */
  readonly nonce: 'drawn' | 'given' | 'none';
  readonly key: Term;
  readonly registers: readonly { readonly name: string; readonly value: Term }[];
}

/**
 * What a program that receives a quote, verifies it and matches it with `(n, PCR(r), VALUE, …)`, or `H(n)` for n, has seen at its end: just what ls2 does when it
 * accepts evidence, so that it can stand for that program's thread. Undefined for a program that does anything else.
 */
export function acceptedBy(program: Segment, params: readonly Term[]): Accepted | undefined {
  let rest = program;
  let [drawn, sent, received, verified, key]: (Term | undefined)[] = [];
  for (let count = 0; rest.kind === 'step'; count++) {
    const { action, args } = rest;
    const result = action.result === undefined ? [] : [freshVariable(`r${count}`, action.result, rest, ...params)];
    rest = openBody(rest.rest, result);
    const [first, second] = args;
    if (action.name === 'new' && drawn === undefined && received === undefined) drawn = result[0];
    else if (action.name === 'send' && first !== undefined && first === drawn && received === undefined) sent = first;
    else if (action.name === 'receive' && received === undefined) received = result[0];
    else if (action.name === 'verify' && first === received && verified === undefined)
      [verified, key] = [result[0], second];
    else if (action.name === 'match' && first !== undefined && first === verified && second !== undefined)
      return rest.kind === 'stop' && key !== undefined && sent === drawn ? seen(second, drawn, key, params) : undefined;
    else return undefined;
  }
  return undefined;
}

function seen(message: Term, drawn: Term | undefined, key: Term, params: readonly Term[]): Accepted | undefined {
  const registers: { name: string; value: Term }[] = [];
  let nonce: Accepted['nonce'] = 'none';
  const parts = partsOf(message);
  for (let i = 0; i < parts.length; i++) {
    const name = inside(parts[i], 'PCR');
    const value = parts[i + 1];
    const challenge = inside(parts[i], 'H') ?? parts[i];
    if (name?.kind === 'application' && value !== undefined && sequenceOf(value) !== undefined) {
      registers.push({ name: name.symbol.name, value });
      i++;
    } else if (challenge !== undefined && challenge === drawn) nonce = 'drawn';
    else if (nonce === 'none' && challenge?.kind === 'variable' && params.includes(challenge)) nonce = 'given';
    else return undefined;
  }
  return drawn !== undefined && nonce !== 'drawn' ? undefined : { nonce, key, registers };
}
