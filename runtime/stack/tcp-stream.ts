// `TcpStream` of `caisson/net`: promises over a byte stream, whichever stack is under it. Who counts nanoseconds uses the byte
// stream itself (`stream`), with a handler.

import type { ByteStream, StreamHandler } from '../tcp/stream.types.ts';

/** What one `read` gives at most. */
export const LARGEST_READ_BYTES = 64 * 1024;

interface Reader {
  readonly resolve: (bytes: Uint8Array | undefined) => void;
  readonly reject: (error: Error) => void;
}

interface Writer {
  readonly bytes: Uint8Array;
  at: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

export class TcpStream implements StreamHandler {
  /** The stream under the promises; set its `handler` only if the promises are not used any more. */
  readonly stream: ByteStream;
  private readonly readers: Reader[];
  private readonly writers: Writer[];
  private over: boolean;
  private failure: string;
  private endWanted: boolean;

  constructor(stream: ByteStream) {
    this.stream = stream;
    this.readers = [];
    this.writers = [];
    this.over = false;
    this.failure = '';
    this.endWanted = false;
    stream.handler = this;
  }

  get remoteAddress(): string {
    return this.stream.remoteAddress;
  }

  get remotePort(): number {
    return this.stream.remotePort;
  }

  get localAddress(): string {
    return this.stream.localAddress;
  }

  get localPort(): number {
    return this.stream.localPort;
  }

  /** As on the byte stream, where it says what they do. */
  get noDelay(): boolean {
    return this.stream.noDelay;
  }

  set noDelay(value: boolean) {
    this.stream.noDelay = value;
  }

  get keepAlive(): boolean {
    return this.stream.keepAlive;
  }

  set keepAlive(value: boolean) {
    this.stream.keepAlive = value;
  }

  get userTimeoutMs(): number {
    return this.stream.userTimeoutMs;
  }

  set userTimeoutMs(ms: number) {
    this.stream.userTimeoutMs = ms;
  }

  /**
   * The next bytes, as soon as there are any; undefined when the other side ended.
   * @throws when the connection broke
   */
  read(): Promise<Uint8Array | undefined> {
    if (this.readers.length === 0) {
      const bytes = this.take();
      if (bytes !== undefined) return Promise.resolve(bytes);
      if (this.over || this.stream.ended) return this.finished();
    }
    return new Promise((resolve, reject) => this.readers.push({ resolve, reject }));
  }

  /**
   * Writes all of `bytes`; resolves when the last of them was taken, which is later than when they do not fit: wait for it
   * before the next, and memory stays bounded. `bytes` must not change until then.
   * @throws when the connection broke, or `end` was called before
   */
  write(bytes: Uint8Array): Promise<void> {
    if (this.over) return Promise.reject(new Error(this.reason('write to')));
    if (this.endWanted) return Promise.reject(new Error('Cannot write to a TCP stream: it was ended'));
    let at = 0;
    if (this.writers.length === 0) at = this.stream.writeFrom(bytes, 0, bytes.length);
    if (at === bytes.length && this.writers.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => this.writers.push({ bytes, at, resolve, reject }));
  }

  /** Nothing more will be written; reading goes on. What waits to be written still is. */
  end(): void {
    this.endWanted = true;
    if (this.writers.length === 0) this.stream.end();
  }

  /** Ends, and reads nothing more. What waits to be written is dropped. */
  close(): void {
    this.stream.close();
    this.stop('');
  }

  /** Resets the connection. */
  abort(): void {
    this.stream.abort();
    this.stop('');
  }

  /** The bytes as they come, until the other side ends; leaving the loop early closes the stream. */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return {
      next: () =>
        this.read().then((value) => (value === undefined ? { done: true, value: undefined } : { done: false, value })),
      return: () => {
        this.close();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  /** From the stream; not for applications. */
  onReadable(): void {
    while (this.readers.length > 0) {
      const bytes = this.take();
      if (bytes === undefined) break;
      const reader = this.readers.shift();
      if (reader !== undefined) reader.resolve(bytes);
    }
    if (!this.stream.ended) return;
    for (const reader of this.readers) reader.resolve(undefined);
    this.readers.length = 0;
  }

  /** From the stream; not for applications. */
  onWritable(): void {
    while (this.writers.length > 0) {
      const writer = this.writers[0];
      writer.at += this.stream.writeFrom(writer.bytes, writer.at, writer.bytes.length);
      if (writer.at < writer.bytes.length) return;
      this.writers.shift();
      writer.resolve();
    }
    if (this.endWanted) this.stream.end();
  }

  /** From the stream; not for applications. */
  onClosed(_stream: ByteStream, reason: string): void {
    this.stop(reason);
  }

  private take(): Uint8Array | undefined {
    const length = Math.min(this.stream.readableBytes, LARGEST_READ_BYTES);
    if (length <= 0) return undefined;
    const bytes = new Uint8Array(length);
    this.stream.readInto(bytes, 0, length);
    return bytes;
  }

  private finished(): Promise<Uint8Array | undefined> {
    if (this.failure !== '') return Promise.reject(new Error(this.failure));
    return Promise.resolve(undefined);
  }

  private reason(verb: string): string {
    return this.failure === '' ? `Cannot ${verb} a TCP stream: it is closed` : this.failure;
  }

  private stop(reason: string): void {
    if (this.over) return;
    this.over = true;
    this.failure = reason;
    for (const reader of this.readers) {
      if (reason === '') reader.resolve(undefined);
      else reader.reject(new Error(reason));
    }
    this.readers.length = 0;
    for (const writer of this.writers) writer.reject(new Error(this.reason('write to')));
    this.writers.length = 0;
  }
}
