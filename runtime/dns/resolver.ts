// What an authoritative server answers, RFC 1034 §4.3.2: referrals, aliases, wildcards (RFC 4592), redirections
// (RFC 6672) and denials (RFC 2308), written into a response section by section.

import {
  HEADER_LENGTH,
  MAX_NAME_LENGTH,
  RCODE_NOERROR,
  RCODE_NXDOMAIN,
  RCODE_REFUSED,
  RCODE_YXDOMAIN,
  TYPE_A,
  TYPE_AAAA,
  TYPE_ANY,
  TYPE_CNAME,
  TYPE_DNAME,
  TYPE_DS,
  TYPE_NS,
} from './constants.ts';
import { Locator } from './locator.ts';
import { mixHashes, WorkingName } from './name.ts';
import { ROOT_NODE } from './name-table.ts';
import type { Request } from './request.ts';
import { ResponseWriter } from './response.ts';
import { NONE, RRSET_SEEKS_ADDRESSES, type ZoneIndex } from './zone.ts';

/** The most aliases followed for one question. */
export const MAX_CHAIN = 16;

/** The most targets whose addresses are looked for. */
export const MAX_ADDITIONAL_TARGETS = 64;

// What an answer is, for rate limiting: one bucket for all answers of a kind at one entry.
const KIND_REFUSAL = 1;
const KIND_ANSWER = 2;
const KIND_NO_DATA = 3;
const KIND_NO_NAME = 4;
const KIND_REFERRAL = 5;
const KIND_REDIRECTION = 6;

/** `step`'s outcomes that are no response codes. */
const NEXT_NAME = -2;
const TOO_LONG = -3;

export class Resolver {
  readonly writer: ResponseWriter;
  private readonly index: ZoneIndex;
  private readonly locator: Locator;
  /** The alias being followed, and room to put its name together. */
  private readonly alias: WorkingName;
  private readonly scratch: Uint8Array;
  answerCount: number;
  authorityCount: number;
  additionalCount: number;
  authoritative: boolean;
  /** TC: a record that belongs into the response did not fit. */
  truncated: boolean;
  /** Nothing was left out, helpful additional records included. */
  complete: boolean;
  /** Groups like answers for rate limiting. */
  answerKey: number;
  /** The name in question now: where it stands in the message, and its node if that is known. */
  private ownerAt: number;
  private ownerNode: number;
  /** The aliases followed: RRset, and where the owner stands; a wildcard's may come again for another owner. */
  private readonly chainRrset: Int32Array;
  private readonly chainOwner: Int32Array;
  private chainLength: number;

  constructor(index: ZoneIndex) {
    this.writer = new ResponseWriter(index);
    this.index = index;
    this.locator = new Locator(index);
    this.alias = new WorkingName();
    this.scratch = new Uint8Array(2 * MAX_NAME_LENGTH + 2);
    this.answerCount = 0;
    this.authorityCount = 0;
    this.additionalCount = 0;
    this.authoritative = false;
    this.truncated = false;
    this.complete = true;
    this.answerKey = 0;
    this.ownerAt = HEADER_LENGTH;
    this.ownerNode = NONE;
    this.chainRrset = new Int32Array(MAX_CHAIN + 1);
    this.chainOwner = new Int32Array(MAX_CHAIN + 1);
    this.chainLength = 0;
  }

  /** Answers the question into `out`, after its end and before `limit`. Returns the response code. */
  resolve(request: Request, out: Uint8Array, limit: number): number {
    this.writer.begin(out, request.questionEnd, limit);
    this.answerCount = 0;
    this.authorityCount = 0;
    this.additionalCount = 0;
    this.authoritative = false;
    this.truncated = false;
    this.complete = true;
    this.ownerAt = HEADER_LENGTH;
    this.ownerNode = NONE;
    this.chainLength = 0;
    this.locator.locate(request.name);
    if (this.locator.zone === NONE) {
      this.answerKey = KIND_REFUSAL;
      return RCODE_REFUSED;
    }
    this.notePath(request.name);
    let name = request.name;
    for (let hop = 0; hop <= MAX_CHAIN; hop++) {
      const outcome = this.step(request, name);
      if (outcome !== NEXT_NAME) return outcome;
      name = this.alias;
      this.locator.locate(name);
      // An alias out of our zones is the client's to follow.
      if (this.locator.zone === NONE) return RCODE_NOERROR;
    }
    return RCODE_NOERROR;
  }

  /** The question's own labels serve compression from the start. */
  private notePath(name: WorkingName): void {
    const last = name.labelCount - 1;
    for (let i = 0; i < this.locator.depth; i++) {
      this.writer.note(this.locator.path[i] | 0, (HEADER_LENGTH + name.labelAt[(last - i) | 0]) | 0);
    }
  }

  /** Answers for one name of the chain: a response code, or NEXT_NAME with `alias` set. */
  private step(request: Request, name: WorkingName): number {
    const locator = this.locator;
    const index = this.index;
    const type = request.type;
    if (locator.cut !== NONE && !(type === TYPE_DS && locator.exact && locator.entry === locator.cut)) {
      return this.refer(locator.cut, request.dnssecOk, name);
    }
    this.authoritative = true;
    if (locator.redirection !== NONE) return this.redirect(type, name);
    let entry = locator.entry;
    if (!locator.exact) {
      entry = index.entryWildcard[entry] | 0;
      if (entry === NONE) return this.deny(locator.zone, RCODE_NXDOMAIN, KIND_NO_NAME, locator.zone, name);
    }
    let zone = locator.zone;
    if (type === TYPE_DS && index.entryAbove[entry] !== NONE) {
      // RFC 4035 §3.1.4.1: the parent side answers for DS.
      entry = index.entryAbove[entry] | 0;
      zone = index.entryZone[entry] | 0;
    }
    const rrset = type === TYPE_ANY ? this.smallest(entry) : index.findRrset(entry, type);
    if (rrset !== NONE) return this.give(rrset, entry, name);
    const alias = index.findRrset(entry, TYPE_CNAME);
    if (alias !== NONE) return this.follow(alias, entry, name);
    return this.deny(zone, RCODE_NOERROR, KIND_NO_DATA, entry, name);
  }

  /** RFC 8482 §4.1: of all that ANY asks for, one RRset is enough; the shortest. */
  private smallest(entry: number): number {
    const index = this.index;
    const first = index.entryFirst[entry];
    let best = NONE;
    for (let rrset = first; rrset < first + index.entryCount[entry]; rrset++) {
      if (best === NONE || index.rrsetFloor[rrset] < index.rrsetFloor[best]) best = rrset;
    }
    return best;
  }

  private give(rrset: number, entry: number, name: WorkingName): number {
    this.answerKey = mixHashes(KIND_ANSWER, entry);
    if (!this.addAnswer(rrset, name)) return RCODE_NOERROR;
    if ((this.index.rrsetFlags[rrset] & RRSET_SEEKS_ADDRESSES) !== 0) this.addAddresses(rrset, entry, false, name);
    return RCODE_NOERROR;
  }

  private addAnswer(rrset: number, name: WorkingName): boolean {
    if (!this.writer.writeRrset(rrset, this.ownerAt, this.ownerNode, name)) return this.truncate();
    this.answerCount = (this.answerCount + this.index.rrsetCount[rrset]) | 0;
    return true;
  }

  private addAuthority(rrset: number, entry: number, name: WorkingName): boolean {
    if (!this.writer.writeRrset(rrset, NONE, this.index.entryNode[entry], name)) return this.truncate();
    this.authorityCount = (this.authorityCount + this.index.rrsetCount[rrset]) | 0;
    return true;
  }

  private truncate(): boolean {
    this.truncated = true;
    this.complete = false;
    return false;
  }

  /** No such name, or no such data: the zone's SOA says how long that is true, RFC 2308 §2. */
  private deny(zone: number, rcode: number, kind: number, like: number, name: WorkingName): number {
    this.answerKey = mixHashes(kind, like);
    this.addAuthority(this.index.zoneDenial[zone], this.index.zoneApex[zone], name);
    return rcode;
  }

  private refer(cut: number, dnssecOk: boolean, name: WorkingName): number {
    const index = this.index;
    this.answerKey = mixHashes(KIND_REFERRAL, cut);
    const servers = index.findRrset(cut, TYPE_NS);
    if (!this.addAuthority(servers, cut, name)) return RCODE_NOERROR;
    // RFC 4035 §3.1.4: a client that asks for DNSSEC learns whether the child is signed.
    const signer = dnssecOk ? index.findRrset(cut, TYPE_DS) : NONE;
    if (signer !== NONE && !this.addAuthority(signer, cut, name)) return RCODE_NOERROR;
    this.addAddresses(servers, cut, true, name);
    return RCODE_NOERROR;
  }

  private follow(alias: number, entry: number, name: WorkingName): number {
    this.answerKey = mixHashes(KIND_ANSWER, entry);
    if (this.isRepeated(alias) || !this.addAnswer(alias, name)) return RCODE_NOERROR;
    const target = this.index.targets[this.index.rrsetTarget[alias]];
    this.setAlias(name, 0, target);
    this.ownerNode = target;
    this.ownerAt = this.writer.offsetOf(target);
    return NEXT_NAME;
  }

  /** Whether the alias stands in the answer for the same owner already: the chain is a loop. Notes it if not. */
  private isRepeated(alias: number): boolean {
    for (let i = 0; i < this.chainLength; i++) {
      if (this.chainRrset[i] === alias && this.chainOwner[i] === this.ownerAt) return true;
    }
    this.chainRrset[this.chainLength] = alias;
    this.chainOwner[this.chainLength] = this.ownerAt;
    this.chainLength++;
    return false;
  }

  private redirect(type: number, name: WorkingName): number {
    const index = this.index;
    const entry = this.locator.redirection;
    const rrset = index.findRrset(entry, TYPE_DNAME);
    this.answerKey = mixHashes(KIND_REDIRECTION, entry);
    // The same redirection twice makes no progress.
    if (this.writer.wasWritten(rrset)) return RCODE_NOERROR;
    if (!this.writer.writeRrset(rrset, NONE, index.entryNode[entry], name)) {
      this.truncate();
      return RCODE_NOERROR;
    }
    this.answerCount = (this.answerCount + index.rrsetCount[rrset]) | 0;
    const target = index.targets[index.rrsetTarget[rrset]];
    const prefix = this.locator.redirectionAt;
    const ttl = index.rrsetTtl[rrset];
    const targetAt = this.synthesise(ttl, name, prefix, target);
    if (targetAt < 0) return targetAt === TOO_LONG ? RCODE_YXDOMAIN : RCODE_NOERROR;
    this.answerCount = (this.answerCount + 1) | 0;
    this.ownerAt = targetAt;
    this.ownerNode = NONE;
    return type === TYPE_CNAME ? RCODE_NOERROR : NEXT_NAME;
  }

  /** Writes the CNAME made of a DNAME; its target's offset, TOO_LONG for the name, or NONE where it does not fit. */
  private synthesise(ttl: number, name: WorkingName, prefix: number, target: number): number {
    if (prefix + this.lengthOf(target) > MAX_NAME_LENGTH) return TOO_LONG;
    const at = this.writer.writeSynthesis(this.ownerAt, this.ownerNode, ttl, name, prefix, target);
    if (at < 0) this.truncate();
    else this.setAlias(name, prefix, target);
    return at;
  }

  private lengthOf(node: number): number {
    const names = this.index.names;
    let length = 1;
    for (let here = node; here !== ROOT_NODE; here = names.parent[here]) length += names.lower[names.labelAt[here]] + 1;
    return length;
  }

  /** Makes `alias` the first `prefix` octets of `name` followed by the node's name. */
  private setAlias(name: WorkingName, prefix: number, node: number): void {
    const names = this.index.names;
    const scratch = this.scratch;
    let end = prefix;
    for (let k = 0; k < prefix; k++) scratch[k] = name.octets[k];
    for (let here = node; here !== ROOT_NODE; here = names.parent[here]) {
      const from = names.labelAt[here];
      const length = names.lower[from];
      for (let k = 0; k <= length; k++) scratch[end + k] = names.lower[from + k];
      end += length + 1;
    }
    scratch[end] = 0;
    this.alias.read(scratch, 0, end + 1);
  }

  /**
   * Appends the addresses of the RRset's targets. Where it delegates, the addresses below the cut are needed to get
   * there, and the response is truncated without them (RFC 9471 §3); any others are left out if they do not fit.
   */
  private addAddresses(rrset: number, entry: number, delegates: boolean, name: WorkingName): void {
    const index = this.index;
    const each = index.rrsetTargetsEach[rrset];
    const count = index.rrsetCount[rrset];
    const looked = count < MAX_ADDITIONAL_TARGETS ? count : MAX_ADDITIONAL_TARGETS;
    const first = index.rrsetTarget[rrset] + each - 1;
    const cutNode = index.entryNode[entry];
    if (delegates) {
      for (let i = 0; i < count; i++) {
        const target = index.targets[first + i * each];
        if (!index.isBelow(target, cutNode)) continue;
        if (!this.addAddressesOf(target, entry, name)) {
          this.truncate();
          return;
        }
      }
    }
    for (let i = 0; i < looked; i++) {
      const target = index.targets[first + i * each];
      if (delegates && index.isBelow(target, cutNode)) continue;
      if (!this.addAddressesOf(target, entry, name)) {
        this.complete = false;
        return;
      }
    }
  }

  /** A target of `.` in a service record is its owner, RFC 9460 §2.5; elsewhere it is no host at all. */
  private addAddressesOf(target: number, owner: number, name: WorkingName): boolean {
    if (target !== ROOT_NODE) {
      const entry = this.index.entryOf[target];
      return (
        entry === NONE ||
        (this.addHost(entry, TYPE_A, NONE, target, name) && this.addHost(entry, TYPE_AAAA, NONE, target, name))
      );
    }
    const at = this.ownerAt;
    const node = this.ownerNode;
    return this.addHost(owner, TYPE_A, at, node, name) && this.addHost(owner, TYPE_AAAA, at, node, name);
  }

  private addHost(entry: number, type: number, ownerAt: number, ownerNode: number, name: WorkingName): boolean {
    const rrset = this.index.findRrset(entry, type);
    if (rrset === NONE || this.writer.wasWritten(rrset)) return true;
    if (!this.writer.writeRrset(rrset, ownerAt, ownerNode, name)) return false;
    this.additionalCount = (this.additionalCount + this.index.rrsetCount[rrset]) | 0;
    return true;
  }
}
