// Who has which address of one pool, and until when (RFC 2131 §4.3.1): free addresses first that nobody ever had, then those
// whose lease ended longest ago, so that a client that comes back finds its own. At most one lease a client.

import { ANY_ADDRESS } from '../core/address.ts';
import type { Instant } from '../core/instant.ts';

/** Addresses of one pool: a /16. */
export const MOST_POOL_ADDRESSES = 65_536;

/** Offered: held for the client until it asks for it or time is over. */
export const OFFERED = 0;
export const LEASED = 1;
/** Given back or never taken; remembered for its client. */
export const FREE = 2;
/** Somebody else uses it: nobody gets it for a while. */
export const DECLINED = 3;

/** The last that is known of an address. */
export class Binding {
  readonly address: number;
  client: string;
  state: number;
  /** The offer, lease or time aside ends here. */
  until: Instant;

  constructor(address: number, client: string) {
    this.address = address;
    this.client = client;
    this.state = FREE;
    this.until = 0;
  }

  /** Nobody has it, or not any more. */
  isFree(now: Instant): boolean {
    return this.state === FREE || now >= this.until;
  }
}

export class LeaseTable {
  readonly first: number;
  readonly last: number;
  /** Addresses that only one client may have, and the other way round. */
  private readonly reservedFor: Map<number, string>;
  private readonly reservedTo: Map<string, number>;
  private readonly byAddress: Map<number, Binding>;
  private readonly byClient: Map<string, Binding>;
  /** No address before this one was never given. */
  private fresh: number;

  constructor(first: number, last: number) {
    this.first = first;
    this.last = last;
    this.reservedFor = new Map<number, string>();
    this.reservedTo = new Map<string, number>();
    this.byAddress = new Map<number, Binding>();
    this.byClient = new Map<string, Binding>();
    this.fresh = first;
  }

  /** Addresses about which something is remembered. */
  get size(): number {
    return this.byAddress.size;
  }

  reserve(address: number, client: string): void {
    this.reservedFor.set(address, client);
    this.reservedTo.set(client, address);
  }

  reservationOf(client: string): number {
    const address = this.reservedTo.get(client);
    return address === undefined ? ANY_ADDRESS : address;
  }

  /** What is remembered of a client. */
  find(client: string): Binding | undefined {
    return this.byClient.get(client);
  }

  /** True when the client may have the address now: in the pool, and nobody else's. */
  mayHave(address: number, client: string, now: Instant): boolean {
    const owner = this.reservedFor.get(address);
    if (owner === undefined && (address < this.first || address > this.last)) return false;
    if (owner !== undefined && owner !== client) return false;
    const binding = this.byAddress.get(address);
    if (binding === undefined || binding.isFree(now)) return true;
    return binding.client === client && binding.state !== DECLINED;
  }

  /** An address for a client (RFC 2131 §4.3.1): its own, the one that it wishes for, any; 0 when all are taken. */
  choose(client: string, wish: number, now: Instant): number {
    const reserved = this.reservationOf(client);
    if (reserved !== ANY_ADDRESS) return this.mayHave(reserved, client, now) ? reserved : ANY_ADDRESS;
    const known = this.byClient.get(client);
    if (known !== undefined && this.mayHave(known.address, client, now)) return known.address;
    if (wish !== ANY_ADDRESS && this.mayHave(wish, client, now)) return wish;
    for (; this.fresh <= this.last; this.fresh++) {
      if (!this.byAddress.has(this.fresh) && this.mayHave(this.fresh, client, now)) return this.fresh;
    }
    return this.longestFree(client, now);
  }

  /** Gives the client the address, which `mayHave` allowed. What it had before is free. */
  assign(address: number, client: string, state: number, until: Instant): Binding {
    const before = this.byClient.get(client);
    if (before !== undefined && before.address !== address) {
      before.state = FREE;
      this.byClient.delete(client);
    }
    let binding = this.byAddress.get(address);
    if (binding === undefined) {
      binding = new Binding(address, client);
      this.byAddress.set(address, binding);
    } else if (binding.client !== client) {
      if (this.byClient.get(binding.client) === binding) this.byClient.delete(binding.client);
      binding.client = client;
    }
    this.byClient.set(client, binding);
    binding.state = state;
    binding.until = until;
    return binding;
  }

  /** Somebody else uses the address: it is nobody's until then. */
  setAside(binding: Binding, until: Instant): void {
    this.byClient.delete(binding.client);
    binding.client = '';
    binding.state = DECLINED;
    binding.until = until;
  }

  private longestFree(client: string, now: Instant): number {
    let best: Binding | undefined = undefined;
    for (let address = this.first; address <= this.last; address++) {
      const binding = this.byAddress.get(address);
      if (binding === undefined || !binding.isFree(now) || !this.mayHave(address, client, now)) continue;
      if (best === undefined || binding.until < best.until) best = binding;
    }
    return best === undefined ? ANY_ADDRESS : best.address;
  }
}
