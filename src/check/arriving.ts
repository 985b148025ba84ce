/** Values that arrive while others are waited for. */
export interface Arriving<Value> extends AsyncIterable<Value> {
  push(value: Value): void;
  /** No more will arrive, because all is done, or because something failed, which is thrown after what has arrived before. */
  end(failure?: { readonly error: unknown }): void;
}

/** A queue with one reader. */
export function arriving<Value>(): Arriving<Value> {
  const waiting: Value[] = [];
  let ended: { readonly error?: unknown; readonly failed: boolean } | undefined;
  let wake = (): void => undefined;
  return {
    push(value) {
      waiting.push(value);
      wake();
    },
    end(failure) {
      ended ??= failure === undefined ? { failed: false } : { failed: true, error: failure.error };
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        yield* waiting.splice(0);
        if (waiting.length > 0) continue;
        if (ended?.failed === true) throw ended.error;
        if (ended !== undefined) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
