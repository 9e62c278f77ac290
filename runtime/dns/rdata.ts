// What each record type's RDATA consists of, as one table: a row of fields per type, from the document that defines it.
// Reading a zone file, checking octets given as RFC 3597 §5 `\#`, finding the names that may be compressed or that
// call for additional records: all of it walks these rows, so a type is added by adding a row.

import {
  FIRST_META_TYPE,
  LAST_META_TYPE,
  TYPE_A,
  TYPE_AAAA,
  TYPE_AFSDB,
  TYPE_CAA,
  TYPE_CNAME,
  TYPE_DNAME,
  TYPE_DS,
  TYPE_HINFO,
  TYPE_HTTPS,
  TYPE_MX,
  TYPE_NAPTR,
  TYPE_NS,
  TYPE_OPT,
  TYPE_PTR,
  TYPE_RP,
  TYPE_SOA,
  TYPE_SRV,
  TYPE_SSHFP,
  TYPE_SVCB,
  TYPE_TLSA,
  TYPE_TXT,
} from './constants.ts';
import { nameLength } from './name.ts';
import { readU16 } from '../core/bytes.ts';

// Kinds of fields. The names in capitals that end in _REST take all that is left of the RDATA.
export const FIELD_U8 = 1;
export const FIELD_U16 = 2;
export const FIELD_U32 = 3;
/** A 32-bit number of seconds, with units in a zone file. */
export const FIELD_PERIOD = 4;
export const FIELD_NAME = 5;
/** A <character-string>, RFC 1035 §3.3. */
export const FIELD_STRING = 6;
export const FIELD_STRINGS_REST = 7;
export const FIELD_IPV4 = 8;
export const FIELD_IPV6 = 9;
export const FIELD_HEX_REST = 10;
/** A CAA tag, RFC 8659 §4.1: a length octet and lower-case letters or digits. */
export const FIELD_TAG = 11;
/** The octets of one string, without a length: RFC 8659 §4.1. */
export const FIELD_OCTETS_REST = 12;
/** SvcParams, RFC 9460 §2.2. */
export const FIELD_PARAMS_REST = 13;

export class RecordType {
  readonly code: number;
  readonly mnemonic: string;
  readonly fields: readonly number[];
  /** Whether names in the RDATA may be compressed: only in types of RFC 1035, by RFC 3597 §4. */
  readonly compressible: boolean;
  /** Whether addresses of its (last) name go into the additional section. */
  readonly seeksAddresses: boolean;
  /** Whether the index keeps the nodes of the names: for these two purposes, or to go on from a DNAME. */
  readonly indexed: boolean;

  constructor(
    code: number,
    mnemonic: string,
    fields: readonly number[],
    compressible: boolean,
    seeksAddresses: boolean,
  ) {
    this.code = code;
    this.mnemonic = mnemonic;
    this.fields = fields;
    this.compressible = compressible;
    this.seeksAddresses = seeksAddresses;
    this.indexed = compressible || seeksAddresses || code === TYPE_DNAME;
  }
}

function plain(code: number, mnemonic: string, fields: readonly number[]): RecordType {
  return new RecordType(code, mnemonic, fields, false, false);
}

const SOA_FIELDS = [FIELD_NAME, FIELD_NAME, FIELD_U32, FIELD_PERIOD, FIELD_PERIOD, FIELD_PERIOD, FIELD_PERIOD];
const NAPTR_FIELDS = [FIELD_U16, FIELD_U16, FIELD_STRING, FIELD_STRING, FIELD_STRING, FIELD_NAME];
const SERVICE_FIELDS = [FIELD_U16, FIELD_NAME, FIELD_PARAMS_REST];

/** The types with a presentation form of their own; the documents are named in constants.ts. */
export const RECORD_TYPES: readonly RecordType[] = [
  plain(TYPE_A, 'A', [FIELD_IPV4]),
  new RecordType(TYPE_NS, 'NS', [FIELD_NAME], true, true),
  new RecordType(TYPE_CNAME, 'CNAME', [FIELD_NAME], true, false),
  new RecordType(TYPE_SOA, 'SOA', SOA_FIELDS, true, false),
  new RecordType(TYPE_PTR, 'PTR', [FIELD_NAME], true, false),
  plain(TYPE_HINFO, 'HINFO', [FIELD_STRING, FIELD_STRING]),
  new RecordType(TYPE_MX, 'MX', [FIELD_U16, FIELD_NAME], true, true),
  plain(TYPE_TXT, 'TXT', [FIELD_STRINGS_REST]),
  plain(TYPE_RP, 'RP', [FIELD_NAME, FIELD_NAME]),
  new RecordType(TYPE_AFSDB, 'AFSDB', [FIELD_U16, FIELD_NAME], false, true),
  plain(TYPE_AAAA, 'AAAA', [FIELD_IPV6]),
  // RFC 2782 asks for the addresses of SRV targets, and forbids to compress them.
  new RecordType(TYPE_SRV, 'SRV', [FIELD_U16, FIELD_U16, FIELD_U16, FIELD_NAME], false, true),
  plain(TYPE_NAPTR, 'NAPTR', NAPTR_FIELDS),
  // RFC 6672 §2.5: never compressed.
  plain(TYPE_DNAME, 'DNAME', [FIELD_NAME]),
  plain(TYPE_DS, 'DS', [FIELD_U16, FIELD_U8, FIELD_U8, FIELD_HEX_REST]),
  plain(TYPE_SSHFP, 'SSHFP', [FIELD_U8, FIELD_U8, FIELD_HEX_REST]),
  plain(TYPE_TLSA, 'TLSA', [FIELD_U8, FIELD_U8, FIELD_U8, FIELD_HEX_REST]),
  // RFC 9460 §4.1 asks for the addresses of the target.
  new RecordType(TYPE_SVCB, 'SVCB', SERVICE_FIELDS, false, true),
  new RecordType(TYPE_HTTPS, 'HTTPS', SERVICE_FIELDS, false, true),
  plain(TYPE_CAA, 'CAA', [FIELD_U8, FIELD_TAG, FIELD_OCTETS_REST]),
];

/** The type's row, or undefined for a type that is only known by number. */
export function recordType(code: number): RecordType | undefined {
  for (let i = 0; i < RECORD_TYPES.length; i++) {
    if (RECORD_TYPES[i].code === code) return RECORD_TYPES[i];
  }
  return undefined;
}

/** Whether records of the type can stand in a zone: RFC 6895 §3.1 keeps OPT and the questions out. */
export function isDataType(code: number): boolean {
  return code > 0 && code < 65535 && code !== TYPE_OPT && (code < FIRST_META_TYPE || code > LAST_META_TYPE);
}

/** Finds the fields of one record's RDATA; `at` and `length` are filled by `next`. */
export class FieldCursor {
  readonly data: Uint8Array;
  readonly fields: readonly number[];
  index: number;
  /** Where the field that `next` found starts, and its length in octets. */
  at: number;
  length: number;

  constructor(data: Uint8Array, fields: readonly number[]) {
    this.data = data;
    this.fields = fields;
    this.index = 0;
    this.at = 0;
    this.length = 0;
  }

  /** The kind of the next field, 0 after the last, -1 where the octets do not hold it. */
  next(): number {
    this.at += this.length;
    this.length = 0;
    const left = this.data.length - this.at;
    if (this.index === this.fields.length) return left === 0 ? 0 : -1;
    const kind = this.fields[this.index];
    this.index++;
    const length = fieldLength(kind, this.data, this.at, left);
    if (length < 0 || length > left) return -1;
    this.length = length;
    return kind;
  }
}

function fieldLength(kind: number, data: Uint8Array, at: number, left: number): number {
  switch (kind) {
    case FIELD_U8:
      return 1;
    case FIELD_U16:
      return 2;
    case FIELD_U32:
    case FIELD_PERIOD:
    case FIELD_IPV4:
      return 4;
    case FIELD_IPV6:
      return 16;
    case FIELD_NAME: {
      const length = nameLength(data, at, data.length);
      return length === 0 ? -1 : length;
    }
    case FIELD_STRING:
      return left === 0 ? -1 : data[at] + 1;
    case FIELD_TAG:
      return left === 0 || data[at] === 0 ? -1 : data[at] + 1;
    case FIELD_STRINGS_REST:
      return stringsLength(data, at);
    case FIELD_HEX_REST:
      return left === 0 ? -1 : left;
    case FIELD_PARAMS_REST:
      return paramsLength(data, at);
    default:
      return left;
  }
}

/** One or more <character-string>s up to the end, RFC 1035 §3.3.14. */
function stringsLength(data: Uint8Array, from: number): number {
  let at = from;
  while (at < data.length) at += data[at] + 1;
  return at === data.length && at > from ? at - from : -1;
}

/** Keys in strictly ascending order, each with the length of its value: RFC 9460 §2.2. */
function paramsLength(data: Uint8Array, from: number): number {
  let at = from;
  let last = -1;
  while (at < data.length) {
    if (at + 4 > data.length) return -1;
    const key = readU16(data, at);
    if (key <= last) return -1;
    last = key;
    at += 4 + readU16(data, at + 2);
  }
  return at === data.length ? at - from : -1;
}

/** Whether octets given as RFC 3597 §5 `\#` are RDATA of the type. Types without a row take any. */
export function isValidRdata(code: number, data: Uint8Array): boolean {
  const type = recordType(code);
  if (type === undefined) return true;
  const cursor = new FieldCursor(data, type.fields);
  let kind = cursor.next();
  while (kind > 0) kind = cursor.next();
  return kind === 0;
}
