// Ethernet II frames (RFC 894, IEEE 802.3 clause 3.2.6) and the 802.1Q tag (IEEE 802.1Q-2022 clause 9.6).

import { copyBytes, readU16, writeU16 } from '../core/bytes.ts';

export const ETHERNET_HEADER_BYTES = 14;
export const VLAN_TAG_BYTES = 4;

/** IEEE 802.1Q customer tag. Service tags (0x88a8) are a type that nobody attaches for. */
export const ETHERTYPE_VLAN = 0x8100;

const SOURCE = 6;
const TYPE = 12;

/** The group bit of a hardware address: broadcast or multicast. */
export function isGroup(bytes: Uint8Array, at: number): boolean {
  return (bytes[at] & 1) !== 0;
}

export function sourceIsGroup(bytes: Uint8Array, frame: number): boolean {
  return isGroup(bytes, frame + SOURCE);
}

export function etherType(bytes: Uint8Array, frame: number): number {
  return readU16(bytes, frame + TYPE);
}

/** Of a tagged frame: the identifier in the tag, 0 for priority only. */
export function vlanIdentifier(bytes: Uint8Array, frame: number): number {
  return readU16(bytes, frame + ETHERNET_HEADER_BYTES) & 0x0fff;
}

/** Of a tagged frame: the type behind the tag. */
export function taggedEtherType(bytes: Uint8Array, frame: number): number {
  return readU16(bytes, frame + ETHERNET_HEADER_BYTES + 2);
}

/** Writes the header of an untagged frame; `to` and `from` hold addresses of six bytes. */
export function writeEthernet(
  bytes: Uint8Array,
  frame: number,
  to: Uint8Array,
  toAt: number,
  from: Uint8Array,
  type: number,
): void {
  copyBytes(bytes, frame, to, toAt, 6);
  copyBytes(bytes, frame + SOURCE, from, 0, 6);
  writeU16(bytes, frame + TYPE, type);
}

/** Writes header and tag: 18 bytes, priority 0. */
export function writeTaggedEthernet(
  bytes: Uint8Array,
  frame: number,
  to: Uint8Array,
  toAt: number,
  from: Uint8Array,
  identifier: number,
  type: number,
): void {
  writeEthernet(bytes, frame, to, toAt, from, ETHERTYPE_VLAN);
  writeU16(bytes, frame + ETHERNET_HEADER_BYTES, identifier);
  writeU16(bytes, frame + ETHERNET_HEADER_BYTES + 2, type);
}
