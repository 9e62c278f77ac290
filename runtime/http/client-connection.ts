// The client's side of an HTTP/1.1 connection (RFC 9112), sans-IO: one request at a time, kept alive between them. It never sends
// a second request before the first response is complete, because nothing tells what of it an aborted server acted on (§9.3.2).

import type { ByteWriter } from './byte-writer.wire.ts';
import {
  EVENT_DATA,
  EVENT_END,
  EVENT_FAILED,
  EVENT_HEAD,
  EVENT_NONE,
  INTERIM_RESPONSES_MAX,
  type Limits,
} from './constants.ts';
import {
  BODY_TIMEOUT,
  BODY_TOO_LARGE,
  CODING_IN_OLD_VERSION,
  CUT_SHORT,
  HEAD_TIMEOUT,
  IDLE_TIMEOUT,
  LENGTH_WITH_CODING,
  MESSAGE_TIMEOUT,
  OK,
  TOO_MANY_INTERIM,
  UNASKED_RESPONSE,
  WRITE_TIMEOUT,
} from './failures.wire.ts';
import type { Head } from './head.wire.ts';
import type { Input } from './input.ts';
import { BODY_CHUNKED, BODY_LENGTH, BODY_NONE, BODY_UNTIL_CLOSE, MessageReader } from './message-reader.ts';
import { writeChunkEnd, writeChunkStart, writeFields, writeLastChunk, writeRequestLine } from './message-writer.ts';
import { LENGTH_UNKNOWN } from './server-connection.ts';

const IDLE = 0;
const READING_HEAD = 1;
const READING_CONTENT = 2;
const SWITCHED = 3;
const CLOSED = 4;

export class ClientConnection {
  readonly limits: Limits;
  readonly reader: MessageReader;
  readonly head: Head;
  failure: number;
  private phase: number;
  private method: string;
  private persistent: boolean;
  private sending: boolean;
  private chunkedRequest: boolean;
  private promised: number;
  private interim: number;
  private requests: number;
  private deadline: number;
  private messageDeadline: number;
  private writeDeadline: number;

  constructor(limits: Limits, head: Head, nowMs: number) {
    this.limits = limits;
    this.reader = new MessageReader(limits);
    this.head = head;
    this.failure = OK;
    this.phase = IDLE;
    this.method = '';
    this.persistent = true;
    this.sending = false;
    this.chunkedRequest = false;
    this.promised = LENGTH_UNKNOWN;
    this.interim = 0;
    this.requests = 0;
    this.deadline = nowMs + limits.idleMs;
    this.messageDeadline = Infinity;
    this.writeDeadline = Infinity;
  }

  /** Ready for a request. */
  get idle(): boolean {
    return this.phase === IDLE && !this.sending;
  }
  get closing(): boolean {
    return this.phase === CLOSED;
  }
  /** Requests that were written; a request on a connection that already served one may be tried again elsewhere (§9.3.1). */
  get requestCount(): number {
    return this.requests;
  }

  /**
   * Writes the head of a request. `names` hold `host` themselves. `length` is that of the content: 0 for none, LENGTH_UNKNOWN for
   * chunks. `hasContent` is false where a method has no content at all, so that no length is sent.
   */
  writeHead(
    out: ByteWriter,
    method: string,
    target: string,
    names: readonly string[],
    values: readonly string[],
    length: number,
    hasContent: boolean,
    nowMs: number,
  ): void {
    this.phase = READING_HEAD;
    this.method = method;
    this.requests++;
    this.interim = 0;
    this.reader.restart();
    this.deadline = nowMs + this.limits.headMs;
    this.messageDeadline = nowMs + this.limits.messageMs;
    writeRequestLine(out, method, target);
    if (writeFields(out, names, values, '')) {
      this.persistent = false;
      out.text('connection: close\r\n');
    }
    this.chunkedRequest = hasContent && length === LENGTH_UNKNOWN;
    this.promised = hasContent ? length : 0;
    this.sending = hasContent && length !== 0;
    if (this.chunkedRequest) out.text('transfer-encoding: chunked\r\n');
    else if (hasContent) {
      out.text('content-length: ');
      out.decimal(length);
      out.crlf();
    }
    out.crlf();
  }

  writeContentStart(out: ByteWriter, length: number): void {
    if (this.promised !== LENGTH_UNKNOWN) this.promised -= length;
    if (this.chunkedRequest) writeChunkStart(out, length);
  }
  writeContentEnd(out: ByteWriter): void {
    if (this.chunkedRequest) writeChunkEnd(out);
  }
  /** The request is complete. False when its content was not as long as announced: the driver must abort the stream. */
  endRequest(out: ByteWriter, nowMs: number): boolean {
    if (this.chunkedRequest) writeLastChunk(out);
    this.sending = false;
    if (this.phase === IDLE) this.deadline = nowMs + this.limits.idleMs;
    return this.chunkedRequest || this.promised === 0;
  }

  /** What the input says next. EVENT_NONE: more input is needed. */
  next(input: Input, nowMs: number): number {
    switch (this.phase) {
      case IDLE:
        // Bytes that answer nothing would be taken for the answer to the next request.
        return input.length === 0 ? EVENT_NONE : this.fail(UNASKED_RESPONSE);
      case READING_HEAD:
        return this.nextHead(input, nowMs);
      case READING_CONTENT: {
        const event = this.reader.nextBody(input);
        if (event === EVENT_FAILED) return this.fail(this.reader.failure);
        if (event === EVENT_DATA) this.deadline = nowMs + this.limits.bodyStallMs;
        return event === EVENT_END ? this.endOfResponse(nowMs) : event;
      }
      default:
        return this.failure === OK ? EVENT_NONE : EVENT_FAILED;
    }
  }

  private nextHead(input: Input, nowMs: number): number {
    for (;;) {
      const event = this.reader.nextHead(input, this.head, false);
      if (event === EVENT_NONE) return EVENT_NONE;
      if (event === EVENT_FAILED) return this.fail(this.reader.failure);
      const { status } = this.head;
      if (status === 101 || status >= 200) return this.startContent(nowMs);
      // Interim (RFC 9110 §15.2): 100 and 103 say nothing that changes what follows.
      this.interim++;
      if (this.interim > INTERIM_RESPONSES_MAX) return this.fail(TOO_MANY_INTERIM);
      this.reader.restart();
    }
  }

  /** RFC 9112 §6.3, for responses. */
  private startContent(nowMs: number): number {
    const { head } = this;
    const { status } = head;
    if (head.close || (head.minor === 0 && !head.keepAlive)) this.persistent = false;
    if (head.coded && head.minor === 0) return this.fail(CODING_IN_OLD_VERSION);
    if (head.coded && head.contentLength !== -1) return this.fail(LENGTH_WITH_CODING);
    if (head.contentLength > this.limits.bodyBytes && this.method !== 'HEAD') return this.fail(BODY_TOO_LARGE);
    if (status === 101 || (this.method === 'CONNECT' && status < 300)) {
      this.phase = SWITCHED;
      this.deadline = Infinity;
      this.messageDeadline = Infinity;
      return EVENT_HEAD;
    }
    const none = this.method === 'HEAD' || status === 204 || status === 304;
    if (none) this.reader.startBody(BODY_NONE, 0);
    else if (head.chunked) this.reader.startBody(BODY_CHUNKED, 0);
    else if (head.contentLength !== -1) this.reader.startBody(BODY_LENGTH, head.contentLength);
    else {
      this.reader.startBody(BODY_UNTIL_CLOSE, 0);
      this.persistent = false;
    }
    this.phase = READING_CONTENT;
    this.deadline = nowMs + this.limits.bodyStallMs;
    return EVENT_HEAD;
  }

  private endOfResponse(nowMs: number): number {
    if (this.reader.trailer.length > 0) {
      const failure = this.head.readTrailer(this.reader.trailer);
      if (failure !== OK) return this.fail(failure);
    }
    this.messageDeadline = Infinity;
    if (this.persistent && !this.sending) {
      this.phase = IDLE;
      this.reader.restart();
      this.deadline = nowMs + this.limits.idleMs;
    } else this.close();
    return EVENT_END;
  }

  private fail(failure: number): number {
    this.failure = failure;
    this.close();
    return EVENT_FAILED;
  }
  private close(): void {
    this.phase = CLOSED;
    this.persistent = false;
    this.deadline = Infinity;
    this.messageDeadline = Infinity;
  }

  /** The server ended its side: the end of some content, else the end of everything. */
  endOfInput(nowMs: number): number {
    if (this.phase === IDLE || this.phase === SWITCHED || this.phase === CLOSED) {
      this.close();
      return EVENT_NONE;
    }
    this.persistent = false;
    const event = this.reader.endOfInput();
    if (event === EVENT_END) return this.endOfResponse(nowMs);
    return this.fail(event === EVENT_FAILED ? this.reader.failure : CUT_SHORT);
  }

  nextTimeout(): number {
    return Math.min(this.deadline, this.messageDeadline, this.writeDeadline);
  }
  onTimeout(nowMs: number): number {
    if (nowMs >= this.writeDeadline) return this.fail(WRITE_TIMEOUT);
    if (nowMs < this.deadline && nowMs < this.messageDeadline) return EVENT_NONE;
    if (this.phase === IDLE) return this.fail(IDLE_TIMEOUT);
    if (this.phase === READING_HEAD) return this.fail(HEAD_TIMEOUT);
    return this.fail(nowMs >= this.messageDeadline ? MESSAGE_TIMEOUT : BODY_TIMEOUT);
  }
  onOutput(waiting: boolean, nowMs: number): void {
    this.writeDeadline = waiting ? nowMs + this.limits.writeStallMs : Infinity;
  }
}
