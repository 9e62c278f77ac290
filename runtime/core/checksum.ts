// The Internet checksum: RFC 1071 (definition, deferred carries) and RFC 1624 (incremental update, equation 3).
// A "sum" is an unfolded one's-complement sum below 2^32; partial sums add up as long as each part starts at an even offset.

import { readU16, readWord } from './bytes.ts';

/** 2^15 halves of at most 0xffff keep a sum below 2^31: carries are folded in after each such block. */
const BLOCK_BYTES = 0x10000;

/** Folds the carries of a sum into 16 bits (RFC 1071 §1, end-around carry). */
export function foldSum(sum: number): number {
  let folded = (sum & 0xffff) + (sum >>> 16);
  folded = (folded & 0xffff) + (folded >>> 16);
  return folded;
}

/**
 * Adds `bytes[start, end)` to a sum. An odd last byte counts as the high half of a word (RFC 1071 §1). The sum of swapped words is the
 * swapped sum (RFC 1071 §2 B), so that four bytes are added as they stand in memory, their halves apart.
 */
export function addBytes(sum: number, bytes: Uint8Array, start: number, end: number): number {
  const stop = end | 0;
  let swapped = 0;
  for (let at = start | 0; at < stop; at = (at + BLOCK_BYTES) | 0) {
    const blockEnd = stop - at > BLOCK_BYTES ? at + BLOCK_BYTES : stop;
    swapped = foldSum((swapped + addBlock(bytes, at, blockEnd)) | 0);
  }
  return foldSum(foldSum(sum) + (((swapped & 0xff) << 8) | (swapped >>> 8)));
}

/** The folded sum of at most BLOCK_BYTES, with the bytes of each word swapped. */
function addBlock(bytes: Uint8Array, start: number, end: number): number {
  let at = start | 0;
  const stop = end | 0;
  let even = 0;
  let odd = 0;
  for (const whole = (stop - 16) | 0; at <= whole; at = (at + 16) | 0) {
    const a = readWord(bytes, at);
    const b = readWord(bytes, at + 4);
    const c = readWord(bytes, at + 8);
    const d = readWord(bytes, at + 12);
    even = (even + (a & 0xffff) + (b & 0xffff) + (c & 0xffff) + (d & 0xffff)) | 0;
    odd = (odd + (a >>> 16) + (b >>> 16) + (c >>> 16) + (d >>> 16)) | 0;
  }
  for (const pairs = (stop - 1) | 0; at < pairs; at = (at + 2) | 0)
    even = (even + (bytes[at] | (bytes[at + 1] << 8))) | 0;
  if (at < stop) even = (even + (bytes[at] | 0)) | 0;
  return foldSum((foldSum(even) + foldSum(odd)) | 0);
}

/** Sum of the IPv4 pseudo-header (RFC 768, RFC 9293 §3.1); addresses are unsigned 32-bit numbers. */
export function ipv4PseudoSum(source: number, destination: number, protocol: number, length: number): number {
  return (source >>> 16) + (source & 0xffff) + (destination >>> 16) + (destination & 0xffff) + protocol + length;
}

/** The checksum field for a sum: its complement. */
export function finishSum(sum: number): number {
  return ~foldSum(sum) & 0xffff;
}

/** Checksum of one range; over a range that contains a correct checksum field it is 0 (RFC 1071 §1). */
export function internetChecksum(bytes: Uint8Array, start: number, end: number): number {
  return finishSum(addBytes(0, bytes, start, end));
}

/** The checksum after one 16-bit word changed: HC' = ~(~HC + ~m + m') (RFC 1624 §3, equation 3). */
export function updateChecksum(checksum: number, before: number, after: number): number {
  return finishSum((~checksum & 0xffff) + (~before & 0xffff) + after);
}

/** Rewrites one word under a checksum field, both in `bytes`. */
export function patchWord(bytes: Uint8Array, wordAt: number, after: number, checksumAt: number): void {
  const checksum = updateChecksum(readU16(bytes, checksumAt), readU16(bytes, wordAt), after);
  bytes[wordAt] = after >>> 8;
  bytes[wordAt + 1] = after & 0xff;
  bytes[checksumAt] = checksum >>> 8;
  bytes[checksumAt + 1] = checksum & 0xff;
}
