// Writes records into a response: whole RRsets or nothing (RFC 2181 §9), names compressed (RFC 1035 §4.1.4). The index
// numbers every name, so a name that stands in the message already is found by one look into `seen`. `| 0` as in core/bytes.ts.

import { copyBytes, readU16, writeU16, writeU32 } from '../core/bytes.ts';
import { CLASS_IN, HEADER_LENGTH, MAX_POINTER_OFFSET, TYPE_CNAME, TYPE_SOA } from './constants.ts';
import type { WorkingName } from './name.ts';
import { ROOT_NODE } from './name-table.ts';
import { NONE, RRSET_FLAT, type ZoneIndex } from './zone.ts';

const POINTER_BITS = 14;

/** Messages until the stamps in `seen` start over: what fits above a 14-bit offset. */
const MAX_GENERATION = (1 << (32 - POINTER_BITS)) - 1;

const SOA_NUMBERS_LENGTH = 20;

export class ResponseWriter {
  private readonly index: ZoneIndex;
  /** Per node: in which message and where the name was last written, as generation << 14 | offset. */
  private readonly seen: Int32Array;
  /** Per RRset: the message it was last written into. */
  private readonly written: Int32Array;
  private generation: number;
  out: Uint8Array;
  at: number;
  limit: number;

  constructor(index: ZoneIndex) {
    this.index = index;
    this.seen = new Int32Array(index.names.count);
    this.written = new Int32Array(index.rrsetType.length);
    this.generation = 0;
    this.out = new Uint8Array(0);
    this.at = 0;
    this.limit = 0;
  }

  /** Starts a message whose header and question end at `at`; nothing is written at or past `limit`. */
  begin(out: Uint8Array, at: number, limit: number): void {
    if (this.generation >= MAX_GENERATION) {
      this.seen.fill(0);
      this.written.fill(0);
      this.generation = 0;
    }
    this.generation = (this.generation + 1) | 0;
    this.out = out;
    this.at = at | 0;
    this.limit = limit | 0;
  }

  /** Notes that the node's name stands at `offset` of the message. */
  note(node: number, offset: number): void {
    this.seen[node] = (this.generation << POINTER_BITS) | offset;
  }

  /** Where the node's name stands in the message, or NONE. */
  offsetOf(node: number): number {
    const mark = this.seen[node];
    return mark >>> POINTER_BITS === this.generation ? mark & MAX_POINTER_OFFSET : NONE;
  }

  wasWritten(rrset: number): boolean {
    return this.written[rrset] === this.generation;
  }

  /**
   * Appends an RRset and returns whether it fits; if not, nothing is appended and the message takes no more records.
   * Its owner stands at offset `ownerAt` of the message already, or is the name of `ownerNode` where `ownerAt` is NONE.
   * `name` is the owner in full for the case that no pointer can lead to it.
   */
  writeRrset(rrset: number, ownerAt: number, ownerNode: number, name: WorkingName): boolean {
    const index = this.index;
    const start = this.at;
    if (start + index.rrsetFloor[rrset] > this.limit) return false;
    let ok = true;
    if ((index.rrsetFlags[rrset] & RRSET_FLAT) === 0) ok = this.writeNamed(rrset, ownerAt, ownerNode, name);
    else if (ownerAt === HEADER_LENGTH) this.writeWhole(rrset);
    else ok = this.writeFlat(rrset, ownerAt, ownerNode, name);
    if (ok) this.written[rrset | 0] = this.generation;
    else this.at = start;
    return ok;
  }

  /** The pool holds the records as they are needed; the floor said that they fit. */
  private writeWhole(rrset: number): void {
    const length = this.index.rrsetLength[rrset] | 0;
    copyBytes(this.out, this.at, this.index.pool, this.index.rrsetAt[rrset] | 0, length);
    this.at = (this.at + length) | 0;
  }

  private writeFlat(rrset: number, ownerAt: number, ownerNode: number, name: WorkingName): boolean {
    const pool = this.index.pool;
    let from = this.index.rrsetAt[rrset] | 0;
    const end = (from + this.index.rrsetLength[rrset]) | 0;
    let owner = ownerAt;
    while (from < end) {
      owner = this.writeOwner(owner, ownerNode, name);
      const length = 10 + readU16(pool, from + 10);
      if (owner < 0 || this.at + length > this.limit) return false;
      copyBytes(this.out, this.at, pool, from + 2, length);
      this.at = (this.at + length) | 0;
      from = (from + length + 2) | 0;
    }
    return true;
  }

  /** Records of NS, CNAME, SOA, PTR and MX, whose names are compressed against what the message holds. */
  private writeNamed(rrset: number, ownerAt: number, ownerNode: number, name: WorkingName): boolean {
    const index = this.index;
    const type = index.rrsetType[rrset];
    const count = index.rrsetCount[rrset];
    const each = index.rrsetTargetsEach[rrset];
    const prefix = type === TYPE_SOA ? 0 : (index.rrsetLength[rrset] / count) | 0;
    let from = index.rrsetAt[rrset] | 0;
    let target = index.rrsetTarget[rrset] | 0;
    let owner = ownerAt;
    for (let i = 0; i < count; i++) {
      owner = this.writeOwner(owner, ownerNode, name);
      if (owner < 0 || this.at + 10 + prefix > this.limit) return false;
      const lengthAt = this.writeFixed(type, index.rrsetTtl[rrset]);
      copyBytes(this.out, this.at, index.pool, from, prefix);
      this.at = (this.at + prefix) | 0;
      from = (from + prefix) | 0;
      for (let k = 0; k < each; k++) {
        if (this.writeName(index.targets[target] | 0) < 0) return false;
        target = (target + 1) | 0;
      }
      if (type === TYPE_SOA) {
        if (this.at + SOA_NUMBERS_LENGTH > this.limit) return false;
        copyBytes(this.out, this.at, index.pool, from, SOA_NUMBERS_LENGTH);
        this.at = (this.at + SOA_NUMBERS_LENGTH) | 0;
      }
      writeU16(this.out, lengthAt, this.at - lengthAt - 2);
    }
    return true;
  }

  /** Type, class, TTL and room for the length, whose offset is returned. */
  private writeFixed(type: number, ttl: number): number {
    const at = this.at;
    writeU16(this.out, at, type);
    writeU16(this.out, at + 2, CLASS_IN);
    writeU32(this.out, at + 4, ttl);
    this.at = (at + 10) | 0;
    return (at + 8) | 0;
  }

  /** Writes an owner and returns where its name stands, or NONE where it does not fit. */
  private writeOwner(ownerAt: number, ownerNode: number, name: WorkingName): number {
    if (ownerAt === NONE) return this.writeName(ownerNode);
    if (ownerAt > MAX_POINTER_OFFSET) return ownerNode === NONE ? this.writeWorking(name) : this.writeName(ownerNode);
    if (this.at + 2 > this.limit) return NONE;
    writeU16(this.out, this.at, 0xc000 | ownerAt);
    this.at = (this.at + 2) | 0;
    return ownerAt;
  }

  private writeWorking(name: WorkingName): number {
    const start = this.at;
    if (start + name.length > this.limit) return NONE;
    copyBytes(this.out, start, name.octets, 0, name.length);
    this.at = (start + name.length) | 0;
    return start;
  }

  /**
   * Writes the node's name, from the first ancestor on that stands in the message as a pointer. Returns the offset at
   * which the name can be pointed to, or NONE where it does not fit.
   */
  private writeName(node: number): number {
    const names = this.index.names;
    const seen = this.seen;
    const out = this.out;
    const generation = this.generation;
    const start = this.at;
    let at = start;
    for (let here = node; here !== ROOT_NODE; here = names.parent[here] | 0) {
      const mark = seen[here] | 0;
      if (mark >>> POINTER_BITS === generation) {
        if (at + 2 > this.limit) return NONE;
        const offset = mark & MAX_POINTER_OFFSET;
        writeU16(out, at, 0xc000 | offset);
        this.at = (at + 2) | 0;
        return at === start ? offset : start;
      }
      const from = names.labelAt[here] | 0;
      const length = ((names.spelled[from] | 0) + 1) | 0;
      if (at + length >= this.limit) return NONE;
      if (at <= MAX_POINTER_OFFSET) seen[here | 0] = (generation << POINTER_BITS) | at;
      copyBytes(out, at, names.spelled, from, length);
      at = (at + length) | 0;
    }
    if (at + 1 > this.limit) return NONE;
    out[at] = 0;
    this.at = (at + 1) | 0;
    return start;
  }

  /**
   * Appends the CNAME that a DNAME makes of a name: `prefix` octets of labels from `name` on, then the name of `node`
   * (RFC 6672 §3.1). Returns the offset of its target's name, or NONE where it does not fit.
   */
  writeSynthesis(
    ownerAt: number,
    ownerNode: number,
    ttl: number,
    name: WorkingName,
    prefix: number,
    node: number,
  ): number {
    const start = this.at;
    const owner = this.writeOwner(ownerAt, ownerNode, name);
    if (owner < 0 || this.at + 10 + prefix > this.limit) {
      this.at = start;
      return NONE;
    }
    const lengthAt = this.writeFixed(TYPE_CNAME, ttl);
    const target = this.at;
    copyBytes(this.out, target, name.octets, 0, prefix);
    this.at = (target + prefix) | 0;
    if (this.writeName(node) < 0) {
      this.at = start;
      return NONE;
    }
    writeU16(this.out, lengthAt, this.at - lengthAt - 2);
    return target;
  }
}
