import { demand } from './refusal.js';

/** What a text in `logic/` says, before it is known what its names are. A tuple is a pair of its first component and the rest. */
export type Expression =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'tuple'; readonly args: readonly Expression[] }
  | {
      readonly kind: 'quantifier';
      readonly op: 'forall' | 'exists';
      readonly binders: readonly Binder[];
      readonly body: Expression;
    }
  | { readonly kind: 'operator'; readonly op: OperatorSign; readonly args: readonly Expression[] };

export type OperatorSign = '⊃' | '∨' | '∧' | '¬' | '=' | '≠' | '<' | '≤' | '@';

export interface Binder {
  readonly name: string;
  readonly sort?: string;
}

export type Declaration =
  | {
      readonly kind: 'symbol';
      readonly word: string;
      readonly name: string;
      readonly args: readonly string[];
      readonly result?: string;
      readonly secret: boolean;
      readonly event?: string;
    }
  | { readonly kind: 'axiom'; readonly name: string; readonly formula: Expression };

const token = /\s+|\/\/[^\n]*|("[^"]*"|[A-Za-z][A-Za-z0-9_]*'*|[∀∃∧∨⊃¬@=≠<≤(),.:[\]^])/y;

/** The part of the language that `logic/` is written in, read by hand: the checker has nothing to do with the language's own parser. */
export function declarationsOf(text: string): readonly Declaration[] {
  const tokens = tokensOf(text);
  let at = 0;
  const next = (): string | undefined => tokens[at];
  const take = (): string => {
    const taken = tokens[at++];
    demand(taken !== undefined, 'the logic ends too early');
    return taken;
  };
  const accept = (sign: string): boolean => {
    if (next() !== sign) return false;
    at++;
    return true;
  };
  const expect = (sign: string): void => {
    const found = take();
    demand(found === sign, `the logic has \`${found}\` where \`${sign}\` is expected`);
  };
  const name = (): string => {
    const found = take();
    demand(/^[A-Za-z]/.test(found), `the logic has \`${found}\` where a name is expected`);
    return found;
  };
  function listOf<T>(item: () => T, end: string): readonly T[] {
    if (accept(end)) return [];
    const items = [item()];
    while (accept(',')) items.push(item());
    expect(end);
    return items;
  }

  function declaration(): readonly Declaration[] {
    const word = name();
    if (word === 'sort') {
      name();
      while (accept(',')) name();
      return [];
    }
    const declared = name();
    if (word === 'axiom') {
      for (const about of ['means', 'source']) {
        expect(about);
        take();
      }
      expect(':');
      return [{ kind: 'axiom', name: declared, formula: expression() }];
    }
    expect('(');
    const args = listOf(name, ')');
    const result = accept(':') ? name() : undefined;
    const secret = accept('secret');
    const event = word === 'action' && accept('event') ? name() : undefined;
    return [
      {
        kind: 'symbol',
        word,
        name: declared,
        args,
        secret,
        ...(result !== undefined && { result }),
        ...(event !== undefined && { event }),
      },
    ];
  }

  function binder(): Binder {
    const bound = name();
    return accept(':') ? { name: bound, sort: name() } : { name: bound };
  }

  const expression = (): Expression => {
    const left = joined('∨', () => joined('∧', negation));
    return accept('⊃') ? { kind: 'operator', op: '⊃', args: [left, expression()] } : left;
  };

  function joined(op: '∨' | '∧', part: () => Expression): Expression {
    const args = [part()];
    while (accept(op)) args.push(part());
    return args.length === 1 ? (args[0] as Expression) : { kind: 'operator', op, args };
  }

  function negation(): Expression {
    if (accept('¬')) return { kind: 'operator', op: '¬', args: [negation()] };
    const isForall = next() === '∀';
    if (isForall || next() === '∃') {
      take();
      const binders = listOf(binder, '.');
      return { kind: 'quantifier', op: isForall ? 'forall' : 'exists', binders, body: expression() };
    }
    const left = timed();
    const sign = (['=', '≠', '<', '≤'] as const).find(accept);
    return sign === undefined ? left : { kind: 'operator', op: sign, args: [left, timed()] };
  }

  function timed(): Expression {
    const what = primary();
    return accept('@') ? { kind: 'operator', op: '@', args: [what, primary()] } : what;
  }

  function primary(): Expression {
    if (accept('(')) {
      const args = listOf(expression, ')');
      return args.length === 1 ? (args[0] as Expression) : { kind: 'tuple', args };
    }
    if (accept('^')) return { kind: 'call', name: 'owner', args: [primary()] };
    const head = name();
    if (accept('(')) return { kind: 'call', name: head, args: listOf(expression, ')') };
    if (!accept('.')) return { kind: 'name', name: head };
    const place = name();
    expect('[');
    const index = expression();
    expect(']');
    return { kind: 'call', name: place, args: [{ kind: 'name', name: head }, index] };
  }

  const declarations: Declaration[] = [];
  while (next() !== undefined) declarations.push(...declaration());
  return declarations;
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  for (let from = 0; from < text.length; from = token.lastIndex) {
    token.lastIndex = from;
    const found = token.exec(text);
    demand(found !== null, `the logic has a sign that is not known: ${text.slice(from, from + 10)}`);
    if (found[1] !== undefined) tokens.push(found[1]);
  }
  return tokens;
}
