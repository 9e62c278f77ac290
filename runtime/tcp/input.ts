// A segment arrives (RFC 9293 §3.10.7.3 and §3.10.7.4, in the order given there): timestamps and PAWS (RFC 7323 §5), the
// acceptability of its numbers, RST and SYN with the defences of RFC 5961, then ACK (acknowledge.ts), data and FIN.

import { NEVER, type Instant } from '../core/instant.ts';
import { acknowledge, windowFromSegment } from './acknowledge.ts';
import type { Connection } from './connection.ts';
import {
  ACK_NOW,
  DISCARDS,
  ECE_DUE,
  END_RECEIVED,
  END_SEEN,
  END_WANTED,
  FORGOTTEN,
  NEWS_OPEN,
  NEWS_READABLE,
  PASSIVE,
  REASON_NONE,
  REASON_REFUSED,
  REASON_RESET,
  SYN_DUE,
  SYN_SENT_AGAIN,
  TIMER_OFF,
  USES_ECN,
  USES_SACK,
  USES_TIMESTAMPS,
  KEEPS_ALIVE,
} from './flags.ts';
import * as tcp from './constants.ts';
import { measureReading, OUR_WINDOW_SHIFT, windowOfSyn } from './flow.ts';
import { measureRoundTrip } from './rtt.ts';
import { before, distance, latest, notAfter } from './sequence.ts';
import type { Segment } from './tcp.wire.ts';

/** IP's mark for congestion (RFC 3168 §5). */
const CONGESTION_EXPERIENCED = 3;

export function receiveSegment(connection: Connection, segment: Segment, bytes: Uint8Array, now: Instant): void {
  if (connection.state === tcp.CLOSED) return;
  if (connection.state === tcp.SYN_SENT) receiveInSynSent(connection, segment, bytes, now);
  else receiveSynchronized(connection, segment, bytes, now);
}

/** What a SYN says about the other side (RFC 9293 §3.7.1, RFC 7323 §1.3, RFC 2018 §2). */
export function takeSynOptions(connection: Connection, segment: Segment, now: Instant): void {
  connection.receiveNext = (segment.sequence + 1) | 0;
  connection.receiveRead = connection.receiveNext;
  connection.receiveEdge = connection.receiveNext;
  connection.acknowledged = connection.receiveNext;
  connection.measuredFrom = connection.receiveNext;
  connection.measuredAt = now;
  connection.mss = Math.max(segment.mss === 0 ? tcp.DEFAULT_MSS : segment.mss, tcp.LEAST_MSS);
  if (segment.windowShift >= 0) {
    // RFC 7323 §2.3: more than 14 counts as 14.
    connection.sendShift = Math.min(segment.windowShift, tcp.LARGEST_WINDOW_SHIFT);
    connection.receiveShift = OUR_WINDOW_SHIFT;
  }
  if (segment.sackPermitted) connection.set(USES_SACK);
  if (segment.hasTimestamps) {
    connection.set(USES_TIMESTAMPS);
    connection.recentTimestamp = segment.timestamp;
    connection.recentTimestampAt = now;
  }
}

/** RFC 9293 §3.10.7.3. */
function receiveInSynSent(connection: Connection, segment: Segment, bytes: Uint8Array, now: Instant): void {
  const { flags, acknowledgement } = segment;
  const hasAck = (flags & tcp.ACK) !== 0;
  const first = (connection.sendUnacknowledged + 1) | 0;
  if (hasAck && acknowledgement !== first) {
    if ((flags & tcp.RST) === 0) connection.owner.sendReset(connection, acknowledgement, 0, tcp.RST);
    return;
  }
  if ((flags & tcp.RST) !== 0) {
    if (hasAck) connection.finish(REASON_REFUSED, false);
    return;
  }
  if ((flags & tcp.SYN) === 0) return;
  takeSynOptions(connection, segment, now);
  // Our SYN told a window already.
  windowOfSyn(connection);
  // RFC 3168 §6.1.1: an ECN-setup SYN-ACK has ECE and not CWR.
  if (hasAck && (flags & (tcp.ECE | tcp.CWR)) === tcp.ECE) connection.set(USES_ECN);
  if (!hasAck) {
    // Simultaneous open (§3.5): our SYN goes out again, with an acknowledgement.
    connection.state = tcp.SYN_RECEIVED;
    connection.sendNext = connection.sendUnacknowledged;
    connection.set(SYN_DUE);
    connection.owner.wantTransmit(connection);
    return;
  }
  sampleHandshake(connection, now);
  connection.sendUnacknowledged = acknowledgement;
  becomeEstablished(connection, segment, now);
  connection.sendWindow = segment.window;
  connection.largestWindow = segment.window;
  connection.set(ACK_NOW);
  connection.owner.wantTransmit(connection);
  // Data and FIN of a SYN-ACK (§3.10.7.3 step 4): as if the segment had begun behind its SYN.
  segment.sequence = (segment.sequence + 1) | 0;
  segment.flags &= ~tcp.SYN;
  takeText(connection, segment, bytes, now);
}

/** `sentAt` is when the SYN left. Of one that left again nobody knows which was answered (RFC 6298 §3). */
function sampleHandshake(connection: Connection, now: Instant): void {
  if (!connection.has(SYN_SENT_AGAIN)) measureRoundTrip(connection, Math.max(now - connection.sentAt, 0));
}

function becomeEstablished(connection: Connection, segment: Segment, now: Instant): void {
  connection.state = tcp.ESTABLISHED;
  connection.clear(SYN_DUE);
  connection.timeouts = 0;
  connection.sendTimer = TIMER_OFF;
  connection.sendTimerAt = NEVER;
  connection.idleAt = connection.has(KEEPS_ALIVE) ? now + tcp.KEEP_ALIVE_MS : NEVER;
  if (connection.has(FORGOTTEN)) connection.idleAt = now + tcp.LINGER_MS;
  connection.progressAt = now;
  connection.windowSequence = segment.sequence;
  connection.windowAcknowledgement = segment.acknowledgement;
  const window = connection.initialWindow;
  // RFC 6928 §2: after a lost SYN begin with one segment.
  const lost = connection.has(SYN_SENT_AGAIN);
  connection.congestion = connection.owner.congestion.create(lost ? connection.segmentBytes : window);
  if (connection.has(PASSIVE)) connection.owner.onEstablished(connection);
  else connection.tell(NEWS_OPEN);
  if (connection.sendEnd !== connection.sendNext || connection.has(END_WANTED))
    connection.owner.wantTransmit(connection);
}

/** RFC 9293 §3.10.7.4. */
function receiveSynchronized(connection: Connection, segment: Segment, bytes: Uint8Array, now: Instant): void {
  if (connection.state === tcp.SYN_RECEIVED) openSimultaneously(connection, segment);
  if (!passesTimestamps(connection, segment, now)) return;
  if (!isAcceptable(connection, segment)) {
    answerUnacceptable(connection, segment, now);
    return;
  }
  if ((segment.flags & tcp.RST) !== 0) {
    receiveReset(connection, segment, now);
    return;
  }
  if ((segment.flags & tcp.SYN) !== 0) {
    // RFC 5961 §4: whoever really starts anew answers the challenge with a reset.
    challenge(connection, now);
    return;
  }
  if ((segment.flags & tcp.ACK) === 0) return;
  if (connection.state === tcp.SYN_RECEIVED && !receiveHandshakeAck(connection, segment, now)) return;
  takeTimestamp(connection, segment, now);
  if (connection.has(KEEPS_ALIVE)) hearLife(connection, now);
  if (!acknowledge(connection, segment, now)) return;
  if (!advanceClosing(connection)) return;
  takeText(connection, segment, bytes, now);
}

/** Simultaneous open (§3.5, figure 7): their SYN-ACK repeats the SYN that we have; what counts is its acknowledgement. */
function openSimultaneously(connection: Connection, segment: Segment): void {
  const both = tcp.SYN | tcp.ACK;
  if (connection.has(PASSIVE) || (segment.flags & (both | tcp.RST)) !== both) return;
  if (((segment.sequence + 1) | 0) !== connection.receiveNext) return;
  segment.sequence = connection.receiveNext;
  segment.flags &= ~tcp.SYN;
}

/** PAWS (RFC 7323 §5.3); false: the segment is dropped. */
function passesTimestamps(connection: Connection, segment: Segment, now: Instant): boolean {
  if (!connection.has(USES_TIMESTAMPS) || (segment.flags & tcp.RST) !== 0) return true;
  // RFC 7323 §3.2: a segment without the option that was agreed on is dropped.
  if (!segment.hasTimestamps) return false;
  if (!before(segment.timestamp, connection.recentTimestamp)) return true;
  if (now - connection.recentTimestampAt > tcp.TIMESTAMP_VALID_MS) return true;
  if (segment.dataEnd > segment.dataStart) noteRepetition(connection, segment);
  challenge(connection, now);
  return false;
}

/** The four cases of RFC 9293 §3.4, table 6. A window of zero takes what carries no data. */
function isAcceptable(connection: Connection, segment: Segment): boolean {
  const length = lengthOf(segment);
  const window = distance(connection.receiveNext, connection.receiveEdge);
  const from = distance(connection.receiveNext, segment.sequence);
  if (length === 0) return window === 0 ? from === 0 : from >= 0 && from < window;
  // §3.10.7.4: with a closed window, valid ACKs, URGs and RSTs are still to be taken; takeText drops the data.
  if (window === 0) return from === 0;
  const last = from + length - 1;
  return (from >= 0 && from < window) || (last >= 0 && last < window);
}

function lengthOf(segment: Segment): number {
  let length = segment.dataEnd - segment.dataStart;
  if ((segment.flags & tcp.SYN) !== 0) length++;
  if ((segment.flags & tcp.FIN) !== 0) length++;
  return length;
}

function answerUnacceptable(connection: Connection, segment: Segment, now: Instant): void {
  if ((segment.flags & tcp.RST) !== 0) return;
  if (connection.state === tcp.SYN_RECEIVED && (segment.flags & tcp.SYN) !== 0) {
    // The SYN again: our answer was lost, or theirs crossed it. The timer sends it; a flood gains nothing.
    if (!challengeAllowed(connection, now)) return;
    connection.sendNext = connection.sendUnacknowledged;
    connection.set(SYN_DUE | SYN_SENT_AGAIN);
    connection.owner.wantTransmit(connection);
    return;
  }
  if (lengthOf(segment) === 0 || (segment.flags & tcp.SYN) !== 0) {
    // Answering these without a bound makes two hosts answer each other for ever (an ACK storm).
    challenge(connection, now);
    // A pure acknowledgement whose number is old may still open the window.
    return;
  }
  noteRepetition(connection, segment);
  connection.set(ACK_NOW);
  connection.owner.wantTransmit(connection);
}

/** What came before is told once (RFC 2883 §4). */
function noteRepetition(connection: Connection, segment: Segment): void {
  const length = segment.dataEnd - segment.dataStart;
  const end = (segment.sequence + length) | 0;
  if (length === 0 || !notAfter(end, connection.receiveNext)) return;
  connection.repeatedStart = segment.sequence;
  connection.repeatedEnd = end;
}

function challengeAllowed(connection: Connection, now: Instant): boolean {
  if (now - connection.challengedAt < tcp.CHALLENGE_MS) return false;
  connection.challengedAt = now;
  return true;
}

/** RFC 5961: an acknowledgement that a true peer understands and a blind one never sees. */
function challenge(connection: Connection, now: Instant): void {
  if (!challengeAllowed(connection, now)) return;
  connection.set(ACK_NOW);
  connection.owner.wantTransmit(connection);
}

/** RFC 5961 §3: only the exact next number resets. */
function receiveReset(connection: Connection, segment: Segment, now: Instant): void {
  if (segment.sequence !== connection.receiveNext) {
    challenge(connection, now);
    return;
  }
  if (connection.state === tcp.SYN_RECEIVED) {
    if (connection.has(PASSIVE)) connection.set(FORGOTTEN);
    connection.finish(REASON_REFUSED, false);
    return;
  }
  const over = connection.state === tcp.CLOSING || connection.state === tcp.LAST_ACK;
  connection.finish(over ? REASON_NONE : REASON_RESET, false);
}

/** RFC 9293 §3.10.7.4, fifth: the acknowledgement of our SYN. */
function receiveHandshakeAck(connection: Connection, segment: Segment, now: Instant): boolean {
  if (segment.acknowledgement !== ((connection.sendUnacknowledged + 1) | 0)) {
    connection.owner.sendReset(connection, segment.acknowledgement, 0, tcp.RST);
    return false;
  }
  sampleHandshake(connection, now);
  connection.sendUnacknowledged = segment.acknowledgement;
  connection.sendNext = latest(connection.sendNext, segment.acknowledgement);
  becomeEstablished(connection, segment, now);
  windowFromSegment(connection, segment);
  return true;
}

/** RFC 7323 §4.3: the timestamp of the segment that holds the last acknowledged byte is echoed. */
function takeTimestamp(connection: Connection, segment: Segment, now: Instant): void {
  if (!connection.has(USES_TIMESTAMPS)) return;
  if (!notAfter(segment.sequence, connection.acknowledged)) return;
  const ahead = !before(segment.timestamp, connection.recentTimestamp);
  if (!ahead && now - connection.recentTimestampAt <= tcp.TIMESTAMP_VALID_MS) return;
  connection.recentTimestamp = segment.timestamp;
  connection.recentTimestampAt = now;
}

/** RFC 9293 §3.8.4: the silence begins anew. */
function hearLife(connection: Connection, now: Instant): void {
  if (!connection.has(FORGOTTEN)) connection.idleAt = now + tcp.KEEP_ALIVE_MS;
  if (connection.sendUnacknowledged === connection.sendNext) connection.timeouts = 0;
}

/** Our FIN may just have been acknowledged; false: the connection is over. */
function advanceClosing(connection: Connection): boolean {
  if (!connection.finSent || connection.sendUnacknowledged !== connection.sendNext) return true;
  switch (connection.state) {
    case tcp.FIN_WAIT_1:
      connection.state = tcp.FIN_WAIT_2;
      return true;
    case tcp.CLOSING:
      connection.finish(REASON_NONE, true);
      return false;
    case tcp.LAST_ACK:
      connection.finish(REASON_NONE, false);
      return false;
    default:
      return true;
  }
}

/** Seventh and eighth: data, then FIN. URG changes nothing: its byte is data like all others (RFC 6093 §6). */
function takeText(connection: Connection, segment: Segment, bytes: Uint8Array, now: Instant): void {
  const state = connection.state;
  const open = state === tcp.ESTABLISHED || state === tcp.FIN_WAIT_1 || state === tcp.FIN_WAIT_2;
  const length = segment.dataEnd - segment.dataStart;
  const fin = (segment.flags & tcp.FIN) !== 0;
  if (connection.has(USES_ECN)) takeMarks(connection, segment, length);
  if (length === 0 && !fin) return;
  if (!open) {
    // The other side ended already: only its FIN again can stand here.
    connection.set(ACK_NOW);
    connection.owner.wantTransmit(connection);
    return;
  }
  if (length > 0) takeData(connection, segment, bytes, now);
  if (fin) noteEnd(connection, (segment.sequence + length) | 0);
  if (connection.has(END_SEEN) && connection.endAt === connection.receiveNext) takeEnd(connection);
  if (connection.state !== tcp.CLOSED) connection.owner.wantTransmit(connection);
}

/** RFC 3168 §6.1.3: marks are echoed until the sender says that it reduced. */
function takeMarks(connection: Connection, segment: Segment, length: number): void {
  if ((segment.flags & tcp.CWR) !== 0) connection.clear(ECE_DUE);
  if (segment.ecn === CONGESTION_EXPERIENCED && length > 0) connection.set(ECE_DUE | ACK_NOW);
}

function takeData(connection: Connection, segment: Segment, bytes: Uint8Array, now: Instant): void {
  let from = segment.sequence;
  let at = segment.dataStart;
  let to = (from + (segment.dataEnd - at)) | 0;
  noteRepetition(connection, segment);
  if (before(from, connection.receiveNext)) {
    at += distance(from, connection.receiveNext);
    from = connection.receiveNext;
    connection.set(ACK_NOW);
  }
  if (before(connection.receiveEdge, to)) {
    to = connection.receiveEdge;
    connection.set(ACK_NOW);
  }
  // Beyond the other side's own end there is nothing.
  if (connection.has(END_SEEN) && before(connection.endAt, to)) to = connection.endAt;
  if (!before(from, to)) {
    connection.set(ACK_NOW);
    return;
  }
  if (from !== connection.receiveNext) {
    takeBeyondGap(connection, from, to, bytes, at);
    return;
  }
  if (connection.has(DISCARDS)) {
    connection.receiveNext = to;
    closeGap(connection);
  } else if (!hold(connection, segment, to, at) && !keep(connection, from, to, bytes, at)) return;
  if (connection.has(DISCARDS)) connection.receiveRead = connection.receiveNext;
  measureReading(connection, now);
  scheduleAck(connection, now);
}

/** Data in order, and no gap: the packet stays as it is until the user was told. */
function hold(connection: Connection, segment: Segment, to: number, start: number): boolean {
  const { packet } = segment;
  if (packet === undefined || connection.has(FORGOTTEN)) return false;
  const receiver = connection.needReceiver();
  if (receiver.count > 0 || !receiver.hold(packet, start, start + distance(connection.receiveNext, to))) return false;
  segment.kept = true;
  connection.receiveNext = to;
  connection.tell(NEWS_READABLE);
  return true;
}

/** Data in order, between what came before them and stays as it was. False when memory ends. */
function keep(connection: Connection, from: number, to: number, bytes: Uint8Array, start: number): boolean {
  const receiver = connection.needReceiver();
  connection.settle();
  let next = from;
  let at = start;
  while (before(next, to)) {
    const stop = receiver.count > 0 && before(receiver.start[0], to) ? receiver.start[0] : to;
    const length = distance(next, stop);
    const written = receiver.bytes.write(connection.receiveRead, next, bytes, at, at + length);
    connection.receiveNext = (next + written) | 0;
    if (written > 0) connection.tell(NEWS_READABLE);
    if (written < length) return false;
    closeGap(connection);
    at += distance(next, connection.receiveNext);
    next = connection.receiveNext;
  }
  return true;
}

/** Data in order may have reached what lay beyond the gap. */
function closeGap(connection: Connection): void {
  const receiver = connection.receiver;
  if (receiver === undefined || receiver.count === 0) return;
  // RFC 5681 §4.2: what fills a gap is acknowledged at once.
  connection.set(ACK_NOW);
  connection.receiveNext = receiver.advance(connection.receiveNext);
  if (connection.has(DISCARDS)) {
    connection.receiveRead = connection.receiveNext;
    connection.dropIdleReceiver();
  }
}

function takeBeyondGap(connection: Connection, from: number, to: number, bytes: Uint8Array, at: number): void {
  const receiver = connection.needReceiver();
  connection.set(ACK_NOW);
  if (receiver.holds(from, to)) {
    connection.repeatedStart = from;
    connection.repeatedEnd = to;
    return;
  }
  receiver.addBeyond(connection.receiveRead, from, to, bytes, at);
}

/** Every second full segment at once, else soon (RFC 9293 §3.8.6.3, RFC 5681 §4.2). */
function scheduleAck(connection: Connection, now: Instant): void {
  if (distance(connection.acknowledged, connection.receiveNext) >= 2 * connection.segmentBytes) {
    connection.set(ACK_NOW);
  } else if (connection.acknowledgeAt === NEVER) {
    connection.acknowledgeAt = now + tcp.DELAYED_ACK_MS;
  }
}

function noteEnd(connection: Connection, end: number): void {
  connection.set(ACK_NOW);
  // A FIN outside the window, or a second one elsewhere, is none.
  if (connection.has(END_SEEN) || before(connection.receiveEdge, end) || before(end, connection.receiveNext)) return;
  connection.endAt = end;
  connection.set(END_SEEN);
}

/** Eighth: the FIN is in order. */
function takeEnd(connection: Connection): void {
  connection.receiveNext = (connection.receiveNext + 1) | 0;
  connection.set(END_RECEIVED | ACK_NOW);
  connection.acknowledgeAt = NEVER;
  if (connection.has(DISCARDS)) connection.receiveRead = (connection.receiveNext - 1) | 0;
  // Whatever came from beyond the end was not meant.
  if (connection.receiver !== undefined) connection.receiver.count = 0;
  connection.dropIdleReceiver();
  connection.tell(NEWS_READABLE);
  switch (connection.state) {
    case tcp.ESTABLISHED:
      connection.state = tcp.CLOSE_WAIT;
      break;
    case tcp.FIN_WAIT_1:
      connection.state = tcp.CLOSING;
      break;
    case tcp.FIN_WAIT_2:
      connection.finish(REASON_NONE, true);
      break;
    default:
  }
}
