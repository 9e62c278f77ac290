// The zones as a server reads them: arrays of numbers over one pool of octets, built once by zone-builder.ts. A name's
// node (name-table.ts) leads to its entry, the entry to its RRsets, an RRset to octets that are copied into the answer.

import type { NameTable } from './name-table.ts';

/** What an entry is: RFC 1034 §4.2.1 for zone cuts, RFC 6672 §2.2 for DNAME. */
export const ENTRY_APEX = 1;
export const ENTRY_CUT = 2;
export const ENTRY_DNAME = 4;

/** All records in the pool, ready to copy: no name in the RDATA may be compressed. */
export const RRSET_FLAT = 1;
/** Addresses of the targets belong into the additional section. */
export const RRSET_SEEKS_ADDRESSES = 2;

export const NONE = -1;

/** An entry is one owner name in one zone, empty non-terminals (RFC 8020 §1) included. */
export class ZoneIndex {
  readonly names: NameTable;
  /** Per node: the entry in the closest zone that holds the name, or NONE. */
  readonly entryOf: Int32Array;

  /** Per entry: node, zone, ENTRY_ flags, first RRset and their number, the entry of its child `*`, all or NONE. */
  readonly entryNode: Int32Array;
  readonly entryZone: Int32Array;
  readonly entryFlags: Uint8Array;
  readonly entryFirst: Int32Array;
  readonly entryCount: Int32Array;
  readonly entryWildcard: Int32Array;
  /** At an apex whose parent zone is here too: the parent's entry for the same name, which answers for DS. */
  readonly entryAbove: Int32Array;

  /**
   * Per RRset: its type; its number of records; its TTL; RRSET_ flags; where its octets start in the pool and how many
   * they are; where its targets start in `targets` and how many a record has; the fewest octets it takes in a message.
   */
  readonly rrsetType: Uint16Array;
  readonly rrsetCount: Uint16Array;
  readonly rrsetTtl: Int32Array;
  readonly rrsetFlags: Uint8Array;
  readonly rrsetAt: Int32Array;
  readonly rrsetLength: Int32Array;
  readonly rrsetTarget: Int32Array;
  readonly rrsetTargetsEach: Uint8Array;
  readonly rrsetFloor: Int32Array;

  /**
   * For a flat RRset its records as they go into a message whose question names the owner: pointer to offset 12, type,
   * class, TTL, length, RDATA. For another the RDATA's octets before (MX) or after (SOA) the names, record by record.
   */
  readonly pool: Uint8Array;
  /** Nodes of the names in RDATA. */
  readonly targets: Int32Array;

  /** Per zone: the apex's entry, and the SOA with the TTL of negative answers (RFC 2308 §3). */
  readonly zoneApex: Int32Array;
  readonly zoneDenial: Int32Array;

  constructor(
    names: NameTable,
    zoneCount: number,
    entryCount: number,
    rrsetCount: number,
    pool: Uint8Array,
    targets: Int32Array,
  ) {
    this.names = names;
    this.entryOf = new Int32Array(names.count).fill(NONE);
    this.entryNode = new Int32Array(entryCount);
    this.entryZone = new Int32Array(entryCount);
    this.entryFlags = new Uint8Array(entryCount);
    this.entryFirst = new Int32Array(entryCount);
    this.entryCount = new Int32Array(entryCount);
    this.entryWildcard = new Int32Array(entryCount).fill(NONE);
    this.entryAbove = new Int32Array(entryCount).fill(NONE);
    this.rrsetType = new Uint16Array(rrsetCount);
    this.rrsetCount = new Uint16Array(rrsetCount);
    this.rrsetTtl = new Int32Array(rrsetCount);
    this.rrsetFlags = new Uint8Array(rrsetCount);
    this.rrsetAt = new Int32Array(rrsetCount);
    this.rrsetLength = new Int32Array(rrsetCount);
    this.rrsetTarget = new Int32Array(rrsetCount);
    this.rrsetTargetsEach = new Uint8Array(rrsetCount);
    this.rrsetFloor = new Int32Array(rrsetCount);
    this.pool = pool;
    this.targets = targets;
    this.zoneApex = new Int32Array(zoneCount);
    this.zoneDenial = new Int32Array(zoneCount);
  }

  /** The entry's RRset of the type, or NONE. */
  findRrset(entry: number, type: number): number {
    const first = this.entryFirst[entry];
    const end = first + this.entryCount[entry];
    for (let rrset = first; rrset < end; rrset++) {
      if (this.rrsetType[rrset] === type) return rrset;
    }
    return NONE;
  }

  /** Whether the node is `ancestor` or below it. */
  isBelow(node: number, ancestor: number): boolean {
    let at = node;
    while (at !== ancestor && at !== 0) at = this.names.parent[at];
    return at === ancestor;
  }
}
