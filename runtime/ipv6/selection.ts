// Default address selection (RFC 6724): which of our addresses a packet leaves from (§5), and which of several destinations is
// tried first (§6). Addresses are sixteen bytes, IPv4 ones mapped (::ffff:0:0/96). One interface, no mobility, no preference of
// temporary addresses: the rules about those say nothing here.

import {
  commonBits6,
  isLoopback6,
  isMapped6,
  isMulticast6,
  scope6,
  SCOPE_GLOBAL,
  SCOPE_LINK,
} from '../core/address6.ts';
import { equalBytes } from '../core/bytes.ts';
import { DEPRECATED, OPTIMISTIC, type LocalAddress, type LocalAddresses } from './local-addresses.ts';

/** A destination and the address that packets to it would leave from. */
export interface Candidate {
  readonly address: Uint8Array;
  /** Undefined: there is none, so it cannot be reached. */
  readonly source: Uint8Array | undefined;
}

/** §5: the best of our addresses for a destination; undefined when there is none of use. */
export function selectSource(addresses: LocalAddresses, to: Uint8Array, toAt: number): LocalAddress | undefined {
  let best: LocalAddress | undefined = undefined;
  for (let i = 0; i < addresses.list.length; i++) {
    const address = addresses.list[i];
    if (address.usable && (best === undefined || isBetterSource(address, best, to, toAt))) best = address;
  }
  return best;
}

function isBetterSource(a: LocalAddress, b: LocalAddress, to: Uint8Array, toAt: number): boolean {
  // Rule 1: the destination itself.
  if (equalBytes(a.bytes, 0, to, toAt, 16)) return true;
  if (equalBytes(b.bytes, 0, to, toAt, 16)) return false;
  // Rule 2: the smallest scope that reaches.
  const scope = scope6(to, toAt);
  const scopeA = scope6(a.bytes, 0);
  const scopeB = scope6(b.bytes, 0);
  if (scopeA !== scopeB) return scopeA < scopeB ? scopeA >= scope : scopeB < scope;
  // Rule 3: none that is deprecated; RFC 4429 §3.1 wants optimistic ones to count as such.
  const lateA = a.state === DEPRECATED || a.state === OPTIMISTIC;
  const lateB = b.state === DEPRECATED || b.state === OPTIMISTIC;
  if (lateA !== lateB) return lateB;
  // Rule 6: a matching label.
  const label = labelOf(to, toAt);
  const labelA = labelOf(a.bytes, 0) === label;
  if (labelA !== (labelOf(b.bytes, 0) === label)) return labelA;
  // Rule 8: the longest prefix in common, of what names a network.
  const commonA = Math.min(commonBits6(a.bytes, 0, to, toAt), a.prefixLength);
  return commonA > Math.min(commonBits6(b.bytes, 0, to, toAt), b.prefixLength);
}

/** §6: sorts destinations, the one to be tried first in front. Equals keep their order (rule 10). */
export function orderDestinations(candidates: readonly Candidate[]): Candidate[] {
  const ordered: Candidate[] = [];
  for (let i = 0; i < candidates.length; i++) {
    let at = ordered.length;
    while (at > 0 && isBetterDestination(candidates[i], ordered[at - 1])) at--;
    ordered.splice(at, 0, candidates[i]);
  }
  return ordered;
}

function isBetterDestination(a: Candidate, b: Candidate): boolean {
  const sourceA = a.source;
  const sourceB = b.source;
  // Rule 1: what can be reached.
  if (sourceA === undefined || sourceB === undefined) return sourceA !== undefined && sourceB === undefined;
  // Rule 2: a source of the same scope.
  const scopeA = scopeOf(a.address);
  const scopeB = scopeOf(b.address);
  const matchA = scopeA === scopeOf(sourceA);
  if (matchA !== (scopeB === scopeOf(sourceB))) return matchA;
  // Rule 5: a source of the same label.
  const labelA = labelOf(a.address, 0);
  const labelB = labelOf(b.address, 0);
  const alikeA = labelA === labelOf(sourceA, 0);
  if (alikeA !== (labelB === labelOf(sourceB, 0))) return alikeA;
  // Rule 6: the higher precedence.
  const precedenceA = PRECEDENCES[labelA];
  const precedenceB = PRECEDENCES[labelB];
  if (precedenceA !== precedenceB) return precedenceA > precedenceB;
  // Rule 8: the smaller scope.
  if (scopeA !== scopeB) return scopeA < scopeB;
  // Rule 9: the longest prefix in common; not for IPv4 (§6, "same address family").
  if (isMapped6(a.address, 0) || isMapped6(b.address, 0)) return false;
  return commonBits6(a.address, 0, sourceA, 0) > commonBits6(b.address, 0, sourceB, 0);
}

/** §2.1: the label of the longest prefix of the default policy table; its precedence is in `PRECEDENCES`. */
function labelOf(bytes: Uint8Array, at: number): number {
  if (isLoopback6(bytes, at)) return 0;
  if (isMapped6(bytes, at)) return 4;
  let zeros = 0;
  while (zeros < 12 && bytes[at + zeros] === 0) zeros++;
  if (zeros === 12) return 3;
  const high = (bytes[at] << 8) | bytes[at + 1];
  if (high === 0x2002) return 2;
  if (high === 0x2001 && bytes[at + 2] === 0 && bytes[at + 3] === 0) return 5;
  if ((high & 0xfe00) === 0xfc00) return 13;
  if ((high & 0xffc0) === 0xfec0) return 11;
  return high === 0x3ffe ? 12 : 1;
}

const PRECEDENCES: readonly number[] = [50, 40, 30, 1, 35, 5, 0, 0, 0, 0, 0, 1, 1, 3];

/** §3.2: of IPv4 too: 169.254/16 and 127/8 reach the link. */
function scopeOf(bytes: Uint8Array): number {
  if (!isMapped6(bytes, 0) || isMulticast6(bytes, 0)) return scope6(bytes, 0);
  return bytes[12] === 127 || (bytes[12] === 169 && bytes[13] === 254) ? SCOPE_LINK : SCOPE_GLOBAL;
}
