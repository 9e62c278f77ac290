// How an interface comes by its IPv6 addresses: a link-local one, the configured one, and one for each prefix that routers advertise
// (RFC 4862), with identifiers of RFC 7217. An address that somebody else has is replaced by another, a few times.

import { commonBits6, formatAddress6, type Prefix6 } from '../core/address6.ts';
import { NEVER, SECOND, type Instant } from '../core/instant.ts';
import { writeU32 } from '../core/bytes.ts';
import type { RandomSource } from '../core/random.ts';
import type { Ipv6 } from './ipv6.ts';
import {
  DEPRECATED,
  KIND_AUTOMATIC,
  KIND_CONFIGURED,
  KIND_LINK_LOCAL,
  PREFERRED,
  type LocalAddress,
} from './local-addresses.ts';
import type { AdvertisementUser } from './routers.ts';
import { stableAddress } from './stable-identifier.ts';

/** RFC 7217 §6, IDGEN_RETRIES. */
export const GENERATION_TRIES = 3;
/** RFC 4862 §5.5.3 e: an advertisement shortens a life to no less, because anybody can send one. */
export const LEAST_SHORTENED_MS = 7200 * SECOND;
/** RFC 4861 §6.2.1 bounds what a sensible router says. */
const LONGEST_REACHABLE_MS = 3600 * SECOND;
const LEAST_RETRANSMIT_MS = 100;
const LONGEST_RETRANSMIT_MS = 60 * SECOND;

export interface Ipv6Config {
  /** Undefined: only what routers advertise. */
  readonly prefix: Prefix6 | undefined;
  /** A default router; undefined: those that advertise themselves. */
  readonly gateway: Uint8Array | undefined;
  /** Sixteen bytes from which identifiers are made: the same ones give the same addresses. Undefined: new ones each time. */
  readonly secret: Uint8Array | undefined;
  /** Wait until nobody answered for an address (RFC 4862 §5.4); else it is used with care at once (RFC 4429). */
  readonly probe: boolean;
}

export class Autoconfiguration implements AdvertisementUser {
  /** Addresses that were given up because somebody else has them. */
  conflicts: number;
  private readonly ip: Ipv6;
  private readonly hardware: Uint8Array;
  private readonly config: Ipv6Config;
  private readonly key: Uint8Array;

  constructor(ip: Ipv6, hardware: Uint8Array, config: Ipv6Config, random: RandomSource) {
    this.conflicts = 0;
    this.ip = ip;
    this.hardware = hardware;
    this.config = config;
    this.key = new Uint8Array(16);
    for (let i = 0; i < 16; i += 4) writeU32(this.key, i, random.next32());
    if (config.secret !== undefined) this.key.set(config.secret);
  }

  start(now: Instant): void {
    const { ip, config } = this;
    ip.user = this;
    ip.neighbours.onConflict = (address, at) => this.onConflict(address, at);
    const linkLocal = new Uint8Array(16);
    linkLocal[0] = 0xfe;
    linkLocal[1] = 0x80;
    this.generate(linkLocal, 0, KIND_LINK_LOCAL, 0, now);
    if (config.prefix !== undefined) {
      ip.addresses.add(config.prefix.address, config.prefix.length, KIND_CONFIGURED, 0, config.probe, now);
      ip.routers.addOnLink(config.prefix.address, config.prefix.length);
    }
    if (config.gateway !== undefined) ip.routers.addConfigured(ip.table.intern(config.gateway, 0));
    ip.routers.start(now);
  }

  /** Of more than the link, usable; empty: there is none yet. */
  get address(): string {
    const { global } = this.ip.addresses;
    return global === undefined ? '' : formatAddress6(global.bytes, 0);
  }

  // AdvertisementUser

  onPrefix(bytes: Uint8Array, at: number, validMs: number, preferredMs: number, now: Instant): void {
    const known = this.madeOf(bytes, at);
    if (known === undefined) {
      const fresh = validMs === 0 ? undefined : this.generate(bytes, at, KIND_AUTOMATIC, 0, now);
      if (fresh !== undefined) setLifetimes(fresh, now + validMs, now + preferredMs, now);
      return;
    }
    // RFC 4862 §5.5.3 e.
    const left = known.validUntil - now;
    let valid = validMs;
    if (validMs <= LEAST_SHORTENED_MS && validMs <= left) valid = Math.min(left, LEAST_SHORTENED_MS);
    setLifetimes(known, now + valid, now + preferredMs, now);
  }

  onMtu(mtu: number): void {
    this.ip.limitMtu(mtu);
  }

  onHopLimit(hopLimit: number): void {
    this.ip.hopLimit = hopLimit;
  }

  onTimes(reachableMs: number, retransmitMs: number): void {
    const { cache } = this.ip.neighbours;
    if (reachableMs > 0 && reachableMs <= LONGEST_REACHABLE_MS) cache.useReachableTime(reachableMs);
    if (retransmitMs >= LEAST_RETRANSMIT_MS && retransmitMs <= LONGEST_RETRANSMIT_MS) cache.retransmitMs = retransmitMs;
  }

  onRouterHardware(router: number, bytes: Uint8Array, at: number, now: Instant): void {
    this.ip.neighbours.learn(router, bytes, at, true, now);
  }

  /** RFC 4862 §5.4.5; RFC 7217 §6: the next address that the prefix gives. One that is sure stays: §5.4.4 leaves that open. */
  private onConflict(address: LocalAddress, now: Instant): void {
    const { addresses } = this.ip;
    if (!addresses.isProbing(address)) return;
    this.conflicts++;
    addresses.remove(address);
    const { kind, counter, validUntil, preferredUntil } = address;
    if (kind === KIND_CONFIGURED || counter + 1 >= GENERATION_TRIES) return;
    const next = this.generate(address.bytes, 0, kind, counter + 1, now);
    if (next !== undefined) setLifetimes(next, validUntil, preferredUntil, now);
  }

  private generate(
    bytes: Uint8Array,
    at: number,
    kind: number,
    counter: number,
    now: Instant,
  ): LocalAddress | undefined {
    const address = stableAddress(bytes, at, this.hardware, counter, this.key);
    return this.ip.addresses.add(address, 64, kind, counter, this.config.probe, now);
  }

  private madeOf(bytes: Uint8Array, at: number): LocalAddress | undefined {
    const { list } = this.ip.addresses;
    for (let i = 0; i < list.length; i++) {
      if (list[i].kind === KIND_AUTOMATIC && commonBits6(list[i].bytes, 0, bytes, at) >= 64) return list[i];
    }
    return undefined;
  }
}

function setLifetimes(address: LocalAddress, validUntil: Instant, preferredUntil: Instant, now: Instant): void {
  address.validUntil = validUntil;
  address.preferredUntil = preferredUntil;
  if (address.state === DEPRECATED && now < preferredUntil) address.state = PREFERRED;
  else if (address.state === PREFERRED && now >= preferredUntil && preferredUntil !== NEVER) address.state = DEPRECATED;
}
