// The TCP header (RFC 9293 §3.1) and its options: MSS (§3.2), window scale and timestamps (RFC 7323 §2.2, §3.2), SACK (RFC 2018
// §2, §3). Parsing never fails on options: what makes no sense ends the list, what came before it holds.

import { readU16, readU32, writeU16, writeU32 } from '../core/bytes.ts';
import { addBytes, finishSum, foldSum } from '../core/checksum.ts';
import type { Packet } from '../core/packet.ts';

export const TCP_HEADER_BYTES = 20;
export const LONGEST_TCP_HEADER_BYTES = 60;
export const TCP_CHECKSUM = 16;

const DESTINATION_PORT = 2;
const SEQUENCE = 4;
const ACKNOWLEDGEMENT = 8;
const OFFSET = 12;
const FLAGS = 13;
const WINDOW = 14;
const URGENT = 18;

const OPTION_END = 0;
const OPTION_NO_OPERATION = 1;
const OPTION_MSS = 2;
const OPTION_WINDOW_SCALE = 3;
const OPTION_SACK_PERMITTED = 4;
const OPTION_SACK = 5;
const OPTION_TIMESTAMPS = 8;

const MSS_BYTES = 4;
const WINDOW_SCALE_BYTES = 3;
const SACK_PERMITTED_BYTES = 2;
const TIMESTAMPS_BYTES = 10;
const SACK_BLOCK_BYTES = 8;
/** Timestamps and the two bytes that align them (RFC 7323 appendix A). */
export const TIMESTAMPS_SPACE = 12;
/** 40 bytes of options hold four blocks (RFC 2018 §3). */
export const MOST_SACK_BLOCKS = 4;

/** A parsed header: fields as on the wire, options as found. One object serves for all segments. */
export class Segment {
  sourcePort: number;
  destinationPort: number;
  /** Signed 32-bit, see sequence.ts. */
  sequence: number;
  acknowledgement: number;
  flags: number;
  /** Unscaled. */
  window: number;
  /** 0: no option. */
  mss: number;
  /** -1: no option. */
  windowShift: number;
  sackPermitted: boolean;
  hasTimestamps: boolean;
  /** Signed 32-bit. */
  timestamp: number;
  timestampEcho: number;
  sackCount: number;
  /** Of each block, its first byte and the one after its last. */
  readonly sackStart: Int32Array;
  readonly sackEnd: Int32Array;
  /** The data: bytes[dataStart, dataEnd). */
  dataStart: number;
  dataEnd: number;
  /** The congestion mark of the IP header (RFC 3168 §5); set by whoever sees it. */
  ecn: number;
  /** What it came in, if the connection may keep that; and whether it did. */
  packet: Packet | undefined;
  kept: boolean;

  constructor() {
    this.packet = undefined;
    this.kept = false;
    this.sourcePort = 0;
    this.destinationPort = 0;
    this.sequence = 0;
    this.acknowledgement = 0;
    this.flags = 0;
    this.window = 0;
    this.mss = 0;
    this.windowShift = -1;
    this.sackPermitted = false;
    this.hasTimestamps = false;
    this.timestamp = 0;
    this.timestampEcho = 0;
    this.sackCount = 0;
    this.sackStart = new Int32Array(MOST_SACK_BLOCKS);
    this.sackEnd = new Int32Array(MOST_SACK_BLOCKS);
    this.dataStart = 0;
    this.dataEnd = 0;
    this.ecn = 0;
  }
}

/** Reads the segment in bytes[start, end) into `segment`; false when it has no whole header. */
export function parseSegment(segment: Segment, bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < TCP_HEADER_BYTES) return false;
  const headerBytes = (bytes[start + OFFSET] >>> 4) * 4;
  if (headerBytes < TCP_HEADER_BYTES || headerBytes > end - start) return false;
  segment.sourcePort = readU16(bytes, start);
  segment.destinationPort = readU16(bytes, start + DESTINATION_PORT);
  segment.sequence = readU32(bytes, start + SEQUENCE) | 0;
  segment.acknowledgement = readU32(bytes, start + ACKNOWLEDGEMENT) | 0;
  segment.flags = bytes[start + FLAGS];
  segment.window = readU16(bytes, start + WINDOW);
  segment.dataStart = start + headerBytes;
  segment.dataEnd = end;
  segment.ecn = 0;
  segment.mss = 0;
  segment.windowShift = -1;
  segment.sackPermitted = false;
  segment.hasTimestamps = false;
  segment.timestamp = 0;
  segment.timestampEcho = 0;
  segment.sackCount = 0;
  if (headerBytes > TCP_HEADER_BYTES) parseOptions(segment, bytes, start + TCP_HEADER_BYTES, segment.dataStart);
  return true;
}

function parseOptions(segment: Segment, bytes: Uint8Array, from: number, end: number): void {
  // The usual shape of data segments (RFC 7323 appendix A).
  if (end - from === TIMESTAMPS_SPACE && readU32(bytes, from) === 0x0101080a) {
    takeTimestamps(segment, bytes, from + 2);
    return;
  }
  let at = from;
  while (at < end) {
    const kind = bytes[at];
    if (kind === OPTION_END) return;
    if (kind === OPTION_NO_OPERATION) {
      at++;
      continue;
    }
    const length = at + 1 < end ? bytes[at + 1] : 0;
    // MUST-7: a length that cannot be ends the options.
    if (length < 2 || at + length > end) return;
    takeOption(segment, bytes, at, kind, length);
    at += length;
  }
}

function takeOption(segment: Segment, bytes: Uint8Array, at: number, kind: number, length: number): void {
  switch (kind) {
    case OPTION_MSS:
      if (length === MSS_BYTES) segment.mss = readU16(bytes, at + 2);
      break;
    case OPTION_WINDOW_SCALE:
      if (length === WINDOW_SCALE_BYTES) segment.windowShift = bytes[at + 2];
      break;
    case OPTION_SACK_PERMITTED:
      if (length === SACK_PERMITTED_BYTES) segment.sackPermitted = true;
      break;
    case OPTION_SACK:
      takeSack(segment, bytes, at, length);
      break;
    case OPTION_TIMESTAMPS:
      if (length === TIMESTAMPS_BYTES) takeTimestamps(segment, bytes, at);
      break;
    default:
  }
}

function takeTimestamps(segment: Segment, bytes: Uint8Array, at: number): void {
  segment.hasTimestamps = true;
  segment.timestamp = readU32(bytes, at + 2) | 0;
  segment.timestampEcho = readU32(bytes, at + 6) | 0;
}

function takeSack(segment: Segment, bytes: Uint8Array, at: number, length: number): void {
  if (length < 2 + SACK_BLOCK_BYTES || (length - 2) % SACK_BLOCK_BYTES !== 0) return;
  for (let block = at + 2; block < at + length && segment.sackCount < MOST_SACK_BLOCKS; block += SACK_BLOCK_BYTES) {
    segment.sackStart[segment.sackCount] = readU32(bytes, block);
    segment.sackEnd[segment.sackCount] = readU32(bytes, block + 4);
    segment.sackCount++;
  }
}

/** True when the checksum over the pseudo-header and bytes[start, end) holds (RFC 9293 §3.1, MUST-3). */
export function hasValidTcpChecksum(bytes: Uint8Array, start: number, end: number, pseudoSum: number): boolean {
  return finishSum(addBytes(pseudoSum, bytes, start, end)) === 0;
}

/** Writes the fixed header; options of `optionBytes` (a multiple of four) follow it. The checksum field becomes 0. */
export function writeHeader(
  bytes: Uint8Array,
  start: number,
  sourcePort: number,
  destinationPort: number,
  sequence: number,
  acknowledgement: number,
  flags: number,
  window: number,
  optionBytes: number,
): void {
  writeU16(bytes, start, sourcePort);
  writeU16(bytes, start + DESTINATION_PORT, destinationPort);
  writeU32(bytes, start + SEQUENCE, sequence >>> 0);
  writeU32(bytes, start + ACKNOWLEDGEMENT, acknowledgement >>> 0);
  bytes[start + OFFSET] = ((TCP_HEADER_BYTES + optionBytes) >>> 2) << 4;
  bytes[start + FLAGS] = flags;
  writeU16(bytes, start + WINDOW, window);
  writeU16(bytes, start + TCP_CHECKSUM, 0);
  writeU16(bytes, start + URGENT, 0);
}

/** The folded pseudo-header sum: what the field holds when the device finishes it (virtio 1.2 §5.1.6.2). */
export function writePartialChecksum(bytes: Uint8Array, start: number, pseudoSum: number): void {
  writeU16(bytes, start + TCP_CHECKSUM, foldSum(pseudoSum));
}

/** Finishes what `writePartialChecksum` began. */
export function finishTcpChecksum(bytes: Uint8Array, start: number, end: number): void {
  writeU16(bytes, start + TCP_CHECKSUM, finishSum(addBytes(0, bytes, start, end)));
}

/** 12 bytes: two of padding, then the option (RFC 7323 appendix A). */
export function writeTimestamps(bytes: Uint8Array, at: number, value: number, echo: number): void {
  bytes[at] = OPTION_NO_OPERATION;
  bytes[at + 1] = OPTION_NO_OPERATION;
  bytes[at + 2] = OPTION_TIMESTAMPS;
  bytes[at + 3] = TIMESTAMPS_BYTES;
  writeU32(bytes, at + 4, value >>> 0);
  writeU32(bytes, at + 8, echo >>> 0);
}

/** The options of a SYN, padded to a multiple of four; the bytes written. `windowShift` -1: no option. */
export function writeSynOptions(
  bytes: Uint8Array,
  at: number,
  mss: number,
  windowShift: number,
  sackPermitted: boolean,
  timestamps: boolean,
  timestamp: number,
  echo: number,
): number {
  let to = at;
  bytes[to] = OPTION_MSS;
  bytes[to + 1] = MSS_BYTES;
  writeU16(bytes, to + 2, mss);
  to += 4;
  if (timestamps) {
    writeTimestamps(bytes, to, timestamp, echo);
    // SACK-permitted takes the place of the padding.
    if (sackPermitted) {
      bytes[to] = OPTION_SACK_PERMITTED;
      bytes[to + 1] = SACK_PERMITTED_BYTES;
    }
    to += TIMESTAMPS_SPACE;
  } else if (sackPermitted) {
    bytes[to] = OPTION_NO_OPERATION;
    bytes[to + 1] = OPTION_NO_OPERATION;
    bytes[to + 2] = OPTION_SACK_PERMITTED;
    bytes[to + 3] = SACK_PERMITTED_BYTES;
    to += 4;
  }
  if (windowShift >= 0) {
    bytes[to] = OPTION_NO_OPERATION;
    bytes[to + 1] = OPTION_WINDOW_SCALE;
    bytes[to + 2] = WINDOW_SCALE_BYTES;
    bytes[to + 3] = windowShift;
    to += 4;
  }
  return to - at;
}

/** Bytes that `count` SACK blocks take, padding included. */
export function sackSpace(count: number): number {
  return count === 0 ? 0 : 4 + count * SACK_BLOCK_BYTES;
}

/** Opens a SACK option of `count` blocks, padded in front (RFC 2018 §3); the blocks follow by `writeSackBlock`. */
export function writeSackHeader(bytes: Uint8Array, at: number, count: number): void {
  bytes[at] = OPTION_NO_OPERATION;
  bytes[at + 1] = OPTION_NO_OPERATION;
  bytes[at + 2] = OPTION_SACK;
  bytes[at + 3] = 2 + count * SACK_BLOCK_BYTES;
}

export function writeSackBlock(bytes: Uint8Array, at: number, index: number, start: number, end: number): void {
  const block = at + 4 + index * SACK_BLOCK_BYTES;
  writeU32(bytes, block, start >>> 0);
  writeU32(bytes, block + 4, end >>> 0);
}
