// SHA-256 (FIPS 180-4 §6.2) of four megabytes: 32-bit arithmetic with rotations over typed arrays.
import { measure } from '../measure.ts';

const BLOCK_BYTES = 64;
const MESSAGE_BYTES = 4 * 1024 * 1024;

/** The first 32 bits of the fractional part of a root of each of the first primes (§4.2.2 and §5.3.3). */
function rootsOfPrimes(count: number, root: (prime: number) => number): Uint32Array {
  const words = new Uint32Array(count);
  for (let candidate = 2, found = 0; found < count; candidate++) {
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) isPrime = false;
    if (!isPrime) continue;
    const value = root(candidate);
    words[found++] = Math.floor((value - Math.floor(value)) * 2 ** 32);
  }
  return words;
}

function rotateRight(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

class Sha256 {
  private readonly state = rootsOfPrimes(8, Math.sqrt);
  private readonly schedule = new Uint32Array(64);
  private readonly constants = rootsOfPrimes(64, Math.cbrt);

  /** The digest of a message whose length is a multiple of the block size. */
  digest(message: Uint8Array): Uint32Array {
    const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
    for (let offset = 0; offset + BLOCK_BYTES <= message.length; offset += BLOCK_BYTES) this.block(view, offset);
    const last = new DataView(new ArrayBuffer(BLOCK_BYTES));
    last.setUint8(0, 0x80);
    last.setUint32(56, Math.floor((message.length * 8) / 2 ** 32));
    last.setUint32(60, message.length * 8);
    this.block(last, 0);
    return this.state;
  }

  private block(view: DataView, offset: number): void {
    const { state, schedule: w, constants } = this;
    for (let t = 0; t < 16; t++) w[t] = view.getUint32(offset + 4 * t);
    for (let t = 16; t < 64; t++) {
      const w15 = w[t - 15]!;
      const w2 = w[t - 2]!;
      const s0 = rotateRight(w15, 7) ^ rotateRight(w15, 18) ^ (w15 >>> 3);
      const s1 = rotateRight(w2, 17) ^ rotateRight(w2, 19) ^ (w2 >>> 10);
      w[t] = (w[t - 16]! + s0 + w[t - 7]! + s1) | 0;
    }
    let a = state[0]! | 0;
    let b = state[1]! | 0;
    let c = state[2]! | 0;
    let d = state[3]! | 0;
    let e = state[4]! | 0;
    let f = state[5]! | 0;
    let g = state[6]! | 0;
    let h = state[7]! | 0;
    for (let t = 0; t < 64; t++) {
      const s1 = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25);
      const choice = (e & f) ^ (~e & g);
      const t1 = (h + s1 + choice + constants[t]! + w[t]!) | 0;
      const s0 = rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22);
      const majority = (a & b) ^ (a & c) ^ (b & c);
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + s0 + majority) | 0;
    }
    state[0]! += a;
    state[1]! += b;
    state[2]! += c;
    state[3]! += d;
    state[4]! += e;
    state[5]! += f;
    state[6]! += g;
    state[7]! += h;
  }
}

measure(() => {
  const message = new Uint8Array(MESSAGE_BYTES);
  for (let i = 0; i < message.length; i++) message[i] = (i * 31) & 0xff;
  return new Sha256().digest(message)[0]!;
}, 3801266854);
