// TCP (RFC 9293): finds the connection of a segment, begins connections for listeners and users, answers what belongs
// to none (§3.10.7.1), and owns what connections share: memory, timers, secrets, and the lists of who sends and who has news.

import { ANY_ADDRESS } from '../core/address.ts';
import { readU16, readU32 } from '../core/bytes.ts';
import type { Instant } from '../core/instant.ts';
import { CHECKSUM_UNKNOWN, type Packet } from '../core/packet.ts';
import type { RandomSource } from '../core/random.ts';
import { failure, success, type Result } from '../core/result.ts';
import { PROTOCOL_TCP, type ErrorListener, type Ip, type IpClient } from '../ip/ip.types.ts';
import { BareSegments } from './bare-segments.ts';
import { ChunkPool } from './chunks.ts';
import type { CongestionFactory } from './congestion.types.ts';
import { Connection } from './connection.ts';
import { IN_DISPATCH, IN_TRANSMIT, NEWS_OPEN, PASSIVE, SYN_DUE, USES_ECN, USES_TIMESTAMPS } from './flags.ts';
import { ConnectionTable } from './connection-table.ts';
import * as tcp from './constants.ts';
import { Cubic } from './cubic.ts';
import { Delivery } from './delivery.ts';
import { takeSynOptions } from './input.ts';
import { Listener, type Acceptor } from './listener.ts';
import { onSegment, onTimeout, pollTransmit } from './machine.ts';
import { EPHEMERAL_PORTS, EphemeralPorts } from './ports.ts';
import { ERROR_PATH, PathMtus, hearError } from './path.ts';
import { Receiver } from './receiver.ts';
import { COOKIE_PERIOD_MS, Secrets } from './secrets.ts';
import { Sender } from './sender.ts';
import { before } from './sequence.ts';
import type { ConnectionOwner } from './tcp.types.ts';
import { Segment, TCP_HEADER_BYTES, hasValidTcpChecksum, parseSegment } from './tcp.wire.ts';
import { TimeWaits } from './time-wait.ts';
import { TimerWheel } from './timer-wheel.ts';

/** Segments that leave in one turn, and of one connection before others get their turn. */
export const SEGMENTS_PER_TURN = 2048;
const SEGMENTS_AT_ONCE = 64;
/** Senders and receivers kept for the next use. */
const MOST_SPARE = 256;
/** A cookie's SYN-ACK cannot be told apart from others, so its window is the one without a scale. */
const COOKIE_WINDOW = 0xffff;
/** RFC 6191 §2: how far a new connection's numbers begin behind those of the old one. */
const REUSE_DISTANCE = 128_000;

/** Bounds that tests lower; see constants.ts. */
export interface TcpLimits {
  readonly connections: number;
  readonly timeWaits: number;
  readonly bufferedBytes: number;
  readonly paces: boolean;
}

export const DEFAULT_LIMITS: TcpLimits = {
  connections: tcp.MOST_CONNECTIONS,
  timeWaits: tcp.MOST_TIME_WAITS,
  bufferedBytes: tcp.MOST_BUFFERED_BYTES,
  paces: true,
};

export const CUBIC: CongestionFactory = { create: (window) => new Cubic(window) };

export class Tcp implements IpClient, ErrorListener, ConnectionOwner {
  now: Instant;
  readonly chunks: ChunkPool;
  readonly secrets: Secrets;
  readonly congestion: CongestionFactory;
  readonly paces: boolean;
  readonly delivery: Delivery;
  readonly table: ConnectionTable;
  readonly timeWaits: TimeWaits;
  /** Segments dropped: malformed or damaged; for no one; for want of room. */
  dropped: number;
  refused: number;
  overflowed: number;
  /** Cookies given, and connections begun from them. */
  cookiesSent: number;
  cookiesTaken: number;
  /** Called as a connection takes and frees its place. */
  onOpened: (() => void) | undefined;
  onReleased: (() => void) | undefined;
  private readonly ip: Ip;
  private readonly limits: TcpLimits;
  private readonly segment: Segment;
  private readonly paths: PathMtus;
  private readonly wheel: TimerWheel;
  private readonly ports: EphemeralPorts;
  private readonly bare: BareSegments;
  private readonly listeners: Map<number, Listener>;
  private readonly senders: Sender[];
  private readonly receivers: Receiver[];
  /** Those that transmit, first to last. */
  private first: Connection | undefined;
  private last: Connection | undefined;
  private news: Connection[];

  constructor(ip: Ip, random: RandomSource, now: Instant, congestion: CongestionFactory, limits: TcpLimits) {
    this.now = now;
    this.chunks = new ChunkPool(limits.bufferedBytes);
    this.secrets = new Secrets(random);
    this.congestion = congestion;
    this.paces = limits.paces;
    this.delivery = new Delivery();
    this.table = new ConnectionTable(this.secrets);
    this.timeWaits = new TimeWaits(this.secrets, limits.timeWaits);
    this.dropped = 0;
    this.refused = 0;
    this.overflowed = 0;
    this.cookiesSent = 0;
    this.cookiesTaken = 0;
    this.onOpened = undefined;
    this.onReleased = undefined;
    this.ip = ip;
    this.limits = limits;
    this.segment = new Segment();
    this.paths = new PathMtus();
    this.wheel = new TimerWheel(now);
    this.ports = new EphemeralPorts(this.secrets);
    this.bare = new BareSegments(ip);
    this.listeners = new Map<number, Listener>();
    this.senders = [];
    this.receivers = [];
    this.first = undefined;
    this.last = undefined;
    this.news = [];
  }

  // Users

  /** Takes connections on a port. `address` 0: on every address. */
  listen(port: number, address: number, backlog: number, acceptor: Acceptor): Result<Listener> {
    if (this.listeners.size >= tcp.MOST_LISTENERS) {
      return failure(`Cannot listen on TCP port ${port}: ${tcp.MOST_LISTENERS} ports are in use`);
    }
    const chosen = port === 0 ? this.freeListenPort() : port;
    if (this.listeners.has(chosen)) return failure(`Cannot listen on TCP port ${chosen}: it is in use`);
    const listener = new Listener(chosen, address, backlog, acceptor);
    this.listeners.set(chosen, listener);
    return success(listener);
  }

  /** A host's number from its address in text. */
  parseHost(text: string): Result<number> {
    return this.ip.parseHost(text);
  }

  /** No more connections; those that are established go on. */
  unlisten(listener: Listener): void {
    if (this.listeners.get(listener.port) === listener) this.listeners.delete(listener.port);
  }

  /** Begins a connection: `onWritable` of its handler tells that it is open, `onClosed` why it is not. */
  connect(remote: number, remotePort: number, now: Instant): Result<Connection> {
    this.now = now;
    const local = this.ip.sourceFor(remote);
    if (local === ANY_ADDRESS) return failure('Cannot connect: this host has no address yet');
    if (remote === ANY_ADDRESS || remotePort < 1 || remotePort > 65535) {
      return failure(`Cannot connect to port ${remotePort}: not a destination`);
    }
    if (this.table.count >= this.limits.connections) {
      return failure(`Cannot connect: ${this.table.count} connections are in use`);
    }
    let iss = 0;
    let port = 0;
    let found = false;
    for (let tries = 0; tries < EPHEMERAL_PORTS && !found; tries++) {
      port = this.ports.next(local, remote, remotePort);
      if (this.table.find(local, port, remote, remotePort) !== undefined) continue;
      iss = this.secrets.initialSequence(local, port, remote, remotePort, now);
      const row = this.timeWaits.find(local, port, remote, remotePort);
      if (row >= 0) {
        // Timestamps tell the two apart (RFC 6191 §3), if the clock moved on; only when the first tries found no other.
        if (tries < EPHEMERAL_PORTS / 2 || this.timeWaits.stamped[row] === 0) continue;
        iss = this.sequenceAfter(row, iss);
        this.timeWaits.remove(row);
      }
      found = true;
    }
    if (!found) return failure(`Cannot connect to port ${remotePort}: no local port is free`);
    const connection = this.begin(local, port, remote, remotePort, iss, now);
    connection.state = tcp.SYN_SENT;
    connection.set(SYN_DUE);
    this.wantTransmit(connection);
    return success(connection);
  }

  // The network

  receive(packet: Packet, source: number, destination: number, now: Instant): boolean {
    this.now = now;
    const { bytes, start, end } = packet;
    const segment = this.segment;
    // RFC 9293 §3.9.2.3, MUST-57: nothing but unicast.
    if (packet.broadcast || !parseSegment(segment, bytes, start, end)) return this.drop();
    if (packet.checksum === CHECKSUM_UNKNOWN && !this.isSound(bytes, start, end, source, destination)) {
      return this.drop();
    }
    segment.ecn = bytes[packet.networkStart + 1] & 3;
    segment.packet = packet.index < 0 ? undefined : packet;
    segment.kept = false;
    const connection = this.table.find(destination, segment.destinationPort, source, segment.sourcePort);
    if (connection !== undefined) onSegment(connection, segment, bytes, now);
    else this.receiveForNone(segment, bytes, source, destination, now);
    return segment.kept;
  }

  /** ICMP about one of our segments: believed only if it quotes a number that is in flight (RFC 5927 §4.1). */
  onError(
    type: number,
    code: number,
    mtu: number,
    bytes: Uint8Array,
    start: number,
    local: number,
    remote: number,
    now: Instant,
  ): void {
    this.now = now;
    const connection = this.table.find(local, readU16(bytes, start), remote, readU16(bytes, start + 2));
    if (connection === undefined) return;
    const error = hearError(connection, type, code, mtu, readU32(bytes, start + 4) | 0);
    connection.reschedule();
    if (error === ERROR_PATH) this.paths.set(remote, connection.pathMss, now);
  }

  /** Runs what is due. */
  onTimeout(now: Instant): void {
    this.now = now;
    this.timeWaits.onTimeout(now);
    let connection = this.wheel.expire(now);
    while (connection !== undefined) {
      if (connection.nextTimeout() <= now) onTimeout(connection, now);
      else this.schedule(connection);
      connection = this.wheel.expire(now);
    }
  }

  nextTimeout(): Instant {
    return Math.min(this.wheel.nextTimeout(), this.timeWaits.nextTimeout());
  }

  /** Something waits for a turn of its own. */
  get busy(): boolean {
    return this.news.length > 0 || this.first !== undefined;
  }

  /** Tells users what happened since the last time. */
  dispatch(now: Instant): void {
    this.now = now;
    const news = this.news;
    if (news.length === 0) return;
    this.news = [];
    for (let i = 0; i < news.length; i++) {
      const connection = news[i];
      connection.clear(IN_DISPATCH);
      if (connection.has(NEWS_OPEN) && connection.has(PASSIVE)) this.accept(connection);
      connection.dispatch();
      // Packets are the device's: none stays here longer than a turn.
      connection.settle();
    }
  }

  /** Sends what connections have to send. */
  flush(now: Instant): void {
    this.now = now;
    let left = SEGMENTS_PER_TURN;
    while (this.first !== undefined && left > 0) {
      const connection = this.first;
      let burst = SEGMENTS_AT_ONCE;
      let more = true;
      while (more && burst > 0) {
        const packet = this.packetFor(connection);
        if (packet === undefined) return;
        more = pollTransmit(connection, packet, now);
        if (more) this.bare.emit(packet, connection.local, connection.remote, now);
        else this.ip.release(packet);
        burst--;
        left--;
      }
      this.removeFirst();
      if (more) this.wantTransmit(connection);
    }
  }

  // ConnectionOwner

  linkMss(remote: number): number {
    return Math.max(this.ip.payloadTo(remote) - TCP_HEADER_BYTES, tcp.LEAST_MSS);
  }

  segmentationTo(remote: number): number {
    return this.ip.segmentationTo(remote);
  }

  formatHost(host: number): string {
    return this.ip.formatHost(host);
  }

  takeSender(): Sender {
    const sender = this.senders.pop();
    return sender === undefined ? new Sender(this.chunks) : sender;
  }

  giveSender(sender: Sender): void {
    sender.queue.clear();
    if (this.senders.length < MOST_SPARE) this.senders.push(sender);
  }

  takeReceiver(): Receiver {
    const receiver = this.receivers.pop();
    return receiver === undefined ? new Receiver(this.chunks, this.ip) : receiver;
  }

  giveReceiver(receiver: Receiver): void {
    receiver.clear();
    if (this.receivers.length < MOST_SPARE) this.receivers.push(receiver);
  }

  wantTransmit(connection: Connection): void {
    if (connection.has(IN_TRANSMIT)) return;
    connection.set(IN_TRANSMIT);
    connection.listNext = undefined;
    if (this.last === undefined) this.first = connection;
    else this.last.listNext = connection;
    this.last = connection;
  }

  wantDispatch(connection: Connection): void {
    if (connection.has(IN_DISPATCH)) return;
    connection.set(IN_DISPATCH);
    this.news.push(connection);
  }

  schedule(connection: Connection): void {
    if (connection.state !== tcp.CLOSED) this.wheel.set(connection, connection.nextTimeout(), this.now);
  }

  onEstablished(connection: Connection): void {
    const listener = this.listeners.get(connection.localPort);
    if (listener !== undefined) listener.halfOpen--;
    connection.set(NEWS_OPEN);
    this.wantDispatch(connection);
  }

  onClosed(connection: Connection, before: number): void {
    this.release(connection);
    if (before !== tcp.SYN_RECEIVED || !connection.has(PASSIVE)) return;
    const listener = this.listeners.get(connection.localPort);
    if (listener !== undefined && listener.halfOpen > 0) listener.halfOpen--;
  }

  onTimeWait(connection: Connection): void {
    this.release(connection);
    const { local, localPort, remote, remotePort } = connection;
    const rows = this.timeWaits;
    const row = rows.add(local, localPort, remote, remotePort, this.now);
    rows.sendNext[row] = connection.sendNext;
    rows.receiveNext[row] = connection.receiveNext;
    rows.window[row] = Math.min(connection.receiveLimit >>> connection.receiveShift, 0xffff);
    rows.stamped[row] = connection.has(USES_TIMESTAMPS) ? 1 : 0;
    rows.timestampOffset[row] = connection.timestampOffset;
    rows.recentTimestamp[row] = connection.recentTimestamp;
    this.bare.timeWait(this.timeWaits, row, this.now);
  }

  sendReset(connection: Connection, sequence: number, acknowledgement: number, flags: number): void {
    const { local, localPort, remote, remotePort } = connection;
    this.bare.send(local, localPort, remote, remotePort, sequence, acknowledgement, flags, this.now);
  }

  // Segments without a connection

  private receiveForNone(segment: Segment, bytes: Uint8Array, source: number, to: number, now: Instant): void {
    const row = this.timeWaits.find(to, segment.destinationPort, source, segment.sourcePort);
    if (row >= 0) {
      this.receiveInTimeWait(row, segment, source, to, now);
      return;
    }
    const listener = this.listeners.get(segment.destinationPort);
    const listens = listener !== undefined && (listener.address === ANY_ADDRESS || listener.address === to);
    if (!listens) {
      this.refuse(segment, source, to, now);
      return;
    }
    const kind = segment.flags & (tcp.RST | tcp.ACK | tcp.SYN);
    // §3.10.7.2: first RST, second ACK, third SYN.
    if ((kind & tcp.RST) !== 0) return;
    if ((kind & tcp.ACK) !== 0) {
      if (kind === tcp.ACK && now < listener.cookiesUntil && this.takeCookie(listener, segment, bytes, source, to, now))
        return;
      this.refuse(segment, source, to, now);
      return;
    }
    // A SYN with a FIN is no beginning that anybody means.
    if (kind === tcp.SYN && (segment.flags & tcp.FIN) === 0) this.receiveSyn(listener, segment, source, to, 0, now);
  }

  /** `after`: the numbers of an earlier connection of the tuple, which the new ones must not meet; 0: none. */
  private receiveSyn(
    listener: Listener,
    segment: Segment,
    source: number,
    to: number,
    after: number,
    now: Instant,
  ): void {
    if (!listener.accepting || this.table.count >= this.limits.connections) {
      this.overflowed++;
      return;
    }
    const { sourcePort, destinationPort } = segment;
    if (listener.halfOpen >= listener.backlog) {
      this.sendCookie(listener, segment, source, to, now);
      return;
    }
    let iss = this.secrets.initialSequence(to, destinationPort, source, sourcePort, now);
    if (after !== 0 && before(iss, after)) iss = after;
    const connection = this.begin(to, destinationPort, source, sourcePort, iss, now);
    connection.state = tcp.SYN_RECEIVED;
    connection.set(PASSIVE | SYN_DUE);
    takeSynOptions(connection, segment, now);
    // RFC 3168 §6.1.1: an ECN-setup SYN has both.
    const both = tcp.ECE | tcp.CWR;
    if ((segment.flags & both) === both) connection.set(USES_ECN);
    connection.sendWindow = segment.window;
    connection.largestWindow = segment.window;
    connection.windowSequence = segment.sequence;
    listener.halfOpen++;
    this.wantTransmit(connection);
  }

  private begin(
    local: number,
    localPort: number,
    remote: number,
    remotePort: number,
    iss: number,
    now: Instant,
  ): Connection {
    const connection = new Connection(this, local, localPort, remote, remotePort);
    connection.sendUnacknowledged = iss;
    connection.sendNext = iss;
    connection.sendEnd = (iss + 1) | 0;
    const known = this.paths.get(remote, now);
    const full = this.linkMss(remote);
    connection.pathMss = known > 0 && known < full ? known : full;
    connection.timestampOffset = this.secrets.timestampOffset(local, remote);
    connection.progressAt = now;
    connection.sentAt = now;
    this.table.add(connection);
    this.ip.holdHost(remote);
    if (this.onOpened !== undefined) this.onOpened();
    return connection;
  }

  /** The backlog is full: the answer holds all that there is to remember (RFC 4987 §3.6), without options but MSS. */
  private sendCookie(listener: Listener, segment: Segment, source: number, to: number, now: Instant): void {
    listener.cookiesUntil = now + 2 * COOKIE_PERIOD_MS;
    this.cookiesSent++;
    const { sourcePort, destinationPort, sequence } = segment;
    const theirs = segment.mss === 0 ? tcp.DEFAULT_MSS : segment.mss;
    const cookie = this.secrets.cookie(to, destinationPort, source, sourcePort, sequence, theirs, now);
    this.bare.cookie(segment, source, to, cookie, COOKIE_WINDOW, now);
  }

  /** An acknowledgement of a cookie makes its connection; false: it is none. */
  private takeCookie(
    listener: Listener,
    segment: Segment,
    bytes: Uint8Array,
    source: number,
    to: number,
    now: Instant,
  ): boolean {
    const { sourcePort, destinationPort } = segment;
    const cookie = (segment.acknowledgement - 1) | 0;
    const theirs = (segment.sequence - 1) | 0;
    const mss = this.secrets.cookieMss(to, destinationPort, source, sourcePort, theirs, cookie, now);
    if (mss === 0) return false;
    if (!listener.accepting || this.table.count >= this.limits.connections) {
      this.overflowed++;
      return true;
    }
    this.cookiesTaken++;
    const connection = this.begin(to, destinationPort, source, sourcePort, cookie, now);
    connection.state = tcp.SYN_RECEIVED;
    connection.set(PASSIVE);
    listener.halfOpen++;
    connection.receiveNext = segment.sequence;
    connection.receiveRead = segment.sequence;
    connection.receiveEdge = (segment.sequence + COOKIE_WINDOW) | 0;
    connection.acknowledged = segment.sequence;
    connection.measuredFrom = segment.sequence;
    connection.measuredAt = now;
    connection.mss = mss;
    connection.sendNext = (cookie + 1) | 0;
    connection.windowSequence = theirs;
    onSegment(connection, segment, bytes, now);
    return true;
  }

  private release(connection: Connection): void {
    this.table.remove(connection);
    this.ip.letGoHost(connection.remote);
    this.wheel.remove(connection);
    if (this.onReleased !== undefined) this.onReleased();
  }

  private accept(connection: Connection): void {
    connection.clear(NEWS_OPEN);
    const listener = this.listeners.get(connection.localPort);
    if (listener === undefined) {
      connection.abort();
      return;
    }
    listener.acceptor.onConnection(connection);
  }

  /** RFC 9293 §3.10.7.4 for TIME-WAIT; resets are ignored (RFC 1337 §3), so that no old segment ends it early. */
  private receiveInTimeWait(row: number, segment: Segment, source: number, to: number, now: Instant): void {
    const { flags } = segment;
    if ((flags & tcp.RST) !== 0) return;
    const listener = this.listeners.get(segment.destinationPort);
    if ((flags & (tcp.SYN | tcp.ACK)) === tcp.SYN && listener !== undefined && this.timeWaits.mayReuse(row, segment)) {
      const after = (this.timeWaits.sendNext[row] + REUSE_DISTANCE) | 0;
      this.timeWaits.remove(row);
      this.receiveSyn(listener, segment, source, to, after === 0 ? 1 : after, now);
      return;
    }
    const data = segment.dataEnd - segment.dataStart;
    const fin = (flags & tcp.FIN) !== 0;
    const expected = segment.sequence === this.timeWaits.receiveNext[row];
    if (expected && data === 0 && !fin && (flags & tcp.SYN) === 0) return;
    if (fin && ((segment.sequence + data + 1) | 0) === this.timeWaits.receiveNext[row])
      this.timeWaits.restart(row, now);
    this.bare.timeWait(this.timeWaits, row, now);
  }

  private refuse(segment: Segment, source: number, to: number, now: Instant): void {
    this.refused++;
    this.bare.refuse(segment, source, to, now);
  }

  /** A large one where the device cuts up what there is to send. */
  private packetFor(connection: Connection): Packet | undefined {
    if (this.ip.segmentationTo(connection.remote) > 0 && connection.unsentBytes > connection.segmentBytes) {
      const packet = this.ip.allocateLarge();
      if (packet !== undefined) return packet;
    }
    return this.ip.allocate();
  }

  private removeFirst(): void {
    const connection = this.first;
    if (connection === undefined) return;
    this.first = connection.listNext;
    if (this.first === undefined) this.last = undefined;
    connection.listNext = undefined;
    connection.clear(IN_TRANSMIT);
  }

  private sequenceAfter(row: number, iss: number): number {
    const after = (this.timeWaits.sendNext[row] + REUSE_DISTANCE) | 0;
    return before(iss, after) ? after : iss;
  }

  private freeListenPort(): number {
    let port = this.ports.next(0, 0, 0);
    while (this.listeners.has(port)) port = this.ports.next(0, 0, 0);
    return port;
  }

  private isSound(bytes: Uint8Array, start: number, end: number, source: number, destination: number): boolean {
    return hasValidTcpChecksum(bytes, start, end, this.ip.pseudoSum(source, destination, PROTOCOL_TCP, end - start));
  }

  private drop(): boolean {
    this.dropped++;
    return false;
  }
}
