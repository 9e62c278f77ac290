// Unguessable numbers for protocols: the entropy device's bytes, fetched some at a time.

import { readU32 } from '../core/bytes.ts';
import type { RandomSource } from '../core/random.ts';
import type { Entropy } from '../device/entropy.types.ts';

const STORE_BYTES = 64;

export class EntropyRandom implements RandomSource {
  private readonly entropy: Entropy;
  private readonly store: Uint8Array;
  private used: number;

  constructor(entropy: Entropy) {
    this.entropy = entropy;
    this.store = new Uint8Array(STORE_BYTES);
    this.used = STORE_BYTES;
  }

  next32(): number {
    if (this.used + 4 > STORE_BYTES) {
      this.entropy.fill(this.store);
      this.used = 0;
    }
    this.used += 4;
    return readU32(this.store, this.used - 4);
  }
}
