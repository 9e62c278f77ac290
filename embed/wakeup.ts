// Sleeping until a deadline or until news, whichever is first. It exists because a module has no interrupts: the embedder
// calls `turn` again instead (docs/abi.md, turn protocol).

/** A timer takes at most a signed 32-bit number of ms; a longer sleep is cut and begun again. */
const SLEEP_MS_MAX = 0x7fffffff;
const NS_PER_MS = 1_000_000n;

export class Wakeup {
  #owed = false;
  #wake: (() => void) | undefined;

  /** Ends the sleep, or the next one if nobody sleeps now. */
  notify(): void {
    this.#owed = true;
    this.#wake?.();
  }

  /** Whether news came since the last call. */
  take(): boolean {
    const owed = this.#owed;
    this.#owed = false;
    return owed;
  }

  /** Resolves on news, or at the deadline (undefined: never), or early. */
  async sleep(deadlineNs: bigint | undefined, now: () => bigint): Promise<void> {
    if (this.#owed) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (deadlineNs === undefined) return;
      const left = Number((deadlineNs - now() + NS_PER_MS - 1n) / NS_PER_MS);
      timer = setTimeout(resolve, Math.min(Math.max(left, 0), SLEEP_MS_MAX));
    });
    clearTimeout(timer);
    this.#wake = undefined;
  }
}
