// Messages of neighbour discovery (RFC 4861 §4) and their options: link-layer addresses, prefixes, MTU, nonces (RFC 3971 §5.3.2),
// name servers and search lists (RFC 8106 §5).

import { copyBytes, readU16, readU32 } from '../core/bytes.ts';
import {
  ICMP6_NEIGHBOUR_ADVERTISEMENT,
  ICMP6_NEIGHBOUR_SOLICITATION,
  ICMP6_ROUTER_SOLICITATION,
  writeIcmp6,
} from './icmp6.wire.ts';

/** §3.1: hop limit of every message, which no router lets through. */
export const ND_HOP_LIMIT = 255;
export const SOLICITATION_BYTES = 24;
export const ROUTER_ADVERTISEMENT_BYTES = 16;
export const ROUTER_SOLICITATION_BYTES = 8;
export const TARGET = 8;

export const FLAG_ROUTER = 0x80;
export const FLAG_SOLICITED = 0x40;
export const FLAG_OVERRIDE = 0x20;

export const OPTION_SOURCE_HARDWARE = 1;
export const OPTION_TARGET_HARDWARE = 2;
export const OPTION_PREFIX = 3;
export const OPTION_MTU6 = 5;
export const OPTION_NONCE = 14;
export const OPTION_NAME_SERVERS = 25;
export const OPTION_SEARCH_LIST = 31;

/** Bytes of a prefix option (§4.6.2). */
export const PREFIX_OPTION_BYTES = 32;
const NONCE_OPTION_BYTES = 8;
const HARDWARE_OPTION_BYTES = 8;

/** §6.1, §7.1: every option has a length, none runs past the end. */
export function areOptionsSound(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end) {
    if (at + 2 > end || bytes[at + 1] === 0) return false;
    at += bytes[at + 1] * 8;
  }
  return at === end;
}

/** Where the first option of a type begins among sound ones; -1: there is none. */
export function findOption(bytes: Uint8Array, start: number, end: number, type: number): number {
  for (let at = start; at < end; at += bytes[at + 1] * 8) if (bytes[at] === type) return at;
  return -1;
}

/** Where the hardware address of an option is; -1: there is none of six bytes for one host. */
export function findHardware(bytes: Uint8Array, start: number, end: number, type: number): number {
  const at = findOption(bytes, start, end, type);
  return at < 0 || bytes[at + 1] !== 1 || (bytes[at + 2] & 1) !== 0 ? -1 : at + 2;
}

/** §4.6.2, seconds; 0xffffffff is forever. */
export function prefixValidSeconds(bytes: Uint8Array, option: number): number {
  return readU32(bytes, option + 4);
}

export function prefixPreferredSeconds(bytes: Uint8Array, option: number): number {
  return readU32(bytes, option + 8);
}

export function routerLifetimeSeconds(bytes: Uint8Array, start: number): number {
  return readU16(bytes, start + 6);
}

/** A solicitation for `target`; with a nonce it is a probe (RFC 7527), else `hardware` may come along. Its end. */
export function writeSolicitation(
  bytes: Uint8Array,
  start: number,
  target: Uint8Array,
  targetAt: number,
  hardware: Uint8Array | undefined,
  nonce: Uint8Array | undefined,
): number {
  writeIcmp6(bytes, start, ICMP6_NEIGHBOUR_SOLICITATION, 0, 0);
  copyBytes(bytes, start + TARGET, target, targetAt, 16);
  let end = start + SOLICITATION_BYTES;
  if (hardware !== undefined) end = writeHardware(bytes, end, OPTION_SOURCE_HARDWARE, hardware);
  if (nonce !== undefined) {
    bytes[end] = OPTION_NONCE;
    bytes[end + 1] = NONCE_OPTION_BYTES / 8;
    copyBytes(bytes, end + 2, nonce, 0, 6);
    end += NONCE_OPTION_BYTES;
  }
  return end;
}

export function writeAdvertisement(
  bytes: Uint8Array,
  start: number,
  target: Uint8Array,
  hardware: Uint8Array,
  flags: number,
): number {
  writeIcmp6(bytes, start, ICMP6_NEIGHBOUR_ADVERTISEMENT, 0, (flags << 24) >>> 0);
  copyBytes(bytes, start + TARGET, target, 0, 16);
  return writeHardware(bytes, start + SOLICITATION_BYTES, OPTION_TARGET_HARDWARE, hardware);
}

export function writeRouterSolicitation(bytes: Uint8Array, start: number, hardware: Uint8Array | undefined): number {
  writeIcmp6(bytes, start, ICMP6_ROUTER_SOLICITATION, 0, 0);
  const end = start + ROUTER_SOLICITATION_BYTES;
  return hardware === undefined ? end : writeHardware(bytes, end, OPTION_SOURCE_HARDWARE, hardware);
}

function writeHardware(bytes: Uint8Array, at: number, type: number, hardware: Uint8Array): number {
  bytes[at] = type;
  bytes[at + 1] = HARDWARE_OPTION_BYTES / 8;
  copyBytes(bytes, at + 2, hardware, 0, 6);
  return at + HARDWARE_OPTION_BYTES;
}
