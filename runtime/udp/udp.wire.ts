// The UDP header (RFC 768). Its checksum covers a pseudo-header of the IP version, whose sum (`Ip.pseudoSum`) comes as an argument.

import { addBytes, finishSum, foldSum } from '../core/checksum.ts';
import { readU16, writeU16 } from '../core/bytes.ts';

export const UDP_HEADER_BYTES = 8;

const DESTINATION_PORT = 2;
const LENGTH = 4;
export const UDP_CHECKSUM = 6;

/** True when there is a header whose length fits: at least 8 and no more than there is. */
export function isUdp(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < UDP_HEADER_BYTES) return false;
  const length = udpLength(bytes, start);
  return length >= UDP_HEADER_BYTES && length <= end - start;
}

export function udpSourcePort(bytes: Uint8Array, start: number): number {
  return readU16(bytes, start);
}

export function udpDestinationPort(bytes: Uint8Array, start: number): number {
  return readU16(bytes, start + DESTINATION_PORT);
}

/** Header and data. */
export function udpLength(bytes: Uint8Array, start: number): number {
  return readU16(bytes, start + LENGTH);
}

/** False: the sender computed none. */
export function hasUdpChecksum(bytes: Uint8Array, start: number): boolean {
  return readU16(bytes, start + UDP_CHECKSUM) !== 0;
}

/** Whether the checksum holds that the sender computed. */
export function isSoundUdp(bytes: Uint8Array, start: number, pseudoSum: number): boolean {
  return finishSum(addBytes(pseudoSum, bytes, start, start + udpLength(bytes, start))) === 0;
}

/** Writes the header before data that end at `end`; the checksum field gets the folded pseudo-header sum (virtio 1.2 §5.1.6.2). */
export function writeUdpPartial(
  bytes: Uint8Array,
  start: number,
  end: number,
  sourcePort: number,
  destinationPort: number,
  pseudoSum: number,
): void {
  const length = end - start;
  writeU16(bytes, start, sourcePort);
  writeU16(bytes, start + DESTINATION_PORT, destinationPort);
  writeU16(bytes, start + LENGTH, length);
  writeU16(bytes, start + UDP_CHECKSUM, foldSum(pseudoSum));
}

/** Finishes what `writeUdpPartial` began. */
export function finishUdpChecksum(bytes: Uint8Array, start: number, end: number): void {
  const checksum = finishSum(addBytes(0, bytes, start, end));
  // Zero would mean "none", so it is sent as its other representation.
  writeU16(bytes, start + UDP_CHECKSUM, checksum === 0 ? 0xffff : checksum);
}
