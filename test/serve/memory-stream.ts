// Two byte streams in memory, joined: what one writes the other reads, through a window of a given size. Nothing moves by itself;
// `Wire.run` delivers until nothing more happens, as an event loop would.

import type { ByteStream, ReadView, StreamHandler } from '../../runtime/tcp/stream.types.ts';

export class MemoryStream implements ByteStream {
  handler: StreamHandler | undefined;
  ended: boolean;
  closed: boolean;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly localAddress: string;
  readonly localPort: number;
  peer: MemoryStream | undefined;
  /** Bytes on the way to this side. */
  private readonly buffer: Uint8Array;
  private length: number;
  private ending: boolean;
  private dropping: boolean;
  private news: boolean;
  private wantsRoom: boolean;
  aborted: boolean;
  noDelay = false;
  keepAlive = false;
  userTimeoutMs = 900_000;

  constructor(windowBytes: number, localPort: number, remotePort: number) {
    this.handler = undefined;
    this.ended = false;
    this.closed = false;
    this.localAddress = '192.0.2.1';
    this.remoteAddress = '192.0.2.2';
    this.localPort = localPort;
    this.remotePort = remotePort;
    this.peer = undefined;
    this.buffer = new Uint8Array(windowBytes);
    this.length = 0;
    this.ending = false;
    this.dropping = false;
    this.news = false;
    this.wantsRoom = false;
    this.aborted = false;
  }

  get readableBytes(): number {
    return this.length;
  }
  get writableBytes(): number {
    const { peer } = this;
    return peer === undefined || this.ending || this.closed ? 0 : peer.buffer.length - peer.length;
  }
  readInto(into: Uint8Array, at: number, most: number): number {
    const count = Math.min(most, this.length);
    into.set(this.buffer.subarray(0, count), at);
    this.skip(count);
    return count;
  }
  peek(view: ReadView): number {
    view.set(this.buffer, 0, this.length);
    return this.length;
  }
  skip(count: number): void {
    this.buffer.copyWithin(0, count, this.length);
    this.length -= count;
    if (this.length === 0 && this.peer?.ending === true) this.ended = true;
  }
  writeFrom(bytes: Uint8Array, start: number, end: number): number {
    const { peer } = this;
    if (peer === undefined || this.ending || this.closed) return 0;
    if (peer.dropping) return end - start;
    const count = Math.min(end - start, peer.buffer.length - peer.length);
    peer.buffer.set(bytes.subarray(start, start + count), peer.length);
    peer.length += count;
    if (count > 0) peer.news = true;
    if (count < end - start) this.wantsRoom = true;
    return count;
  }
  end(): void {
    this.ending = true;
    if (this.peer !== undefined) this.peer.news = true;
  }
  close(): void {
    this.end();
    this.dropping = true;
    this.length = 0;
    this.handler = undefined;
  }
  abort(): void {
    this.closed = true;
    this.aborted = true;
    this.handler = undefined;
    const { peer } = this;
    if (peer === undefined) return;
    peer.closed = true;
    peer.handler?.onClosed(peer, 'Cannot go on with a connection: the other side reset it');
    peer.handler = undefined;
  }

  /** Tells the handler what there is to tell; true when something was. */
  turn(): boolean {
    if (this.closed) return false;
    if (this.length === 0 && this.peer?.ending === true) this.ended = true;
    if (this.news && this.handler !== undefined) {
      this.news = false;
      this.handler.onReadable(this);
      return true;
    }
    if (this.wantsRoom && this.writableBytes > 0) {
      this.wantsRoom = false;
      this.handler?.onWritable(this);
      return true;
    }
    if (this.ended && this.ending && this.peer?.ended === true) {
      this.closed = true;
      this.handler?.onClosed(this, '');
      return true;
    }
    return false;
  }
}

export class Wire {
  readonly near: MemoryStream;
  readonly far: MemoryStream;

  constructor(windowBytes: number = 65536) {
    this.near = new MemoryStream(windowBytes, 80, 50000);
    this.far = new MemoryStream(windowBytes, 50000, 80);
    this.near.peer = this.far;
    this.far.peer = this.near;
  }
  /** Moves everything, promises between moves included. */
  async run(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_TURNS;) {
      const moved = this.near.turn() || this.far.turn();
      quiet = moved ? 0 : quiet + 1;
      await Promise.resolve();
    }
  }
}

/** Jobs that a chain of promises may need before something moves again. */
const QUIET_TURNS = 40;

/** The far side as a test uses it: writes text, keeps what comes. */
export class Peer implements StreamHandler {
  readonly stream: MemoryStream;
  text: string;
  reason: string | undefined;
  /** Reads nothing while set: a slow reader. */
  paused: boolean;

  constructor(stream: MemoryStream) {
    this.stream = stream;
    this.text = '';
    this.reason = undefined;
    this.paused = false;
    stream.handler = this;
  }
  send(text: string): number {
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return this.stream.writeFrom(bytes, 0, bytes.length);
  }
  onReadable(): void {
    if (this.paused) return;
    const chunk = new Uint8Array(4096);
    for (let count = this.stream.readInto(chunk, 0, 4096); count > 0; count = this.stream.readInto(chunk, 0, 4096))
      for (let i = 0; i < count; i++) this.text += String.fromCharCode(chunk[i]!);
  }
  onWritable(): void {}
  onClosed(_stream: ByteStream, reason: string): void {
    this.reason = reason;
  }
}
