// What a peer or a user can cause is a value, not an exception: either a value or the reason why there is none.

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** `reason` is a sentence in the form `Cannot <verb> <what>: <state>`. */
export function failure<T>(reason: string): Result<T> {
  return { ok: false, reason };
}

/** Stops on a broken promise of our own code; never call it with something a peer can cause. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}
