// Writes checked zones into the arrays and the pool of a ZoneIndex. Everything that a query would otherwise have to
// compute about an RRset is computed here, once, at build time.

import { copyBytes, readU32, writeU16, writeU32 } from '../core/bytes.ts';
import { CLASS_IN, HEADER_LENGTH, TYPE_DNAME, TYPE_NS, TYPE_SOA } from './constants.ts';
import { grownBytes, grownIntegers } from './grow.ts';
import { type NameTable, ROOT_NODE } from './name-table.ts';
import { FIELD_NAME, FieldCursor, recordType } from './rdata.ts';
import { ENTRY_APEX, ENTRY_CUT, ENTRY_DNAME, RRSET_FLAT, RRSET_SEEKS_ADDRESSES, ZoneIndex } from './zone.ts';
import type { BuildEntry, BuildRrset, BuildZone } from './zone-builder.ts';

/** Owner pointer, type, class, TTL and RDATA length: what stands before RDATA in a message. */
const FIXED_LENGTH = 12;

/** The octets of a SOA's RDATA after its two names. */
const SOA_NUMBERS_LENGTH = 20;

export function layOut(names: NameTable, zones: readonly BuildZone[]): ZoneIndex {
  const entries = orderedEntries(zones);
  const pool = new Pool(names);
  const first = new Int32Array(entries.length);
  for (let i = 0; i < entries.length; i++) {
    first[i] = pool.rrsets.length;
    for (let k = 0; k < entries[i].rrsets.length; k++) pool.add(entries[i].rrsets[k], entries[i].rrsets[k].ttl);
  }
  const denials = new Int32Array(zones.length);
  for (let i = 0; i < zones.length; i++) denials[i] = pool.addDenial(zones[i]);

  const index = new ZoneIndex(
    names,
    zones.length,
    entries.length,
    pool.rrsets.length,
    pool.bytes.slice(0, pool.length),
    pool.targets.slice(0, pool.targetCount),
  );
  for (let i = 0; i < pool.rrsets.length; i++) pool.rrsets[i].store(index, i);
  for (let i = 0; i < entries.length; i++) storeEntry(index, entries[i], zones[entries[i].zone], first[i]);
  for (let i = 0; i < zones.length; i++) {
    index.zoneApex[i] = index.entryOf[zones[i].apex];
    index.zoneDenial[i] = denials[i];
  }
  linkEntries(index, zones);
  return index;
}

function orderedEntries(zones: readonly BuildZone[]): BuildEntry[] {
  const entries: BuildEntry[] = [];
  const take = (entry: BuildEntry): void => {
    entry.id = entries.length;
    entries.push(entry);
  };
  for (let i = 0; i < zones.length; i++) {
    zones[i].entries.forEach(take);
    zones[i].above.forEach(take);
  }
  return entries;
}

function storeEntry(index: ZoneIndex, entry: BuildEntry, zone: BuildZone, firstRrset: number): void {
  const id = entry.id;
  const atApex = entry.node === zone.apex;
  let flags = atApex ? ENTRY_APEX : 0;
  if (!atApex && entry.find(TYPE_NS) !== undefined) flags |= ENTRY_CUT;
  if (entry.find(TYPE_DNAME) !== undefined) flags |= ENTRY_DNAME;
  index.entryNode[id] = entry.node;
  index.entryZone[id] = entry.zone;
  index.entryFlags[id] = flags;
  index.entryFirst[id] = firstRrset;
  index.entryCount[id] = entry.rrsets.length;
  if (!zone.above.has(entry.node)) index.entryOf[entry.node | 0] = id;
}

/** Wildcards to their parents, apexes to the delegations above them. */
function linkEntries(index: ZoneIndex, zones: readonly BuildZone[]): void {
  for (let i = 0; i < zones.length; i++) {
    const zone = zones[i];
    zone.entries.forEach((entry) => {
      if (entry.node === zone.apex || !index.names.isWildcard(entry.node)) return;
      const parent = zone.entries.get(index.names.parent[entry.node]);
      if (parent !== undefined) index.entryWildcard[parent.id] = entry.id;
    });
    zone.above.forEach((entry) => {
      index.entryAbove[index.entryOf[entry.node] | 0] = entry.id;
    });
  }
}

/** One RRset's row on its way into the index. */
class RrsetRow {
  readonly type: number;
  readonly count: number;
  readonly ttl: number;
  readonly flags: number;
  readonly at: number;
  readonly length: number;
  readonly target: number;
  readonly targetsEach: number;

  constructor(
    source: BuildRrset,
    ttl: number,
    flags: number,
    at: number,
    length: number,
    target: number,
    targetsEach: number,
  ) {
    this.type = source.type;
    this.count = source.records.length;
    this.ttl = ttl;
    this.flags = flags;
    this.at = at;
    this.length = length;
    this.target = target;
    this.targetsEach = targetsEach;
  }

  store(index: ZoneIndex, id: number): void {
    index.rrsetType[id] = this.type;
    index.rrsetCount[id] = this.count;
    index.rrsetTtl[id] = this.ttl;
    index.rrsetFlags[id] = this.flags;
    index.rrsetAt[id] = this.at;
    index.rrsetLength[id] = this.length;
    index.rrsetTarget[id] = this.target;
    index.rrsetTargetsEach[id] = this.targetsEach;
    let floor = this.length;
    if ((this.flags & RRSET_FLAT) === 0) {
      floor += this.count * FIXED_LENGTH;
      for (let i = 0; i < this.count * this.targetsEach; i++)
        floor += index.targets[this.target + i] === ROOT_NODE ? 1 : 2;
    }
    index.rrsetFloor[id] = floor;
  }
}

class Pool {
  readonly rrsets: RrsetRow[];
  bytes: Uint8Array;
  length: number;
  targets: Int32Array;
  targetCount: number;
  private readonly names: NameTable;

  constructor(names: NameTable) {
    this.rrsets = [];
    this.bytes = new Uint8Array(4096);
    this.length = 0;
    this.targets = new Int32Array(256);
    this.targetCount = 0;
    this.names = names;
  }

  /** Appends the RRset and returns its number. */
  add(rrset: BuildRrset, ttl: number): number {
    const type = recordType(rrset.type);
    const at = this.length;
    const target = this.targetCount;
    const compressible = type !== undefined && type.compressible;
    const seeks = type !== undefined && type.seeksAddresses;
    for (let i = 0; i < rrset.records.length; i++) {
      const data = rrset.records[i].data;
      if (type !== undefined && type.indexed) this.addTargets(data, type.fields);
      if (!compressible) this.appendRecord(rrset.type, ttl, data);
      else if (rrset.type === TYPE_SOA) this.append(data, data.length - SOA_NUMBERS_LENGTH, SOA_NUMBERS_LENGTH);
      else this.append(data, 0, type !== undefined && type.fields[0] !== FIELD_NAME ? 2 : 0);
    }
    const flags = (compressible ? 0 : RRSET_FLAT) | (seeks ? RRSET_SEEKS_ADDRESSES : 0);
    const each = ((this.targetCount - target) / rrset.records.length) | 0;
    this.rrsets.push(new RrsetRow(rrset, ttl, flags, at, this.length - at, target, each));
    return this.rrsets.length - 1;
  }

  /** The zone's SOA with the TTL that a negative answer may be kept, RFC 2308 §3: its minimum, or its own if lower. */
  addDenial(zone: BuildZone): number {
    const apex = zone.entries.get(zone.apex);
    const start = apex === undefined ? undefined : apex.find(TYPE_SOA);
    if (start === undefined) return -1;
    const data = start.records[0].data;
    const minimum = readU32(data, data.length - 4);
    return this.add(start, minimum < start.ttl ? minimum : start.ttl);
  }

  private addTargets(data: Uint8Array, fields: readonly number[]): void {
    const cursor = new FieldCursor(data, fields);
    for (let kind = cursor.next(); kind > 0; kind = cursor.next()) {
      if (kind !== FIELD_NAME) continue;
      this.targets = grownIntegers(this.targets, this.targetCount + 1);
      this.targets[this.targetCount] = this.names.intern(data, cursor.at);
      this.targetCount++;
    }
  }

  private append(data: Uint8Array, from: number, length: number): void {
    this.bytes = grownBytes(this.bytes, this.length + length);
    copyBytes(this.bytes, this.length, data, from, length);
    this.length += length;
  }

  private appendRecord(type: number, ttl: number, data: Uint8Array): void {
    const at = this.length;
    this.bytes = grownBytes(this.bytes, at + FIXED_LENGTH);
    writeU16(this.bytes, at, 0xc000 | HEADER_LENGTH);
    writeU16(this.bytes, at + 2, type);
    writeU16(this.bytes, at + 4, CLASS_IN);
    writeU32(this.bytes, at + 6, ttl);
    writeU16(this.bytes, at + 10, data.length);
    this.length = at + FIXED_LENGTH;
    this.append(data, 0, data.length);
  }
}
