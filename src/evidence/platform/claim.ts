import {
  apply,
  closeBody,
  type Formula,
  openBody,
  substitute,
  type Term,
  type Theory,
  type Variable,
} from '../../kernel/index.js';
import { type Model, type PlatformDecl, showFormula, showTerm, type TheoremDecl } from '../../language/index.js';
import { type Sequence, sequenceOf } from './sequence.js';
import { acceptedBy } from './verifier.js';

/** A register that a theorem speaks of, and what it has to have been extended by for the theorem to say anything. */
export interface Premise {
  readonly register: Term;
  readonly pcr: number;
  readonly sequence: Sequence;
  /** As the language writes it. */
  readonly text: string;
}

/** A theorem as evidence can be an instance of it. */
export interface Claim {
  readonly theorem: TheoremDecl;
  /** What the theorem wants to be seen: a quote for a nonce of one's own, a quote, or values of registers, whoever read them. */
  readonly needs: 'fresh quote' | 'quote' | 'registers';
  readonly premises: readonly Premise[];
  /** What evidence does not show by itself. */
  readonly assumptions: readonly string[];
  /** What is concluded, of the platform's machine. */
  readonly conclusion: string;
  /** Parameters that stand for whatever was measured. */
  readonly free: ReadonlySet<Term>;
}

export interface NoClaim {
  readonly problem: string;
}

/** What a theorem asks of evidence of the platform's machine; or why no evidence can be an instance of it. */
export function claimOf(model: Model, platform: PlatformDecl, theorem: TheoremDecl): Claim | NoClaim {
  const machines = theorem.params.filter(({ sort }) => sort === 'Machine');
  const [param] = machines;
  if (param === undefined || machines.length > 1)
    return { problem: `\`${theorem.name}\` is not about one machine, but about ${machines.length}` };
  const others = theorem.params.filter((each) => each !== param);
  if (others.includes(platform.machine)) return { problem: `\`${platform.machine.name}\` is another parameter there` };
  const mine = <T extends Formula>(formula: T): Formula => substitute(formula, [param], [platform.machine]);
  const isKind = theorem.guards.some((guard) => guard.kind === 'atom' && guard.predicate === platform.kind);
  if (!isKind) return { problem: `\`${theorem.name}\` is not about a ${platform.kind.name}` };

  const registers: { register: Term; value: Term }[] = [];
  const open: string[] = [];
  const words = { ...model, variables: others };
  for (const { formula } of theorem.assumptions) {
    const held = heldIn(mine(formula), model, platform);
    if (held === undefined) open.push(showFormula(mine(formula), words));
    else registers.push(...held);
  }
  let conclusion = mine(theorem.conclusion);
  let needs: Claim['needs'] = 'registers';
  if (conclusion.kind === 'implies' && conclusion.left.kind === 'ran') {
    const accepted = acceptedBy(conclusion.left.segment, others);
    if (accepted === undefined)
      return { problem: `the program that \`${theorem.name}\` is about does not just verify a quote and match it` };
    if (!isKeyOf(accepted.key, platform))
      return { problem: `the key that it verifies with is none of \`${platform.machine.name}\`` };
    for (const { name, value } of accepted.registers) {
      const register = registerNamed(name, value, model, platform);
      if (register === undefined) return { problem: `\`${platform.machine.name}\` has no register \`${name}\`` };
      registers.push({ register, value });
    }
    needs = accepted.nonce === 'drawn' ? 'fresh quote' : 'quote';
    conclusion = conclusion.right;
  }
  const premises = registers.map(({ register, value }) => premiseOf(register, value, model, platform));
  const problem = premises.find((each): each is NoClaim => 'problem' in each);
  if (problem !== undefined) return problem;
  if (premises.length === 0) return { problem: `\`${theorem.name}\` asks of no register what it holds` };
  return {
    theorem,
    needs,
    premises: premises as readonly Premise[],
    assumptions: open,
    conclusion: showFormula(conclusion, words),
    free: new Set<Term>(others.filter(({ sort }) => sort === 'Term')),
  };
}

/** The registers of a formula that says nothing but what registers of the machine hold; definitions are unfolded. */
function heldIn(
  formula: Formula,
  model: Model,
  platform: PlatformDecl,
): readonly { readonly register: Term; readonly value: Term }[] | undefined {
  if (formula.kind === 'and') {
    const parts = formula.parts.map((part) => heldIn(part, model, platform));
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }
  if (formula.kind !== 'atom') return undefined;
  const [register, value, time] = formula.args;
  if (formula.predicate === model.signature.fluents.get('Mem')) {
    const isAny = time?.kind === 'variable' && register !== undefined && value !== undefined;
    return isAny && isRegisterOf(register, platform) && sequenceOf(value) ? [{ register, value }] : undefined;
  }
  const unfolded = unfold(formula, model.theory);
  return unfolded && heldIn(unfolded, model, platform);
}

function unfold(formula: Formula & { readonly kind: 'atom' }, theory: Theory): Formula | undefined {
  const definition = theory.definition(formula.predicate);
  if (definition === undefined) return undefined;
  return openBody(closeBody(definition.body, definition.params), [...formula.args].reverse());
}

const isRegisterOf = (term: Term, { machine }: PlatformDecl): boolean =>
  term.kind === 'application' && ['pcr', 'dpcr'].includes(term.symbol.name) && term.args[0] === machine;

const isKeyOf = (key: Term, { machine }: PlatformDecl): boolean => key.free.length === 1 && key.free[0] === machine;

/** Static and dynamic registers may have one name: what it begins with says which is meant. */
function registerNamed(name: string, value: Term, model: Model, platform: PlatformDecl): Term | undefined {
  const area = sequenceOf(value)?.init === 'dinit' ? 'dpcr' : 'pcr';
  const kind = model.kinds.find(({ predicate }) => predicate === platform.kind);
  const [symbol, constant] = [model.signature.functions.get(area), model.signature.names.get(name)];
  const has = (area === 'pcr' ? kind?.pcrs : kind?.dpcrs)?.includes(name);
  return symbol && constant && has === true ? apply(symbol, platform.machine, apply(constant)) : undefined;
}

function premiseOf(register: Term, value: Term, model: Model, platform: PlatformDecl): Premise | NoClaim {
  const shown = showTerm(register, model);
  const sequence = sequenceOf(value);
  const pcr = placeOf(register, model, platform);
  if (pcr === undefined) return { problem: `no setup says which PCR \`${shown}\` is` };
  if (sequence === undefined) return { problem: `\`${shown}\` is to hold something that is no sequence` };
  return { register, pcr, sequence, text: `${shown} = ${showTerm(value, model)}` };
}

function placeOf(register: Term, model: Model, { kind, machine }: PlatformDecl): number | undefined {
  const nameOf = (term: Term): string =>
    term.kind === 'application'
      ? `${term.symbol.name}.${(term.args[1] as { symbol?: { name: string } }).symbol?.name}`
      : '';
  const setup = model.setups.find((each) => each.kind === kind);
  const isMine = register.free.length === 1 && register.free[0] === (machine as Variable);
  return isMine ? setup?.registers.find((each) => nameOf(each.register) === nameOf(register))?.index : undefined;
}
