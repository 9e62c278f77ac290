// UDP sockets of the sealed stack: `UdpSocket` of `caisson/net`. A datagram goes to `onDatagram` if that is set, else it
// waits for the iterator. To answer without a copy, write into `draft()` and call `sendDraft`.

import { ANY_ADDRESS } from '../core/address.ts';
import type { Packet } from '../core/packet.ts';
import { Ring } from '../core/ring.ts';
import { LARGEST_DATAGRAM, type UdpBinding } from '../udp/udp.ts';
import type { DatagramSink } from '../udp/udp.types.ts';
import type { NetworkInterface } from './interface.ts';
import {
  Endpoint,
  MOST_QUEUED_BYTES,
  MOST_QUEUED_DATAGRAMS,
  type Datagram,
  type DatagramHandler,
  type SocketAddress,
  type UdpOptions,
} from './net.types.ts';
import { closeNetworkUser, network, openNetworkUser } from './root.ts';

type Waiter = (result: IteratorResult<Datagram>) => void;

export class UdpSocket implements DatagramSink {
  /** Called with each datagram in the turn in which it arrives; see `DatagramHandler` for what it may keep. */
  onDatagram: DatagramHandler | undefined;
  /** Datagrams lost because nobody took them in time. */
  overflowed: number;
  private readonly stack: NetworkInterface;
  private readonly binding: UdpBinding;
  private readonly sender: Endpoint;
  private readonly queue: Ring<Datagram>;
  private readonly waiters: Waiter[];
  private queuedBytes: number;
  private open: boolean;
  private currentDraft: Packet | undefined;
  /** One view per packet of the device that ever was a draft: the place for data in it. */
  private readonly draftViews: (Uint8Array | undefined)[];
  private lastText: string;
  private lastAddress: number;

  /**
   * Binds a port: from then on datagrams arrive.
   * @throws when the port is in use or the address is none
   * @example
   * const socket = UdpSocket.bind({ port: 7 });
   * socket.onDatagram = (bytes, from) => socket.send(bytes, from);
   */
  static bind(options: UdpOptions): UdpSocket {
    const socket = new UdpSocket(network(), options);
    openNetworkUser();
    return socket;
  }

  constructor(stack: NetworkInterface, options: UdpOptions) {
    const { port, address } = options;
    if (port < 0 || port > 65535 || port !== Math.floor(port))
      throw new RangeError(`Cannot bind UDP port ${port}: not a port`);
    this.onDatagram = undefined;
    this.overflowed = 0;
    this.stack = stack;
    this.sender = new Endpoint(0, 0, stack.families.ip);
    this.queue = new Ring<Datagram>(MOST_QUEUED_DATAGRAMS);
    this.waiters = [];
    this.queuedBytes = 0;
    this.open = true;
    this.currentDraft = undefined;
    this.draftViews = [];
    this.lastText = '0.0.0.0';
    this.lastAddress = ANY_ADDRESS;
    const bound = stack.udp.bind(port, address === undefined ? ANY_ADDRESS : this.numberOf(address), this);
    if (!bound.ok) throw new Error(bound.reason);
    this.binding = bound.value;
  }

  /** The port that was bound, chosen when 0 was asked for. */
  get port(): number {
    return this.binding.port;
  }

  /**
   * Sends a copy of `bytes`. UDP promises nothing: true means that it was handed on.
   * @throws when the socket is closed, the address is none, or no datagram is as large as that
   */
  send(bytes: Uint8Array, to: SocketAddress): boolean {
    this.requireOpen();
    if (bytes.length > LARGEST_DATAGRAM)
      throw new RangeError(`Cannot send ${bytes.length} bytes: a datagram holds ${LARGEST_DATAGRAM}`);
    const address = to instanceof Endpoint && !to.isKept ? to.ip : this.numberOf(to.address);
    return this.stack.udp.send(bytes, 0, bytes.length, this.binding.port, address, to.port, this.stack.now);
  }

  /**
   * A place to write the next datagram into, as large as goes without fragments; undefined when everything is in flight.
   * It is valid until `sendDraft`, or until the turn ends.
   */
  draft(): Uint8Array | undefined {
    this.requireOpen();
    let packet = this.currentDraft;
    if (packet === undefined) {
      packet = this.stack.udp.draft();
      if (packet === undefined) return undefined;
      this.currentDraft = packet;
    }
    while (this.draftViews.length <= packet.index) this.draftViews.push(undefined);
    const kept = this.draftViews[packet.index];
    if (kept !== undefined && kept.length === this.stack.udp.draftBytes) return kept;
    const view = packet.bytes.subarray(packet.start, packet.start + this.stack.udp.draftBytes);
    this.draftViews[packet.index] = view;
    return view;
  }

  /** Sends the first `length` bytes of the draft. */
  sendDraft(length: number, to: SocketAddress): boolean {
    const packet = this.currentDraft;
    if (packet === undefined) throw new Error('Cannot send a draft: there is none');
    if (length < 0 || length > this.stack.udp.draftBytes)
      throw new RangeError(`Cannot send a draft of ${length} bytes: it is not that long`);
    const address = to instanceof Endpoint && !to.isKept ? to.ip : this.numberOf(to.address);
    this.currentDraft = undefined;
    packet.end = (packet.start + length) | 0;
    return this.stack.udp.sendDraft(packet, this.binding.port, address, to.port, this.stack.now);
  }

  /** Frees the port; iterators end. */
  close(): void {
    if (!this.open) return;
    this.open = false;
    this.stack.udp.close(this.binding);
    if (this.currentDraft !== undefined) this.stack.udp.discardDraft(this.currentDraft);
    this.currentDraft = undefined;
    for (const waiter of this.waiters) waiter({ done: true, value: undefined });
    this.waiters.length = 0;
    closeNetworkUser(this.stack);
  }

  /** Datagrams in order of arrival, each its own copy, until `close`. Only while `onDatagram` is not set. */
  [Symbol.asyncIterator](): AsyncIterator<Datagram> {
    return {
      next: () => this.next(),
      return: () => {
        this.close();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  /** From the stack; not for applications. */
  deliver(packet: Packet, source: number, sourcePort: number): void {
    const { bytes, start, end } = packet;
    const handler = this.onDatagram;
    if (handler === undefined) return this.enqueue(bytes, start, end, source, sourcePort);
    this.sender.ip = source;
    this.sender.port = sourcePort;
    handler(this.stack.views.show(bytes, start, end), this.sender);
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

  private enqueue(bytes: Uint8Array, start: number, end: number, source: number, sourcePort: number): void {
    const length = end - start;
    const waiter = this.waiters.shift();
    if (
      waiter === undefined &&
      (this.queue.length === MOST_QUEUED_DATAGRAMS || this.queuedBytes + length > MOST_QUEUED_BYTES)
    ) {
      this.overflowed++;
      return;
    }
    const from = new Endpoint(source, sourcePort, this.stack.families.ip);
    from.keep();
    const datagram: Datagram = { bytes: bytes.slice(start, end), from };
    if (waiter !== undefined) {
      waiter({ done: false, value: datagram });
      return;
    }
    this.queue.push(datagram);
    this.queuedBytes += length;
  }

  private requireOpen(): void {
    if (!this.open) throw new Error('Cannot use a UDP socket: it is closed');
  }

  /** The number of an address in text; the last IPv4 one is remembered. */
  private numberOf(text: string): number {
    if (text === this.lastText) return this.lastAddress;
    const parsed = this.stack.families.ip.parseHost(text);
    if (!parsed.ok) throw new Error(parsed.reason);
    // Numbers of IPv6 hosts may be given to others later.
    if (parsed.value >>> 28 === 15) return parsed.value;
    this.lastText = text;
    this.lastAddress = parsed.value;
    return parsed.value;
  }
}
