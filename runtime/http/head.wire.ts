// The head of a message (RFC 9112 §2 to §5): start line and fields, found in place. A `Head` holds positions in the input and
// the few facts that framing needs; nothing becomes a string until somebody asks. Whatever two parsers could read in two ways
// is refused (§11.2).

import { readWord } from '../core/bytes.ts';
import {
  FIELD_CONNECTION,
  FIELD_CONTENT_LENGTH,
  FIELD_EXPECT,
  FIELD_HOST,
  FIELD_OTHER,
  FIELD_TRANSFER_ENCODING,
  FIELD_UPGRADE,
  LENGTH_DIGITS_MAX,
  METHOD_CONNECT,
  METHOD_DELETE,
  METHOD_GET,
  METHOD_HEAD,
  METHOD_NAMES,
  METHOD_OPTIONS,
  METHOD_OTHER,
  METHOD_PATCH,
  METHOD_POST,
  METHOD_PUT,
  METHOD_TRACE,
} from './constants.ts';
import {
  BAD_CODING,
  BAD_FIELD_NAME,
  BAD_FIELD_VALUE,
  BAD_HOST,
  BAD_LENGTH,
  BAD_METHOD,
  BAD_START_LINE,
  BAD_STATUS,
  BAD_TARGET,
  BAD_TRAILER,
  BAD_VERSION,
  FOLDED_FIELD,
  OK,
  REPEATED_HOST,
  REPEATED_LENGTH,
  SPACE_BEFORE_COLON,
  TOO_MANY_FIELDS,
  UNKNOWN_CODING,
} from './failures.wire.ts';
import {
  COLON,
  CR,
  equalsBytes,
  equalsIgnoringCase,
  fieldBit,
  fieldCode,
  fieldName,
  HTAB,
  latin1,
  LF,
  listHolds,
  skipHost,
  skipTarget,
  skipToken,
  skipValue,
  SP,
} from './fields.wire.ts';

/** Positions that each field takes in `Head.fields`: name start and end, value start and end. */
export const FIELD_POSITIONS = 4;

export class Head {
  /** What the positions are positions in. Valid until the connection is asked for its next event. */
  bytes: Uint8Array;
  /** The field lines, without the empty line behind them. */
  fieldsStart: number;
  fieldsEnd: number;
  method: number;
  methodStart: number;
  methodEnd: number;
  targetStart: number;
  targetEnd: number;
  status: number;
  /** Behind the status code. */
  statusEnd: number;
  /** 0 or 1: the second digit of the version. */
  minor: number;
  count: number;
  /** The bits (`fieldBit`) of all field names. */
  seen: number;
  readonly fields: Int32Array;
  /** -1: none. */
  hostStart: number;
  hostEnd: number;
  /** -1: no Content-Length. */
  contentLength: number;
  chunked: boolean;
  /** Any Transfer-Encoding at all. */
  coded: boolean;
  close: boolean;
  keepAlive: boolean;
  /** `Connection: upgrade` and an Upgrade field. */
  upgrade: boolean;
  expectContinue: boolean;
  expectOther: boolean;

  constructor(mostFields: number) {
    this.bytes = new Uint8Array(0);
    this.fieldsStart = 0;
    this.fieldsEnd = 0;
    this.method = METHOD_OTHER;
    this.methodStart = 0;
    this.methodEnd = 0;
    this.targetStart = 0;
    this.targetEnd = 0;
    this.status = 0;
    this.statusEnd = 0;
    this.minor = 1;
    this.count = 0;
    this.seen = 0;
    this.fields = new Int32Array(mostFields * FIELD_POSITIONS);
    this.hostStart = -1;
    this.hostEnd = -1;
    this.contentLength = -1;
    this.chunked = false;
    this.coded = false;
    this.close = false;
    this.keepAlive = false;
    this.upgrade = false;
    this.expectContinue = false;
    this.expectOther = false;
  }

  /** The request line (RFC 9112 §3) and the fields of bytes[start, end); `end` is behind the empty line. */
  readRequest(bytes: Uint8Array, start: number, end: number): number {
    this.reset(bytes);
    const from = start | 0;
    const methodEnd = skipToken(bytes, from, end);
    if (methodEnd === from || bytes[methodEnd] !== SP) return BAD_METHOD;
    const targetStart = (methodEnd + 1) | 0;
    const targetEnd = skipTarget(bytes, targetStart, end);
    if (targetEnd === targetStart) return BAD_START_LINE;
    if (bytes[targetEnd] !== SP) return BAD_TARGET;
    const line = (targetEnd + 1) | 0;
    if (!isVersion(bytes, line) || bytes[(line + 8) | 0] !== CR || bytes[(line + 9) | 0] !== LF) return BAD_START_LINE;
    if (bytes[(line + 5) | 0] !== 0x31) return BAD_VERSION;
    this.minor = bytes[(line + 7) | 0] === 0x30 ? 0 : 1;
    this.methodStart = from;
    this.methodEnd = methodEnd;
    this.targetStart = targetStart;
    this.targetEnd = targetEnd;
    this.method = methodCode(bytes, from, methodEnd);
    if (!isTarget(bytes, targetStart, targetEnd, this.method)) return BAD_TARGET;
    return this.readFields(bytes, (line + 10) | 0, (end - 2) | 0);
  }

  /** The status line (RFC 9112 §4) and the fields. */
  readResponse(bytes: Uint8Array, start: number, end: number): number {
    this.reset(bytes);
    if (!isVersion(bytes, start) || bytes[start + 8] !== SP) return BAD_START_LINE;
    if (bytes[start + 5] !== 0x31) return BAD_VERSION;
    this.minor = bytes[start + 7] === 0x30 ? 0 : 1;
    let status = 0;
    for (let i = start + 9; i < start + 12; i++) {
      const digit = bytes[i]! - 0x30;
      if (digit < 0 || digit > 9) return BAD_STATUS;
      status = status * 10 + digit;
    }
    if (status < 100 || status > 599) return BAD_STATUS;
    this.status = status;
    this.statusEnd = start + 12;
    // The phrase may be missing, with or without the blank before it.
    let at = start + 12;
    if (bytes[at] === SP) at = skipValue(bytes, at + 1, end);
    if (bytes[at] !== CR || bytes[at + 1] !== LF) return BAD_START_LINE;
    return this.readFields(bytes, at + 2, end - 2);
  }

  private reset(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.count = 0;
    this.seen = 0;
    this.hostStart = -1;
    this.hostEnd = -1;
    this.contentLength = -1;
    this.chunked = false;
    this.coded = false;
    this.close = false;
    this.keepAlive = false;
    this.upgrade = false;
    this.expectContinue = false;
    this.expectOther = false;
    this.status = 0;
    this.method = METHOD_OTHER;
  }

  /**
   * The field lines of a trailer section. What frames or routes a message must not stand there (RFC 9110 §6.5.1): a parser that
   * merged it would see another message.
   */
  readTrailer(bytes: Uint8Array): number {
    this.reset(bytes);
    const failure = this.readFields(bytes, 0, bytes.length);
    if (failure !== OK) return failure;
    return this.contentLength !== -1 || this.coded || this.hostStart !== -1 || this.close ? BAD_TRAILER : OK;
  }

  /** Fields alone, that were read and checked before. */
  readBlock(bytes: Uint8Array): void {
    this.reset(bytes);
    this.readFields(bytes, 0, bytes.length);
  }

  /** Field lines (RFC 9112 §5), each ended by CRLF. */
  readFields(bytes: Uint8Array, start: number, end: number): number {
    this.bytes = bytes;
    this.fieldsStart = start;
    this.fieldsEnd = end;
    let upgradeNamed = false;
    let upgradeGiven = false;
    let at = start | 0;
    const last = end | 0;
    while (at < last) {
      const nameEnd = skipToken(bytes, at, last);
      // obs-fold (§5.2), and white space before the first field (§2.2).
      if (nameEnd === at) return bytes[at] === SP || bytes[at] === HTAB ? FOLDED_FIELD : BAD_FIELD_NAME;
      if (bytes[nameEnd] !== COLON)
        return bytes[nameEnd] === SP || bytes[nameEnd] === HTAB ? SPACE_BEFORE_COLON : BAD_FIELD_NAME;
      let valueStart = (nameEnd + 1) | 0;
      while (bytes[valueStart] === SP || bytes[valueStart] === HTAB) valueStart = (valueStart + 1) | 0;
      const lineEnd = skipValue(bytes, valueStart, last);
      if (bytes[lineEnd] !== CR || bytes[(lineEnd + 1) | 0] !== LF) return BAD_FIELD_VALUE;
      let valueEnd = lineEnd;
      while (valueEnd > valueStart && (bytes[(valueEnd - 1) | 0] === SP || bytes[(valueEnd - 1) | 0] === HTAB))
        valueEnd = (valueEnd - 1) | 0;
      const slot = (this.count * FIELD_POSITIONS) | 0;
      if (slot >= this.fields.length) return TOO_MANY_FIELDS;
      this.fields[slot] = at;
      this.fields[(slot + 1) | 0] = nameEnd;
      this.fields[(slot + 2) | 0] = valueStart;
      this.fields[(slot + 3) | 0] = valueEnd;
      this.count = (this.count + 1) | 0;
      this.seen |= fieldBit(nameEnd - at, bytes[at]!);
      const code = fieldCode(bytes, at, nameEnd);
      if (code !== FIELD_OTHER) {
        if (code === FIELD_UPGRADE) upgradeGiven = true;
        else if (code === FIELD_CONNECTION) {
          if (listHolds(bytes, valueStart, valueEnd, 'close')) this.close = true;
          if (listHolds(bytes, valueStart, valueEnd, 'keep-alive')) this.keepAlive = true;
          if (listHolds(bytes, valueStart, valueEnd, 'upgrade')) upgradeNamed = true;
        } else {
          const failure = this.noteField(code, bytes, valueStart, valueEnd);
          if (failure !== OK) return failure;
        }
      }
      at = (lineEnd + 2) | 0;
    }
    this.upgrade = upgradeNamed && upgradeGiven;
    return OK;
  }

  private noteField(code: number, bytes: Uint8Array, start: number, end: number): number {
    switch (code) {
      case FIELD_HOST:
        if (this.hostStart !== -1) return REPEATED_HOST;
        this.hostStart = start;
        this.hostEnd = end;
        return skipHost(bytes, start, end) === end ? OK : BAD_HOST;
      case FIELD_CONTENT_LENGTH:
        // Equal values could be taken as one (§6.3 item 5), but nobody who means well repeats them.
        if (this.contentLength !== -1) return REPEATED_LENGTH;
        this.contentLength = decimal(bytes, start, end);
        return this.contentLength === -1 ? BAD_LENGTH : OK;
      case FIELD_TRANSFER_ENCODING:
        // chunked last and once (§7.1); codings before it are known to nobody here.
        if (this.coded) return BAD_CODING;
        this.coded = true;
        this.chunked = equalsIgnoringCase(bytes, start, end, 'chunked');
        if (this.chunked) return OK;
        return listHolds(bytes, start, end, 'chunked') || start === end ? BAD_CODING : UNKNOWN_CODING;
      case FIELD_EXPECT:
        if (equalsIgnoringCase(bytes, start, end, '100-continue')) this.expectContinue = true;
        else this.expectOther = true;
        return OK;
      default:
        return OK;
    }
  }

  /** The index of the first field of a name in lower case, or -1. */
  find(lower: string): number {
    const { bytes, fields } = this;
    for (let i = 0; i < this.count; i++) {
      const slot = i * FIELD_POSITIONS;
      if (equalsIgnoringCase(bytes, fields[slot]!, fields[slot + 1]!, lower)) return i;
    }
    return -1;
  }
  /** The value of the first field of a name in lower case; undefined when there is none. */
  value(lower: string): string | undefined {
    const index = this.find(lower);
    return index === -1 ? undefined : this.valueAt(index);
  }
  nameAt(index: number): string {
    const slot = index * FIELD_POSITIONS;
    return fieldName(this.bytes, this.fields[slot]!, this.fields[slot + 1]!);
  }
  valueAt(index: number): string {
    const slot = index * FIELD_POSITIONS;
    return latin1(this.bytes, this.fields[slot + 2]!, this.fields[slot + 3]!);
  }
  get methodText(): string {
    return this.method === METHOD_OTHER
      ? latin1(this.bytes, this.methodStart, this.methodEnd)
      : METHOD_NAMES[this.method]!;
  }
  get target(): string {
    return latin1(this.bytes, this.targetStart, this.targetEnd);
  }
  get host(): string {
    return this.hostStart === -1 ? '' : latin1(this.bytes, this.hostStart, this.hostEnd);
  }
}

/** `HTTP/` digit `.` digit (RFC 9112 §2.3). */
function isVersion(bytes: Uint8Array, at: number): boolean {
  const from = at | 0;
  return (
    readWord(bytes, from) === HTTP &&
    bytes[(from + 4) | 0] === 0x2f &&
    isDigit(bytes[(from + 5) | 0]!) &&
    bytes[(from + 6) | 0] === 0x2e &&
    isDigit(bytes[(from + 7) | 0]!)
  );
}
/** `HTTP` as four bytes, the first lowest. */
const HTTP = 0x50545448;
function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Methods are case-sensitive (RFC 9110 §9.1). */
export function methodCode(bytes: Uint8Array, start: number, end: number): number {
  switch (end - start) {
    case 3:
      if (equalsBytes(bytes, start, end, 'GET')) return METHOD_GET;
      return equalsBytes(bytes, start, end, 'PUT') ? METHOD_PUT : METHOD_OTHER;
    case 4:
      if (equalsBytes(bytes, start, end, 'POST')) return METHOD_POST;
      return equalsBytes(bytes, start, end, 'HEAD') ? METHOD_HEAD : METHOD_OTHER;
    case 5:
      if (equalsBytes(bytes, start, end, 'PATCH')) return METHOD_PATCH;
      return equalsBytes(bytes, start, end, 'TRACE') ? METHOD_TRACE : METHOD_OTHER;
    case 6:
      return equalsBytes(bytes, start, end, 'DELETE') ? METHOD_DELETE : METHOD_OTHER;
    case 7:
      if (equalsBytes(bytes, start, end, 'OPTIONS')) return METHOD_OPTIONS;
      return equalsBytes(bytes, start, end, 'CONNECT') ? METHOD_CONNECT : METHOD_OTHER;
    default:
      return METHOD_OTHER;
  }
}

/** The four forms of a request target (RFC 9112 §3.2). */
function isTarget(bytes: Uint8Array, start: number, end: number, method: number): boolean {
  if (method === METHOD_CONNECT) return skipHost(bytes, start, end) === end;
  if (bytes[start] === 0x2f) return true;
  if (bytes[start] === 0x2a) return method === METHOD_OPTIONS && end === start + 1;
  return absoluteFormHost(bytes, start, end) !== -1;
}

/** Where the authority of an absolute-form target (`http://example/…`) starts; -1 when it has none. */
export function absoluteFormHost(bytes: Uint8Array, start: number, end: number): number {
  const length = equalsIgnoringCase(bytes, start, Math.min(start + 7, end), 'http://')
    ? 7
    : equalsIgnoringCase(bytes, start, Math.min(start + 8, end), 'https://')
      ? 8
      : 0;
  const at = start + length;
  const stop = authorityEnd(bytes, at, end);
  return length === 0 || stop === at || skipHost(bytes, at, stop) !== stop ? -1 : at;
}
/** Where the path, the query or nothing begins. */
export function authorityEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== 0x2f && bytes[at] !== 0x3f) at++;
  return at;
}

/** `1*DIGIT` as a number; -1 when it is none, or too large to count. */
function decimal(bytes: Uint8Array, start: number, end: number): number {
  if (start === end || end - start > LENGTH_DIGITS_MAX) return -1;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = bytes[i]! - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
