// One connection of a server: reads requests from a byte stream, hands them to the application, sends what it answers. Sits between the
// sans-IO connection, which knows the protocol, and the stream, which knows back-pressure.

import {
  EVENT_DATA,
  EVENT_END,
  EVENT_FAILED,
  EVENT_HEAD,
  EVENT_NONE,
  METHOD_CONNECT,
  statusPhrase,
} from '../http/constants.ts';
import { encodeFields } from '../http/message-writer.ts';
import { LENGTH_UNKNOWN, ServerConnection } from '../http/server-connection.ts';
import type { ByteStream, StreamHandler } from '../tcp/stream.types.ts';
import type { BodySource } from '../web/body.ts';
import { ReadableStream, type ReadableStreamDefaultReader } from '../web/readable-stream.ts';
import { Request } from '../web/request.ts';
import { COMMON_FIELDS, Response } from '../web/response.ts';
import type { StreamController } from '../web/stream-core.ts';
import type { HttpServer } from './http-server.ts';
import { Incoming, type IncomingOwner } from './incoming.ts';
import { OutputQueue } from './output-queue.ts';

/** Content up to this size goes into one write with its head. */
const SMALL_CONTENT_BYTES = 16 * 1024;

/** What a stream becomes after `101 Switching Protocols`: its handler, for which bytes may be waiting that came with the request. */
export interface Upgrade {
  readonly names: readonly string[];
  readonly values: readonly string[];
  start(stream: ByteStream): void;
}

export class ServedConnection implements StreamHandler, IncomingOwner {
  readonly stream: ByteStream;
  readonly connection: ServerConnection;
  private readonly server: HttpServer;
  private readonly output: OutputQueue;
  /** The content of the current request, while the application may want it. */
  private content: StreamController<Uint8Array> | undefined;
  private contentWanted: boolean;
  private reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  private abort: AbortController | undefined;
  private pumping: boolean;
  private upgrade: Upgrade | undefined;
  private over: boolean;

  constructor(server: HttpServer, stream: ByteStream, nowMs: number) {
    this.server = server;
    this.stream = stream;
    this.connection = new ServerConnection(server.limits, server.head, nowMs);
    this.output = new OutputQueue(stream);
    this.content = undefined;
    this.contentWanted = false;
    this.reader = undefined;
    this.abort = undefined;
    this.pumping = false;
    this.upgrade = undefined;
    this.over = false;
  }

  onReadable(): void {
    this.pump();
  }
  onWritable(): void {
    this.noteOutput(!this.output.flush());
    if (this.output.blocked) return;
    if (this.reader !== undefined) this.sendNext();
    else this.afterResponse();
  }
  onClosed(_stream: ByteStream, reason: string): void {
    this.finish(reason === '' ? 'Cannot go on with a connection: the other side ended it' : reason);
  }
  /** Looks at the deadlines. */
  onTime(nowMs: number): void {
    if (nowMs < this.connection.nextTimeout()) return;
    if (this.connection.onTimeout(nowMs) === EVENT_FAILED) this.failed();
    else if (this.connection.closing) this.endStream();
  }
  /** The server ends: idle connections now, others after their response. */
  endSoon(): void {
    this.connection.endSoon();
    if (this.connection.closing) this.endStream();
  }
  /** Makes room for another: its head is taking its time. */
  abandon(): void {
    this.stream.abort();
    this.finish('Cannot go on with a connection: there are too many');
  }
  /** For `upgradeWebSocket`: what the stream becomes if the application answers with status 101. */
  switchTo(upgrade: Upgrade): void {
    this.upgrade = upgrade;
  }
  get remoteAddress(): string {
    return this.stream.remoteAddress;
  }
  get remotePort(): number {
    return this.stream.remotePort;
  }

  signalFor(): AbortSignal {
    this.abort ??= new AbortController();
    return this.abort.signal;
  }

  /** Reads as long as there is something to read and somebody who wants it. */
  private pump(): void {
    // A handler that answers at once comes back here from inside.
    if (this.pumping || this.over) return;
    this.pumping = true;
    const { server } = this;
    server.tick();
    const { stream } = this;
    const { input } = server;
    while (this.wantsInput) {
      input.clear();
      const count = stream.peek(input);
      // Without input too: content may have ended with its last byte.
      this.consume();
      if (this.over || count === 0) break;
      // What is not used stays in the stream: requests behind an unfinished response.
      const used = count - input.length;
      if (used === 0) break;
      stream.skip(used);
    }
    this.pumping = false;
    if (!this.over && stream.ended) this.endOfInput();
  }
  private get wantsInput(): boolean {
    if (this.over || !this.connection.wantsInput || this.output.blocked) return false;
    // Content waits in the stream until the application asks: that is the back-pressure of a request.
    return this.content === undefined || this.contentWanted;
  }

  private consume(): void {
    const { connection, server } = this;
    const { input } = server;
    while (!this.over && this.wantsInput) {
      const event = connection.next(input, server.turnMs);
      if (event === EVENT_HEAD) this.startRequest();
      else if (event === EVENT_DATA) this.takeContent(connection.reader.dataStart, connection.reader.dataEnd);
      else if (event === EVENT_END) this.endContent();
      else if (event === EVENT_FAILED) return this.failed();
      else if (connection.closing) return this.endStream();
      // Nothing more to be had: of the input, or before a response.
      if (event === EVENT_NONE && (input.length === 0 || !connection.idle)) return;
    }
  }

  private startRequest(): void {
    const { connection, server } = this;
    const { head } = connection;
    const tunnel = head.method === METHOD_CONNECT;
    const place = tunnel ? undefined : server.urls.build(head);
    if (place === undefined) return this.respond(new Response(null, { status: tunnel ? 501 : 400 }));
    const source = connection.hasContent ? this.contentStream() : null;
    const incoming = new Incoming(head, place, source, this);
    // Without content the request is complete: said before the answer, so that the answer completes the exchange.
    if (!connection.hasContent) connection.next(server.input, server.turnMs);
    const request = Request.incoming(incoming);
    let answer: Response | Promise<Response>;
    try {
      answer = server.handler(request, this);
    } catch (error) {
      this.respond(server.errorResponse(error));
      return;
    }
    if (answer instanceof Response) {
      this.respond(answer);
      return;
    }
    Promise.resolve(answer).then(
      (response) => this.respondLater(response),
      (error: unknown) => this.respondLater(server.errorResponse(error)),
    );
  }
  private respondLater(response: Response): void {
    if (this.over) return;
    this.server.tick();
    this.respond(response);
    this.pump();
  }

  /** Content as a stream that asks for more when it is read. */
  private contentStream(): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>(
      {
        type: 'bytes',
        start: (controller) => {
          this.content = controller;
          this.contentWanted = false;
        },
        pull: () => this.wantContent(),
        cancel: () => {
          this.content = undefined;
        },
      },
      { highWaterMark: 0 },
    );
  }
  private wantContent(): void {
    if (this.over) return;
    this.contentWanted = true;
    const { out } = this.server;
    out.clear();
    this.connection.writeContinue(out);
    if (out.length > 0) this.output.send(out.bytes, 0, out.length, false);
    // Not now: this may be inside a handler that another connection called.
    queueMicrotask(() => this.pump());
  }
  private takeContent(start: number, end: number): void {
    if (this.content === undefined) return;
    this.contentWanted = false;
    this.content.enqueue(this.server.input.bytes.slice(start, end));
  }
  private endContent(): void {
    const { content } = this;
    this.content = undefined;
    content?.close();
  }

  /** Sends a response, as far as it is there. */
  private respond(response: Response): void {
    const { connection, server } = this;
    const { out } = server;
    if (response.status === 101 && this.upgrade !== undefined) return this.doSwitch(this.upgrade);
    this.upgrade = undefined;
    let source: BodySource;
    try {
      source = response.takeSource();
    } catch (error) {
      return this.respond(server.errorResponse(error));
    }
    const status = response.status === 0 || response.status === 101 ? 500 : response.status;
    const phrase = response.statusText === '' ? statusPhrase(status) : response.statusText;
    const { fieldNames, fieldValues, prepared } = response.sentHeaders;
    out.clear();
    if (source instanceof ReadableStream) {
      connection.writeHead(out, status, phrase, fieldNames, fieldValues, announced(response), server.date());
      this.output.send(out.bytes, 0, out.length, false);
      this.reader = source.getReader() as ReadableStreamDefaultReader<Uint8Array>;
      this.sendNext();
      return;
    }
    const bytes = typeof source === 'string' ? ENCODER.encode(source) : (source ?? NO_BYTES);
    connection.writeHead(out, status, phrase, fieldNames, fieldValues, bytes.length, server.date(), prepared);
    const count = connection.contentRoom(bytes.length);
    const small = count <= SMALL_CONTENT_BYTES;
    if (count > 0) {
      connection.writeContentStart(out, count);
      if (small) out.copy(bytes, 0, count);
    }
    connection.endResponse(out, server.turnMs);
    this.output.send(out.bytes, 0, out.length, false);
    if (!small) this.output.send(bytes, 0, count, true);
    this.noteOutput(this.output.blocked);
    this.afterResponse();
  }

  /** The next chunk of a response that is a stream; nothing while the other side does not take what it has. */
  private sendNext(): void {
    const { reader } = this;
    if (reader === undefined || this.output.blocked) return;
    reader.read().then(
      (result) => {
        if (this.over || this.reader !== reader) return;
        if (result.done) this.endStreamed();
        else if (!(result.value instanceof Uint8Array)) this.breakOff(new TypeError('Received non-Uint8Array chunk'));
        else this.sendChunk(result.value);
      },
      (error: unknown) => this.breakOff(error),
    );
  }
  private sendChunk(chunk: Uint8Array): void {
    const { connection, server } = this;
    const { out } = server;
    const count = connection.contentRoom(chunk.length);
    if (count > 0) {
      out.clear();
      connection.writeContentStart(out, count);
      this.output.send(out.bytes, 0, out.length, false);
      this.output.send(chunk, 0, count, false);
      out.clear();
      connection.writeContentEnd(out);
      this.output.send(out.bytes, 0, out.length, false);
    }
    this.noteOutput(this.output.blocked);
    this.sendNext();
  }
  private endStreamed(): void {
    const { connection, server } = this;
    const { out } = server;
    this.reader = undefined;
    out.clear();
    const whole = connection.endResponse(out, server.nowMs());
    this.output.send(out.bytes, 0, out.length, false);
    if (!whole) return this.breakOff(new Error('Cannot send a response: it is shorter than its content-length'));
    this.noteOutput(this.output.blocked);
    this.afterResponse();
    this.pump();
  }
  /** A response that fails in the middle can only be cut. */
  private breakOff(error: unknown): void {
    if (this.over) return;
    this.server.report(error);
    this.stream.abort();
    this.finish('Cannot go on with a connection: its response failed');
  }

  private afterResponse(): void {
    if (this.over) return;
    if (this.connection.answered) {
      // Content that nobody read is dropped by the connection.
      this.content = undefined;
      this.abort = undefined;
    }
    if (this.output.blocked) return;
    if (this.connection.closing) this.endStream();
    else this.pump();
  }

  private doSwitch(upgrade: Upgrade): void {
    const { out, input } = this.server;
    const { stream } = this;
    out.clear();
    this.connection.writeSwitch(out, upgrade.names, upgrade.values);
    this.output.send(out.bytes, 0, out.length, false);
    // The request itself, if it was just read out of what the stream shows.
    if (this.pumping) stream.skip(input.at - input.start);
    this.over = true;
    this.server.forget(this);
    stream.handler = undefined;
    upgrade.start(stream);
  }

  private endOfInput(): void {
    const event = this.connection.endOfInput(this.server.nowMs());
    if (event === EVENT_END) this.endContent();
    else if (event === EVENT_FAILED) this.failed();
    else if (this.connection.closing && !this.output.blocked) this.endStream();
  }

  /** The request could not be read, or time is up: one answer where one can be given, then the end. */
  private failed(): void {
    const { out } = this.server;
    this.server.tick();
    out.clear();
    this.connection.writeFailure(out, this.server.date());
    if (out.length > 0) this.output.send(out.bytes, 0, out.length, false);
    this.server.noteFailure(this.connection.failure);
    if (this.connection.responseStarted && this.reader !== undefined) this.stream.abort();
    else this.stream.close();
    this.finish('Cannot go on with a connection: the request is malformed or took too long');
  }
  private endStream(): void {
    // What the client still sends is dropped, so that it can read the answer before it hears of a reset.
    this.stream.close();
    this.finish('');
  }

  private finish(reason: string): void {
    if (this.over) return;
    this.over = true;
    this.output.clear();
    this.server.forget(this);
    const { content, reader, abort } = this;
    this.content = undefined;
    this.reader = undefined;
    content?.error(new TypeError(reason === '' ? 'terminated' : reason));
    if (reader !== undefined) reader.cancel(reason).catch(() => {});
    if (abort !== undefined && this.connection.busy) abort.abort();
  }
  private noteOutput(waiting: boolean): void {
    this.connection.onOutput(waiting, waiting ? this.server.nowMs() : 0);
  }
}

const NO_BYTES = new Uint8Array(0);
const ENCODER = new TextEncoder();
for (const fields of COMMON_FIELDS) fields.prepare(encodeFields(fields.fieldNames, fields.fieldValues));

/** A length that the application knows for a stream. */
function announced(response: Response): number {
  const text = response.sentHeaders.field('content-length');
  if (text === null || !/^\d{1,15}$/.test(text)) return LENGTH_UNKNOWN;
  return Number(text);
}
