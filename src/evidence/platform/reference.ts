import type { Term } from '../../kernel/index.js';
import type { PlatformDecl, Reference } from '../../language/index.js';
import { allBanks, type Bank, digestOf, digestSize } from '../../tpm/banks.js';
import { authenticodeDigest } from './authenticode.js';

/** One thing that may be measured as a term: its digest in each bank, as far as that is known; all of one thing are digests of the same. */
export interface Good {
  readonly digests: ReadonlyMap<Bank, string>;
  /** Where it was looked up: `vmlinuz`, `"a text"`. */
  readonly from: string;
}

/** What may be measured as a term; `any` where nothing is checked. */
export type Goods = 'any' | readonly Good[];

/** How each term may be measured: on a register of its own, or on all. */
export interface References {
  of(term: Term, register: Term): Goods | undefined;
  readonly all: readonly { readonly item: PlatformDecl['items'][number]; readonly goods: Goods }[];
}

export interface BadReference {
  readonly file: string;
  readonly problem: string;
}

/** Looks up what a platform refers to. `read` gives the contents of a file, or says in words why it cannot. */
export function lookUp(
  platform: PlatformDecl,
  read: (file: string) => Uint8Array | string,
): { readonly references: References } | { readonly bad: readonly BadReference[] } {
  const bad: BadReference[] = [];
  const all = platform.items.map((item) => {
    const found = item.references.map((reference) => goodsOf(reference, read));
    for (const each of found) if ('problem' in each) bad.push(each);
    const isAny = item.references.some(({ kind }) => kind === 'any');
    const goods: Goods = isAny ? 'any' : found.flatMap((each) => ('problem' in each ? [] : each.goods));
    return { item, goods };
  });
  if (bad.length > 0) return { bad };
  const of = (term: Term, register: Term): Goods | undefined =>
    (
      all.find(({ item }) => item.term === term && item.register === register) ??
      all.find(({ item }) => item.term === term && item.register === undefined)
    )?.goods;
  return { references: { of, all } };
}

function goodsOf(
  reference: Reference,
  read: (file: string) => Uint8Array | string,
): { readonly goods: readonly Good[] } | BadReference {
  switch (reference.kind) {
    case 'any':
      return { goods: [] };
    case 'digest':
      return {
        goods: [
          {
            digests: new Map([[reference.bank, reference.digest]]),
            from: `${reference.bank}:${reference.digest.slice(0, 12)}…`,
          },
        ],
      };
    case 'data':
      return { goods: [inAllBanks(shown(reference.data), (bank) => digestOf(bank, reference.data))] };
    case 'file':
    case 'image':
    case 'list': {
      const { file, kind } = reference;
      const contents = read(file);
      if (typeof contents === 'string') return { file, problem: contents };
      if (kind === 'list') return listed(file, contents);
      if (kind === 'file') return { goods: [inAllBanks(file, (bank) => digestOf(bank, contents))] };
      if (authenticodeDigest('sha1', contents) === undefined) return { file, problem: 'it is no PE image' };
      return { goods: [inAllBanks(file, (bank) => authenticodeDigest(bank, contents) ?? new Uint8Array())] };
    }
  }
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const inAllBanks = (from: string, digest: (bank: Bank) => Uint8Array): Good => ({
  from,
  digests: new Map(allBanks.map((bank) => [bank, hexOf(digest(bank))])),
});

function shown(data: Uint8Array): string {
  const text = Buffer.from(data).toString('utf8');
  return /^[ -~]+$/.test(text) ? `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"` : hexOf(data).slice(0, 64);
}

/** Digests, one a line, as `sha256sum` prints them: the digest first, with or without its bank, and then whatever it is of. `#` begins a comment. */
function listed(file: string, contents: Uint8Array): { readonly goods: readonly Good[] } | BadReference {
  const goods: Good[] = [];
  for (const [i, text] of Buffer.from(contents).toString('utf8').split('\n').entries()) {
    const line = text.replace(/#.*/, '').trim();
    if (line === '') continue;
    const [first = '', ...name] = line.split(/\s+/);
    const [bank, digest] = first.includes(':') ? first.split(':') : [undefined, first];
    const hex = digest?.toLowerCase() ?? '';
    const fitting = allBanks.find((each) => digestSize(each) * 2 === hex.length && (bank ?? each) === each);
    if (fitting === undefined || !/^[0-9a-f]+$/.test(hex))
      return { file, problem: `line ${i + 1} does not begin with a digest` };
    goods.push({ digests: new Map([[fitting, hex]]), from: name.join(' ') || `${file}:${i + 1}` });
  }
  return { goods };
}

/** Two terms that cannot be told apart by what is measured: then a register's value says neither of them. */
export function alike({
  all,
}: References): { readonly one: Term; readonly other: Term; readonly digest: string } | undefined {
  const known = new Map<string, Term>();
  for (const { item, goods } of all) {
    if (goods === 'any') continue;
    for (const [bank, digest] of goods.flatMap(({ digests }) => [...digests])) {
      const key = `${bank}:${digest}`;
      const before = known.get(key);
      if (before !== undefined && before !== item.term) return { one: before, other: item.term, digest: key };
      known.set(key, item.term);
    }
  }
  return undefined;
}
