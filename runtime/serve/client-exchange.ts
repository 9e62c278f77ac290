// One connection of `fetch`: sends a request, reads its response, and is kept for the next. Sits between the sans-IO connection and the
// stream, as the server's counterpart does.

import { ClientConnection } from '../http/client-connection.ts';
import { EVENT_DATA, EVENT_END, EVENT_FAILED, EVENT_HEAD, EVENT_NONE } from '../http/constants.ts';
import { failureText } from '../http/failures.wire.ts';
import { latin1 } from '../http/fields.wire.ts';
import { LENGTH_UNKNOWN } from '../http/server-connection.ts';
import type { ByteStream, StreamHandler } from '../tcp/stream.types.ts';
import type { BodySource } from '../web/body.ts';
import { Headers } from '../web/headers.ts';
import { ReadableStream, type ReadableStreamDefaultReader } from '../web/readable-stream.ts';
import type { Request } from '../web/request.ts';
import { isNullBodyStatus, Response } from '../web/response.ts';
import type { StreamController } from '../web/stream-core.ts';
import type { URL } from '../web/url.ts';
import type { FetchClient } from './fetch-client.ts';
import { OutputQueue } from './output-queue.ts';

interface Waiting {
  readonly resolve: (response: Response) => void;
  readonly reject: (error: unknown) => void;
  readonly request: Request;
  readonly redirected: boolean;
  readonly onAbort: () => void;
}

export class ClientExchange implements StreamHandler {
  readonly origin: string;
  private readonly client: FetchClient;
  private readonly stream: ByteStream;
  private readonly connection: ClientConnection;
  private readonly output: OutputQueue;
  private waiting: Waiting | undefined;
  private content: StreamController<Uint8Array> | undefined;
  private contentWanted: boolean;
  private reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  /** No byte of a response came. */
  untouched: boolean;
  private pumping: boolean;
  private over: boolean;

  constructor(client: FetchClient, origin: string, stream: ByteStream) {
    this.client = client;
    this.origin = origin;
    this.stream = stream;
    this.connection = new ClientConnection(client.limits, client.head, client.nowMs());
    this.output = new OutputQueue(stream);
    this.waiting = undefined;
    this.content = undefined;
    this.contentWanted = false;
    this.reader = undefined;
    this.untouched = true;
    this.pumping = false;
    this.over = false;
    stream.handler = this;
  }

  /** Sends a request; resolves with the head of its response. */
  send(request: Request, url: URL, content: BodySource, redirected: boolean): Promise<Response> {
    if (this.over) return Promise.reject(new Error('Cannot send a request: the connection was closed'));
    return new Promise((resolve, reject) => {
      const onAbort = (): void => this.fail(request.signal.reason);
      this.waiting = { resolve, reject, request, redirected, onAbort };
      this.untouched = true;
      request.signal.addEventListener('abort', onAbort);
      this.writeRequest(request, url, content);
      // What came before there was a handler is told to nobody.
      if (this.stream.closed) this.fail(new Error('Cannot send a request: the connection was closed'));
      else if (this.stream.readableBytes > 0 || this.stream.ended) queueMicrotask(() => this.pump());
    });
  }

  private writeRequest(request: Request, url: URL, content: BodySource): void {
    const { connection, client } = this;
    const { out } = client;
    const names = ['host'];
    const values = [request.headers.get('host') ?? url.host];
    request.headers.fieldNames.forEach((name, index) => {
      if (name === 'host') return;
      names.push(name);
      values.push(request.headers.fieldValues[index]!);
    });
    if (!names.includes('accept')) add(names, values, 'accept', '*/*');
    if (!names.includes('user-agent')) add(names, values, 'user-agent', 'caisson');
    const { method } = request;
    const target = url.pathname + url.search;
    const streamed = content instanceof ReadableStream;
    const bytes =
      typeof content === 'string' ? ENCODER.encode(content) : content instanceof Uint8Array ? content : NO_BYTES;
    // A method that usually has content says so even if there is none (RFC 9110 §8.6).
    const hasContent = content !== null || method === 'POST' || method === 'PUT' || method === 'PATCH';
    out.clear();
    connection.writeHead(
      out,
      method,
      target,
      names,
      values,
      streamed ? LENGTH_UNKNOWN : bytes.length,
      hasContent,
      client.nowMs(),
    );
    this.output.send(out.bytes, 0, out.length, false);
    if (streamed) {
      this.reader = content.getReader() as ReadableStreamDefaultReader<Uint8Array>;
      this.sendNext();
      return;
    }
    if (bytes.length > 0) {
      connection.writeContentStart(out, bytes.length);
      this.output.send(bytes, 0, bytes.length, true);
    }
    connection.endRequest(out, client.nowMs());
    this.noteOutput();
  }

  private sendNext(): void {
    const { reader } = this;
    if (reader === undefined || this.output.blocked || this.over) return;
    reader.read().then(
      (result) => {
        if (this.over || this.reader !== reader) return;
        const { connection, client } = this;
        const { out } = client;
        out.clear();
        if (result.done) {
          this.reader = undefined;
          connection.endRequest(out, client.nowMs());
          this.output.send(out.bytes, 0, out.length, false);
        } else if (result.value.length > 0) {
          connection.writeContentStart(out, result.value.length);
          out.copy(result.value, 0, result.value.length);
          connection.writeContentEnd(out);
          this.output.send(out.bytes, 0, out.length, false);
        }
        this.noteOutput();
        this.sendNext();
      },
      (error: unknown) => this.fail(error),
    );
  }

  onReadable(): void {
    this.pump();
  }
  onWritable(): void {
    this.output.flush();
    this.noteOutput();
    this.sendNext();
  }
  onClosed(_stream: ByteStream, reason: string): void {
    this.fail(new Error(reason === '' ? 'Cannot go on with a connection: the other side ended it' : reason));
  }
  onTime(nowMs: number): void {
    if (nowMs < this.connection.nextTimeout()) return;
    if (this.connection.onTimeout(nowMs) === EVENT_FAILED) this.failed();
  }
  private noteOutput(): void {
    this.connection.onOutput(this.output.blocked, this.client.nowMs());
  }

  private get wantsInput(): boolean {
    return !this.over && (this.content === undefined || this.contentWanted);
  }
  private pump(): void {
    if (this.pumping || this.over) return;
    this.pumping = true;
    const { client, stream } = this;
    const { input } = client;
    while (this.wantsInput) {
      input.clear();
      const shown = stream.peek(input);
      // No more than one answer can be there, so what is looked at is used; content stays in the stream until it is wanted.
      const count = this.content === undefined ? Math.min(shown, HEAD_READ_BYTES) : shown;
      input.end = input.start + count;
      if (count > 0) this.untouched = false;
      this.consume();
      if (this.over || count === 0) break;
      stream.skip(count);
    }
    this.pumping = false;
    if (!this.over && this.stream.ended && this.wantsInput) this.endOfInput();
  }
  private consume(): void {
    const { connection, client } = this;
    while (!this.over) {
      const event = connection.next(client.input, client.nowMs());
      if (event === EVENT_NONE) return;
      this.note(event);
    }
  }
  private note(event: number): void {
    const { connection, client } = this;
    if (event === EVENT_HEAD) this.startResponse();
    else if (event === EVENT_DATA) {
      this.contentWanted = false;
      this.content?.enqueue(client.input.bytes.slice(connection.reader.dataStart, connection.reader.dataEnd));
    } else if (event === EVENT_END) this.endResponse();
    else if (event === EVENT_FAILED) this.failed();
  }
  private endOfInput(): void {
    const event = this.connection.endOfInput(this.client.nowMs());
    this.note(event);
    if (!this.over && this.connection.closing) this.close();
  }

  private startResponse(): void {
    const { waiting, connection } = this;
    const { head } = connection;
    if (waiting === undefined) return this.failed();
    const status = head.status;
    if (status === 101) return this.fail(new Error('Cannot switch protocols: nobody asked for that'));
    const bodiless = isNullBodyStatus(status) || waiting.request.method === 'HEAD';
    const body = bodiless ? null : this.contentStream();
    const phrase =
      head.bytes[head.statusEnd] === 0x20 ? latin1(head.bytes, head.statusEnd + 1, head.fieldsStart - 2) : '';
    const response = Response.received(
      status,
      phrase,
      Headers.received(head),
      body,
      waiting.request.url,
      waiting.redirected,
    );
    waiting.resolve(response);
  }
  private contentStream(): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>(
      {
        type: 'bytes',
        start: (controller) => {
          this.content = controller;
          this.contentWanted = false;
        },
        pull: () => {
          this.contentWanted = true;
          queueMicrotask(() => this.pump());
        },
        cancel: () => this.close(),
      },
      { highWaterMark: 0 },
    );
  }
  private endResponse(): void {
    const { content } = this;
    this.content = undefined;
    this.release();
    content?.close();
    if (this.connection.idle && !this.output.blocked) this.client.keep(this);
    else this.close();
  }
  private release(): void {
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting !== undefined) waiting.request.signal.removeEventListener('abort', waiting.onAbort);
  }

  private failed(): void {
    this.fail(new Error(`Cannot read a response: ${failureText(this.connection.failure)}`));
  }
  private fail(error: unknown): void {
    if (this.over) return;
    const { waiting, content, reader } = this;
    this.over = true;
    this.client.forget(this);
    this.stream.abort();
    this.content = undefined;
    this.reader = undefined;
    this.release();
    content?.error(error);
    waiting?.reject(error);
    if (reader !== undefined) reader.cancel(error).catch(() => {});
  }
  /** The connection is not wanted any more. */
  close(): void {
    if (this.over) return;
    this.over = true;
    this.release();
    this.client.forget(this);
    this.content = undefined;
    this.stream.close();
  }
}

const NO_BYTES = new Uint8Array(0);
const ENCODER = new TextEncoder();
/** While a head is awaited: little, so that content is not read before somebody wants it. */
const HEAD_READ_BYTES = 2048;

function add(names: string[], values: string[], name: string, value: string): void {
  names.push(name);
  values.push(value);
}
