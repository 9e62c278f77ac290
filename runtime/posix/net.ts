// `caisson/net` on Node's sockets, for `caisson dev`: the same names and behaviour as stack/net.ts, so that a program can be
// run and debugged as an ordinary Node process. After a handler returns its bytes are overwritten, as they would be in a module.

import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { parseAddress } from '../core/address.ts';
import {
  Endpoint,
  MOST_QUEUED_BYTES,
  MOST_QUEUED_DATAGRAMS,
  type Datagram,
  type DatagramHandler,
  type Network,
  type SocketAddress,
  type UdpOptions,
} from '../stack/net.types.ts';
import { allBound, bindLater, checkAddress, HAS_IPV6, isSix, portOnHost, SIX_HOST, SixHost } from './ports.ts';

export { Endpoint } from '../stack/net.types.ts';
export { TcpStream } from '../stack/tcp-stream.ts';
export type { ByteStream, StreamHandler } from '../tcp/stream.types.ts';
export { TcpListener, connect, listen } from './tcp.ts';
export type {
  ConnectOptions,
  Datagram,
  DatagramHandler,
  ListenOptions,
  Network,
  SocketAddress,
  UdpOptions,
} from '../stack/net.types.ts';

const LARGEST_DATAGRAM = 65507;
/** What a draft of the sealed stack holds at the usual MTU. */
const DRAFT_BYTES = 1472;
const POISON = 0xdb;
export class UdpSocket {
  /** Ports bound here, since Node tells of a port in use only later. */
  private static readonly bound = new Set<number>();

  onDatagram: DatagramHandler | undefined;
  overflowed: number;
  /** The port that was bound; with CAISSON_PORT_OFFSET the program still sees its own. */
  readonly port: number;
  /** One for each version of IP. */
  private readonly four: Socket | undefined;
  private readonly six: Socket | undefined;
  private readonly hostPort: number;
  private readonly queue: Datagram[];
  private readonly waiters: ((result: IteratorResult<Datagram>) => void)[];
  private queuedBytes: number;
  private open: boolean;
  private currentDraft: Uint8Array | undefined;

  static bind(options: UdpOptions): UdpSocket {
    return new UdpSocket(options);
  }

  constructor(options: UdpOptions) {
    const { port, address } = options;
    if (port < 0 || port > 65535 || port !== Math.floor(port))
      throw new RangeError(`Cannot bind UDP port ${port}: not a port`);
    if (address !== undefined) checkAddress(address);
    this.hostPort = portOnHost(port);
    if (UdpSocket.bound.has(this.hostPort)) throw new Error(`Cannot bind UDP port ${port}: it is in use`);
    this.onDatagram = undefined;
    this.overflowed = 0;
    this.port = port === 0 ? this.hostPort : port;
    this.queue = [];
    this.waiters = [];
    this.queuedBytes = 0;
    this.open = true;
    this.currentDraft = undefined;
    const wantsSix = address === undefined || address === '::' ? HAS_IPV6 : isSix(address);
    this.four = address !== undefined && address !== '::' && isSix(address) ? undefined : this.opened(false, options);
    this.six = wantsSix ? this.opened(true, options) : undefined;
    UdpSocket.bound.add(this.hostPort);
  }

  send(bytes: Uint8Array, to: SocketAddress): boolean {
    this.requireOpen();
    if (bytes.length > LARGEST_DATAGRAM)
      throw new RangeError(`Cannot send ${bytes.length} bytes: a datagram holds ${LARGEST_DATAGRAM}`);
    const { address, port } = to;
    if (!(to instanceof Endpoint)) checkAddress(address);
    const socket = isSix(address) ? this.six : this.four;
    // Node sends later, and the caller may reuse its buffer at once. Errors of UDP are nobody's: the datagram is lost.
    socket?.send(Buffer.from(bytes), port, address, () => {});
    return socket !== undefined;
  }

  draft(): Uint8Array | undefined {
    this.requireOpen();
    if (this.currentDraft === undefined) this.currentDraft = new Uint8Array(DRAFT_BYTES);
    return this.currentDraft;
  }

  sendDraft(length: number, to: SocketAddress): boolean {
    const draft = this.currentDraft;
    if (draft === undefined) throw new Error('Cannot send a draft: there is none');
    if (length < 0 || length > DRAFT_BYTES)
      throw new RangeError(`Cannot send a draft of ${length} bytes: it is not that long`);
    this.currentDraft = undefined;
    return this.send(draft.subarray(0, length), to);
  }

  close(): void {
    if (!this.open) return;
    this.open = false;
    UdpSocket.bound.delete(this.hostPort);
    this.four?.close();
    this.six?.close();
    for (const waiter of this.waiters) waiter({ done: true, value: undefined });
    this.waiters.length = 0;
  }

  [Symbol.asyncIterator](): AsyncIterator<Datagram> {
    return {
      next: () => this.next(),
      return: () => {
        this.close();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  private next(): Promise<IteratorResult<Datagram>> {
    const datagram = this.queue.shift();
    if (datagram !== undefined) {
      this.queuedBytes -= datagram.bytes.length;
      return Promise.resolve({ done: false, value: datagram });
    }
    if (!this.open) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => this.waiters.push(resolve));
  }

  private opened(six: boolean, { port, address }: UdpOptions): Socket {
    const socket = six ? createSocket({ type: 'udp6', ipv6Only: true }) : createSocket('udp4');
    socket.on('message', (bytes, from) => this.deliver(bytes, from));
    if (!six) socket.on('listening', () => socket.setBroadcast(true));
    socket.on('error', (error) => {
      throw new Error(`Cannot use UDP port ${port}: ${error.message}`);
    });
    const where = address === undefined || address === '::' ? {} : { address };
    bindLater((done) => socket.once('listening', done).once('close', done));
    socket.bind({ port: this.hostPort, exclusive: true, ...where });
    return socket;
  }

  private deliver(buffer: Buffer, info: RemoteInfo): void {
    const four = parseAddress(info.address);
    const from = four.ok
      ? new Endpoint(four.value, info.port)
      : new Endpoint(SIX_HOST, info.port, new SixHost(info.address));
    const bytes = new Uint8Array(buffer);
    const handler = this.onDatagram;
    if (handler === undefined) {
      from.keep();
      return this.enqueue({ bytes, from });
    }
    try {
      handler(bytes, from);
    } finally {
      bytes.fill(POISON);
      from.ip = 0;
      from.port = 0;
    }
  }

  private enqueue(datagram: Datagram): void {
    const waiter = this.waiters.shift();
    if (waiter !== undefined) {
      waiter({ done: false, value: datagram });
      return;
    }
    if (this.queue.length >= MOST_QUEUED_DATAGRAMS || this.queuedBytes + datagram.bytes.length > MOST_QUEUED_BYTES) {
      this.overflowed++;
      return;
    }
    this.queue.push(datagram);
    this.queuedBytes += datagram.bytes.length;
  }

  private requireOpen(): void {
    if (!this.open) throw new Error('Cannot use a UDP socket: it is closed');
  }
}

/** Resolves with the first address of this machine that others can reach, else with loopback, when all ports asked for so far are bound. */
export async function networkReady(): Promise<Network> {
  await allBound();
  for (const addresses of Object.values(networkInterfaces())) {
    for (const { family, internal, address } of addresses ?? []) {
      if (family === 'IPv4' && !internal) return { address };
    }
  }
  return { address: '127.0.0.1' };
}
