// Every name the zones mention, as a tree: a node per name, found by its parent and its label in one hash table of
// integers. A descent from the root gives the closest encloser (RFC 4592 §3.3.1) and all ancestors on the way; the
// node numbers make compression (RFC 1035 §4.1.4) a look-up in an array instead of a search.

import { copyBytes, equalBytes } from '../core/bytes.ts';
import { MAX_LABELS, MAX_LABEL_LENGTH } from './constants.ts';
import { hashLabel, lowerOctet, mixHashes } from './name.ts';
import { grownBytes, grownIntegers } from './grow.ts';

/** The root's node. It is nobody's child, so 0 in the table also means an empty slot. */
export const ROOT_NODE = 0;

/** The longest search the finished table allows. Zone authors may be hostile; a table that needs more is refused. */
export const MAX_PROBES = 64;

/** The most names one server holds: 2^24 slots of 4 octets at half load. */
export const MAX_NAMES = 1 << 23;

const FIRST_CAPACITY = 256;

/** How far the table may outgrow the names in search of short probes before it gives up. */
const MAX_SPARSENESS = 64;

export class NameTable {
  /** Per node: the parent's node, where the label's length octet stands in the pools, the hash in the table. */
  parent: Int32Array;
  labelAt: Int32Array;
  hash: Int32Array;
  /** Labels in lower case, for comparison. */
  lower: Uint8Array;
  /** The same labels as the zone first spelt them, for answers. */
  spelled: Uint8Array;
  count: number;
  private labelEnd: number;
  private slots: Int32Array;
  private mask: number;

  constructor() {
    this.parent = new Int32Array(64);
    this.labelAt = new Int32Array(64);
    this.hash = new Int32Array(64);
    this.lower = new Uint8Array(1024);
    this.spelled = new Uint8Array(1024);
    this.count = 1;
    this.labelEnd = 1;
    this.slots = new Int32Array(FIRST_CAPACITY);
    this.mask = FIRST_CAPACITY - 1;
  }

  /** The child of `parent` with the label at `at` of `octets`, which are in lower case, or -1. */
  find(parent: number, labelHash: number, octets: Uint8Array, at: number): number {
    const slots = this.slots;
    const mask = this.mask;
    const hash = mixHashes(parent, labelHash);
    let slot = hash & mask;
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const node = slots[slot] | 0;
      if (node === 0) return -1;
      if (this.hash[node] === hash && this.parent[node] === parent && this.labelEquals(node, octets, at)) return node;
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  private labelEquals(node: number, octets: Uint8Array, at: number): boolean {
    const lower = this.lower;
    return equalBytes(lower, this.labelAt[node] | 0, octets, at, (octets[at] | 0) + 1);
  }

  /** The node of a valid wire name, made with its ancestors where missing; -1 where the table cannot hold it. */
  intern(name: Uint8Array, at: number): number {
    const labels = new Int32Array(MAX_LABELS);
    const folded = new Uint8Array(MAX_LABEL_LENGTH + 1);
    let labelCount = 0;
    for (let next = at; name[next] !== 0; next += name[next] + 1) labels[labelCount++] = next;
    let node = ROOT_NODE;
    for (let i = labelCount - 1; i >= 0; i--) {
      const start = labels[i];
      const length = name[start];
      folded[0] = length;
      for (let k = 1; k <= length; k++) folded[k] = lowerOctet(name[start + k]);
      const labelHash = hashLabel(folded, 0);
      const child = this.find(node, labelHash, folded, 0);
      node = child >= 0 ? child : this.add(node, labelHash, name, start);
      if (node < 0) return -1;
    }
    return node;
  }

  private add(parent: number, labelHash: number, name: Uint8Array, at: number): number {
    const node = this.count;
    if (node >= MAX_NAMES) return -1;
    const length = name[at] + 1;
    this.parent = grownIntegers(this.parent, node + 1);
    this.labelAt = grownIntegers(this.labelAt, node + 1);
    this.hash = grownIntegers(this.hash, node + 1);
    this.lower = grownBytes(this.lower, this.labelEnd + length);
    this.spelled = grownBytes(this.spelled, this.labelEnd + length);
    this.parent[node] = parent;
    this.labelAt[node] = this.labelEnd;
    this.hash[node] = mixHashes(parent, labelHash);
    copyBytes(this.spelled, this.labelEnd, name, at, length);
    for (let k = 0; k < length; k++) this.lower[this.labelEnd + k] = lowerOctet(name[at + k]);
    this.labelEnd += length;
    this.count = node + 1;
    if (this.count * 2 <= this.slots.length && this.place(node)) return node;
    return this.spread() ? node : -1;
  }

  private place(node: number): boolean {
    let slot = this.hash[node] & this.mask;
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      if (this.slots[slot] === 0) {
        this.slots[slot] = node;
        return true;
      }
      slot = (slot + 1) & this.mask;
    }
    return false;
  }

  /** Doubles the table until every node is found within the bound. */
  private spread(): boolean {
    let capacity = this.slots.length;
    for (;;) {
      capacity *= 2;
      if (capacity > this.count * MAX_SPARSENESS + FIRST_CAPACITY * 2) return false;
      this.slots = new Int32Array(capacity);
      this.mask = capacity - 1;
      let node = 1;
      while (node < this.count && this.place(node)) node++;
      if (node === this.count) return true;
    }
  }

  /** Whether the node's first label is `*`, RFC 4592 §2.1.1. */
  isWildcard(node: number): boolean {
    const at = this.labelAt[node];
    return node !== ROOT_NODE && this.lower[at] === 1 && this.lower[at + 1] === 42;
  }

  /** The node's name in wire form, as the zone spelt it. */
  wireName(node: number): Uint8Array {
    const buffer = new Uint8Array(256);
    let end = 0;
    for (let at = node; at !== ROOT_NODE; at = this.parent[at]) {
      const start = this.labelAt[at];
      const length = this.spelled[start] + 1;
      copyBytes(buffer, end, this.spelled, start, length);
      end += length;
    }
    return buffer.slice(0, end + 1);
  }
}
