// Routes off the link: a default gateway and the classless static routes of DHCP (RFC 3442). Longest prefix wins. The table is
// small and scanned: a host has few routes.

import { prefixMask } from '../core/address.ts';

/** More than any sensible DHCP server gives. */
export const MOST_ROUTES = 32;
/** `lookup`: there is no way. A gateway is never the broadcast address. */
export const NO_ROUTE = 0xffffffff;

export class RouteTable {
  private readonly networks: Uint32Array;
  private readonly masks: Uint32Array;
  private readonly gateways: Uint32Array;
  private count: number;

  constructor() {
    this.networks = new Uint32Array(MOST_ROUTES);
    this.masks = new Uint32Array(MOST_ROUTES);
    this.gateways = new Uint32Array(MOST_ROUTES);
    this.count = 0;
  }

  clear(): void {
    this.count = 0;
  }

  /** False when the table is full. Gateway 0: hosts of that prefix are on the link (RFC 3442, "local subnet routes"). */
  add(network: number, prefixLength: number, gateway: number): boolean {
    if (this.count === MOST_ROUTES) return false;
    const mask = prefixMask(prefixLength);
    let at = this.count;
    // Kept in order of falling prefix length, so that the first match is the longest.
    while (at > 0 && this.masks[at - 1] < mask) {
      this.networks[at] = this.networks[at - 1];
      this.masks[at] = this.masks[at - 1];
      this.gateways[at] = this.gateways[at - 1];
      at--;
    }
    this.networks[at] = (network & mask) >>> 0;
    this.masks[at] = mask;
    this.gateways[at] = gateway;
    this.count++;
    return true;
  }

  /** The gateway for a destination, 0 when it is on the link, NO_ROUTE when there is no way. */
  lookup(destination: number): number {
    for (let i = 0; i < this.count; i++) {
      if ((destination & this.masks[i]) >>> 0 === this.networks[i]) return this.gateways[i];
    }
    return NO_ROUTE;
  }
}
