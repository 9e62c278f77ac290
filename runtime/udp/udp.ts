// UDP (RFC 768, RFC 1122 §4.1): ports, checksums, port-unreachable. Data can be written straight into a packet (`draft`), so
// that an answer is built where it is sent from.

import { ANY_ADDRESS } from '../core/address.ts';
import { copyBytes } from '../core/bytes.ts';
import type { Instant } from '../core/instant.ts';
import { CHECKSUM_PARTIAL, CHECKSUM_UNKNOWN, type Packet } from '../core/packet.ts';
import { randomBelow, type RandomSource } from '../core/random.ts';
import { failure, success, type Result } from '../core/result.ts';
import {
  ICMP_UNREACHABLE,
  PROTOCOL_UDP,
  UNREACHABLE_PORT,
  type ErrorReporter,
  type Ip,
  type IpClient,
} from '../ip/ip.types.ts';
import type { DatagramSink } from './udp.types.ts';
import {
  UDP_CHECKSUM,
  UDP_HEADER_BYTES,
  finishUdpChecksum,
  hasUdpChecksum,
  isSoundUdp,
  isUdp,
  udpDestinationPort,
  udpLength,
  udpSourcePort,
  writeUdpPartial,
} from './udp.wire.ts';

/** Ports bound at once. */
export const MOST_BINDINGS = 1024;
/** RFC 6335 §6: the dynamic ports. */
export const FIRST_EPHEMERAL_PORT = 49152;
const EPHEMERAL_PORTS = 65536 - FIRST_EPHEMERAL_PORT;
const IPV4_HEADER_BYTES = 20;
/** What an IPv4 packet can hold (RFC 768 "Length", RFC 791 §3.1). */
export const LARGEST_DATAGRAM = 65535 - IPV4_HEADER_BYTES - UDP_HEADER_BYTES;

/** A bound port. */
export class UdpBinding {
  readonly port: number;
  /** 0: every address of this host. */
  readonly address: number;
  readonly sink: DatagramSink;

  constructor(port: number, address: number, sink: DatagramSink) {
    this.port = port;
    this.address = address;
    this.sink = sink;
  }
}

export class Udp implements IpClient {
  /** Datagrams dropped: malformed or damaged. */
  dropped: number;
  /** Datagrams for ports that nobody has. */
  refused: number;
  private readonly ip: Ip;
  private readonly errors: ErrorReporter;
  private readonly random: RandomSource;
  private readonly bindings: Map<number, UdpBinding>;
  /** The binding that got the last datagram: a server has one. */
  private latest: UdpBinding | undefined;
  /** Where datagrams that need fragments are put together; empty until the first. */
  private large: Uint8Array;

  constructor(ip: Ip, errors: ErrorReporter, random: RandomSource) {
    this.dropped = 0;
    this.refused = 0;
    this.ip = ip;
    this.errors = errors;
    this.random = random;
    this.bindings = new Map<number, UdpBinding>();
    this.latest = undefined;
    this.large = new Uint8Array(0);
  }

  /** Binds a port, 0 for any that is free (RFC 6056 §3.3.1: a random one). */
  bind(port: number, address: number, sink: DatagramSink): Result<UdpBinding> {
    if (this.bindings.size >= MOST_BINDINGS) return failure(`Cannot bind a UDP port: ${MOST_BINDINGS} are in use`);
    const chosen = port === 0 ? this.freePort() : port;
    if (this.bindings.has(chosen)) return failure(`Cannot bind UDP port ${chosen}: it is in use`);
    const binding = new UdpBinding(chosen, address, sink);
    this.bindings.set(chosen, binding);
    return success(binding);
  }

  close(binding: UdpBinding): void {
    if (this.bindings.get(binding.port) === binding) this.bindings.delete(binding.port);
    if (this.latest === binding) this.latest = undefined;
  }

  receive(packet: Packet, source: number, destination: number, now: Instant): boolean {
    const bytes = packet.bytes;
    const start = packet.start;
    if (!isUdp(bytes, start, packet.end)) return this.drop();
    if (packet.checksum === CHECKSUM_UNKNOWN && !this.isSound(bytes, start, source, destination)) return this.drop();
    const binding = this.bindingFor(udpDestinationPort(bytes, start), destination);
    if (binding === undefined) {
      this.refused++;
      const { networkStart, end, broadcast } = packet;
      this.errors.report(ICMP_UNREACHABLE, UNREACHABLE_PORT, bytes, networkStart, end, broadcast, now);
      return false;
    }
    const end = (start + udpLength(bytes, start)) | 0;
    const sourcePort = udpSourcePort(bytes, start);
    packet.start = (start + UDP_HEADER_BYTES) | 0;
    packet.end = end;
    binding.sink.deliver(packet, source, sourcePort, now);
    return false;
  }

  /** Data bytes that go without fragments. */
  get draftBytes(): number {
    return this.ip.payloadTo(ANY_ADDRESS) - UDP_HEADER_BYTES;
  }

  /** A packet to write data into from `start` on, at most `draftBytes`; then `sendDraft` or `discardDraft`. */
  draft(): Packet | undefined {
    return this.ip.allocate();
  }

  discardDraft(packet: Packet): void {
    this.ip.release(packet);
  }

  /** Sends packet[start, end) as data. False: no route. Owns the packet. */
  sendDraft(packet: Packet, sourcePort: number, destination: number, destinationPort: number, now: Instant): boolean {
    const bytes = packet.bytes;
    const start = (packet.start - UDP_HEADER_BYTES) | 0;
    const source = this.ip.sourceFor(destination);
    const length = (packet.end - start) | 0;
    packet.start = start;
    const pseudo = this.ip.pseudoSum(source, destination, PROTOCOL_UDP, length);
    writeUdpPartial(bytes, start, packet.end, sourcePort, destinationPort, pseudo);
    if (length > this.ip.payloadTo(destination)) return this.sendInFragments(packet, source, destination, now);
    if (this.ip.checksumOffload) {
      packet.checksum = CHECKSUM_PARTIAL;
      packet.checksumStart = start;
      packet.checksumOffset = UDP_CHECKSUM;
    } else {
      finishUdpChecksum(bytes, start, packet.end);
    }
    return this.ip.send(packet, PROTOCOL_UDP, source, destination, now);
  }

  /** Sends a copy of bytes[from, to). False: no buffer, no route, or too large for any packet. */
  send(
    bytes: Uint8Array,
    from: number,
    to: number,
    sourcePort: number,
    destination: number,
    destinationPort: number,
    now: Instant,
  ): boolean {
    const length = to - from;
    if (length > LARGEST_DATAGRAM) return false;
    if (length > this.ip.payloadTo(destination) - UDP_HEADER_BYTES) {
      return this.sendLarge(bytes, from, to, sourcePort, destination, destinationPort, now);
    }
    const packet = this.ip.allocate();
    if (packet === undefined) return false;
    if (from === 0 && to === bytes.length) packet.bytes.set(bytes, packet.start);
    else copyBytes(packet.bytes, packet.start, bytes, from, length);
    packet.end = (packet.start + length) | 0;
    return this.sendDraft(packet, sourcePort, destination, destinationPort, now);
  }

  private drop(): boolean {
    this.dropped++;
    return false;
  }

  private bindingFor(port: number, destination: number): UdpBinding | undefined {
    let binding = this.latest;
    if (binding === undefined || binding.port !== port) {
      binding = this.bindings.get(port);
      if (binding === undefined) return undefined;
      this.latest = binding;
    }
    const everywhere = binding.address === ANY_ADDRESS || binding.address === destination;
    return everywhere || this.ip.isBroadcast(destination) ? binding : undefined;
  }

  private freePort(): number {
    // MOST_BINDINGS is far below the number of ports, so this ends soon.
    let port = FIRST_EPHEMERAL_PORT + randomBelow(this.random, EPHEMERAL_PORTS);
    while (this.bindings.has(port)) port = port === 65535 ? FIRST_EPHEMERAL_PORT : port + 1;
    return port;
  }

  private sendLarge(
    bytes: Uint8Array,
    from: number,
    to: number,
    sourcePort: number,
    destination: number,
    destinationPort: number,
    now: Instant,
  ): boolean {
    if (this.large.length === 0) this.large = new Uint8Array(UDP_HEADER_BYTES + LARGEST_DATAGRAM);
    const end = UDP_HEADER_BYTES + to - from;
    const source = this.ip.sourceFor(destination);
    copyBytes(this.large, UDP_HEADER_BYTES, bytes, from, to - from);
    const pseudo = this.ip.pseudoSum(source, destination, PROTOCOL_UDP, end);
    writeUdpPartial(this.large, 0, end, sourcePort, destinationPort, pseudo);
    finishUdpChecksum(this.large, 0, end);
    return this.ip.sendLarge(this.large, 0, end, PROTOCOL_UDP, source, destination, now);
  }

  /** A draft for a destination that takes less at once than others. Owns the packet. */
  private sendInFragments(packet: Packet, source: number, destination: number, now: Instant): boolean {
    const { bytes, start, end } = packet;
    finishUdpChecksum(bytes, start, end);
    const sent = this.ip.sendLarge(bytes, start, end, PROTOCOL_UDP, source, destination, now);
    this.ip.release(packet);
    return sent;
  }

  private isSound(bytes: Uint8Array, start: number, source: number, destination: number): boolean {
    if (!hasUdpChecksum(bytes, start)) return !this.ip.needsChecksum(destination);
    return isSoundUdp(bytes, start, this.ip.pseudoSum(source, destination, PROTOCOL_UDP, udpLength(bytes, start)));
  }
}
