// Reassembly of fragments (RFC 791 §3.2, RFC 815, RFC 1122 §3.3.2; RFC 8200 §4.5). Everything about it is bounded: datagrams in work,
// bytes held, fragments per datagram, time. A fragment that overlaps with other bytes ends its datagram (the rule of RFC 5722,
// since nobody honest overlaps); an exact repetition is ignored. Cost is linear in the bytes that arrive.

import { copyBytes, equalBytes, readU16 } from './bytes.ts';
import { NEVER, SECOND, type Instant } from './instant.ts';

/** Datagrams in work at once; one more evicts the oldest. */
export const REASSEMBLY_DATAGRAMS = 8;
/** Bytes of all datagrams in work. */
export const REASSEMBLY_BYTES = 256 * 1024;
export const FRAGMENTS_PER_DATAGRAM = 128;
/** Below RFC 1122's 60 s, as in widely used stacks: whoever holds state for strangers should not hold it long. */
export const REASSEMBLY_TIMEOUT_MS = 30 * SECOND;

/** Both versions count lengths with 16 bits. */
const LARGEST_PAYLOAD = 65_535;
const BLOCK_BYTES = 8;
const BLOCKS = 8192;
const LEAST_BUFFER_BYTES = 4096;
/** Room for what stands before a payload: an IPv4 header with options; IPv6 headers up to that of the fragment. */
export const LONGEST_KEPT_HEADER = 128;
const LARGEST_BUFFER_BYTES = LONGEST_KEPT_HEADER + LARGEST_PAYLOAD;

/** What became of a fragment. */
export const FRAGMENT_HELD = 0;
/** The datagram is whole: see `completed`. */
export const FRAGMENT_COMPLETED = 1;
/** Dropped, with its datagram where it contradicted it. */
export const FRAGMENT_DROPPED = 2;

/** A fragment as both versions of IP describe it. */
export class Fragment {
  bytes: Uint8Array;
  /** The first header, and how much stands before the payload. */
  header: number;
  headerBytes: number;
  source: number;
  destination: number;
  protocol: number;
  identification: number;
  /** Of the payload in the datagram's, and its length. */
  offset: number;
  length: number;
  more: boolean;
  broadcast: boolean;

  constructor() {
    this.bytes = new Uint8Array(0);
    this.header = 0;
    this.headerBytes = 0;
    this.source = 0;
    this.destination = 0;
    this.protocol = 0;
    this.identification = 0;
    this.offset = 0;
    this.length = 0;
    this.more = false;
    this.broadcast = false;
  }
}

/** One datagram in work. Its payload lies behind room for the longest header, so that it can be quoted as a packet. */
export class Datagram {
  source: number;
  destination: number;
  protocol: number;
  identification: number;
  deadline: Instant;
  bytes: Uint8Array;
  /** Header of the first fragment; 0 while that is missing. */
  headerBytes: number;
  /** Payload bytes in all; -1 while the last fragment is missing. */
  totalBytes: number;
  receivedBytes: number;
  fragments: number;
  broadcast: boolean;
  /** One bit per eight bytes of payload. */
  readonly present: Uint32Array;

  constructor() {
    this.source = 0;
    this.destination = 0;
    this.protocol = 0;
    this.identification = 0;
    this.deadline = NEVER;
    this.bytes = new Uint8Array(0);
    this.headerBytes = 0;
    this.totalBytes = -1;
    this.receivedBytes = 0;
    this.fragments = 0;
    this.broadcast = false;
    this.present = new Uint32Array(BLOCKS / 32);
  }

  get busy(): boolean {
    return this.deadline !== NEVER;
  }

  /** Offset in `bytes` of the first payload byte. */
  get payloadStart(): number {
    return LONGEST_KEPT_HEADER;
  }

  open(fragment: Fragment, now: Instant): void {
    this.source = fragment.source;
    this.destination = fragment.destination;
    this.protocol = fragment.protocol;
    this.identification = fragment.identification;
    this.deadline = now + REASSEMBLY_TIMEOUT_MS;
    this.headerBytes = 0;
    this.totalBytes = -1;
    this.receivedBytes = 0;
    this.fragments = 0;
    this.broadcast = false;
    this.present.fill(0);
  }

  close(): void {
    this.deadline = NEVER;
    this.bytes = new Uint8Array(0);
  }
}

export class Reassembler {
  /** After FRAGMENT_COMPLETED: the whole datagram, until the next call. */
  completed: Datagram;
  /** Datagrams given up: evicted, overlapping, too long, too many fragments. */
  dropped: number;
  /** For `addFragment`, to be filled in. */
  readonly fragment: Fragment;
  private readonly datagrams: Datagram[];
  private heldBytes: number;

  constructor() {
    this.fragment = new Fragment();
    this.completed = new Datagram();
    this.dropped = 0;
    this.datagrams = [];
    this.heldBytes = 0;
  }

  /** Datagrams in work. */
  get inWork(): number {
    let count = 0;
    for (let i = 0; i < this.datagrams.length; i++) if (this.datagrams[i].busy) count++;
    return count;
  }

  /** Takes what `fragment` describes. */
  addFragment(now: Instant): number {
    const { fragment } = this;
    const { offset, length, more } = fragment;
    // Only the last fragment may have a length that is not a multiple of eight, and none may be empty or end past 65535.
    if (length === 0 || (more && length % BLOCK_BYTES !== 0)) return FRAGMENT_DROPPED;
    if (offset + length > LARGEST_PAYLOAD) return FRAGMENT_DROPPED;
    const datagram = this.datagramFor(now);
    if (!this.store(datagram)) {
      this.abandon(datagram);
      return FRAGMENT_DROPPED;
    }
    if (fragment.broadcast) datagram.broadcast = true;
    if (datagram.totalBytes < 0 || datagram.receivedBytes < datagram.totalBytes) return FRAGMENT_HELD;
    this.completed.bytes = datagram.bytes;
    this.completed.headerBytes = datagram.headerBytes;
    this.completed.totalBytes = datagram.totalBytes;
    this.completed.broadcast = datagram.broadcast;
    this.heldBytes -= datagram.bytes.length;
    datagram.close();
    return FRAGMENT_COMPLETED;
  }

  nextTimeout(): Instant {
    let earliest = NEVER;
    for (let i = 0; i < this.datagrams.length; i++) {
      if (this.datagrams[i].deadline < earliest) earliest = this.datagrams[i].deadline;
    }
    return earliest;
  }

  /** The next datagram whose time is over, still readable until the next call; undefined when there is none. */
  expire(now: Instant): Datagram | undefined {
    for (let i = 0; i < this.datagrams.length; i++) {
      const datagram = this.datagrams[i];
      if (!datagram.busy || now < datagram.deadline) continue;
      this.completed.bytes = datagram.bytes;
      this.completed.headerBytes = datagram.headerBytes;
      this.completed.totalBytes = datagram.totalBytes;
      this.completed.broadcast = datagram.broadcast;
      this.abandon(datagram);
      return this.completed;
    }
    return undefined;
  }

  /** RFC 791 §3.2: source, destination, protocol and identification name a datagram. */
  private datagramFor(now: Instant): Datagram {
    const { source, destination, protocol, identification } = this.fragment;
    let free: Datagram | undefined = undefined;
    let oldest: Datagram | undefined = undefined;
    for (let i = 0; i < this.datagrams.length; i++) {
      const d = this.datagrams[i];
      if (!d.busy) {
        free = d;
        continue;
      }
      if (
        d.identification === identification &&
        d.source === source &&
        d.destination === destination &&
        d.protocol === protocol
      ) {
        return d;
      }
      if (oldest === undefined || d.deadline < oldest.deadline) oldest = d;
    }
    if (free === undefined && this.datagrams.length < REASSEMBLY_DATAGRAMS) {
      free = new Datagram();
      this.datagrams.push(free);
    }
    if (free === undefined && oldest !== undefined) {
      this.abandon(oldest);
      free = oldest;
    }
    const datagram = free === undefined ? new Datagram() : free;
    datagram.open(this.fragment, now);
    return datagram;
  }

  /** False when the fragment contradicts the datagram or a bound. */
  private store(datagram: Datagram): boolean {
    const { bytes, header, headerBytes, offset, length, more } = this.fragment;
    const end = offset + length;
    datagram.fragments++;
    if (datagram.fragments > FRAGMENTS_PER_DATAGRAM) return false;
    if (datagram.totalBytes >= 0 && (end > datagram.totalBytes || (!more && end !== datagram.totalBytes))) return false;
    if (!more && datagram.totalBytes < 0 && this.reachesPast(datagram, end)) return false;
    const from = header + headerBytes;
    const known = countPresent(datagram.present, offset, end);
    if (known > 0) {
      // Either all of it is known and the same, or somebody plays games.
      const blocks = Math.ceil(end / BLOCK_BYTES) - offset / BLOCK_BYTES;
      return known === blocks && equalBytes(datagram.bytes, datagram.payloadStart + offset, bytes, from, length);
    }
    if (!this.makeRoom(datagram, datagram.payloadStart + end)) return false;
    copyBytes(datagram.bytes, datagram.payloadStart + offset, bytes, from, length);
    markPresent(datagram.present, offset, end);
    datagram.receivedBytes += length;
    if (!more) datagram.totalBytes = end;
    if (offset === 0) {
      datagram.headerBytes = headerBytes;
      copyBytes(datagram.bytes, datagram.payloadStart - headerBytes, bytes, header, headerBytes);
    }
    return true;
  }

  /** True when bytes at or past `end` are already there. */
  private reachesPast(datagram: Datagram, end: number): boolean {
    return countPresent(datagram.present, Math.ceil(end / BLOCK_BYTES) * BLOCK_BYTES, BLOCKS * BLOCK_BYTES) > 0;
  }

  /** Grows the buffer of a datagram by doubling, within the bound for all; evicts nobody for it. */
  private makeRoom(datagram: Datagram, needed: number): boolean {
    const old = datagram.bytes;
    if (needed <= old.length) return true;
    let size = old.length === 0 ? LEAST_BUFFER_BYTES : old.length * 2;
    while (size < needed) size *= 2;
    if (size > LARGEST_BUFFER_BYTES) size = LARGEST_BUFFER_BYTES;
    if (this.heldBytes - old.length + size > REASSEMBLY_BYTES) return false;
    const grown = new Uint8Array(size);
    grown.set(old);
    datagram.bytes = grown;
    this.heldBytes += size - old.length;
    return true;
  }

  private abandon(datagram: Datagram): void {
    this.dropped++;
    this.heldBytes -= datagram.bytes.length;
    datagram.close();
  }
}

/** How many of the blocks of [start, end) are marked; `start` is a multiple of eight. */
function countPresent(present: Uint32Array, start: number, end: number): number {
  let count = 0;
  const last = Math.ceil(end / BLOCK_BYTES);
  let block = start / BLOCK_BYTES;
  while (block < last) {
    // Whole words that are empty are the usual case.
    if ((block & 31) === 0 && block + 32 <= last && present[block >>> 5] === 0) {
      block += 32;
      continue;
    }
    if (((present[block >>> 5] >>> (block & 31)) & 1) !== 0) count++;
    block++;
  }
  return count;
}

function markPresent(present: Uint32Array, start: number, end: number): void {
  const last = Math.ceil(end / BLOCK_BYTES);
  for (let block = start / BLOCK_BYTES; block < last; block++) {
    present[block >>> 5] = (present[block >>> 5] | (1 << (block & 31))) >>> 0;
  }
}

/** The total length that the first header claims; what an ICMP error may quote of an incomplete datagram. */
export function firstFragmentBytes(datagram: Datagram): number {
  const header = datagram.payloadStart - datagram.headerBytes;
  const isSix = datagram.bytes[header] >>> 4 === 6;
  return isSix ? 40 + readU16(datagram.bytes, header + 4) : readU16(datagram.bytes, header + 2);
}
