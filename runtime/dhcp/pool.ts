// The networks that a DHCP server gives addresses of: what an administrator writes, checked and turned into numbers.

import {
  formatAddress,
  parseAddress,
  parseHardwareAddress,
  parsePrefix,
  prefixMask,
  type Prefix,
} from '../core/address.ts';
import type { Result } from '../core/result.ts';
import { LeaseTable, MOST_POOL_ADDRESSES } from './lease-table.ts';
import { hexText } from './request.wire.ts';

/** RFC 2131 §3.3: forever. */
export const INFINITE_SECONDS = 0xffffffff;
/** Shorter leases would keep clients and server busy with renewals. */
export const LEAST_LEASE_SECONDS = 60;
const DEFAULT_LEASE_SECONDS = 3600;
/** Servers and routers in one answer, so that it fits the smallest message a client takes (RFC 2131 §2). */
export const MOST_LISTED = 4;
export const LONGEST_DOMAIN_NAME = 64;
export const MOST_RESERVATIONS = 1024;
const ETHERNET = 1;

export interface DhcpReservation {
  /** `02:00:00:00:00:01` */
  readonly hardware: string;
  readonly address: string;
}

export interface DhcpPoolOptions {
  /** The network, such as `10.77.0.0/24`. */
  readonly network: string;
  /** First and last address that is given. */
  readonly first: string;
  readonly last: string;
  readonly routers?: readonly string[];
  readonly nameServers?: readonly string[];
  readonly domainName?: string;
  /** Option 26. */
  readonly mtu?: number;
  /** Default 3600; 0xffffffff is forever. A client may ask for less. */
  readonly leaseSeconds?: number;
  /** Clients, by hardware address, that get an address of their own. */
  readonly reservations?: readonly DhcpReservation[];
}

export class DhcpPool {
  readonly network: number;
  readonly mask: number;
  readonly routers: number[];
  readonly nameServers: number[];
  readonly domainName: string;
  readonly mtu: number;
  readonly leaseSeconds: number;
  readonly leases: LeaseTable;

  /** Throws on what is no pool. */
  constructor(options: DhcpPoolOptions) {
    const prefix: Prefix = required(parsePrefix(options.network));
    this.mask = prefixMask(prefix.length);
    this.network = (prefix.address & this.mask) >>> 0;
    const first = this.member(options.first);
    const last = this.member(options.last);
    if (last < first || last - first >= MOST_POOL_ADDRESSES) {
      throw new Error(
        `Cannot use DHCP pool ${options.first} to ${options.last}: 1 to ${MOST_POOL_ADDRESSES} addresses`,
      );
    }
    const { leaseSeconds, domainName, mtu } = options;
    this.leases = new LeaseTable(first, last);
    this.routers = addresses(options.routers);
    this.nameServers = addresses(options.nameServers);
    this.domainName = domainName === undefined ? '' : domainName;
    this.mtu = mtu === undefined ? 0 : mtu;
    this.leaseSeconds = leaseSeconds === undefined ? DEFAULT_LEASE_SECONDS : leaseSeconds;
    if (this.domainName.length > LONGEST_DOMAIN_NAME) {
      throw new Error(`Cannot use domain name '${this.domainName}': longer than ${LONGEST_DOMAIN_NAME} characters`);
    }
    if (this.mtu !== 0 && (this.mtu < 68 || this.mtu > 65_535)) {
      throw new Error(`Cannot use MTU ${this.mtu}: 68 to 65535 (RFC 2132 §5.1)`);
    }
    if (this.leaseSeconds < LEAST_LEASE_SECONDS || this.leaseSeconds > INFINITE_SECONDS) {
      throw new Error(`Cannot lease for ${this.leaseSeconds} s: ${LEAST_LEASE_SECONDS} to ${INFINITE_SECONDS}`);
    }
    this.addReservations(options.reservations);
  }

  contains(address: number): boolean {
    return (address & this.mask) >>> 0 === this.network;
  }

  private member(text: string): number {
    const address = required(parseAddress(text));
    const host = (address & ~this.mask) >>> 0;
    const broadcast = ~this.mask >>> 0;
    // Networks of 31 and 32 bits have neither (RFC 3021).
    if (!this.contains(address) || (broadcast > 1 && (host === 0 || host === broadcast))) {
      throw new Error(`Cannot use ${text} in a DHCP pool: not a host of ${formatAddress(this.network)}`);
    }
    return address;
  }

  private addReservations(reservations: readonly DhcpReservation[] | undefined): void {
    if (reservations === undefined) return;
    if (reservations.length > MOST_RESERVATIONS) {
      throw new Error(`Cannot reserve ${reservations.length} addresses: at most ${MOST_RESERVATIONS}`);
    }
    for (let i = 0; i < reservations.length; i++) {
      const hardware = required(parseHardwareAddress(reservations[i].hardware));
      this.leases.reserve(this.member(reservations[i].address), `${ETHERNET} ${hexText(hardware, 6)}`);
    }
  }
}

function required<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

function addresses(texts: readonly string[] | undefined): number[] {
  const list: number[] = [];
  if (texts === undefined) return list;
  if (texts.length > MOST_LISTED) throw new Error(`Cannot tell of ${texts.length} servers: at most ${MOST_LISTED}`);
  for (let i = 0; i < texts.length; i++) list.push(required(parseAddress(texts[i])));
  return list;
}
