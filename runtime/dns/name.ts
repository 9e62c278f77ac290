// Domain names in wire form: a run of length-prefixed labels that ends with a zero octet (RFC 1035 §3.1).
// Comparison ignores the case of ASCII letters and nothing else (RFC 4343). `WorkingName` is the one name a query
// is about: lower-cased, its labels found and hashed in a single pass over the question.

import { MAX_LABELS, MAX_LABEL_LENGTH, MAX_NAME_LENGTH } from './constants.ts';

const HASH_START = 0x811c9dc5 | 0;
const HASH_FACTOR = 0x01000193; // FNV-1a, 32 bits
const MIX_FACTOR = 0x9e3779b1 | 0;

/** An octet with ASCII upper case folded to lower case, RFC 4343 §3. */
export function lowerOctet(octet: number): number {
  return octet >= 65 && octet <= 90 ? octet + 32 : octet;
}

/** The length of the uncompressed name at `at`, its root octet included, or 0 where there is no valid one before `end`. */
export function nameLength(octets: Uint8Array, at: number, end: number): number {
  let next = at;
  while (next < end) {
    const length = octets[next];
    if (length === 0) return next + 1 - at;
    if (length > MAX_LABEL_LENGTH) return 0;
    next += length + 1;
    if (next - at >= MAX_NAME_LENGTH) return 0;
  }
  return 0;
}

/** Whether the two uncompressed, valid names are the same name. */
export function namesEqual(a: Uint8Array, aAt: number, b: Uint8Array, bAt: number): boolean {
  let i = 0;
  for (;;) {
    const length = a[aAt + i];
    if (length !== b[bAt + i]) return false;
    if (length === 0) return true;
    for (let k = 1; k <= length; k++) {
      if (lowerOctet(a[aAt + i + k]) !== lowerOctet(b[bAt + i + k])) return false;
    }
    i += length + 1;
  }
}

/** Whether the valid name `name` is `ancestor` or below it. */
export function isWithin(name: Uint8Array, ancestor: Uint8Array): boolean {
  const excess = name.length - ancestor.length;
  let at = 0;
  while (at < excess) at += name[at] + 1;
  return at === excess && namesEqual(name, at, ancestor, 0);
}

/** The hash of the label whose length octet is at `at`, the same for both cases. */
export function hashLabel(octets: Uint8Array, at: number): number {
  const length = octets[at];
  let hash = HASH_START;
  for (let k = 1; k <= length; k++) hash = Math.imul(hash ^ lowerOctet(octets[at + k]), HASH_FACTOR);
  return hash;
}

/** Folds a label's hash into a name's or a parent's, so that the order of labels counts. */
export function mixHashes(hash: number, next: number): number {
  const mixed = Math.imul(hash, MIX_FACTOR) ^ next;
  return mixed ^ (mixed >>> 15);
}

/** A name in presentation form, RFC 1035 §5.1: escapes where a reader would misread, one final dot. */
export function formatName(octets: Uint8Array, at: number): string {
  if (octets[at] === 0) return '.';
  let text = '';
  let next = at;
  while (octets[next] !== 0) {
    const length = octets[next];
    for (let k = 1; k <= length; k++) text += formatOctet(octets[next + k]);
    text += '.';
    next += length + 1;
  }
  return text;
}

function formatOctet(octet: number): string {
  if (octet < 33 || octet > 126) {
    return '\\' + String.fromCharCode(48 + ((octet / 100) | 0), 48 + (((octet / 10) | 0) % 10), 48 + (octet % 10));
  }
  const character = String.fromCharCode(octet);
  // ( ) . ; @ $ " and the backslash mean something in a master file.
  const special = octet === 40 || octet === 41 || octet === 46 || octet === 59 || octet === 64 || octet === 36;
  return special || octet === 34 || octet === 92 ? '\\' + character : character;
}

/** The name a query is being answered for, with the labels the index wants; one of them serves every query. */
export class WorkingName {
  /** The name in wire form and lower case. */
  readonly octets: Uint8Array;
  /** Where each label's length octet stands in `octets`, the leftmost first. */
  readonly labelAt: Int32Array;
  readonly labelHash: Int32Array;
  length: number;
  labelCount: number;
  hash: number;

  constructor() {
    this.octets = new Uint8Array(MAX_NAME_LENGTH + 1);
    this.labelAt = new Int32Array(MAX_LABELS + 1);
    this.labelHash = new Int32Array(MAX_LABELS + 1);
    this.length = 0;
    this.labelCount = 0;
    this.hash = 0;
  }

  /** Takes the uncompressed name at `at` and returns the offset after it, or 0 where there is no valid name before `end`. */
  read(source: Uint8Array, at: number, end: number): number {
    const octets = this.octets;
    // `| 0` as in core/bytes.ts.
    const start = at | 0;
    let next = start;
    let count = 0;
    let hash = 0;
    for (;;) {
      if (next >= end) return 0;
      const length = source[next] | 0;
      if (length === 0) break;
      const into = (next - start) | 0;
      const after = (next + length + 1) | 0;
      if (length > MAX_LABEL_LENGTH || after >= end || after - start >= MAX_NAME_LENGTH) return 0;
      octets[into] = length;
      let labelHash = HASH_START;
      for (let k = 1; k <= length; k++) {
        const octet = lowerOctet(source[(next + k) | 0] | 0);
        octets[(into + k) | 0] = octet;
        labelHash = Math.imul(labelHash ^ octet, HASH_FACTOR);
      }
      this.labelAt[count] = into;
      this.labelHash[count] = labelHash;
      hash = mixHashes(hash, labelHash);
      count = (count + 1) | 0;
      next = after;
    }
    octets[(next - start) | 0] = 0;
    this.length = (next + 1 - start) | 0;
    this.labelCount = count;
    this.hash = hash;
    return (next + 1) | 0;
  }
}
