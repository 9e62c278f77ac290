// The addresses of an interface and what they may be used for: duplicate address detection (RFC 4862 §5.4), optimistic by default
// (RFC 4429), and lifetimes (RFC 4862 §5.5.4). A state machine that says which probe is due; neighbour discovery sends it.

import { ADDRESS6_BYTES, writeSolicitedNode } from '../core/address6.ts';
import { equalBytes } from '../core/bytes.ts';
import { NEVER, SECOND, type Instant } from '../core/instant.ts';
import type { RandomSource } from '../core/random.ts';
import type { AddressTable } from './address-table.ts';

/** Addresses of one interface, the link-local one included. */
export const MOST_LOCAL_ADDRESSES = 8;
/** RFC 4861 §10: the wait for an answer to a probe; RFC 4862 §5.1: one probe. */
const RETRANSMIT_MS = SECOND;
export const NONCE_BYTES = 6;

/** Nobody may be sent to from it yet. */
export const TENTATIVE = 0;
/** RFC 4429: used with care while the answer to the probe is awaited. */
export const OPTIMISTIC = 1;
export const PREFERRED = 2;
/** RFC 4862 §5.5.4: for what goes on, not for what begins. */
export const DEPRECATED = 3;

export const KIND_LINK_LOCAL = 0;
export const KIND_CONFIGURED = 1;
/** By router advertisements (RFC 4862 §5.5). */
export const KIND_AUTOMATIC = 2;

export class LocalAddress {
  readonly bytes: Uint8Array;
  /** In the address table, held. */
  readonly number: number;
  readonly prefixLength: number;
  readonly kind: number;
  /** Solicited-node group (RFC 4291 §2.7.1). */
  readonly group: Uint8Array;
  readonly groupNumber: number;
  state: number;
  /** Of the probe that goes out, to know our own (RFC 7527). */
  readonly nonce: Uint8Array;
  /** Addresses of this prefix that were taken before (RFC 7217 §5, DAD_Counter). */
  readonly counter: number;
  preferredUntil: Instant;
  validUntil: Instant;
  probed: boolean;
  /** The probe is due, or its answer is waited for until then; NEVER: that is over. */
  deadline: Instant;

  constructor(bytes: Uint8Array, table: AddressTable, prefixLength: number, kind: number, counter: number) {
    this.bytes = bytes;
    this.number = table.intern(bytes, 0);
    this.prefixLength = prefixLength;
    this.kind = kind;
    this.group = new Uint8Array(ADDRESS6_BYTES);
    writeSolicitedNode(this.group, 0, bytes, 0);
    this.groupNumber = table.intern(this.group, 0);
    this.state = TENTATIVE;
    this.nonce = new Uint8Array(NONCE_BYTES);
    this.counter = counter;
    this.preferredUntil = NEVER;
    this.validUntil = NEVER;
    this.probed = false;
    this.deadline = NEVER;
    table.hold(this.number);
    table.hold(this.groupNumber);
  }

  /** It may stand in a packet as a source. */
  get usable(): boolean {
    return this.state !== TENTATIVE;
  }
}

export class LocalAddresses {
  readonly list: LocalAddress[];
  /** Counts changes of groups, so that listeners are told of them. */
  groupChanges: number;
  private readonly table: AddressTable;
  private readonly random: RandomSource;

  constructor(table: AddressTable, random: RandomSource) {
    this.list = [];
    this.groupChanges = 0;
    this.table = table;
    this.random = random;
  }

  /** Takes an address: at once with care, or with `probe` after nobody answered for it. Undefined: too many, or known. */
  add(
    bytes: Uint8Array,
    prefixLength: number,
    kind: number,
    counter: number,
    probe: boolean,
    now: Instant,
  ): LocalAddress | undefined {
    if (this.list.length >= MOST_LOCAL_ADDRESSES || this.find(bytes, 0) !== undefined) return undefined;
    const address = new LocalAddress(bytes, this.table, prefixLength, kind, counter);
    address.state = probe ? TENTATIVE : OPTIMISTIC;
    address.deadline = now;
    this.list.push(address);
    this.groupChanges++;
    return address;
  }

  remove(address: LocalAddress): void {
    const at = this.list.indexOf(address);
    if (at < 0) return;
    this.list.splice(at, 1);
    this.table.letGo(address.number);
    this.table.letGo(address.groupNumber);
    this.groupChanges++;
  }

  /** Ours, in whichever state. */
  find(bytes: Uint8Array, at: number): LocalAddress | undefined {
    for (let i = 0; i < this.list.length; i++) {
      if (equalBytes(this.list[i].bytes, 0, bytes, at, ADDRESS6_BYTES)) return this.list[i];
    }
    return undefined;
  }

  findNumber(number: number): LocalAddress | undefined {
    for (let i = 0; i < this.list.length; i++) if (this.list[i].number === number) return this.list[i];
    return undefined;
  }

  /** The number of a solicited-node group of ours; 0: it is none. */
  findGroup(bytes: Uint8Array, at: number): number {
    for (let i = 0; i < this.list.length; i++) {
      if (equalBytes(this.list[i].group, 0, bytes, at, ADDRESS6_BYTES)) return this.list[i].groupNumber;
    }
    return 0;
  }

  get linkLocal(): LocalAddress | undefined {
    for (let i = 0; i < this.list.length; i++) if (this.list[i].kind === KIND_LINK_LOCAL) return this.list[i];
    return undefined;
  }

  /** The first usable one of more than the link. */
  get global(): LocalAddress | undefined {
    for (let i = 0; i < this.list.length; i++) {
      if (this.list[i].kind !== KIND_LINK_LOCAL && this.list[i].usable) return this.list[i];
    }
    return undefined;
  }

  nextTimeout(): Instant {
    let earliest = NEVER;
    for (let i = 0; i < this.list.length; i++) {
      const { deadline, preferredUntil, validUntil, state } = this.list[i];
      earliest = Math.min(earliest, deadline, validUntil, state === DEPRECATED ? NEVER : preferredUntil);
    }
    return earliest;
  }

  /** An address whose probe is to be sent; undefined when there is none (any more). */
  onTimeout(now: Instant): LocalAddress | undefined {
    for (let i = this.list.length - 1; i >= 0; i--) {
      const address = this.list[i];
      if (now >= address.validUntil) {
        this.remove(address);
        continue;
      }
      if (now >= address.deadline) {
        if (!address.probed) return this.probe(address, now);
        address.deadline = NEVER;
        address.state = PREFERRED;
      }
      if (address.state === PREFERRED && now >= address.preferredUntil) address.state = DEPRECATED;
    }
    return undefined;
  }

  /** True: the address is being asked for, so somebody else's use of it is a conflict (RFC 4862 §5.4.3, §5.4.4). */
  isProbing(address: LocalAddress): boolean {
    return address.deadline !== NEVER;
  }

  /** The link came back, perhaps another one: every address is asked for again (RFC 4862 §5.4). */
  restart(now: Instant): void {
    for (let i = 0; i < this.list.length; i++) {
      this.list[i].probed = false;
      this.list[i].deadline = now;
      if (this.list[i].usable) this.list[i].state = OPTIMISTIC;
    }
  }

  private probe(address: LocalAddress, now: Instant): LocalAddress {
    address.probed = true;
    address.deadline = now + RETRANSMIT_MS;
    for (let i = 0; i < NONCE_BYTES; i++) address.nonce[i] = this.random.next32();
    return address;
  }
}
