import { createToken, EOF, type TokenType } from './chevrotain.js';

/** What an error message calls the token: its text, or a description. */
const token = (name: string, label: string, categories: TokenType[] = []): TokenType =>
  createToken({ name, label, categories });

export const Identifier = token('Identifier', 'a name');
export const Text = token('Text', 'a text in quotes');
export const Numeral = token('Numeral', 'a number');

/** Words that are never names, and the signs they stand for. */
const reserved = (word: string, name: string, label = `\`${word}\``): TokenType => token(name, label);
export const Forall = reserved('forall', 'Forall', '`∀`');
export const Exists = reserved('exists', 'Exists', '`∃`');
export const Not = reserved('not', 'Not', '`¬`');
export const True = reserved('true', 'True', '`⊤`');
export const False = reserved('false', 'False', '`⊥`');
export const Assume = reserved('assume', 'Assume');
export const Show = reserved('show', 'Show');
export const Proof = reserved('proof', 'Proof');
export const Qed = reserved('qed', 'Qed');

/** Words with a meaning in some places, and names in all others. */
const word = (text: string): TokenType => token(text, `\`${text}\``, [Identifier]);
export const Import = word('import');
export const Sort = word('sort');
export const Constructor = word('constructor');
export const FunctionWord = word('function');
export const Action = word('action');
export const Event = word('event');
export const Fluent = word('fluent');
export const Predicate = word('predicate');
export const Axiom = word('axiom');
export const Means = word('means');
export const Source = word('source');
export const Define = word('define');
export const Constant = word('constant');
export const Machine = word('machine');
export const Virtual = word('virtual');
export const Memory = word('memory');
export const Pcr = word('pcr');
export const Dpcr = word('dpcr');
export const Principal = word('principal');
export const On = word('on');
export const Reset = word('reset');
export const LateLaunch = word('latelaunch');
export const Run = word('run');
export const Program = word('program');
export const If = word('if');
export const Else = word('else');
export const Chain = word('chain');
export const Reads = word('reads');
export const Measures = word('measures');
export const As = word('as');
export const Into = word('into');
export const Setup = word('setup');
export const Holds = word('holds');
export const Is = word('is');
export const Register = word('PCR');
export const Image = word('image');
export const Platform = word('platform');
export const Concludes = word('concludes');
export const Theorem = word('theorem');
export const Lemma = word('lemma');
export const Secret = word('secret');
export const Expect = word('expect');
export const Proved = word('proved');
export const Refuted = word('refuted');
export const Vacuous = word('vacuous');
export const Unfinished = word('unfinished');
export const Unknown = word('unknown');
export const By = word('by');
export const Auto = word('auto');
export const Using = word('using');
export const With = word('with');
export const Have = word('have');
export const Obtain = word('obtain');
export const Fix = word('fix');
export const Suppose = word('suppose');
export const Cases = word('cases');
export const Case = word('case');
export const Definition = word('definition');
export const Assumptions = word('assumptions');
export const Iff = word('iff');
export const Or = token('Or', '`∨`', [Identifier]);

const sign = (text: string, name: string): TokenType => token(name, `\`${text}\``);
export const And = sign('∧', 'And');
export const Implies = sign('⊃', 'Implies');
export const Turnstile = sign('⊢', 'Turnstile');
export const Defines = sign('≡', 'Defines');
export const Unequal = sign('≠', 'Unequal');
export const AtMost = sign('≤', 'AtMost');
export const Less = sign('<', 'Less');
export const Equals = sign('=', 'Equals');
export const Inverse = sign('⁻¹', 'Inverse');
export const Hat = sign('^', 'Hat');
export const At = sign('@', 'At');
export const Dot = sign('.', 'Dot');
export const Ellipsis = sign('…', 'Ellipsis');
/** The program that does nothing. */
export const Stop = sign('·', 'Stop');
export const Comma = sign(',', 'Comma');
export const Colon = sign(':', 'Colon');
export const Semicolon = sign(';', 'Semicolon');
export const Underscore = sign('_', 'Underscore');
export const LeftParen = sign('(', 'LeftParen');
export const RightParen = sign(')', 'RightParen');
export const LeftBracket = sign('[', 'LeftBracket');
export const RightBracket = sign(']', 'RightBracket');
export const LeftBrace = sign('{', 'LeftBrace');
export const RightBrace = sign('}', 'RightBrace');
export const OpenSealed = sign('{|', 'OpenSealed');
export const CloseSealed = sign('|}', 'CloseSealed');

/** Before what a set of programs ranges over; anywhere else `|` is no sign of the language. */
export const Bar = sign('|', 'Bar');

/** Brackets by what closes them. */
export const openerOf: ReadonlyMap<TokenType, TokenType> = new Map([
  [RightParen, LeftParen],
  [RightBracket, LeftBracket],
  [RightBrace, LeftBrace],
  [CloseSealed, OpenSealed],
]);
export const closers: ReadonlySet<TokenType> = new Set(openerOf.keys());
export const openers: ReadonlySet<TokenType> = new Set(openerOf.values());

export const reservedWords: readonly TokenType[] = [Forall, Exists, Not, True, False, Assume, Show, Proof, Qed];

/** The first words of declarations. */
export const declarationWords: ReadonlySet<TokenType> = new Set([
  Import,
  Sort,
  Constructor,
  FunctionWord,
  Action,
  Event,
  Fluent,
  Predicate,
  Axiom,
  Define,
  Constant,
  Virtual,
  Machine,
  Program,
  Chain,
  Setup,
  Platform,
  Theorem,
  Lemma,
]);

const contextual: readonly TokenType[] = [
  Import,
  Sort,
  Constructor,
  FunctionWord,
  Action,
  Event,
  Fluent,
  Predicate,
  Axiom,
  Means,
  Source,
  Define,
  Constant,
  Virtual,
  Machine,
  Memory,
  Pcr,
  Dpcr,
  Principal,
  On,
  Reset,
  LateLaunch,
  Run,
  Program,
  If,
  Else,
  Chain,
  Reads,
  Measures,
  As,
  Into,
  Setup,
  Holds,
  Is,
  Register,
  Image,
  Platform,
  Concludes,
  Theorem,
  Lemma,
  Secret,
  Expect,
  Proved,
  Refuted,
  Vacuous,
  Unfinished,
  Unknown,
  By,
  Auto,
  Using,
  With,
  Have,
  Obtain,
  Fix,
  Suppose,
  Cases,
  Case,
  Definition,
  Assumptions,
  Iff,
];

/** The token of a word that is more than a name. */
export const words: ReadonlyMap<string, TokenType> = new Map([
  ...contextual.map((type) => [type.name, type] as const),
  ...reservedWords.map((type) => [type.name.toLowerCase(), type] as const),
  ['or', Or],
]);

/** The token of each sign, in every way of writing it. */
export const signs: ReadonlyMap<string, TokenType> = new Map([
  ['∀', Forall],
  ['∃', Exists],
  ['¬', Not],
  ['~', Not],
  ['⊤', True],
  ['⊥', False],
  ['∧', And],
  ['/\\', And],
  ['∨', Or],
  ['\\/', Or],
  ['⊃', Implies],
  ['=>', Implies],
  ['⟺', Iff],
  ['⊢', Turnstile],
  ['|-', Turnstile],
  ['≡', Defines],
  ['==', Defines],
  ['≠', Unequal],
  ['!=', Unequal],
  ['≤', AtMost],
  ['<=', AtMost],
  ['<', Less],
  ['=', Equals],
  ['⁻¹', Inverse],
  ['^-1', Inverse],
  ['^', Hat],
  ['@', At],
  ['...', Ellipsis],
  ['…', Ellipsis],
  ['·', Stop],
  ['.', Dot],
  [',', Comma],
  [':', Colon],
  [';', Semicolon],
  ['_', Underscore],
  ['(', LeftParen],
  [')', RightParen],
  ['[', LeftBracket],
  [']', RightBracket],
  ['{|', OpenSealed],
  ['|}', CloseSealed],
  ['{', LeftBrace],
  ['}', RightBrace],
]);

/** Every type of token, as the parser wants to know them. */
export const vocabulary: TokenType[] = [
  Identifier,
  Text,
  Numeral,
  EOF,
  ...new Set([...words.values(), ...signs.values(), Bar]),
];
