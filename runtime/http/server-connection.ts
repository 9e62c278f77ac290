// The server's side of an HTTP/1.1 connection (RFC 9112), sans-IO: bytes and the time in, events and bytes out. It reads one
// request at a time; what a client sends ahead (pipelining, §9.3.2) stays in the input until the response before it is done.
// The driver (serve/) owns the stream, the clock and the buffers.

import type { ByteWriter } from './byte-writer.wire.ts';
import {
  DRAIN_BYTES_MAX,
  EVENT_DATA,
  EVENT_END,
  EVENT_FAILED,
  EVENT_HEAD,
  EVENT_NONE,
  METHOD_CONNECT,
  METHOD_HEAD,
  statusPhrase,
  type Limits,
} from './constants.ts';
import {
  BAD_EXPECTATION,
  BAD_HOST,
  BODY_TIMEOUT,
  BODY_TOO_LARGE,
  CODING_IN_OLD_VERSION,
  failureStatus,
  HEAD_TIMEOUT,
  IDLE_TIMEOUT,
  LENGTH_WITH_CODING,
  MESSAGE_TIMEOUT,
  MISSING_HOST,
  OK,
  WRITE_TIMEOUT,
} from './failures.wire.ts';
import type { Head } from './head.wire.ts';
import type { Input } from './input.ts';
import { BODY_CHUNKED, BODY_LENGTH, BODY_NONE, MessageReader } from './message-reader.ts';
import {
  writeChunkEnd,
  writeChunkStart,
  writeFields,
  writeLastChunk,
  writeLength,
  writePrepared,
  writeStatusLine,
} from './message-writer.ts';

const READING_HEAD = 0;
const READING_CONTENT = 1;
/** The request is complete, its response is not. */
const ANSWERING = 2;
const SWITCHED = 3;
const CLOSED = 4;

const RESPONSE_NONE = 0;
const RESPONSE_STARTED = 1;
const RESPONSE_DONE = 2;

/** Length of a response's content that is not known when its head is written. */
export const LENGTH_UNKNOWN = -1;

export class ServerConnection {
  readonly limits: Limits;
  readonly reader: MessageReader;
  /** Filled by EVENT_HEAD, valid until the next call of `next`; shared between the connections of a server. */
  readonly head: Head;
  failure: number;
  /** The request has content, announced by length or chunks. */
  hasContent: boolean;
  private phase: number;
  private response: number;
  private method: number;
  private minor: number;
  private persistent: boolean;
  /** The client waits for a word before it sends its content. */
  private awaitsContinue: boolean;
  private requests: number;
  private chunkedResponse: boolean;
  /** Content that the announced length still promises; -1 when none was announced. */
  private promised: number;
  private sendsContent: boolean;
  private drained: number;
  private deadline: number;
  private messageDeadline: number;
  private writeDeadline: number;

  constructor(limits: Limits, head: Head, nowMs: number) {
    this.limits = limits;
    this.reader = new MessageReader(limits);
    this.head = head;
    this.failure = OK;
    this.hasContent = false;
    this.phase = READING_HEAD;
    this.response = RESPONSE_NONE;
    this.method = 0;
    this.minor = 1;
    this.persistent = true;
    this.awaitsContinue = false;
    this.requests = 0;
    this.chunkedResponse = false;
    this.promised = LENGTH_UNKNOWN;
    this.sendsContent = true;
    this.drained = 0;
    this.deadline = nowMs + limits.idleMs;
    this.messageDeadline = Infinity;
    this.writeDeadline = Infinity;
  }

  /** Waits for a request, and nothing of it came. */
  get idle(): boolean {
    return this.phase === READING_HEAD && this.reader.idle;
  }
  /** A request was read, or is being read, whose response is not complete. */
  get busy(): boolean {
    return this.phase === READING_CONTENT || this.phase === ANSWERING;
  }
  /** Everything is said: the driver sends what it has and ends the stream. */
  get closing(): boolean {
    return this.phase === CLOSED;
  }
  get responseStarted(): boolean {
    return this.response !== RESPONSE_NONE;
  }
  /** The response to what was read last is complete. */
  get answered(): boolean {
    return this.response === RESPONSE_DONE;
  }
  /** True when it makes sense to read from the stream: content is wanted, or a request. */
  get wantsInput(): boolean {
    return this.phase === READING_HEAD || this.phase === READING_CONTENT || this.phase === SWITCHED;
  }

  /** What the input says next. EVENT_NONE: more input is needed, or the response must be completed first. */
  next(input: Input, nowMs: number): number {
    if (this.phase === READING_HEAD) return this.nextHead(input, nowMs);
    if (this.phase === READING_CONTENT) return this.nextContent(input, nowMs);
    return this.failure === OK ? EVENT_NONE : EVENT_FAILED;
  }

  private nextHead(input: Input, nowMs: number): number {
    const wasIdle = this.reader.idle;
    if (wasIdle && input.length === 0) return EVENT_NONE;
    const event = this.reader.nextHead(input, this.head, true);
    if (event === EVENT_NONE) {
      if (wasIdle && !this.reader.idle) this.startClock(nowMs, this.limits.headMs);
      return EVENT_NONE;
    }
    if (wasIdle) this.startClock(nowMs, this.limits.headMs);
    if (event === EVENT_FAILED) return this.fail(this.reader.failure);
    this.requests++;
    this.response = RESPONSE_NONE;
    const { head } = this;
    this.method = head.method;
    this.minor = head.minor;
    // RFC 9112 §9.3.
    this.persistent =
      this.persistent && !head.close && (head.minor === 1 || head.keepAlive) && this.requests < this.limits.requests;
    const failure = this.frame();
    if (failure !== OK) return this.fail(failure);
    this.awaitsContinue = head.expectContinue && head.minor === 1 && this.hasContent;
    this.phase = READING_CONTENT;
    this.deadline = this.hasContent ? nowMs + this.limits.bodyStallMs : Infinity;
    return EVENT_HEAD;
  }

  /** How the content is framed (RFC 9112 §6.3), and the checks that make it unambiguous. */
  private frame(): number {
    const { head, limits } = this;
    if (head.minor === 1 && head.hostStart === -1) return MISSING_HOST;
    // CONNECT asks for a port and every server but a proxy needs a name.
    if (head.method === METHOD_CONNECT && head.hostStart === head.hostEnd) return BAD_HOST;
    if (head.coded) {
      if (head.minor === 0) return CODING_IN_OLD_VERSION;
      if (head.contentLength !== -1) return LENGTH_WITH_CODING;
    }
    if (head.expectOther) return BAD_EXPECTATION;
    if (head.contentLength > limits.bodyBytes) return BODY_TOO_LARGE;
    const kind = head.chunked ? BODY_CHUNKED : head.contentLength > 0 ? BODY_LENGTH : BODY_NONE;
    this.hasContent = kind !== BODY_NONE;
    this.reader.startBody(kind, head.contentLength);
    return OK;
  }

  private nextContent(input: Input, nowMs: number): number {
    for (;;) {
      const event = this.reader.nextBody(input);
      if (event === EVENT_FAILED) return this.fail(this.reader.failure);
      if (event === EVENT_NONE) return EVENT_NONE;
      this.awaitsContinue = false;
      if (event === EVENT_END) return this.endOfRequest(nowMs);
      this.deadline = nowMs + this.limits.bodyStallMs;
      if (this.response !== RESPONSE_DONE) return EVENT_DATA;
      // Answered already: what is left of the request is dropped, as far as that is cheap.
      this.drained += this.reader.dataEnd - this.reader.dataStart;
      if (this.drained > DRAIN_BYTES_MAX) return this.close();
    }
  }

  private endOfRequest(nowMs: number): number {
    if (this.reader.trailer.length > 0) {
      const failure = this.head.readTrailer(this.reader.trailer);
      if (failure !== OK) return this.fail(failure);
    }
    this.deadline = Infinity;
    this.messageDeadline = Infinity;
    this.phase = ANSWERING;
    if (this.response !== RESPONSE_DONE) return EVENT_END;
    this.nextRequest(nowMs);
    return EVENT_NONE;
  }

  private startClock(nowMs: number, headMs: number): void {
    this.deadline = nowMs + headMs;
    this.messageDeadline = nowMs + this.limits.messageMs;
  }

  private fail(failure: number): number {
    this.failure = failure;
    this.persistent = false;
    this.phase = CLOSED;
    this.deadline = Infinity;
    this.messageDeadline = Infinity;
    return EVENT_FAILED;
  }
  private close(): number {
    this.phase = CLOSED;
    this.deadline = Infinity;
    this.messageDeadline = Infinity;
    return EVENT_NONE;
  }

  /** The client ended its side. A request that is complete is still answered. */
  endOfInput(nowMs: number): number {
    this.persistent = false;
    if (this.phase === READING_HEAD && this.reader.idle) return this.close();
    if (this.phase !== READING_HEAD && this.phase !== READING_CONTENT) return EVENT_NONE;
    const event = this.reader.endOfInput();
    if (event === EVENT_FAILED) return this.fail(this.reader.failure);
    return event === EVENT_END ? this.endOfRequest(nowMs) : EVENT_NONE;
  }

  /** When `onTimeout` wants to be called; Infinity for never. */
  nextTimeout(): number {
    return Math.min(this.deadline, this.messageDeadline, this.writeDeadline);
  }

  onTimeout(nowMs: number): number {
    if (nowMs >= this.writeDeadline) return this.fail(WRITE_TIMEOUT);
    if (nowMs < this.deadline && nowMs < this.messageDeadline) return EVENT_NONE;
    if (this.phase === READING_HEAD) return this.fail(this.reader.idle ? IDLE_TIMEOUT : HEAD_TIMEOUT);
    if (this.response === RESPONSE_DONE) return this.close();
    return this.fail(nowMs >= this.messageDeadline ? MESSAGE_TIMEOUT : BODY_TIMEOUT);
  }

  /** The driver tells whether written bytes wait for the other side, each time that some moved. */
  onOutput(waiting: boolean, nowMs: number): void {
    this.writeDeadline = waiting ? nowMs + this.limits.writeStallMs : Infinity;
  }

  /** The application wants the content: a client that waits for `100 Continue` gets it (RFC 9110 §10.1.1). */
  writeContinue(out: ByteWriter): void {
    if (!this.awaitsContinue || this.response !== RESPONSE_NONE) return;
    this.awaitsContinue = false;
    writeStatusLine(out, 100, 'Continue');
    out.crlf();
  }

  /**
   * Writes the head of the response to the current request. `length` is that of the content, or LENGTH_UNKNOWN. Fields that frame
   * messages are the connection's own and left out of `names`. `date` is an IMF-fixdate (RFC 9110 §6.6.1), or empty. `prepared`: the
   * fields as `encodeFields` gave them, in place of names and values.
   */
  writeHead(
    out: ByteWriter,
    status: number,
    phrase: string,
    names: readonly string[],
    values: readonly string[],
    length: number,
    date: string,
    prepared: Uint8Array | undefined = undefined,
  ): void {
    this.response = RESPONSE_STARTED;
    if (this.awaitsContinue) this.persistent = false;
    const bodiless = status === 204 || status === 304 || status < 200;
    this.sendsContent = !bodiless && this.method !== METHOD_HEAD;
    this.chunkedResponse = false;
    this.promised = LENGTH_UNKNOWN;
    writeStatusLine(out, status, phrase);
    if (prepared !== undefined) writePrepared(out, prepared, date);
    else if (writeFields(out, names, values, date)) this.persistent = false;
    if (!bodiless) this.writeFraming(out, length);
    if (!this.persistent) out.text('connection: close\r\n');
    else if (this.minor === 0) out.text('connection: keep-alive\r\n');
    out.crlf();
  }

  /** RFC 9112 §6: a length, chunks, or for HTTP/1.0 the end of the connection. */
  private writeFraming(out: ByteWriter, length: number): void {
    if (length !== LENGTH_UNKNOWN) {
      writeLength(out, length);
      if (this.sendsContent) this.promised = length;
    } else if (this.minor === 1) {
      out.text('transfer-encoding: chunked\r\n');
      this.chunkedResponse = this.sendsContent;
    } else this.persistent = false;
  }

  /** How many of `length` bytes of content may follow: none after HEAD, never more than was announced. */
  contentRoom(length: number): number {
    if (!this.sendsContent) return 0;
    return this.promised === LENGTH_UNKNOWN ? length : Math.min(length, this.promised);
  }

  /** Before content of `length` bytes (above 0), which the driver sends itself; `writeContentEnd` follows it. */
  writeContentStart(out: ByteWriter, length: number): void {
    if (this.promised !== LENGTH_UNKNOWN) this.promised -= length;
    if (this.chunkedResponse) writeChunkStart(out, length);
  }
  writeContentEnd(out: ByteWriter): void {
    if (this.chunkedResponse) writeChunkEnd(out);
  }

  /** A piece of content, copied. */
  writeContent(out: ByteWriter, bytes: Uint8Array, start: number, end: number): void {
    const count = this.contentRoom(end - start);
    if (count === 0) return;
    this.writeContentStart(out, count);
    out.copy(bytes, start, start + count);
    this.writeContentEnd(out);
  }

  /** The response is complete. False when less content came than was announced: the driver must abort the stream. */
  endResponse(out: ByteWriter, nowMs: number): boolean {
    if (this.chunkedResponse) writeLastChunk(out);
    const whole = this.promised <= 0 || !this.sendsContent;
    this.response = RESPONSE_DONE;
    if (!whole) this.persistent = false;
    if (this.phase === ANSWERING) this.nextRequest(nowMs);
    else if (this.phase === READING_CONTENT) {
      this.drained = 0;
      if (!this.persistent) this.close();
      // A client that waits for a word will not send the rest.
      else if (this.awaitsContinue) this.close();
    }
    return whole;
  }

  private nextRequest(nowMs: number): void {
    if (!this.persistent) {
      this.close();
      return;
    }
    this.phase = READING_HEAD;
    this.reader.restart();
    this.deadline = nowMs + this.limits.idleMs;
    this.messageDeadline = Infinity;
  }

  /** From now on keeps no connection beyond the current response: the server is ending. */
  endSoon(): void {
    this.persistent = false;
    if (this.idle) this.close();
  }

  /** `101 Switching Protocols` (RFC 9110 §7.8): what follows in the input belongs to the new protocol. */
  writeSwitch(out: ByteWriter, names: readonly string[], values: readonly string[]): void {
    writeStatusLine(out, 101, statusPhrase(101));
    writeFields(out, names, values, '');
    out.text('connection: upgrade\r\n');
    out.crlf();
    this.response = RESPONSE_DONE;
    this.phase = SWITCHED;
    this.deadline = Infinity;
    this.messageDeadline = Infinity;
  }

  /** After EVENT_FAILED: the answer to a request that could not be read, where one can still be given. */
  writeFailure(out: ByteWriter, date: string): void {
    const status = failureStatus(this.failure);
    if (status === 0 || this.response !== RESPONSE_NONE) return;
    this.response = RESPONSE_DONE;
    writeStatusLine(out, status, statusPhrase(status));
    writeFields(out, [], [], date);
    out.text('content-length: 0\r\nconnection: close\r\n\r\n');
  }
}
