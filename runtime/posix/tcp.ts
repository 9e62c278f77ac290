// TCP on Node's sockets, for `caisson dev`: byte streams, `listen` and `connect` with the names and behaviour of the sealed stack
// (stack/tcp-socket.ts), so that one suite tests both.

import { lookup } from 'node:dns/promises';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { race, type Attempt, type OnAddresses, type RaceWorld } from '../eyeballs/race.ts';
import { AcceptQueue } from '../stack/accept-queue.ts';
import type { ConnectOptions, ListenOptions } from '../stack/net.types.ts';
import { TcpStream } from '../stack/tcp-stream.ts';
import { checkUserTimeout } from '../tcp/connection.ts';
import { KEEP_ALIVE_MS, USER_TIMEOUT_MS } from '../tcp/constants.ts';
import type { ByteStream, ReadView, StreamHandler } from '../tcp/stream.types.ts';
import { bindLater, checkAddress, HAS_IPV6, plainAddress, portOnHost } from './ports.ts';

/** As many bytes wait unread or unsent as in a sealed stack's first buffers. */
const BUFFER_BYTES = 64 * 1024;
/** How long the other side may go on after `close`, as in the sealed stack. */
const LINGER_MS = 60_000;

const RESET = 'Cannot go on with a connection: the other side reset it';
const REFUSED = 'Cannot connect: the other side refused';
const UNREACHABLE = 'Cannot connect: the other side cannot be reached';
const SILENT = 'Cannot go on with a connection: the other side does not answer';

/** An error of Node in the sealed stack's words. */
function reasonOf(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ECONNREFUSED':
      return REFUSED;
    case 'ETIMEDOUT':
      return SILENT;
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return UNREACHABLE;
    default:
      return RESET;
  }
}

class NodeStream implements ByteStream {
  handler: StreamHandler | undefined;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly localAddress: string;
  readonly localPort: number;
  private readonly socket: Socket;
  private readonly chunks: Buffer[];
  /** Bytes of the first chunk that were read. */
  private taken: number;
  private waiting: number;
  private peerEnded: boolean;
  private endWanted: boolean;
  private wantsRoom: boolean;
  private down: boolean;
  private told: boolean;
  private reason: string;
  private delaysNothing: boolean;
  private keepsAlive: boolean;
  private userTimeout: number;

  constructor(socket: Socket) {
    this.handler = undefined;
    this.remoteAddress = plainAddress(socket.remoteAddress ?? '0.0.0.0');
    this.remotePort = socket.remotePort ?? 0;
    this.localAddress = plainAddress(socket.localAddress ?? '0.0.0.0');
    this.localPort = socket.localPort ?? 0;
    this.socket = socket;
    this.chunks = [];
    this.taken = 0;
    this.waiting = 0;
    this.peerEnded = false;
    this.endWanted = false;
    this.wantsRoom = false;
    this.down = false;
    this.told = false;
    this.reason = '';
    this.delaysNothing = false;
    this.keepsAlive = false;
    this.userTimeout = USER_TIMEOUT_MS;
    socket.on('data', (chunk: Buffer) => this.arrive(chunk));
    socket.on('end', () => {
      this.peerEnded = true;
      this.handler?.onReadable(this);
    });
    socket.on('drain', () => this.tellRoom());
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.reason = reasonOf(error);
    });
    socket.on('close', () => this.goDown());
  }

  get readableBytes(): number {
    return this.waiting;
  }

  get writableBytes(): number {
    if (this.endWanted || this.down) return 0;
    return Math.max(BUFFER_BYTES - this.socket.writableLength, 0);
  }

  get ended(): boolean {
    return this.peerEnded && this.waiting === 0;
  }

  get closed(): boolean {
    return this.down && (this.reason !== '' || this.waiting === 0);
  }

  get noDelay(): boolean {
    return this.delaysNothing;
  }

  set noDelay(value: boolean) {
    this.delaysNothing = value;
    this.socket.setNoDelay(value);
  }

  get keepAlive(): boolean {
    return this.keepsAlive;
  }

  set keepAlive(value: boolean) {
    this.keepsAlive = value;
    this.socket.setKeepAlive(value, KEEP_ALIVE_MS);
  }

  get userTimeoutMs(): number {
    return this.userTimeout;
  }

  /** Node cannot tell its kernel, whose own time holds. */
  set userTimeoutMs(ms: number) {
    this.userTimeout = checkUserTimeout(ms);
  }

  readInto(into: Uint8Array, at: number, most: number): number {
    const wanted = Math.min(most, this.waiting, into.length - at);
    let from = this.taken;
    let moved = 0;
    for (let i = 0; moved < wanted; i++) {
      const chunk = this.chunks[i]!;
      const part = Math.min(wanted - moved, chunk.length - from);
      into.set(chunk.subarray(from, from + part), at + moved);
      moved += part;
      from = 0;
    }
    this.skip(moved);
    return moved;
  }

  peek(view: ReadView): number {
    const chunk = this.chunks[0];
    if (chunk === undefined) return 0;
    view.set(chunk, this.taken, chunk.length);
    return chunk.length - this.taken;
  }

  skip(count: number): void {
    let left = Math.min(count, this.waiting);
    this.waiting -= left;
    const moved = left > 0;
    while (left > 0) {
      const chunk = this.chunks[0]!;
      const part = Math.min(left, chunk.length - this.taken);
      left -= part;
      this.taken += part;
      if (this.taken < chunk.length) continue;
      this.chunks.shift();
      this.taken = 0;
    }
    this.noteRead(moved);
  }

  private noteRead(moved: boolean): void {
    if (this.waiting < BUFFER_BYTES && this.socket.isPaused()) this.socket.resume();
    if (this.down && moved && this.waiting === 0) queueMicrotask(() => this.tellClosed());
  }

  writeFrom(bytes: Uint8Array, start: number, end: number): number {
    const taken = Math.max(Math.min(end - start, this.writableBytes), 0);
    if (taken < end - start && !this.endWanted) this.wantsRoom = true;
    // Node sends later, and the caller may reuse its buffer at once.
    if (taken > 0) this.socket.write(Buffer.from(bytes.subarray(start, start + taken)), () => this.tellRoom());
    return taken;
  }

  end(): void {
    if (this.endWanted || this.down) return;
    this.endWanted = true;
    this.socket.end();
  }

  close(): void {
    this.forget();
    this.end();
    this.socket.resume();
    setTimeout(() => this.socket.destroy(), LINGER_MS).unref();
  }

  abort(): void {
    this.forget();
    this.socket.resetAndDestroy();
    this.down = true;
  }

  private forget(): void {
    this.handler = undefined;
    this.told = true;
    this.chunks.length = 0;
    this.taken = 0;
    this.waiting = 0;
  }

  private arrive(chunk: Buffer): void {
    if (this.told) return;
    this.chunks.push(chunk);
    this.waiting += chunk.length;
    if (this.waiting >= BUFFER_BYTES) this.socket.pause();
    this.handler?.onReadable(this);
  }

  private tellRoom(): void {
    if (!this.wantsRoom || this.writableBytes * 3 < BUFFER_BYTES) return;
    this.wantsRoom = false;
    this.handler?.onWritable(this);
  }

  private goDown(): void {
    this.down = true;
    if (this.reason !== '') {
      this.chunks.length = 0;
      this.waiting = 0;
    }
    this.tellClosed();
  }

  private tellClosed(): void {
    if (this.told || !this.closed) return;
    this.told = true;
    this.handler?.onClosed(this, this.reason);
  }
}

export class TcpListener {
  /** Ports bound here, since Node tells of a port in use only later. */
  private static readonly bound = new Set<number>();

  onStream: ((stream: ByteStream) => void) | undefined;
  /** The port that was bound; with CAISSON_PORT_OFFSET the program still sees its own. */
  readonly port: number;
  private readonly server: Server;
  private readonly hostPort: number;
  private readonly queue: AcceptQueue;
  private open: boolean;

  constructor(options: ListenOptions) {
    const { port, address, backlog } = options;
    if (port < 0 || port > 65535 || port !== Math.floor(port))
      throw new RangeError(`Cannot listen on TCP port ${port}: not a port`);
    if (address !== undefined) checkAddress(address);
    this.hostPort = portOnHost(port);
    if (TcpListener.bound.has(this.hostPort)) throw new Error(`Cannot listen on TCP port ${port}: it is in use`);
    this.onStream = undefined;
    this.port = port === 0 ? this.hostPort : port;
    this.queue = new AcceptQueue();
    this.open = true;
    this.server = createServer({ allowHalfOpen: true, noDelay: false }, (socket) => this.accept(socket));
    this.server.on('error', (error) => {
      throw new Error(`Cannot use TCP port ${port}: ${error.message}`);
    });
    const host = address ?? (HAS_IPV6 ? '::' : '0.0.0.0');
    bindLater((done) => this.server.once('listening', done).once('close', done));
    this.server.listen({ port: this.hostPort, host, backlog: backlog ?? 512 });
    TcpListener.bound.add(this.hostPort);
  }

  get overflowed(): number {
    return this.queue.overflowed;
  }

  close(): void {
    if (!this.open) return;
    this.open = false;
    TcpListener.bound.delete(this.hostPort);
    this.server.close();
    this.queue.close();
  }

  [Symbol.asyncIterator](): AsyncIterator<TcpStream> {
    return {
      next: () => this.queue.next(),
      return: () => {
        this.close();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  private accept(socket: Socket): void {
    const stream = new NodeStream(socket);
    if (this.onStream !== undefined) this.onStream(stream);
    else this.queue.push(stream);
  }
}

export function listen(options: ListenOptions, onStream?: (stream: ByteStream) => void): TcpListener {
  const listener = new TcpListener(options);
  listener.onStream = onStream;
  return listener;
}

export async function connect(options: ConnectOptions): Promise<TcpStream> {
  if ('address' in options) return begin(options.address, options.port).opened;
  const { host, port } = options;
  return race(new NodeRace(port), (onAddresses) => lookUp(host, onAddresses));
}

class NodeRace implements RaceWorld<TcpStream> {
  private readonly port: number;

  constructor(port: number) {
    this.port = port;
  }

  get nowMs(): number {
    return performance.now();
  }

  after(ms: number, action: () => void): () => void {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  }

  begin(address: string): Attempt<TcpStream> {
    return begin(address, this.port);
  }
}

/** By the system's resolver: a program under development sees the names that its machine sees. An address is its own name. */
async function lookUp(host: string, onAddresses: OnAddresses): Promise<void> {
  let found: { address: string; family: number }[];
  try {
    found = await lookup(host, { all: true });
  } catch {
    throw new Error(`Cannot resolve ${host}: there is no such name`);
  }
  const texts = (wanted: number): string[] =>
    found.filter(({ family }) => family === wanted).map(({ address }) => address);
  onAddresses(texts(6), true);
  onAddresses(texts(4), false);
}

function begin(address: string, port: number): Attempt<TcpStream> {
  let socket: Socket | undefined;
  const opened = new Promise<TcpStream>((resolve, reject) => {
    checkAddress(address);
    if (port < 1 || port > 65535) throw new Error(`Cannot connect to port ${port}: not a destination`);
    const attempt = createConnection({ host: address, port, allowHalfOpen: true });
    socket = attempt;
    const fail = (error: NodeJS.ErrnoException): void => reject(new Error(reasonOf(error)));
    attempt.once('error', fail);
    attempt.once('connect', () => {
      attempt.off('error', fail);
      resolve(new TcpStream(new NodeStream(attempt)));
    });
  });
  return { opened, abandon: () => socket?.destroy() };
}
