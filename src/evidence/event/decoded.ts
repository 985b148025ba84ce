import type { LoadOption } from '../uefi/load-option.js';
import type { Partition } from '../uefi/partition-table.js';
import type { SignatureEntry } from '../uefi/signature-lists.js';

/** What the data of an event says, as far as its type has a form. What is said is not thereby true: see {@link Binding}. */
export type Decoded =
  /** Text, of whatever encoding. */
  | { readonly kind: 'text'; readonly text: string }
  /** A line of a boot loader with what it is: `grub_cmd`, `kernel_cmdline`, `module_cmdline`. */
  | { readonly kind: 'loader'; readonly what: string; readonly text: string }
  | { readonly kind: 'separator'; readonly means: 'end' | 'error' | 'vendor'; readonly text: string }
  | { readonly kind: 'image'; readonly path: string; readonly address: string; readonly size: bigint }
  | {
      readonly kind: 'variable';
      readonly owner: string;
      readonly name: string;
      /** `on` or `off`, a boot order, a load option, the entries of a signature database; otherwise bytes. */
      readonly value: VariableValue;
    }
  | { readonly kind: 'partitions'; readonly disk: string; readonly partitions: readonly Partition[] }
  | { readonly kind: 'memory'; readonly name: string; readonly base: bigint; readonly size: bigint }
  | { readonly kind: 'tables'; readonly name: string; readonly tables: readonly string[] }
  | { readonly kind: 'tagged'; readonly tag: number; readonly text: string }
  | { readonly kind: 'startup-locality'; readonly locality: number }
  | { readonly kind: 'bytes'; readonly hex: string }
  | { readonly kind: 'malformed'; readonly offset: number; readonly expected: string; readonly found: string };

export type VariableValue =
  | { readonly kind: 'switch'; readonly on: boolean }
  | { readonly kind: 'order'; readonly entries: readonly string[] }
  | { readonly kind: 'load-option'; readonly option: LoadOption }
  | { readonly kind: 'signatures'; readonly entries: readonly SignatureEntry[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly hex: string };
