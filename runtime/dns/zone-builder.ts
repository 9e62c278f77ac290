// Builds the index of all zones a server holds: checks what master files cannot (RFC 1034 §4.2.1 and the documents of
// the types), adds empty non-terminals, finds cuts, wildcards and targets, and lays out each RRset for copying.

import { TYPE_CNAME, TYPE_DNAME, TYPE_DS, TYPE_NS, TYPE_SOA } from './constants.ts';
import { formatName } from './name.ts';
import { NameTable, ROOT_NODE } from './name-table.ts';
import { FIELD_NAME, FieldCursor, recordType } from './rdata.ts';
import { layOut } from './zone-layout.ts';
import type { ZoneIndex } from './zone.ts';
import { MAX_ZONE_ERRORS, ZoneError, type ZoneFile, type ZoneRecord } from './zone-file.ts';

/** The most zones one server holds. */
export const MAX_ZONES = 65536;

/** The most types at one name; a query for it looks through all of them. */
export const MAX_RRSETS_PER_NAME = 256;

/** The most records of one type at one name: what fits into a message of 65535 octets, and a bound on comparing them. */
export const MAX_RECORDS_PER_RRSET = 4096;

/** The most octets of one RRset in a message, so that header, question and EDNS always fit beside it. */
export const MAX_RRSET_LENGTH = 65000;

// RRSIG and NSEC may stand beside a CNAME, RFC 4034 §3 and RFC 4035 §2.5.
const TYPE_RRSIG = 46;
const TYPE_NSEC = 47;

export class BuildRrset {
  readonly type: number;
  readonly records: ZoneRecord[];
  /** The lowest of the records' TTLs: RFC 2181 §5.2 calls for one, and no cache may keep a record too long. */
  ttl: number;
  length: number;

  constructor(type: number, ttl: number) {
    this.type = type;
    this.records = [];
    this.ttl = ttl;
    this.length = 0;
  }
}

export class BuildEntry {
  readonly node: number;
  readonly zone: number;
  readonly rrsets: BuildRrset[];
  /** The number in the index. */
  id: number;
  /** The first record's place, for errors. */
  readonly file: string;
  readonly line: number;

  constructor(node: number, zone: number, file: string, line: number) {
    this.node = node;
    this.zone = zone;
    this.rrsets = [];
    this.id = 0;
    this.file = file;
    this.line = line;
  }

  find(type: number): BuildRrset | undefined {
    for (let i = 0; i < this.rrsets.length; i++) {
      if (this.rrsets[i].type === type) return this.rrsets[i];
    }
    return undefined;
  }
}

export class BuildZone {
  readonly apex: number;
  /** Entries by node, and those at apexes of other zones here that this zone delegates to. */
  readonly entries: Map<number, BuildEntry>;
  readonly above: Map<number, BuildEntry>;

  constructor(apex: number) {
    this.apex = apex;
    this.entries = new Map();
    this.above = new Map();
  }
}

/** The index, or all that is wrong with the zones. */
export type ZoneBuild =
  { readonly ok: true; readonly index: ZoneIndex } | { readonly ok: false; readonly errors: readonly ZoneError[] };

/** Builds the index of the zones. Errors of the files are passed on; nothing is served of a set with an error. */
export function buildZones(files: readonly ZoneFile[]): ZoneBuild {
  const builder = new ZoneBuilder();
  builder.addZones(files);
  if (builder.errors.length > 0) return { ok: false, errors: builder.errors };
  return { ok: true, index: layOut(builder.names, builder.zones) };
}

class ZoneBuilder {
  readonly names: NameTable;
  readonly zones: BuildZone[];
  readonly errors: ZoneError[];
  private readonly zoneOfApex: Map<number, number>;

  constructor() {
    this.names = new NameTable();
    this.zones = [];
    this.errors = [];
    this.zoneOfApex = new Map();
  }

  addZones(files: readonly ZoneFile[]): void {
    for (let i = 0; i < files.length; i++) {
      for (let k = 0; k < files[i].errors.length; k++) this.errors.push(files[i].errors[k]);
    }
    if (files.length > MAX_ZONES) this.fail('zones', 0, `Cannot load zones: more than ${MAX_ZONES}`);
    if (this.errors.length > 0) return;
    for (let i = 0; i < files.length; i++) this.addApex(files[i]);
    if (this.errors.length > 0) return;
    for (let i = 0; i < files.length; i++) this.addRecords(i, files[i]);
    for (let i = 0; i < this.zones.length; i++) this.addNonTerminals(this.zones[i], i);
    for (let i = 0; i < this.zones.length; i++) this.checkZone(this.zones[i]);
  }

  private fail(file: string, line: number, reason: string): void {
    if (this.errors.length < MAX_ZONE_ERRORS) this.errors.push(new ZoneError(file, line, reason));
  }

  private intern(name: Uint8Array, at: number, record: ZoneRecord): number {
    const node = this.names.intern(name, at);
    if (node < 0) this.fail(record.file, record.line, 'Cannot index name: too many names, or too many alike in hash');
    return node;
  }

  private addApex(file: ZoneFile): void {
    for (let i = 0; i < file.records.length; i++) {
      const record = file.records[i];
      if (record.type !== TYPE_SOA) continue;
      const apex = this.intern(record.owner, 0, record);
      if (this.zoneOfApex.has(apex)) {
        this.fail(record.file, record.line, `Cannot load zone ${formatName(record.owner, 0)}: it is loaded already`);
      }
      this.zoneOfApex.set(apex, this.zones.length);
      this.zones.push(new BuildZone(apex));
      return;
    }
    const name = file.records.length === 0 ? 'zone' : file.records[0].file;
    this.fail(name, 0, 'Cannot load zone: no SOA record');
  }

  private addRecords(zone: number, file: ZoneFile): void {
    for (let i = 0; i < file.records.length && this.errors.length < MAX_ZONE_ERRORS; i++) {
      const record = file.records[i];
      const node = this.intern(record.owner, 0, record);
      if (node < 0) return;
      const entry = this.entryFor(zone, node, record);
      if (entry !== undefined && this.internTargets(record)) this.addRecord(entry, record);
    }
  }

  /** Names that RDATA leads to get nodes as well: for additional records and for compression. */
  private internTargets(record: ZoneRecord): boolean {
    const type = recordType(record.type);
    if (type === undefined || !type.indexed) return true;
    const cursor = new FieldCursor(record.data, type.fields);
    for (let kind = cursor.next(); kind > 0; kind = cursor.next()) {
      if (kind === FIELD_NAME && this.intern(record.data, cursor.at, record) < 0) return false;
    }
    return true;
  }

  /** Where a record goes; undefined for one outside its zone, or hidden below another zone's apex. */
  private entryFor(zone: number, node: number, record: ZoneRecord): BuildEntry | undefined {
    const own = this.zones[zone];
    const closest = this.closestZone(node);
    if (closest === zone) return this.entryIn(own.entries, zone, node, record);
    if (closest < 0 || !this.isBelow(node, own.apex)) {
      const owner = formatName(record.owner, 0);
      this.fail(record.file, record.line, `Cannot load record at ${owner}: it lies outside the zone`);
      return undefined;
    }
    const delegated = this.zoneOfApex.has(node) && this.closestZone(this.names.parent[node]) === zone;
    return delegated ? this.entryIn(own.above, zone, node, record) : undefined;
  }

  private entryIn(entries: Map<number, BuildEntry>, zone: number, node: number, record: ZoneRecord): BuildEntry {
    const known = entries.get(node);
    if (known !== undefined) return known;
    const entry = new BuildEntry(node, zone, record.file, record.line);
    entries.set(node, entry);
    return entry;
  }

  /** The zone whose apex is the closest one at or above the node, or -1. */
  private closestZone(from: number): number {
    for (let node = from; ; node = this.names.parent[node]) {
      const zone = this.zoneOfApex.get(node);
      if (zone !== undefined) return zone;
      if (node === ROOT_NODE) return -1;
    }
  }

  private isBelow(from: number, ancestor: number): boolean {
    let node = from;
    while (node !== ancestor && node !== ROOT_NODE) node = this.names.parent[node];
    return node === ancestor;
  }

  private addRecord(entry: BuildEntry, record: ZoneRecord): void {
    let rrset = entry.find(record.type);
    if (rrset === undefined) {
      rrset = new BuildRrset(record.type, record.ttl);
      if (entry.rrsets.length >= MAX_RRSETS_PER_NAME) {
        this.fail(record.file, record.line, `Cannot load record: more than ${MAX_RRSETS_PER_NAME} types at its name`);
        return;
      }
      entry.rrsets.push(rrset);
    }
    for (let i = 0; i < rrset.records.length; i++) {
      // A record is in a set once, RFC 2181 §5.
      if (sameData(rrset.records[i].data, record.data)) return;
    }
    if (record.ttl < rrset.ttl) rrset.ttl = record.ttl;
    rrset.length += 12 + record.data.length;
    rrset.records.push(record);
    if (rrset.records.length > MAX_RECORDS_PER_RRSET || rrset.length > MAX_RRSET_LENGTH) {
      this.fail(record.file, record.line, 'Cannot load record: its RRset would not fit into a message');
    }
  }

  /** Names that own nothing but have something below them exist all the same, RFC 4592 §2.2.2. */
  private addNonTerminals(zone: BuildZone, id: number): void {
    const entries: BuildEntry[] = [];
    zone.entries.forEach((entry) => entries.push(entry));
    for (let i = 0; i < entries.length; i++) {
      let node = entries[i].node;
      while (node !== zone.apex) {
        node = this.names.parent[node];
        if (zone.entries.has(node)) break;
        zone.entries.set(node, new BuildEntry(node, id, entries[i].file, entries[i].line));
      }
    }
  }

  private checkZone(zone: BuildZone): void {
    const apex = zone.entries.get(zone.apex);
    if (apex !== undefined && apex.find(TYPE_NS) === undefined)
      this.failAt(apex, 'a zone needs NS records at its apex');
    zone.entries.forEach((entry) => this.checkEntry(zone, entry));
    zone.above.forEach((entry) => this.checkEntry(zone, entry));
    // Only a delegation above another zone's apex has something to say, and only if no higher one hides it.
    const hidden: number[] = [];
    zone.above.forEach((entry) => {
      if (entry.find(TYPE_NS) === undefined || this.isHidden(zone, entry.node)) hidden.push(entry.node);
    });
    for (let i = 0; i < hidden.length; i++) zone.above.delete(hidden[i]);
  }

  private isHidden(zone: BuildZone, from: number): boolean {
    for (let node = this.names.parent[from]; node !== zone.apex; node = this.names.parent[node]) {
      const entry = zone.entries.get(node);
      if (entry !== undefined && entry.find(TYPE_NS) !== undefined) return true;
    }
    return false;
  }

  private failAt(entry: BuildEntry, state: string): void {
    const name = formatName(this.names.wireName(entry.node), 0);
    this.fail(entry.file, entry.line, `Cannot load ${name}: ${state}`);
  }

  private checkEntry(zone: BuildZone, entry: BuildEntry): void {
    const atApex = entry.node === zone.apex;
    const alias = entry.find(TYPE_CNAME);
    const redirection = entry.find(TYPE_DNAME);
    const servers = entry.find(TYPE_NS);
    const start = entry.find(TYPE_SOA);
    // RFC 2181 §10.1, and RFC 6672 §2.4 for DNAME.
    if (alias !== undefined && this.hasOthers(entry)) this.failAt(entry, 'a CNAME allows no other data at its name');
    if (alias !== undefined && alias.records.length > 1) this.failAt(entry, 'more than one CNAME');
    if (redirection !== undefined && redirection.records.length > 1) this.failAt(entry, 'more than one DNAME');
    if (start !== undefined && (!atApex || start.records.length > 1))
      this.failAt(entry, 'more than one SOA in the zone');
    // RFC 4035 §2.4: DS belongs to the parent.
    if (atApex && entry.find(TYPE_DS) !== undefined) this.failAt(entry, 'DS records belong into the parent zone');
    // RFC 6672 §2.3: beside NS only at the apex.
    if (!atApex && redirection !== undefined && servers !== undefined) {
      this.failAt(entry, 'a name cannot be delegated and redirected at once');
    }
    // RFC 4592 §4.2 and §4.4 leave open what these would mean.
    if (this.names.isWildcard(entry.node) && (servers !== undefined || redirection !== undefined)) {
      this.failAt(entry, 'a wildcard can be neither delegated nor redirected');
    }
    if (!atApex) this.checkAbove(zone, entry);
  }

  /** RFC 6672 §2.4: nothing may exist below a DNAME. */
  private checkAbove(zone: BuildZone, entry: BuildEntry): void {
    const parent = zone.entries.get(this.names.parent[entry.node]);
    if (parent !== undefined && parent.find(TYPE_DNAME) !== undefined) this.failAt(entry, 'it lies below a DNAME');
  }

  private hasOthers(entry: BuildEntry): boolean {
    for (let i = 0; i < entry.rrsets.length; i++) {
      const type = entry.rrsets[i].type;
      if (type !== TYPE_CNAME && type !== TYPE_RRSIG && type !== TYPE_NSEC) return true;
    }
    return false;
  }
}

function sameData(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return false;
  }
  return true;
}
