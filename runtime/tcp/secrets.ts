// What must not be guessed: initial sequence numbers (RFC 6528), timestamp offsets (RFC 7323 §5.4), ephemeral ports (RFC 6056
// §3.3.4), SYN cookies (RFC 4987 §3.6, appendix A) and the places in the connection table. One secret, SipHash-2-4.

import { readU32, writeU32 } from '../core/bytes.ts';
import type { Instant } from '../core/instant.ts';
import type { RandomSource } from '../core/random.ts';
import { sipHash } from '../core/siphash.ts';

// Each use has a number, so that no result of one is a result of another.
const USE_SEQUENCE = 1;
const USE_TIMESTAMP = 2;
const USE_PORT = 3;
const USE_COOKIE = 4;

/** RFC 6528 §3: M is a timer of 4 microseconds. */
const TICKS_PER_MS = 250;
const TWO_TO_32 = 0x100000000;

/** Cookies are good for one to two of these periods; a SYN-ACK that takes longer is lost. */
export const COOKIE_PERIOD_MS = 64_000;
/** The MSS classes of a cookie: usual paths, smaller ones rounded down (RFC 4987 appendix A). */
const COOKIE_MSS: readonly number[] = [536, 1220, 1300, 1360, 1400, 1440, 1448, 1460];
const COOKIE_PERIOD_BITS = 5;
const COOKIE_HASH_MASK = 0xffffff;

export class Secrets {
  private readonly key: Uint8Array;
  private readonly input: Uint8Array;
  private readonly output: Uint8Array;
  private readonly mix0: number;
  private readonly mix1: number;

  constructor(random: RandomSource) {
    this.key = new Uint8Array(16);
    for (let i = 0; i < 16; i += 4) writeU32(this.key, i, random.next32());
    this.input = new Uint8Array(24);
    this.output = new Uint8Array(8);
    this.mix0 = random.next32() | 0;
    this.mix1 = random.next32() | 0;
  }

  /** RFC 6528 §3: ISN = M + F(localip, localport, remoteip, remoteport, secret). */
  initialSequence(local: number, localPort: number, remote: number, remotePort: number, now: Instant): number {
    const timer = Math.floor(now * TICKS_PER_MS) % TWO_TO_32;
    return (this.hash(USE_SEQUENCE, local, localPort, remote, remotePort, 0, 0) + timer) | 0;
  }

  /** Added to the clock in the timestamps of one pair of hosts, so that a new connection's are not below an old one's. */
  timestampOffset(local: number, remote: number): number {
    return this.hash(USE_TIMESTAMP, local, 0, remote, 0, 0, 0);
  }

  /** RFC 6056 §3.3.4: F, unsigned. */
  portOffset(local: number, remote: number, remotePort: number): number {
    return this.hash(USE_PORT, local, 0, remote, remotePort, 0, 0) >>> 0;
  }

  /** A place for four-tuples, keyed against chosen collisions; cheap, because every segment needs it. */
  place(local: number, localPort: number, remote: number, remotePort: number): number {
    let hash = Math.imul(remote ^ this.mix0, 0x21f0aaad);
    hash ^= hash >>> 15;
    hash = Math.imul(hash ^ ((remotePort << 16) | localPort) ^ this.mix1, 0x735a2d97);
    hash ^= hash >>> 15;
    hash = Math.imul(hash ^ local, 0x21f0aaad);
    return hash ^ (hash >>> 15);
  }

  /** The initial sequence number that says all that a forgotten SYN said: its number, and its MSS by class. */
  cookie(
    local: number,
    localPort: number,
    remote: number,
    remotePort: number,
    theirs: number,
    mss: number,
    now: Instant,
  ): number {
    let index = 0;
    while (index + 1 < COOKIE_MSS.length && COOKIE_MSS[index + 1] <= mss) index++;
    const period = Math.floor(now / COOKIE_PERIOD_MS) & ((1 << COOKIE_PERIOD_BITS) - 1);
    const hash = this.cookieHash(local, localPort, remote, remotePort, theirs, (period << 3) | index);
    return (period << 27) | (index << 24) | hash;
  }

  /** The MSS in a cookie that we gave for this tuple lately, else 0. */
  cookieMss(
    local: number,
    localPort: number,
    remote: number,
    remotePort: number,
    theirs: number,
    cookie: number,
    now: Instant,
  ): number {
    const period = cookie >>> 27;
    const index = (cookie >>> 24) & 7;
    const current = Math.floor(now / COOKIE_PERIOD_MS);
    const age = (current - period) & ((1 << COOKIE_PERIOD_BITS) - 1);
    if (age > 1) return 0;
    const hash = this.cookieHash(local, localPort, remote, remotePort, theirs, (period << 3) | index);
    return hash === (cookie & COOKIE_HASH_MASK) ? COOKIE_MSS[index] : 0;
  }

  private cookieHash(local: number, lPort: number, remote: number, rPort: number, theirs: number, tag: number): number {
    return this.hash(USE_COOKIE, local, lPort, remote, rPort, theirs, tag) & COOKIE_HASH_MASK;
  }

  private hash(
    use: number,
    local: number,
    localPort: number,
    remote: number,
    remotePort: number,
    a: number,
    b: number,
  ): number {
    const input = this.input;
    writeU32(input, 0, use);
    writeU32(input, 4, local);
    writeU32(input, 8, remote);
    writeU32(input, 12, ((localPort << 16) | remotePort) >>> 0);
    writeU32(input, 16, a >>> 0);
    writeU32(input, 20, b >>> 0);
    sipHash(this.key, input, 24, this.output, 0);
    return readU32(this.output, 0) | 0;
  }
}
