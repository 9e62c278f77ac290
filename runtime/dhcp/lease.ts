// What a DHCP server granted, judged: the configuration of an interface and the times of its lease.

import { isLoopback, isMulticast, isReserved, maskLength, ANY_ADDRESS, LIMITED_BROADCAST } from '../core/address.ts';
import { NEVER, SECOND, type Instant } from '../core/instant.ts';
import { readU32 } from '../core/bytes.ts';
import type { DhcpMessage } from './dhcp.wire.ts';

/** RFC 2131 §3.3: this many seconds are forever. */
const INFINITE_SECONDS = 0xffffffff;
/** Shorter leases would be renewed without pause. */
export const LEAST_LEASE_MS = 10 * SECOND;

export interface Route {
  readonly network: number;
  readonly prefixLength: number;
  /** 0: on the link. */
  readonly gateway: number;
}

export class Lease {
  readonly address: number;
  readonly prefixLength: number;
  readonly gateway: number;
  readonly server: number;
  readonly mtu: number;
  readonly nameServers: number[];
  readonly domainName: string;
  readonly routes: Route[];
  /** T1, T2 and the end (RFC 2131 §4.4.5). */
  readonly renewAt: Instant;
  readonly rebindAt: Instant;
  readonly expireAt: Instant;

  /** `since`: when the request was sent, from which the lease runs (§4.4.1). */
  constructor(message: DhcpMessage, since: Instant) {
    const infinite = message.leaseSeconds === INFINITE_SECONDS;
    const length = Math.max(message.leaseSeconds * SECOND, LEAST_LEASE_MS);
    const renewal = message.renewalSeconds >= 0 ? message.renewalSeconds * SECOND : length / 2;
    const rebinding = message.rebindingSeconds >= 0 ? message.rebindingSeconds * SECOND : (length * 7) / 8;
    const ordered = renewal > 0 && renewal < rebinding && rebinding < length;
    this.address = message.yourAddress;
    this.prefixLength = message.subnetMask === 0 ? classfulLength(message.yourAddress) : maskLength(message.subnetMask);
    this.routes = readRoutes(message);
    // RFC 3442: with classless routes the router option is ignored.
    this.gateway = message.routeBytes > 0 ? ANY_ADDRESS : message.router;
    this.server = message.server;
    this.mtu = message.mtu;
    this.nameServers = [];
    for (let i = 0; i < message.nameServerCount; i++) this.nameServers.push(message.nameServers[i]);
    this.domainName = message.domainName;
    this.renewAt = infinite ? NEVER : since + (ordered ? renewal : length / 2);
    this.rebindAt = infinite ? NEVER : since + (ordered ? rebinding : (length * 7) / 8);
    this.expireAt = infinite ? NEVER : since + length;
  }
}

/** True when an offer or acknowledgement names an address that a host can have, for a time, by a server. */
export function isUsableGrant(message: DhcpMessage): boolean {
  const address = message.yourAddress;
  if (address === ANY_ADDRESS || address === LIMITED_BROADCAST || message.server === ANY_ADDRESS) return false;
  if (isMulticast(address) || isReserved(address) || isLoopback(address)) return false;
  return message.leaseSeconds > 0 && (message.subnetMask === 0 || maskLength(message.subnetMask) >= 0);
}

/** RFC 791 §2.3: what a server that sends no mask must mean. */
function classfulLength(address: number): number {
  const top = address >>> 28;
  return top < 8 ? 8 : top < 12 ? 16 : 24;
}

/** RFC 3442: width, the significant bytes of the network, router. A malformed list counts up to where it breaks. */
function readRoutes(message: DhcpMessage): Route[] {
  const routes: Route[] = [];
  const bytes = message.routes;
  let at = 0;
  while (at < message.routeBytes) {
    const prefixLength = bytes[at];
    const significant = (prefixLength + 7) >>> 3;
    if (prefixLength > 32 || at + 1 + significant + 4 > message.routeBytes) return routes;
    let network = 0;
    for (let i = 0; i < 4; i++) network = ((network << 8) | (i < significant ? bytes[at + 1 + i] : 0)) >>> 0;
    routes.push({ network, prefixLength, gateway: readU32(bytes, at + 1 + significant) });
    at += 1 + significant + 4;
  }
  return routes;
}
