/** Something that is not accepted, and why: a part of a certificate that is not what it should be, or a step that does not follow. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reason: string;
  /** In what it is, from the outermost. */
  readonly where: readonly string[];

  constructor(reason: string, where: readonly string[] = []) {
    super([...where, reason].join(': '));
    this.reason = reason;
    this.where = where;
  }
}

/** Throws a {@link Refusal} unless the condition holds. */
export function demand(condition: boolean, reason: string): asserts condition {
  if (!condition) throw new Refusal(reason);
}

/** Runs something; a {@link Refusal} in it says where it was. */
export function within<T>(where: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(error.reason, [where, ...error.where]) : error;
  }
}
