/**
 * What makes a kernel value genuine: a private mark that only the module that owns the brand can set.
 *
 * A mark cannot be cast into being, copied (spread, `Object.assign`, `structuredClone` and JSON all lose it), inherited through a prototype or
 * a proxy, or set by calling an instance's constructor, which is taken away. Genuine values are frozen; who makes one freezes the arrays it
 * holds. What callers hand over is read once, so that it cannot be one thing when it is checked and another when it is used. All this stands
 * on the language's own built-ins: who replaces `Array.prototype.some` in the running process is not kept out.
 */
export interface Brand {
  /** Freezes the fields into a new genuine value. */
  make<T extends object>(fields: T): Readonly<T>;
  /** Whether this brand made the value. */
  owns(value: unknown): boolean;
}

export function brand(): Brand {
  class Genuine {
    readonly #mark = true;
    static marks(value: unknown): boolean {
      return typeof value === 'object' && value !== null && #mark in value && value.#mark;
    }
  }
  Reflect.deleteProperty(Genuine.prototype, 'constructor');
  Object.freeze(Genuine.prototype);
  return { make: (fields) => Object.freeze(Object.assign(new Genuine(), fields)), owns: Genuine.marks };
}

/** A rule, or a constructor, was given what it does not apply to. Nothing was made. */
export class KernelError extends Error {
  override readonly name = 'KernelError';
}

/** Throws a {@link KernelError} unless the condition holds. */
export function demand(condition: boolean, message: string): asserts condition {
  if (!condition) throw new KernelError(message);
}
