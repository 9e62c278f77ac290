// UTF-8 as it arrives (RFC 3629 §4), so that an ill-formed text is known at its first wrong byte (RFC 6455 §8.1).

export class Utf8Checker {
  /** Continuation bytes that are still to come, and the range of the next one. */
  private needed: number;
  private low: number;
  private high: number;

  constructor() {
    this.needed = 0;
    this.low = 0x80;
    this.high = 0xbf;
  }

  reset(): void {
    this.needed = 0;
    this.low = 0x80;
    this.high = 0xbf;
  }
  /** False at a byte that cannot follow. */
  take(bytes: Uint8Array, start: number, end: number): boolean {
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!;
      if (this.needed > 0) {
        if (byte < this.low || byte > this.high) return false;
        this.needed--;
        this.low = 0x80;
        this.high = 0xbf;
      } else if (byte >= 0x80 && !this.lead(byte)) return false;
    }
    return true;
  }
  private lead(byte: number): boolean {
    if (byte >= 0xc2 && byte <= 0xdf) this.needed = 1;
    else if (byte >= 0xe0 && byte <= 0xef) {
      this.needed = 2;
      if (byte === 0xe0) this.low = 0xa0;
      else if (byte === 0xed) this.high = 0x9f;
    } else if (byte >= 0xf0 && byte <= 0xf4) {
      this.needed = 3;
      if (byte === 0xf0) this.low = 0x90;
      else if (byte === 0xf4) this.high = 0x8f;
    } else return false;
    return true;
  }
  /** No sequence is open. */
  get complete(): boolean {
    return this.needed === 0;
  }
}
