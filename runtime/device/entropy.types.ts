// Randomness from outside the module: the seed of everything that must not be guessed.

export interface Entropy {
  /** Fills all of `bytes` before it returns. */
  fill(bytes: Uint8Array): void;
}
