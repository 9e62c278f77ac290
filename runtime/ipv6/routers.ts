// What routers advertise (RFC 4861 §6.3, RFC 4862 §5.5, RFC 8106): default routers, prefixes on the link and to make addresses of,
// MTU, name servers; and the solicitations that ask for it (RFC 4861 §6.3.7, RFC 7559). Anybody on the link can send all this, so
// every list is bounded and what is full takes no more.

import { commonBits6, isLinkLocal6, isMulticast6 } from '../core/address6.ts';
import { readU32 } from '../core/bytes.ts';
import { NEVER, SECOND, type Instant } from '../core/instant.ts';
import { randomBetween, type RandomSource } from '../core/random.ts';
import type { AddressTable } from './address-table.ts';
import { LEAST_MTU6 } from './ipv6.wire.ts';
import {
  OPTION_MTU6,
  OPTION_NAME_SERVERS,
  OPTION_PREFIX,
  OPTION_SEARCH_LIST,
  OPTION_SOURCE_HARDWARE,
  PREFIX_OPTION_BYTES,
  ROUTER_ADVERTISEMENT_BYTES,
  areOptionsSound,
  findHardware,
  prefixPreferredSeconds,
  prefixValidSeconds,
  routerLifetimeSeconds,
} from './nd.wire.ts';

export const MOST_ROUTERS6 = 4;
export const MOST_PREFIXES6 = 8;
export const MOST_NAME_SERVERS6 = 4;
export const MOST_SEARCH_DOMAINS = 4;
/** RFC 1035 §3.1 lets no name be longer. */
const LONGEST_DOMAIN = 255;
const INFINITE_SECONDS = 0xffffffff;
/**
 * RFC 4861 §6.3.7 asks for a random wait of up to a second before the first solicitation; an appliance that starts in milliseconds
 * waits for less.
 */
export const FIRST_SOLICITATION_MS = 100;
/** RFC 7559 §2: from 4 s, doubled each time, to an hour. */
export const SOLICITATION_INTERVAL_MS = 4 * SECOND;
export const LONGEST_SOLICITATION_MS = 3600 * SECOND;
const FLAG_ON_LINK = 0x80;
const FLAG_AUTOMATIC = 0x40;

class Router {
  number: number;
  until: Instant;

  constructor(number: number, until: Instant) {
    this.number = number;
    this.until = until;
  }
}

class OnLinkPrefix {
  readonly bytes: Uint8Array;
  readonly length: number;
  until: Instant;

  constructor(bytes: Uint8Array, length: number, until: Instant) {
    this.bytes = bytes;
    this.length = length;
    this.until = until;
  }
}

/** A name server or a search domain, for as long as it was told. */
export class Told<T> {
  readonly value: T;
  until: Instant;

  constructor(value: T, until: Instant) {
    this.value = value;
    this.until = until;
  }
}

/** Neighbour discovery, as far as the choice of a router needs it. */
export interface Reachability {
  mayReach(number: number): boolean;
}

/** Who takes what an advertisement says. */
export interface AdvertisementUser {
  /** Addresses may be made of the 64 bits at bytes[at) (RFC 4862 §5.5.3). */
  onPrefix(bytes: Uint8Array, at: number, validMs: number, preferredMs: number, now: Instant): void;
  onMtu(mtu: number): void;
  onHopLimit(hopLimit: number): void;
  /** 0: not told. */
  onTimes(reachableMs: number, retransmitMs: number): void;
  onRouterHardware(router: number, bytes: Uint8Array, at: number, now: Instant): void;
}

export class Routers {
  /** Name servers (sixteen bytes each) and search list, as told by RFC 8106. */
  readonly nameServers: Told<Uint8Array>[];
  readonly searchList: Told<string>[];
  private readonly routers: Router[];
  private readonly prefixes: OnLinkPrefix[];
  private readonly table: AddressTable;
  private readonly random: RandomSource;
  private solicitAt: Instant;
  private interval: number;

  constructor(table: AddressTable, random: RandomSource) {
    this.nameServers = [];
    this.searchList = [];
    this.routers = [];
    this.prefixes = [];
    this.table = table;
    this.random = random;
    this.solicitAt = NEVER;
    this.interval = 0;
  }

  /** The link is there: routers are asked for. */
  start(now: Instant): void {
    this.interval = 0;
    this.solicitAt = now + randomBetween(this.random, 0, FIRST_SOLICITATION_MS);
  }

  /** A router of the configuration; it stays. */
  addConfigured(number: number): void {
    this.routers.push(new Router(number, NEVER));
    this.table.hold(number);
  }

  /** A prefix of the configuration; it stays. */
  addOnLink(bytes: Uint8Array, length: number): void {
    if (this.prefixes.length < MOST_PREFIXES6) this.prefixes.push(new OnLinkPrefix(bytes, length, NEVER));
  }

  isOnLink(bytes: Uint8Array, at: number): boolean {
    if (isLinkLocal6(bytes, at)) return true;
    for (let i = 0; i < this.prefixes.length; i++) {
      const prefix = this.prefixes[i];
      if (commonBits6(prefix.bytes, 0, bytes, at) >= prefix.length) return true;
    }
    return false;
  }

  /** RFC 4861 §6.3.6: the first router that may answer, else the first; 0: there is none. */
  choose(neighbours: Reachability): number {
    for (let i = 0; i < this.routers.length; i++) {
      if (neighbours.mayReach(this.routers[i].number)) return this.routers[i].number;
    }
    return this.routers.length > 0 ? this.routers[0].number : 0;
  }

  /** It does not answer or is a host now: others come first; one that was advertised is forgotten (RFC 4861 §7.3.3). */
  demote(number: number): void {
    for (let i = 0; i < this.routers.length; i++) {
      const router = this.routers[i];
      if (router.number !== number) continue;
      this.routers.splice(i, 1);
      if (router.until === NEVER) this.routers.push(router);
      else this.table.letGo(number);
      return;
    }
  }

  get count(): number {
    return this.routers.length;
  }

  get prefixCount(): number {
    return this.prefixes.length;
  }

  nextTimeout(): Instant {
    let earliest = this.solicitAt;
    for (let i = 0; i < this.routers.length; i++) earliest = Math.min(earliest, this.routers[i].until);
    for (let i = 0; i < this.prefixes.length; i++) earliest = Math.min(earliest, this.prefixes[i].until);
    earliest = Math.min(earliest, earliestTold(this.nameServers), earliestTold(this.searchList));
    return earliest;
  }

  /** Forgets what is over; true: a solicitation is to be sent. */
  onTimeout(now: Instant): boolean {
    for (let i = this.routers.length - 1; i >= 0; i--) {
      if (now >= this.routers[i].until) this.removeRouter(i);
    }
    for (let i = this.prefixes.length - 1; i >= 0; i--) {
      if (now >= this.prefixes[i].until) this.prefixes.splice(i, 1);
    }
    forgetOld(this.nameServers, now);
    forgetOld(this.searchList, now);
    if (now < this.solicitAt) return false;
    const next = this.interval === 0 ? SOLICITATION_INTERVAL_MS : Math.min(this.interval * 2, LONGEST_SOLICITATION_MS);
    this.interval = next;
    // RFC 7559 §2: give or take a tenth.
    this.solicitAt = now + next * randomBetween(this.random, 0.9, 1.1);
    return true;
  }

  /** A router advertisement from the link-local `source`, its hop limit and checksum already checked (RFC 4861 §6.1.2). */
  onAdvertisement(
    bytes: Uint8Array,
    start: number,
    end: number,
    source: number,
    user: AdvertisementUser,
    now: Instant,
  ): void {
    const options = start + ROUTER_ADVERTISEMENT_BYTES;
    if (end < options || !areOptionsSound(bytes, options, end)) return;
    const lifetime = routerLifetimeSeconds(bytes, start);
    this.updateRouter(source, lifetime * SECOND, now);
    // RFC 7559 §2.1: only a router that is one ends the solicitations.
    if (lifetime > 0) this.solicitAt = NEVER;
    if (bytes[start + 4] !== 0) user.onHopLimit(bytes[start + 4]);
    user.onTimes(readU32(bytes, start + 8), readU32(bytes, start + 12));
    const hardwareAt = findHardware(bytes, options, end, OPTION_SOURCE_HARDWARE);
    if (hardwareAt >= 0) user.onRouterHardware(source, bytes, hardwareAt, now);
    for (let at = options; at < end; at += bytes[at + 1] * 8) {
      const length = bytes[at + 1] * 8;
      if (bytes[at] === OPTION_PREFIX && length === PREFIX_OPTION_BYTES) this.onPrefix(bytes, at, user, now);
      else if (bytes[at] === OPTION_MTU6 && length === 8) {
        const mtu = readU32(bytes, at + 4);
        if (mtu >= LEAST_MTU6) user.onMtu(mtu);
      } else if (bytes[at] === OPTION_NAME_SERVERS) this.onNameServers(bytes, at, length, now);
      else if (bytes[at] === OPTION_SEARCH_LIST) this.onSearchList(bytes, at, length, now);
    }
  }

  private updateRouter(number: number, lifetimeMs: number, now: Instant): void {
    for (let i = 0; i < this.routers.length; i++) {
      const router = this.routers[i];
      if (router.number !== number) continue;
      if (router.until === NEVER) return;
      if (lifetimeMs === 0) this.removeRouter(i);
      else router.until = now + lifetimeMs;
      return;
    }
    if (lifetimeMs === 0 || this.routers.length >= MOST_ROUTERS6) return;
    this.routers.push(new Router(number, now + lifetimeMs));
    this.table.hold(number);
  }

  private removeRouter(at: number): void {
    this.table.letGo(this.routers[at].number);
    this.routers.splice(at, 1);
  }

  /** RFC 4861 §6.3.4, RFC 4862 §5.5.3 a to d. */
  private onPrefix(bytes: Uint8Array, option: number, user: AdvertisementUser, now: Instant): void {
    const length = bytes[option + 2];
    const flags = bytes[option + 3];
    const at = option + 16;
    if (length > 128 || isLinkLocal6(bytes, at) || isMulticast6(bytes, at)) return;
    const valid = prefixValidSeconds(bytes, option);
    const preferred = prefixPreferredSeconds(bytes, option);
    const validMs = valid === INFINITE_SECONDS ? NEVER : valid * SECOND;
    if ((flags & FLAG_ON_LINK) !== 0) this.updatePrefix(bytes, at, length, validMs, now);
    // Identifiers have 64 bits on Ethernet (RFC 2464 §4), so other prefixes make no address.
    if ((flags & FLAG_AUTOMATIC) === 0 || length !== 64 || preferred > valid) return;
    user.onPrefix(bytes, at, validMs, preferred === INFINITE_SECONDS ? NEVER : preferred * SECOND, now);
  }

  private updatePrefix(bytes: Uint8Array, at: number, length: number, validMs: number, now: Instant): void {
    for (let i = 0; i < this.prefixes.length; i++) {
      const prefix = this.prefixes[i];
      if (prefix.length !== length || commonBits6(prefix.bytes, 0, bytes, at) < length) continue;
      if (prefix.until === NEVER) return;
      if (validMs === 0) this.prefixes.splice(i, 1);
      else prefix.until = now + validMs;
      return;
    }
    if (validMs === 0 || this.prefixes.length >= MOST_PREFIXES6) return;
    this.prefixes.push(new OnLinkPrefix(bytes.slice(at, at + 16), length, now + validMs));
  }

  /** RFC 8106 §5.1. */
  private onNameServers(bytes: Uint8Array, option: number, length: number, now: Instant): void {
    const until = untilOf(readU32(bytes, option + 4), now);
    for (let at = option + 8; at + 16 <= option + length; at += 16) {
      let known = 0;
      while (known < this.nameServers.length && commonBits6(this.nameServers[known].value, 0, bytes, at) < 128) known++;
      if (known < this.nameServers.length) this.nameServers[known].until = until;
      else if (known < MOST_NAME_SERVERS6 && until > now) {
        this.nameServers.push(new Told<Uint8Array>(bytes.slice(at, at + 16), until));
      }
    }
    forgetOld(this.nameServers, now);
  }

  /** RFC 8106 §5.2: names as in RFC 1035 §3.1, padded with zeros. */
  private onSearchList(bytes: Uint8Array, option: number, length: number, now: Instant): void {
    const until = untilOf(readU32(bytes, option + 4), now);
    const end = option + length;
    let name = '';
    for (let at = option + 8; at < end; at++) {
      const label = bytes[at];
      if (label === 0) {
        if (name !== '') this.updateDomain(name, until, now);
        name = '';
        continue;
      }
      // No compression (RFC 8106 §5.2); a label that runs past the end makes the rest unreadable.
      if (label > 63 || at + label >= end || name.length + label + 1 > LONGEST_DOMAIN) break;
      if (name !== '') name += '.';
      for (let i = 1; i <= label; i++) name += String.fromCharCode(bytes[at + i] & 0x7f);
      at += label;
    }
    forgetOld(this.searchList, now);
  }

  private updateDomain(name: string, until: Instant, now: Instant): void {
    for (let i = 0; i < this.searchList.length; i++) {
      if (this.searchList[i].value !== name) continue;
      this.searchList[i].until = until;
      return;
    }
    if (this.searchList.length < MOST_SEARCH_DOMAINS && until > now) {
      this.searchList.push(new Told<string>(name, until));
    }
  }
}

/** When something ends that lasts for so many seconds. */
function untilOf(seconds: number, now: Instant): Instant {
  return seconds === INFINITE_SECONDS ? NEVER : now + seconds * SECOND;
}

function earliestTold(list: readonly Told<unknown>[]): Instant {
  let earliest = NEVER;
  for (let i = 0; i < list.length; i++) earliest = Math.min(earliest, list[i].until);
  return earliest;
}

function forgetOld(list: Told<unknown>[], now: Instant): void {
  for (let i = list.length - 1; i >= 0; i--) if (now >= list[i].until) list.splice(i, 1);
}
