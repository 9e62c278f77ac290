// Randomness as an argument. Protocols take a `RandomSource`; the stack gives them the entropy device, tests a seeded one.

export interface RandomSource {
  /** A uniform unsigned 32-bit number. */
  next32(): number;
}

/** Uniform in [0, bound), bound at most 2^16: the bias of the multiplication is below 2^-16. */
export function randomBelow(source: RandomSource, bound: number): number {
  return Math.floor((source.next32() / 0x100000000) * bound);
}

/** Uniform in [low, high). */
export function randomBetween(source: RandomSource, low: number, high: number): number {
  return low + (source.next32() / 0x100000000) * (high - low);
}

/** Deterministic source for tests and simulations: SplitMix with 32 bits of state (Steele, Lea, Flood 2014). Not for secrets. */
export class SeededRandom implements RandomSource {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  next32(): number {
    this.state = (this.state + 0x9e3779b9) >>> 0;
    let z = this.state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  }
}
