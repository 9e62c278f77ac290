// Reads messages of one direction: a head, its content by length, chunks or the end of the connection, its trailers (RFC 9112
// §2, §6, §7). Content is told as ranges of the input, never copied; a head that came in one piece is read in place too.
// Both connections rest on this; what the framing rules say of requests and responses is in theirs.

import {
  EVENT_DATA,
  EVENT_END,
  EVENT_FAILED,
  EVENT_HEAD,
  EVENT_NONE,
  LEADING_LINES_MAX,
  type Limits,
} from './constants.ts';
import {
  BAD_CHUNK_END,
  BAD_CHUNK_SIZE,
  BAD_TRAILER,
  BARE_LINE_FEED,
  BODY_TOO_LARGE,
  CHUNK_EXTENSIONS_TOO_LONG,
  CHUNK_LINE_TOO_LONG,
  CUT_SHORT,
  HEAD_TOO_LARGE,
  LEADING_LINES,
  OK,
  START_LINE_TOO_LONG,
  TRAILER_TOO_LARGE,
} from './failures.wire.ts';
import { CR, HTAB, isValueByte, LF, SEMICOLON, SP } from './fields.wire.ts';
import type { Head } from './head.wire.ts';
import { Pending, type Input } from './input.ts';

/** How a message's content ends. */
export const BODY_NONE = 0;
export const BODY_LENGTH = 1;
export const BODY_CHUNKED = 2;
export const BODY_UNTIL_CLOSE = 3;

const AT_HEAD = 0;
const AT_LENGTH = 1;
const AT_REST = 2;
const AT_SIZE = 3;
const AT_SIZE_BLANK = 4;
const AT_EXTENSION = 5;
const AT_SIZE_LF = 6;
const AT_CHUNK = 7;
const AT_CHUNK_CR = 8;
const AT_CHUNK_LF = 9;
const AT_TRAILER = 10;
const AT_END = 11;
const AT_FAILED = 12;

/** Hexadecimal digits of a chunk size without leading zeros: more than 2^52 bytes nobody sends. */
const SIZE_MAX = 2 ** 52;

export class MessageReader {
  failure: number;
  /** After EVENT_DATA: where in the input the content stands. */
  dataStart: number;
  dataEnd: number;
  /** Content so far. */
  bodyBytes: number;
  /** After EVENT_END: the trailer's field lines; empty when there were none. */
  trailer: Uint8Array;
  private readonly limits: Limits;
  private readonly pending: Pending;
  private state: number;
  /** In the head: bytes looked at, and where the line at which it stopped began. */
  private scanned: number;
  private lineStart: number;
  private lines: number;
  private remaining: number;
  private lineBytes: number;
  private extensionBytes: number;
  private sizeDigits: number;

  constructor(limits: Limits) {
    this.limits = limits;
    this.pending = new Pending(limits.headBytes);
    this.failure = OK;
    this.dataStart = 0;
    this.dataEnd = 0;
    this.bodyBytes = 0;
    this.trailer = NO_TRAILER;
    this.state = AT_HEAD;
    this.scanned = 0;
    this.lineStart = 0;
    this.lines = 0;
    this.remaining = 0;
    this.lineBytes = 0;
    this.extensionBytes = 0;
    this.sizeDigits = 0;
  }

  /** Nothing of the next message came yet. */
  get idle(): boolean {
    return this.state === AT_HEAD && this.pending.length === this.lines;
  }
  get atHead(): boolean {
    return this.state === AT_HEAD;
  }

  /** Ready for the next message. */
  restart(): void {
    this.state = AT_HEAD;
    this.pending.release();
    this.scanned = 0;
    this.lineStart = 0;
    this.lines = 0;
    this.bodyBytes = 0;
    this.extensionBytes = 0;
    this.trailer = NO_TRAILER;
  }

  fail(failure: number): number {
    this.failure = failure;
    this.state = AT_FAILED;
    this.pending.release();
    return EVENT_FAILED;
  }

  /** Looks for the end of the head, and reads it into `head`. Positions of `head` are valid until the next call. */
  nextHead(input: Input, head: Head, request: boolean): number {
    const { pending } = this;
    if (pending.length === 0) {
      const end = this.findEnd(input.bytes, input.at, input.end);
      if (end > 0) {
        const start = input.at + this.lines;
        input.at = end;
        return this.readHead(head, input.bytes, start, end, request);
      }
      if (end < 0) return this.fail(-end);
      if (input.length === 0) return EVENT_NONE;
      // A head larger than allowed is known before it is stored.
      if (this.scanned >= this.limits.headBytes) return this.fail(HEAD_TOO_LARGE);
      pending.append(input.bytes, input.at, input.end);
      input.at = input.end;
      return EVENT_NONE;
    }
    const before = pending.length;
    const taken = pending.append(input.bytes, input.at, input.end);
    const end = this.findEnd(pending.bytes, 0, pending.length);
    if (end > 0) {
      // What came behind the head goes back.
      input.at += end - before;
      return this.readHead(head, pending.bytes, this.lines, end, request);
    }
    input.at += taken;
    if (end < 0) return this.fail(-end);
    return pending.full ? this.fail(HEAD_TOO_LARGE) : EVENT_NONE;
  }

  private readHead(head: Head, bytes: Uint8Array, start: number, end: number, request: boolean): number {
    if (end - start > this.limits.headBytes) return this.fail(HEAD_TOO_LARGE);
    const failure = request ? head.readRequest(bytes, start, end) : head.readResponse(bytes, start, end);
    return failure === OK ? EVENT_HEAD : this.fail(failure);
  }

  /**
   * The position behind the empty line that ends a head which starts at `start`; 0 when it is not there yet, a negated failure
   * when it never will be. Goes on where it stopped.
   */
  private findEnd(bytes: Uint8Array, start: number, end: number): number {
    const from = start | 0;
    const last = end | 0;
    let at = (from + this.scanned) | 0;
    let line = (from + this.lineStart) | 0;
    const first = (from + this.lines) | 0;
    while (at < last) {
      if (bytes[at] !== LF) {
        at = (at + 1) | 0;
        continue;
      }
      if (at === from || bytes[(at - 1) | 0] !== CR) return -BARE_LINE_FEED;
      if (at === ((line + 1) | 0)) {
        if (line > first) return (at + 1) | 0;
        // An empty line before the start line.
        this.lines += 2;
        if (this.lines > 2 * LEADING_LINES_MAX) return -LEADING_LINES;
        return this.restOfLines(bytes, start, end);
      }
      if (line === first && at + 1 - line > this.limits.startLineBytes) return -START_LINE_TOO_LONG;
      at = (at + 1) | 0;
      line = at;
    }
    if (line === first && at - line > this.limits.startLineBytes) return -START_LINE_TOO_LONG;
    this.scanned = (at - from) | 0;
    this.lineStart = (line - from) | 0;
    return 0;
  }
  private restOfLines(bytes: Uint8Array, start: number, end: number): number {
    this.scanned = this.lines;
    this.lineStart = this.lines;
    return this.findEnd(bytes, start, end);
  }

  /** After the head: how the content is framed. `length` counts for BODY_LENGTH. */
  startBody(kind: number, length: number): void {
    this.bodyBytes = 0;
    if (kind === BODY_LENGTH && length > 0) {
      this.state = AT_LENGTH;
      this.remaining = length;
    } else if (kind === BODY_CHUNKED) this.startSize();
    else this.state = kind === BODY_UNTIL_CLOSE ? AT_REST : AT_END;
    // The head may stand in `pending` and is read until the next call; its bytes go when the content starts.
    this.scanned = 0;
  }

  /** The next piece of content, or the end of the message. */
  nextBody(input: Input): number {
    if (this.state < AT_TRAILER && this.pending.length > 0) this.pending.release();
    switch (this.state) {
      case AT_END:
        return EVENT_END;
      case AT_LENGTH:
        return this.nextRange(input, AT_END);
      case AT_REST:
        this.remaining = this.limits.bodyBytes + 1;
        return this.nextRange(input, AT_REST);
      case AT_FAILED:
        return EVENT_FAILED;
      default:
        return this.nextChunk(input);
    }
  }

  /** A range of content out of what is left of a length or of a chunk. */
  private nextRange(input: Input, then: number): number {
    const count = Math.min(input.length, this.remaining);
    if (count === 0) return EVENT_NONE;
    this.dataStart = input.at;
    this.dataEnd = input.at + count;
    input.at += count;
    this.remaining -= count;
    this.bodyBytes += count;
    if (this.bodyBytes > this.limits.bodyBytes) return this.fail(BODY_TOO_LARGE);
    if (this.remaining === 0) this.state = then;
    return EVENT_DATA;
  }

  private startSize(): void {
    this.state = AT_SIZE;
    this.remaining = 0;
    this.sizeDigits = 0;
    this.lineBytes = 0;
  }

  /** RFC 9112 §7.1: chunk = size [extensions] CRLF data CRLF; the last has size 0 and no data. */
  private nextChunk(input: Input): number {
    const { bytes } = input;
    while (input.at < input.end) {
      if (this.state === AT_CHUNK) return this.nextRange(input, AT_CHUNK_CR);
      if (this.state === AT_TRAILER) return this.nextTrailer(input);
      const failure = this.chunkByte(bytes[input.at]!);
      if (failure !== OK) return this.fail(failure);
      input.at++;
    }
    return EVENT_NONE;
  }

  private chunkByte(byte: number): number {
    if (this.state <= AT_SIZE_LF && ++this.lineBytes > this.limits.chunkLineBytes) return CHUNK_LINE_TOO_LONG;
    switch (this.state) {
      case AT_SIZE: {
        const digit = hexDigit(byte);
        if (digit === -1) return this.endOfSize(byte);
        this.sizeDigits++;
        this.remaining = this.remaining * 16 + digit;
        if (this.remaining > SIZE_MAX) return BODY_TOO_LARGE;
        return OK;
      }
      case AT_SIZE_BLANK:
        // Blanks only before an extension (BWS).
        if (byte === SP || byte === HTAB) return OK;
        if (byte !== SEMICOLON) return BAD_CHUNK_SIZE;
        this.state = AT_EXTENSION;
        return OK;
      case AT_EXTENSION:
        if (byte === CR) this.state = AT_SIZE_LF;
        else if (!isValueByte(byte)) return BAD_CHUNK_SIZE;
        else if (++this.extensionBytes > this.limits.chunkExtensionBytes) return CHUNK_EXTENSIONS_TOO_LONG;
        return OK;
      case AT_SIZE_LF:
        return byte === LF ? this.endOfSizeLine() : BAD_CHUNK_SIZE;
      case AT_CHUNK_CR:
        this.state = AT_CHUNK_LF;
        return byte === CR ? OK : BAD_CHUNK_END;
      default:
        this.startSize();
        return byte === LF ? OK : BAD_CHUNK_END;
    }
  }
  private endOfSize(byte: number): number {
    if (this.sizeDigits === 0) return BAD_CHUNK_SIZE;
    if (byte === CR) this.state = AT_SIZE_LF;
    else if (byte === SEMICOLON) this.state = AT_EXTENSION;
    else if (byte === SP || byte === HTAB) this.state = AT_SIZE_BLANK;
    else return BAD_CHUNK_SIZE;
    return OK;
  }
  private endOfSizeLine(): number {
    if (this.remaining > this.limits.bodyBytes - this.bodyBytes) return BODY_TOO_LARGE;
    this.state = this.remaining === 0 ? AT_TRAILER : AT_CHUNK;
    this.scanned = 0;
    this.lineStart = 0;
    return OK;
  }

  /** Field lines up to an empty one (RFC 9112 §7.1.2), collected: they are rare. */
  private nextTrailer(input: Input): number {
    const { bytes } = input;
    let at = input.at;
    while (at < input.end) {
      const byte = bytes[at]!;
      at++;
      this.scanned++;
      if (this.scanned > this.limits.trailerBytes) return this.fail(TRAILER_TOO_LARGE);
      if (byte !== LF) continue;
      this.pending.append(bytes, input.at, at);
      input.at = at;
      const { length } = this.pending;
      if (length < 2 || this.pending.bytes[length - 2] !== CR) return this.fail(BARE_LINE_FEED);
      if (length === this.lineStart + 2) return this.endOfTrailer(length - 2);
      this.lineStart = length;
    }
    this.pending.append(bytes, input.at, at);
    input.at = at;
    return EVENT_NONE;
  }
  private endOfTrailer(length: number): number {
    this.trailer = length === 0 ? NO_TRAILER : this.pending.bytes.slice(0, length);
    this.pending.release();
    this.state = AT_END;
    return EVENT_END;
  }

  /** The other side ended. Content that lasts until then is complete; everything else was cut. */
  endOfInput(): number {
    if (this.state === AT_REST || this.state === AT_END) {
      this.state = AT_END;
      return EVENT_END;
    }
    if (this.idle) return EVENT_NONE;
    return this.state === AT_FAILED ? EVENT_FAILED : this.fail(CUT_SHORT);
  }

  badTrailer(): number {
    return this.fail(BAD_TRAILER);
  }
}

const NO_TRAILER = new Uint8Array(0);

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
