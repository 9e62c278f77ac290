// Numbers for IPv6 addresses, so that everything above IP handles hosts of both versions as one 32-bit number: those in
// 240.0.0.0/5, which IPv4 never uses (RFC 1112 §4). A number is a keyed hash of its address, so a host has the same one again after
// it was forgotten, and nobody outside can make two hosts meet. What nobody holds is forgotten when its place is needed.

import { ADDRESS6_BYTES } from '../core/address6.ts';
import { equalBytes, readU16, writeU32 } from '../core/bytes.ts';
import { foldSum } from '../core/checksum.ts';
import type { Instant } from '../core/instant.ts';
import type { RandomSource } from '../core/random.ts';
import { sipHash } from '../core/siphash.ts';

const FIRST_PLACES = 256;
/** Hosts known at once. */
export const MOST_HOSTS = 65_536;
/** Places looked at for one that can be taken over. */
const MOST_LOOKS = 64;
const NUMBER_MASK = 0x07ffffff;
const NUMBER_TOP = 0xf0000000;
/** RFC 8201 §4: after ten minutes a larger size is tried. */
export const PATH_VALID_MS = 600_000;

/** True for the number of an IPv6 address. */
export function isSix(host: number): boolean {
  return host >>> 27 === 30;
}

export class AddressTable {
  /** Sixteen bytes a place. */
  bytes: Uint8Array;
  /** The address of ours that a host last sent to, 0: none; its answers come from there. */
  local: Uint32Array;
  /** Sum of an address's words, folded: its part of a pseudo-header. */
  sums: Uint16Array;
  private numbers: Uint32Array;
  private holds: Uint32Array;
  private recent: Uint8Array;
  private pathMtus: Uint16Array;
  private pathUntil: Float64Array;
  private heads: Int32Array;
  private nexts: Int32Array;
  private count: number;
  private hand: number;
  private readonly key: Uint8Array;
  private readonly hash: Uint8Array;
  private readonly input: Uint8Array;
  /** The last one asked for. */
  private latest: number;

  constructor(random: RandomSource) {
    this.bytes = new Uint8Array(FIRST_PLACES * ADDRESS6_BYTES);
    this.local = new Uint32Array(FIRST_PLACES);
    this.sums = new Uint16Array(FIRST_PLACES);
    this.numbers = new Uint32Array(FIRST_PLACES);
    this.holds = new Uint32Array(FIRST_PLACES);
    this.recent = new Uint8Array(FIRST_PLACES);
    this.pathMtus = new Uint16Array(FIRST_PLACES);
    this.pathUntil = new Float64Array(FIRST_PLACES);
    this.heads = new Int32Array(FIRST_PLACES);
    this.nexts = new Int32Array(FIRST_PLACES);
    this.heads.fill(-1);
    this.count = 0;
    this.hand = 0;
    this.key = new Uint8Array(16);
    for (let i = 0; i < 16; i += 4) writeU32(this.key, i, random.next32());
    this.hash = new Uint8Array(8);
    this.input = new Uint8Array(ADDRESS6_BYTES);
    this.latest = -1;
  }

  /** Hosts that have a place. */
  get size(): number {
    return this.count;
  }

  /** The number of the address at bytes[at]; 0 when every place is held. */
  intern(bytes: Uint8Array, at: number): number {
    const latest = this.latest;
    if (latest >= 0 && equalBytes(this.bytes, latest * ADDRESS6_BYTES, bytes, at, ADDRESS6_BYTES)) {
      return this.numbers[latest];
    }
    for (let i = 0; i < ADDRESS6_BYTES; i++) this.input[i] = bytes[at + i];
    sipHash(this.key, this.input, ADDRESS6_BYTES, this.hash, 0);
    const wanted = ((readU16(this.hash, 0) << 16) | readU16(this.hash, 2)) & NUMBER_MASK;
    // Two addresses may want one number: then the second has the next one.
    let free = 0;
    for (let i = 1; i >= 0; i--) {
      const number = (NUMBER_TOP | ((wanted + i) & NUMBER_MASK)) >>> 0;
      const place = this.placeOf(number);
      if (place < 0) free = number;
      else if (equalBytes(this.bytes, place * ADDRESS6_BYTES, bytes, at, ADDRESS6_BYTES)) return this.use(place);
    }
    return free === 0 ? 0 : this.add(free);
  }

  /** Where a number's address is: `place * 16` in `bytes`; -1: it was forgotten. */
  placeOf(number: number): number {
    let place = this.heads[number & (this.heads.length - 1)];
    while (place >= 0 && this.numbers[place] !== number) place = this.nexts[place];
    return place;
  }

  hold(number: number): void {
    const place = this.placeOf(number);
    if (place >= 0) this.holds[place]++;
  }

  letGo(number: number): void {
    const place = this.placeOf(number);
    if (place >= 0 && this.holds[place] > 0) this.holds[place]--;
  }

  /** Largest packet on the path to a host, 0: nothing is known. */
  pathMtu(place: number, now: Instant): number {
    return now < this.pathUntil[place] ? this.pathMtus[place] : 0;
  }

  narrowPath(place: number, mtu: number, now: Instant): void {
    this.pathMtus[place] = mtu;
    this.pathUntil[place] = now + PATH_VALID_MS;
  }

  private use(place: number): number {
    this.recent[place] = 1;
    this.latest = place;
    return this.numbers[place];
  }

  /** Gives `number` to the address in `input`. */
  private add(number: number): number {
    let place = this.count;
    if (this.count === this.numbers.length) place = this.makeRoom();
    else this.count++;
    if (place < 0) return 0;
    const at = place * ADDRESS6_BYTES;
    let sum = 0;
    for (let i = 0; i < ADDRESS6_BYTES; i++) this.bytes[at + i] = this.input[i];
    for (let i = 0; i < ADDRESS6_BYTES; i += 2) sum += readU16(this.input, i);
    this.sums[place] = foldSum(sum);
    this.numbers[place] = number;
    this.holds[place] = 0;
    this.local[place] = 0;
    this.pathUntil[place] = 0;
    const bucket = number & (this.heads.length - 1);
    this.nexts[place] = this.heads[bucket];
    this.heads[bucket] = place;
    return this.use(place);
  }

  /** A place that is nobody's any more: one that was not used since the hand passed, else any that is not held; -1: none. */
  private makeRoom(): number {
    let second = -1;
    for (let looks = 0; looks < MOST_LOOKS; looks++) {
      const place = this.hand;
      this.hand = (this.hand + 1) % this.numbers.length;
      if (this.holds[place] > 0) continue;
      if (this.recent[place] === 0) return this.forget(place);
      this.recent[place] = 0;
      if (second < 0) second = place;
    }
    if (second >= 0) return this.forget(second);
    if (this.numbers.length >= MOST_HOSTS) return -1;
    this.grow();
    const place = this.count;
    this.count++;
    return place;
  }

  private forget(place: number): number {
    const number = this.numbers[place];
    const bucket = number & (this.heads.length - 1);
    let at = this.heads[bucket];
    if (at === place) this.heads[bucket] = this.nexts[place];
    else {
      while (this.nexts[at] !== place) at = this.nexts[at];
      this.nexts[at] = this.nexts[place];
    }
    if (this.latest === place) this.latest = -1;
    return place;
  }

  private grow(): void {
    const places = this.numbers.length * 2;
    this.bytes = copied(this.bytes, new Uint8Array(places * ADDRESS6_BYTES));
    this.recent = copied(this.recent, new Uint8Array(places));
    this.local = copiedWords(this.local, new Uint32Array(places));
    this.numbers = copiedWords(this.numbers, new Uint32Array(places));
    this.holds = copiedWords(this.holds, new Uint32Array(places));
    const { sums, pathMtus, pathUntil } = this;
    this.sums = new Uint16Array(places);
    this.sums.set(sums);
    this.pathMtus = new Uint16Array(places);
    this.pathMtus.set(pathMtus);
    this.pathUntil = new Float64Array(places);
    this.pathUntil.set(pathUntil);
    this.heads = new Int32Array(places);
    this.nexts = new Int32Array(places);
    this.heads.fill(-1);
    for (let place = 0; place < this.count; place++) {
      const bucket = this.numbers[place] & (places - 1);
      this.nexts[place] = this.heads[bucket];
      this.heads[bucket] = place;
    }
  }
}

function copied(from: Uint8Array, to: Uint8Array): Uint8Array {
  to.set(from);
  return to;
}

function copiedWords(from: Uint32Array, to: Uint32Array): Uint32Array {
  to.set(from);
  return to;
}
