// The alphabet of HTTP: which bytes make tokens (RFC 9110 §5.6.2) and field values (§5.5), and comparison without regard to
// case. Bytes are looked up in tables that are made while the program is built.

import { readWord } from '../core/bytes.ts';
import {
  FIELD_CONNECTION,
  FIELD_CONTENT_LENGTH,
  FIELD_DATE,
  FIELD_EXPECT,
  FIELD_HOST,
  FIELD_KEEP_ALIVE,
  FIELD_OTHER,
  FIELD_PROXY_CONNECTION,
  FIELD_TE,
  FIELD_TRAILER,
  FIELD_TRANSFER_ENCODING,
  FIELD_UPGRADE,
} from './constants.ts';

export const SP = 0x20;
export const HTAB = 0x09;
export const CR = 0x0d;
export const LF = 0x0a;
export const COLON = 0x3a;
export const COMMA = 0x2c;
export const SEMICOLON = 0x3b;

const TOKEN_BIT = 1;
const VALUE_BIT = 2;
const TARGET_BIT = 4;
const HOST_BIT = 8;

const CLASSES = makeClasses();

function makeClasses(): Uint8Array {
  const classes = new Uint8Array(256);
  for (let byte = 0x21; byte <= 0x7e; byte++) classes[byte] = VALUE_BIT | TARGET_BIT;
  // obs-text (RFC 9110 §5.5): allowed in values, treated as opaque.
  for (let byte = 0x80; byte <= 0xff; byte++) classes[byte] = VALUE_BIT;
  classes[SP] = VALUE_BIT;
  classes[HTAB] = VALUE_BIT;
  // A request target never holds a fragment (RFC 9112 §3.2).
  classes[0x23] = VALUE_BIT;
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  mark(classes, letters + "!#$%&'*+-.^_`|~", TOKEN_BIT);
  // RFC 3986 §3.2.2, with the brackets and colons of IP literals and the port.
  mark(classes, letters + "-._~!$&'()*+,;=%:[]", HOST_BIT);
  return classes;
}

function mark(classes: Uint8Array, characters: string, bit: number): void {
  for (let i = 0; i < characters.length; i++) classes[characters.charCodeAt(i)]! |= bit;
}

export function isTokenByte(byte: number): boolean {
  return (CLASSES[byte]! & TOKEN_BIT) !== 0;
}
export function isValueByte(byte: number): boolean {
  return (CLASSES[byte]! & VALUE_BIT) !== 0;
}

/** Where the token ends that starts at `at`. */
export function skipToken(bytes: Uint8Array, at: number, end: number): number {
  let i = at | 0;
  const last = end | 0;
  while (i < last && (CLASSES[bytes[i]! | 0]! & TOKEN_BIT) !== 0) i = (i + 1) | 0;
  return i;
}
/** The first byte that no field value may hold: a control other than HTAB. */
export function skipValue(bytes: Uint8Array, at: number, end: number): number {
  let i = at | 0;
  const last = end | 0;
  while (i < last && (CLASSES[bytes[i]! | 0]! & VALUE_BIT) !== 0) i = (i + 1) | 0;
  return i;
}
export function skipTarget(bytes: Uint8Array, at: number, end: number): number {
  let i = at | 0;
  const last = end | 0;
  while (i < last && (CLASSES[bytes[i]! | 0]! & TARGET_BIT) !== 0) i = (i + 1) | 0;
  return i;
}
export function skipHost(bytes: Uint8Array, at: number, end: number): number {
  let i = at | 0;
  const last = end | 0;
  while (i < last && (CLASSES[bytes[i]! | 0]! & HOST_BIT) !== 0) i = (i + 1) | 0;
  return i;
}

/** A token as a string is meant: a method, a field name, a protocol. */
export function isToken(text: string): boolean {
  if (text === '') return false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7e || (CLASSES[unit]! & TOKEN_BIT) === 0) return false;
  }
  return true;
}

/** No bytes but those of RFC 9110 §5.5, as a byte string (each unit one byte). */
export function isFieldValue(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0xff || (CLASSES[unit]! & VALUE_BIT) === 0) return false;
  }
  return true;
}

/** ASCII lower case of one byte. */
export function lowerByte(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

/** bytes[start, end) is `lower`, a text in lower case, whatever the case of its letters. */
export function equalsIgnoringCase(bytes: Uint8Array, start: number, end: number, lower: string): boolean {
  const from = start | 0;
  const length = (end - from) | 0;
  if (length !== lower.length) return false;
  for (let i = 0; i < length; i++) if (lowerByte(bytes[(from + i) | 0]! | 0) !== lower.charCodeAt(i)) return false;
  return true;
}

export function equalsBytes(bytes: Uint8Array, start: number, end: number, text: string): boolean {
  const from = start | 0;
  const length = (end - from) | 0;
  if (length !== text.length) return false;
  for (let i = 0; i < length; i++) if ((bytes[(from + i) | 0]! | 0) !== text.charCodeAt(i)) return false;
  return true;
}

/** One bit of 32 for a field name, by its length and first byte: fields that are not in a head are nearly always known by that. */
export function fieldBit(length: number, first: number): number {
  return 1 << ((length * 5 + (first | 0x20)) & 31);
}

/** The same of a name in lower case. */
export function nameBit(lower: string): number {
  return fieldBit(lower.length, lower.charCodeAt(0));
}

/** Which of the fields that a connection understands; the length decides nearly everything. */
export function fieldCode(bytes: Uint8Array, start: number, end: number): number {
  switch (end - start) {
    case 2:
      return equalsIgnoringCase(bytes, start, end, 'te') ? FIELD_TE : FIELD_OTHER;
    case 4:
      if (equalsIgnoringCase(bytes, start, end, 'host')) return FIELD_HOST;
      return equalsIgnoringCase(bytes, start, end, 'date') ? FIELD_DATE : FIELD_OTHER;
    case 6:
      return equalsIgnoringCase(bytes, start, end, 'expect') ? FIELD_EXPECT : FIELD_OTHER;
    case 7:
      if (equalsIgnoringCase(bytes, start, end, 'upgrade')) return FIELD_UPGRADE;
      return equalsIgnoringCase(bytes, start, end, 'trailer') ? FIELD_TRAILER : FIELD_OTHER;
    case 10:
      if (equalsIgnoringCase(bytes, start, end, 'connection')) return FIELD_CONNECTION;
      return equalsIgnoringCase(bytes, start, end, 'keep-alive') ? FIELD_KEEP_ALIVE : FIELD_OTHER;
    case 14:
      return equalsIgnoringCase(bytes, start, end, 'content-length') ? FIELD_CONTENT_LENGTH : FIELD_OTHER;
    case 16:
      return equalsIgnoringCase(bytes, start, end, 'proxy-connection') ? FIELD_PROXY_CONNECTION : FIELD_OTHER;
    case 17:
      return equalsIgnoringCase(bytes, start, end, 'transfer-encoding') ? FIELD_TRANSFER_ENCODING : FIELD_OTHER;
    default:
      return FIELD_OTHER;
  }
}

const DECODER = new TextDecoder();

/** In each of four bytes, what none of ASCII has. */
const NOT_ASCII = 0x80808080 | 0;

/** Bytes as a byte string: each byte one unit (Latin-1). */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  let ascii = start | 0;
  for (const last = (end - 4) | 0; ascii <= last; ascii = (ascii + 4) | 0)
    if ((readWord(bytes, ascii) & NOT_ASCII) !== 0) break;
  while (ascii < end && bytes[ascii]! < 0x80) ascii++;
  // Nearly always: then it is UTF-8 too, and decoded at once.
  if (ascii === end) return DECODER.decode(bytes.subarray(start, end));
  let text = '';
  let at = start;
  while (at < end) {
    const stop = Math.min(at + LATIN1_RUN, end);
    text += String.fromCharCode(...bytes.subarray(at, stop));
    at = stop;
  }
  return text;
}
/** Arguments of one call. */
const LATIN1_RUN = 512;

/** Names that requests and responses nearly always have: they need not become strings anew. */
const COMMON_NAMES = byLength(
  'accept,accept-encoding,accept-language,authorization,cache-control,connection,content-length,content-type,cookie,' +
    'date,etag,host,if-modified-since,if-none-match,last-modified,origin,range,referer,server,set-cookie,' +
    'transfer-encoding,upgrade-insecure-requests,user-agent,vary',
);

function byLength(names: string): string[][] {
  const lists: string[][] = [];
  for (const name of names.split(',')) {
    while (lists.length <= name.length) lists.push([]);
    lists[name.length]!.push(name);
  }
  return lists;
}

/** A field name in lower case. */
export function fieldName(bytes: Uint8Array, start: number, end: number): string {
  const names = COMMON_NAMES[end - start];
  if (names !== undefined) {
    for (let i = 0; i < names.length; i++) if (equalsIgnoringCase(bytes, start, end, names[i]!)) return names[i]!;
  }
  return latin1(bytes, start, end).toLowerCase();
}

/**
 * True when a list field (RFC 9110 §5.6.1) holds `lower` as one of its tokens. Parameters belong to the token, so that
 * `chunked;q=1` is not `chunked`.
 */
export function listHolds(bytes: Uint8Array, start: number, end: number, lower: string): boolean {
  let at = start;
  while (at < end) {
    let stop = at;
    while (stop < end && bytes[stop] !== COMMA) stop++;
    let first = at;
    let last = stop;
    while (first < last && (bytes[first] === SP || bytes[first] === HTAB)) first++;
    while (last > first && (bytes[last - 1] === SP || bytes[last - 1] === HTAB)) last--;
    if (equalsIgnoringCase(bytes, first, last, lower)) return true;
    at = stop + 1;
  }
  return false;
}
