import type { Choices } from '../choices.js';

/** A model with constants of every sort, some of which its programs name, and a function of them. */
export const constantsText = `machine Box(m) {
  memory a
  pcr s
  principal AIK
  on reset run Rom(m)
}

program Rom(m: Box) { … }

program Ask(m: Box) {
  send (tag, who)
  jump Rom(other)
}

sort Shade
constructor tint(Machine): Shade
constant other, third: Box
constant me, you: Thread
constant where, there: Location
constant who, whom: Principal
constant light, dark: Shade
constant soon, late: Time
constant label: Name
constant tag: Term
`;

const constants = {
  Machine: ['other', 'third'],
  Thread: ['me', 'you'],
  Location: ['where', 'there'],
  Principal: ['who', 'whom'],
  Shade: ['light', 'dark'],
  Time: ['soon', 'late'],
  Name: ['label'],
} as const;
type Sort = keyof typeof constants;

const sorts = Object.keys(constants) as readonly Sort[];

type Scope = readonly { readonly name: string; readonly sort: Sort }[];

/** A closed formula over those constants, with at most three quantifiers. */
export function statementText(choices: Choices): string {
  return new Writer(choices).formula(3, []);
}

class Writer {
  readonly #choices: Choices;
  #quantifiers = 3;

  constructor(choices: Choices) {
    this.#choices = choices;
  }

  formula(depth: number, scope: Scope): string {
    const part = (): string => this.formula(depth - 1, scope);
    switch (depth === 0 ? 0 : this.#choices.below(6)) {
      case 1:
        return this.#quantified(depth, scope);
      case 2:
        return `(${part()} ⊃ ${part()})`;
      case 3:
        return `(${part()} ∧ ${part()})`;
      case 4:
        return `(${part()} ∨ ${part()})`;
      case 5:
        return `¬${part()}`;
      default:
        return this.#atom(scope);
    }
  }

  #quantified(depth: number, scope: Scope): string {
    if (this.#quantifiers === 0) return this.#atom(scope);
    const [sort, name] = [this.#choices.one(sorts), `x${this.#quantifiers--}`];
    const sign = this.#choices.one(['∃', '∀']);
    return `(${sign}${name}: ${sort}. ${this.formula(depth - 1, [...scope, { name, sort }])})`;
  }

  /** The last variable of the sort rather than a constant of it. */
  #term(sort: Sort, scope: Scope): string {
    const variables = scope.filter((each) => each.sort === sort).map(({ name }) => name);
    const last = variables.at(-1);
    if (last !== undefined && this.#choices.below(3) > 0) return last;
    const constant = (): string => this.#choices.one([...constants[sort], ...variables]);
    if (this.#choices.below(3) > 0) return constant();
    const of = (other: Sort): string => this.#term(other, scope);
    switch (sort) {
      case 'Machine':
        return `machineOf(${of('Thread')})`;
      case 'Principal':
        return this.#choices.below(2) === 0 ? `^${of('Thread')}` : `AIK(${this.#choices.one(constants.Machine)})`;
      case 'Shade':
        return `tint(${of('Machine')})`;
      default:
        return constant();
    }
  }

  #atom(scope: Scope): string {
    const of = (sort: Sort): string => this.#term(sort, scope);
    switch (this.#choices.below(7)) {
      case 1:
        return `Acts(${of('Thread')}) @ ${of('Time')}`;
      case 2:
        return `Reset(${of('Machine')}, ${of('Thread')}) @ ${of('Time')}`;
      case 3:
        return `Mem(${of('Location')}, ${this.#choices.one(['unset', 'sinit', 'tag'])}) @ ${of('Time')}`;
      case 4:
        return `IsLocked(${of('Location')}, ${of('Thread')}) @ ${of('Time')}`;
      case 5:
        return `${of('Time')} < ${of('Time')}`;
      case 6:
        return `Box(${this.#choices.one(['other', 'third', ...scope.filter(({ sort }) => sort === 'Machine').map(({ name }) => name)])})`;
      default: {
        const sort = this.#choices.one(sorts);
        return `${of(sort)} = ${of(sort)}`;
      }
    }
  }
}
