// One TCP connection: its variables (RFC 9293 §3.3.1) and what its user may do with it. Segments come in and leave, and time
// passes, through machine.ts. Bytes under way are in a sender and a receiver that an idle connection does not have.

import { NEVER, type Instant } from '../core/instant.ts';
import type { CongestionControl } from './congestion.types.ts';
import * as tcp from './constants.ts';
import {
  USES_TIMESTAMPS,
  NO_DELAY,
  END_WANTED,
  END_RECEIVED,
  ACK_NOW,
  NEWS_OPEN,
  NEWS_READABLE,
  NEWS_WRITABLE,
  NEWS_CLOSED,
  WANTS_ROOM,
  DISCARDS,
  FORGOTTEN,
  KEEPS_ALIVE,
  REASON_NONE,
  REASON_RESET,
  TIMER_OFF,
} from './flags.ts';
import { windowUpdateDue } from './flow.ts';
import type { Receiver } from './receiver.ts';
import { FAST_RECOVERY, REDUCING, type Sender } from './sender.ts';
import { distance } from './sequence.ts';
import type { ByteStream, ReadView, StreamHandler } from './stream.types.ts';
import type { ConnectionOwner } from './tcp.types.ts';

const REASONS: readonly string[] = [
  '',
  'Cannot go on with a connection: the other side reset it',
  'Cannot connect: the other side refused',
  'Cannot go on with a connection: the other side does not answer',
  'Cannot connect: the other side cannot be reached',
  'Cannot go on with a connection: no answer to keep-alive probes',
];

/** @throws unless it is a time that can pass */
export function checkUserTimeout(ms: number): number {
  if (!(ms > 0)) throw new RangeError(`Cannot wait for ${ms} ms: a user timeout is above 0`);
  return ms;
}

export class Connection implements ByteStream {
  handler: StreamHandler | undefined;
  readonly owner: ConnectionOwner;
  readonly local: number;
  readonly localPort: number;
  readonly remote: number;
  readonly remotePort: number;
  state: number;
  flags: number;
  reason: number;

  // Sending (RFC 9293 §3.3.1). The queue holds [sendUnacknowledged, sendEnd).
  sendUnacknowledged: number;
  sendNext: number;
  sendEnd: number;
  sendWindow: number;
  windowSequence: number;
  windowAcknowledgement: number;
  largestWindow: number;
  /** Scale of the other side's windows, and of ours. */
  sendShift: number;
  receiveShift: number;
  /** Data and options in a segment: what the other side takes, what the path takes. */
  mss: number;
  pathMss: number;
  sender: Sender | undefined;
  congestion: CongestionControl | undefined;
  /** When the last segment with data left. */
  sentAt: Instant;

  // Receiving. [receiveRead, receiveNext) waits for the user.
  receiveNext: number;
  receiveRead: number;
  /** The right edge of the window as last told. */
  receiveEdge: number;
  receiveLimit: number;
  /** `receiveNext` as last acknowledged, and as of the start of the round trip that sizes the buffer. */
  acknowledged: number;
  measuredFrom: number;
  measuredAt: Instant;
  receiver: Receiver | undefined;
  endAt: number;
  /** A repetition to be told as DSACK (RFC 2883); equal: none. */
  repeatedStart: number;
  repeatedEnd: number;

  // Timestamps (RFC 7323 §4, §5).
  timestampOffset: number;
  recentTimestamp: number;
  recentTimestampAt: Instant;

  // Round trips (RFC 6298); negative: not measured.
  smoothedRtt: number;
  rttVariance: number;
  leastRtt: number;
  /** Timeouts in a row. */
  timeouts: number;

  // Timers. `timerAt` is where the wheel has it.
  sendTimer: number;
  sendTimerAt: Instant;
  acknowledgeAt: Instant;
  /** Connect, user, keep-alive and linger timeouts. */
  idleAt: Instant;
  /** Since when nothing was acknowledged that is in flight, or nothing arrived. */
  progressAt: Instant;
  /** How long nothing may be acknowledged. */
  userTimeout: number;
  timerAt: Instant;
  timerSlot: number;
  timerNext: Connection | undefined;
  timerPrevious: Connection | undefined;
  challengedAt: Instant;

  // Lists of the owner.
  tableNext: Connection | undefined;
  listNext: Connection | undefined;

  constructor(owner: ConnectionOwner, local: number, localPort: number, remote: number, remotePort: number) {
    this.handler = undefined;
    this.owner = owner;
    this.local = local;
    this.localPort = localPort;
    this.remote = remote;
    this.remotePort = remotePort;
    this.state = tcp.CLOSED;
    this.flags = 0;
    this.reason = REASON_NONE;
    this.sendUnacknowledged = 0;
    this.sendNext = 0;
    this.sendEnd = 0;
    this.sendWindow = 0;
    this.windowSequence = 0;
    this.windowAcknowledgement = 0;
    this.largestWindow = 0;
    this.sendShift = 0;
    this.receiveShift = 0;
    this.mss = tcp.DEFAULT_MSS;
    this.pathMss = tcp.DEFAULT_MSS;
    this.sender = undefined;
    this.congestion = undefined;
    this.sentAt = 0;
    this.receiveNext = 0;
    this.receiveRead = 0;
    this.receiveEdge = 0;
    this.receiveLimit = tcp.INITIAL_BUFFER_BYTES;
    this.acknowledged = 0;
    this.measuredFrom = 0;
    this.measuredAt = 0;
    this.receiver = undefined;
    this.endAt = 0;
    this.repeatedStart = 0;
    this.repeatedEnd = 0;
    this.timestampOffset = 0;
    this.recentTimestamp = 0;
    this.recentTimestampAt = 0;
    this.smoothedRtt = -1;
    this.rttVariance = 0;
    this.leastRtt = NEVER;
    this.timeouts = 0;
    this.sendTimer = TIMER_OFF;
    this.sendTimerAt = NEVER;
    this.acknowledgeAt = NEVER;
    this.idleAt = NEVER;
    this.progressAt = 0;
    this.userTimeout = tcp.USER_TIMEOUT_MS;
    this.timerAt = NEVER;
    this.timerSlot = -1;
    this.timerNext = undefined;
    this.timerPrevious = undefined;
    this.challengedAt = -tcp.CHALLENGE_MS;
    this.tableNext = undefined;
    this.listNext = undefined;
  }

  // The event loop's side

  nextTimeout(): Instant {
    const { sender } = this;
    const next = Math.min(this.sendTimerAt, this.acknowledgeAt, this.idleAt);
    return sender === undefined ? next : Math.min(next, sender.resumeAt);
  }

  // The user's side

  get readableBytes(): number {
    const waiting = distance(this.receiveRead, this.receiveNext);
    return (this.flags & END_RECEIVED) !== 0 ? waiting - 1 : waiting;
  }

  get writableBytes(): number {
    if ((this.flags & END_WANTED) !== 0 || !this.maySend) return 0;
    const room = this.sendLimit - distance(this.sendUnacknowledged, this.sendEnd);
    return room < 0 ? 0 : room;
  }

  get ended(): boolean {
    return (this.flags & END_RECEIVED) !== 0 && this.readableBytes === 0;
  }

  get closed(): boolean {
    return this.state === tcp.CLOSED && (this.reason !== REASON_NONE || this.readableBytes <= 0);
  }

  get remoteAddress(): string {
    return this.owner.formatHost(this.remote);
  }

  get localAddress(): string {
    return this.owner.formatHost(this.local);
  }

  get noDelay(): boolean {
    return (this.flags & NO_DELAY) !== 0;
  }

  /** RFC 9293 §3.7.4, MUST-17. */
  set noDelay(value: boolean) {
    if (value) this.set(NO_DELAY);
    else this.clear(NO_DELAY);
  }

  get keepAlive(): boolean {
    return (this.flags & KEEPS_ALIVE) !== 0;
  }

  /** Off by default (RFC 9293 §3.8.4, MUST-25). */
  set keepAlive(value: boolean) {
    if (value) this.set(KEEPS_ALIVE);
    else this.clear(KEEPS_ALIVE);
    if (value && this.state === tcp.ESTABLISHED) this.idleAt = this.owner.now + tcp.KEEP_ALIVE_MS;
    this.reschedule();
  }

  get userTimeoutMs(): number {
    return this.userTimeout;
  }

  set userTimeoutMs(ms: number) {
    this.userTimeout = checkUserTimeout(ms);
  }

  readInto(into: Uint8Array, at: number, most: number): number {
    const length = Math.min(this.readableBytes, most, into.length - at);
    const receiver = this.receiver;
    if (length <= 0 || receiver === undefined) return 0;
    const stored = Math.min(this.readableBytes - receiver.heldBytes, length);
    if (stored > 0) receiver.bytes.read(this.receiveRead, into, at, stored);
    if (stored < length) receiver.readHeld(into, at + stored, length - stored);
    this.noteRead(receiver, length);
    return length;
  }

  peek(view: ReadView): number {
    const receiver = this.receiver;
    if (receiver === undefined) return 0;
    const stored = this.readableBytes - receiver.heldBytes;
    return stored > 0 ? receiver.bytes.peek(this.receiveRead, stored, view) : receiver.peekHeld(view);
  }

  skip(count: number): void {
    const length = Math.min(this.readableBytes, count);
    const receiver = this.receiver;
    if (length <= 0 || receiver === undefined) return;
    const stored = this.readableBytes - receiver.heldBytes;
    if (stored < length) receiver.skipHeld(length - stored);
    this.noteRead(receiver, length);
  }

  private noteRead(receiver: Receiver, length: number): void {
    const from = this.receiveRead;
    this.receiveRead = (from + length) | 0;
    receiver.bytes.release(from, this.receiveRead);
    this.dropIdleReceiver();
    if (this.state !== tcp.CLOSED && windowUpdateDue(this)) {
      this.set(ACK_NOW);
      this.owner.wantTransmit(this);
    }
    if (this.state === tcp.CLOSED && this.closed) this.tell(NEWS_CLOSED);
  }

  /** What is not read now lies in memory of the connection's own. */
  settle(): void {
    const receiver = this.receiver;
    if (receiver === undefined || receiver.heldBytes === 0) return;
    receiver.settle(
      this.receiveRead,
      (this.flags & END_RECEIVED) !== 0 ? (this.receiveNext - 1) | 0 : this.receiveNext,
    );
  }

  writeFrom(bytes: Uint8Array, start: number, end: number): number {
    const offered = Math.min(end - start, this.writableBytes);
    let taken = 0;
    if (offered > 0) {
      const sender = this.needSender();
      taken = sender.queue.write(this.sendUnacknowledged, this.sendEnd, bytes, start, start + offered);
      this.sendEnd = (this.sendEnd + taken) | 0;
      if (taken > 0) this.owner.wantTransmit(this);
    }
    if (taken < end - start && (this.flags & END_WANTED) === 0) this.set(WANTS_ROOM);
    return taken;
  }

  end(): void {
    if ((this.flags & END_WANTED) !== 0 || !this.maySend) return;
    this.set(END_WANTED);
    if (this.state === tcp.SYN_SENT) {
      // RFC 9293 §3.10.4: nothing was exchanged; with data waiting the end follows them.
      if (this.sendEnd === ((this.sendUnacknowledged + 1) | 0)) {
        this.finish(REASON_NONE, false);
        return;
      }
    }
    this.needSender();
    this.owner.wantTransmit(this);
  }

  close(): void {
    if (this.state === tcp.CLOSED) {
      this.forget();
      this.dropUnread();
      return;
    }
    const unread = this.readableBytes > 0;
    this.set(DISCARDS);
    this.forget();
    this.receiveRead = (this.flags & END_RECEIVED) !== 0 ? (this.receiveNext - 1) | 0 : this.receiveNext;
    if (this.receiver !== undefined) this.receiver.dropHeld();
    this.dropIdleReceiver();
    this.end();
    if (this.state === tcp.CLOSED) return;
    if (unread && windowUpdateDue(this)) this.set(ACK_NOW);
    this.idleAt = this.owner.now + tcp.LINGER_MS;
    this.owner.wantTransmit(this);
    this.reschedule();
  }

  abort(): void {
    this.forget();
    if (this.state === tcp.CLOSED) {
      this.dropUnread();
      return;
    }
    // RFC 9293 §3.10.5: a reset for whoever knows of the connection.
    if (this.state !== tcp.SYN_SENT) this.owner.sendReset(this, this.sendNext, this.receiveNext, tcp.RST | tcp.ACK);
    this.finish(REASON_RESET, false);
  }

  // For the other files of this folder

  has(flag: number): boolean {
    return (this.flags & flag) !== 0;
  }

  set(flag: number): void {
    this.flags |= flag;
  }

  clear(flag: number): void {
    this.flags &= ~flag;
  }

  /** The state allows data to be written. */
  get maySend(): boolean {
    return this.state >= tcp.SYN_SENT && (this.state <= tcp.ESTABLISHED || this.state === tcp.CLOSE_WAIT);
  }

  /** Bytes of the queue that may be unacknowledged: twice the window, so that it can grow. */
  get sendLimit(): number {
    const congestion = this.congestion;
    if (congestion === undefined || this.owner.chunks.scarce) return tcp.INITIAL_BUFFER_BYTES;
    const twice = Math.floor(2 * congestion.window);
    return Math.min(Math.max(twice, tcp.INITIAL_BUFFER_BYTES), tcp.MOST_SEND_BUFFER_BYTES);
  }

  /** The congestion window that holds now. */
  get windowInForce(): number {
    const sender = this.sender;
    if (sender !== undefined && (sender.recovery === FAST_RECOVERY || sender.recovery === REDUCING)) {
      return sender.recoveryWindow;
    }
    return this.congestion === undefined ? this.initialWindow : Math.floor(this.congestion.window);
  }

  /** RFC 6928 §2: min (10*MSS, max (2*MSS, 14600)). */
  get initialWindow(): number {
    const segment = this.segmentBytes;
    const ten = tcp.INITIAL_WINDOW_SEGMENTS * segment;
    return Math.min(ten, Math.max(2 * segment, tcp.INITIAL_WINDOW_BYTES));
  }

  /** Data bytes in a full segment without SACK options (RFC 9293 §3.7.1: Eff.snd.MSS). */
  get segmentBytes(): number {
    return Math.min(this.mss, this.pathMss) - ((this.flags & USES_TIMESTAMPS) !== 0 ? 12 : 0);
  }

  /** Bytes that were written and never sent. */
  get unsentBytes(): number {
    return distance(this.sendNext, this.sendEnd);
  }

  /** Bytes in flight: sent, not acknowledged, not taken for lost (RFC 6675 §4: pipe). */
  get inFlight(): number {
    const outstanding = distance(this.sendUnacknowledged, this.sendNext);
    const sender = this.sender;
    return sender === undefined ? outstanding : outstanding - sender.sackedBytes - sender.lostBytes;
  }

  /** The sequence number of our FIN, once the user ended. */
  get finSent(): boolean {
    return (this.flags & END_WANTED) !== 0 && distance(this.sendEnd, this.sendNext) > 0;
  }

  needSender(): Sender {
    let sender = this.sender;
    if (sender === undefined) {
      sender = this.owner.takeSender();
      sender.begin(this.sendNext, this.initialWindow);
      this.sender = sender;
    }
    return sender;
  }

  needReceiver(): Receiver {
    let receiver = this.receiver;
    if (receiver === undefined) {
      receiver = this.owner.takeReceiver();
      this.receiver = receiver;
    }
    return receiver;
  }

  /** Gives the receiver back when it holds nothing. */
  dropIdleReceiver(): void {
    const receiver = this.receiver;
    if (receiver === undefined || receiver.count > 0 || this.readableBytes > 0) return;
    this.receiver = undefined;
    this.owner.giveReceiver(receiver);
  }

  /** Gives the sender back when nothing is queued or in flight. */
  dropIdleSender(): void {
    const sender = this.sender;
    if (sender === undefined || this.sendUnacknowledged !== this.sendNext) return;
    if (this.sendEnd !== this.sendNext && !this.finSent) return;
    if ((this.flags & END_WANTED) !== 0 && !this.finSent) return;
    this.sender = undefined;
    this.owner.giveSender(sender);
  }

  tell(news: number): void {
    if ((this.flags & FORGOTTEN) !== 0) return;
    this.flags |= news;
    this.owner.wantDispatch(this);
  }

  /** Calls the handler with what happened since the last time. */
  dispatch(): void {
    if (this.has(NEWS_OPEN)) {
      this.clear(NEWS_OPEN);
      if (this.handler !== undefined) this.handler.onWritable(this);
    }
    if (this.has(NEWS_READABLE)) {
      this.clear(NEWS_READABLE);
      if (this.handler !== undefined) this.handler.onReadable(this);
    }
    if (this.has(NEWS_WRITABLE)) {
      this.clear(NEWS_WRITABLE);
      if (this.handler !== undefined && this.maySend) this.handler.onWritable(this);
    }
    if (this.has(NEWS_CLOSED) && this.closed) {
      this.clear(NEWS_CLOSED);
      this.set(FORGOTTEN);
      if (this.handler !== undefined) this.handler.onClosed(this, REASONS[this.reason]);
    }
  }

  /** The connection is over: everything it held goes back. `timeWait`: its addresses wait. */
  finish(reason: number, timeWait: boolean): void {
    if (this.state === tcp.CLOSED) return;
    const before = this.state;
    this.state = tcp.CLOSED;
    this.reason = reason;
    this.stopTimers();
    const sender = this.sender;
    if (sender !== undefined) {
      this.sender = undefined;
      this.owner.giveSender(sender);
    }
    if (reason !== REASON_NONE || this.has(FORGOTTEN)) this.dropUnread();
    if (timeWait) this.owner.onTimeWait(this);
    else this.owner.onClosed(this, before);
    this.tell(NEWS_CLOSED);
  }

  stopTimers(): void {
    this.sendTimer = TIMER_OFF;
    this.sendTimerAt = NEVER;
    this.acknowledgeAt = NEVER;
    this.idleAt = NEVER;
  }

  /** The wheel must not wake us too late. */
  reschedule(): void {
    if (this.nextTimeout() < this.timerAt) this.owner.schedule(this);
  }

  /** Nobody will read what is there. */
  private dropUnread(): void {
    const receiver = this.receiver;
    this.receiver = undefined;
    if (receiver !== undefined) this.owner.giveReceiver(receiver);
    this.receiveRead = (this.flags & END_RECEIVED) !== 0 ? (this.receiveNext - 1) | 0 : this.receiveNext;
  }

  private forget(): void {
    this.set(FORGOTTEN);
    this.clear(NEWS_READABLE | NEWS_WRITABLE | NEWS_CLOSED);
    this.handler = undefined;
  }
}
