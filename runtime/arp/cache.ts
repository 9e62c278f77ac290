// The ARP cache: four-way sets in typed arrays, so that it is bounded by construction and a lookup is at most four
// comparisons whatever is in it. Entries age (RFC 1122 §2.3.2.1); an aged entry is as good as none.

import { NEVER, SECOND, type Instant } from '../core/instant.ts';

const SETS = 64;
const WAYS = 4;
/** Neighbours remembered at once. */
export const CACHE_ENTRIES = SETS * WAYS;

/** RFC 1122 §2.3.2.1 asks for a timeout "on the order of a minute". */
export const ENTRY_LIFETIME_MS = 60 * SECOND;
/** An entry used in the last part of its life is asked for again, by unicast (§2.3.2.1, method 2). */
export const REFRESH_BEFORE_MS = 15 * SECOND;
/** At most one request a second to one destination (§2.3.2.1). */
export const REQUEST_INTERVAL_MS = SECOND;
export const REQUEST_TRIES = 3;

const EMPTY = 0;
const RESOLVING = 1;
const REACHABLE = 2;
const REFRESHING = 3;

/** What `onTimeout` found at an entry. */
export const ENTRY_IDLE = 0;
export const ENTRY_ASK_ALL = 1;
export const ENTRY_ASK_ONE = 2;

export class NeighbourCache {
  /** Six bytes per entry. */
  readonly hardware: Uint8Array;
  private readonly addresses: Uint32Array;
  private readonly states: Uint8Array;
  private readonly tries: Uint8Array;
  private readonly expires: Float64Array;
  private readonly retries: Float64Array;
  /** No entry's retry is due before this. */
  private earliestRetry: Instant;

  constructor() {
    this.hardware = new Uint8Array(CACHE_ENTRIES * 6);
    this.addresses = new Uint32Array(CACHE_ENTRIES);
    this.states = new Uint8Array(CACHE_ENTRIES);
    this.tries = new Uint8Array(CACHE_ENTRIES);
    this.expires = new Float64Array(CACHE_ENTRIES);
    this.retries = new Float64Array(CACHE_ENTRIES);
    this.earliestRetry = NEVER;
  }

  /** The entry of an address, or -1. */
  find(address: number): number {
    const first = setOf(address);
    for (let entry = first; entry < first + WAYS; entry++) {
      if (this.addresses[entry] === address && this.states[entry] !== EMPTY) return entry;
    }
    return -1;
  }

  addressOf(entry: number): number {
    return this.addresses[entry];
  }

  /** The hardware address of this entry may be used. */
  usable(entry: number, now: Instant): boolean {
    return this.states[entry] >= REACHABLE && now < this.expires[entry];
  }

  resolving(entry: number): boolean {
    return this.states[entry] === RESOLVING;
  }

  /** True, once, when a usable entry should be confirmed by unicast; the caller sends the request. */
  startRefresh(entry: number, now: Instant): boolean {
    if (this.states[entry] !== REACHABLE || now < this.expires[entry] - REFRESH_BEFORE_MS) return false;
    this.states[entry] = REFRESHING;
    this.tries[entry] = 1;
    this.schedule(entry, now + REQUEST_INTERVAL_MS);
    return true;
  }

  /** Begins resolution of an address without a usable entry; evicts the set's oldest if need be. The caller asks all. */
  startResolution(address: number, now: Instant): number {
    const found = this.find(address);
    const entry = found >= 0 ? found : this.victim(address);
    this.addresses[entry] = address;
    this.states[entry] = RESOLVING;
    this.tries[entry] = 1;
    this.expires[entry] = now + REQUEST_TRIES * REQUEST_INTERVAL_MS;
    this.schedule(entry, now + REQUEST_INTERVAL_MS);
    return entry;
  }

  /** Notes the hardware address of a neighbour: `create` false updates only what is there (RFC 826, "merge flag"). */
  learn(address: number, bytes: Uint8Array, hardwareAt: number, create: boolean, now: Instant): boolean {
    let entry = this.find(address);
    if (entry < 0) {
      if (!create) return false;
      entry = this.victim(address);
      this.addresses[entry] = address;
    }
    for (let i = 0; i < 6; i++) this.hardware[entry * 6 + i] = bytes[hardwareAt + i];
    this.states[entry] = REACHABLE;
    this.expires[entry] = now + ENTRY_LIFETIME_MS;
    this.retries[entry] = NEVER;
    return true;
  }

  forget(): void {
    this.states.fill(EMPTY);
    this.earliestRetry = NEVER;
  }

  nextTimeout(): Instant {
    return this.earliestRetry;
  }

  /** Recomputes the earliest retry after a round of `step`. */
  settle(): void {
    let earliest = NEVER;
    for (let entry = 0; entry < CACHE_ENTRIES; entry++) {
      if (this.waits(entry) && this.retries[entry] < earliest) earliest = this.retries[entry];
    }
    this.earliestRetry = earliest;
  }

  /** Looks at one entry whose retry may be due and says what to do about it. */
  step(entry: number, now: Instant): number {
    if (!this.waits(entry) || now < this.retries[entry]) return ENTRY_IDLE;
    const refreshing = this.states[entry] === REFRESHING;
    if (this.tries[entry] >= REQUEST_TRIES) {
      this.states[entry] = refreshing ? REACHABLE : EMPTY;
      this.retries[entry] = NEVER;
      // A neighbour that no longer confirms is not asked again before it ages: sooner than that it would be a busy loop.
      if (refreshing) this.expires[entry] = Math.min(this.expires[entry], now);
      return ENTRY_IDLE;
    }
    this.tries[entry]++;
    this.retries[entry] = now + REQUEST_INTERVAL_MS;
    return refreshing ? ENTRY_ASK_ONE : ENTRY_ASK_ALL;
  }

  private waits(entry: number): boolean {
    return this.states[entry] === RESOLVING || this.states[entry] === REFRESHING;
  }

  private schedule(entry: number, at: Instant): void {
    this.retries[entry] = at;
    if (at < this.earliestRetry) this.earliestRetry = at;
  }

  /** A free entry of the set, or the one that ages first. */
  private victim(address: number): number {
    const first = setOf(address);
    let best = first;
    for (let entry = first; entry < first + WAYS; entry++) {
      if (this.states[entry] === EMPTY) return entry;
      if (this.expires[entry] < this.expires[best]) best = entry;
    }
    return best;
  }
}

/** First entry of the set of an address: the high bits of a multiplicative hash (Knuth 6.4). */
function setOf(address: number): number {
  return (Math.imul(address, 0x9e3779b1) >>> 26) * WAYS;
}
