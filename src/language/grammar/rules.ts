import { messages } from '../syntax-errors.js';
import { Grammar } from './declarations.js';

/** A rule of the grammar, or a part of one, as the parser itself has it. */
export interface Production {
  readonly type: string;
  /** Of a rule, of what refers to one, and of a token. */
  readonly name?: string;
  /** What an error message calls a token. */
  readonly label?: string;
  readonly definition?: readonly Production[];
  /** What stands between the turns of a repetition. */
  readonly separator?: Production;
}

/** The rules of the grammar, in the order in which they are written down. */
export const rules = (): readonly Production[] => new Grammar(messages, false).getSerializedGastProductions();
