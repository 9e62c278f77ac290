// The ACK field (RFC 9293 §3.10.7.4, fifth): what it says about our segments goes to the scoreboard, to the round trip, to loss
// detection (recovery.ts) and to the congestion window. SACK: RFC 2018 and 2883; its limits: RFC 5961 §5.

import { NEVER, type Instant } from '../core/instant.ts';
import type { Connection } from './connection.ts';
import {
  ACK_NOW,
  CWR_DUE,
  NEWS_WRITABLE,
  TIMER_PERSIST,
  TIMER_OFF,
  USES_ECN,
  USES_SACK,
  USES_TIMESTAMPS,
  WANTS_ROOM,
  WINDOW_PROBED,
} from './flags.ts';
import * as tcp from './constants.ts';
import type { Delivery } from './delivery.ts';
import { afterAcknowledgement, detectUndo, noteDelivery } from './recovery.ts';
import { measureRoundTrip } from './rtt.ts';
import { LOST, SACKED } from './sent-segments.ts';
import { OPEN, REDUCING, type Sender } from './sender.ts';
import { before, distance, notAfter } from './sequence.ts';
import type { Segment } from './tcp.wire.ts';

/** False: the rest of the segment is not looked at. */
export function acknowledge(connection: Connection, segment: Segment, now: Instant): boolean {
  const ack = segment.acknowledgement;
  acceptProbeByte(connection, ack);
  if (before(connection.sendNext, ack)) {
    // §3.10.7.4: "something not yet sent" gets an ACK and is dropped.
    return challengeAck(connection, now);
  }
  const behind = distance(ack, connection.sendUnacknowledged);
  // RFC 5961 §5: older than the largest window is no acknowledgement of ours.
  if (behind > Math.max(connection.largestWindow, tcp.INITIAL_BUFFER_BYTES)) return challengeAck(connection, now);
  const advance = behind < 0 ? -behind : 0;
  // Whoever answers probes is alive, though its window is closed (RFC 9293 §3.8.6.1).
  if (connection.sendTimer === TIMER_PERSIST) connection.progressAt = now;
  const windowBefore = connection.sendWindow;
  if (behind <= 0) windowFromSegment(connection, segment);
  const sender = connection.sender;
  if (sender === undefined) return true;
  takeAcknowledgement(connection, sender, segment, advance, windowBefore, now);
  return true;
}

function challengeAck(connection: Connection, now: Instant): boolean {
  if (now - connection.challengedAt >= tcp.CHALLENGE_MS) {
    connection.challengedAt = now;
    connection.set(ACK_NOW);
    connection.owner.wantTransmit(connection);
  }
  return false;
}

/**
 * RFC 9293 §3.10.7.4: SND.WND with WL1 and WL2, so that no old segment changes it. An acknowledgement that moves on is newer
 * than all others whatever its sequence number: a segment sent again would else move the edge with an old window.
 */
export function windowFromSegment(connection: Connection, segment: Segment): void {
  const moves = before(connection.sendUnacknowledged, segment.acknowledgement);
  const newer = moves || before(connection.windowSequence, segment.sequence);
  const same = connection.windowSequence === segment.sequence;
  if (!newer && !(same && notAfter(connection.windowAcknowledgement, segment.acknowledgement))) return;
  const window = segment.window << connection.sendShift;
  const opened = window > connection.sendWindow || connection.sendWindow === 0;
  connection.sendWindow = window;
  connection.windowSequence = segment.sequence;
  connection.windowAcknowledgement = segment.acknowledgement;
  if (window > connection.largestWindow) connection.largestWindow = window;
  if (window > 0 && connection.sendTimer === TIMER_PERSIST) {
    connection.sendTimer = TIMER_OFF;
    connection.sendTimerAt = NEVER;
    connection.timeouts = 0;
  }
  if (opened) connection.owner.wantTransmit(connection);
}

/** The byte of a window probe was taken although the window was closed: it counts as sent. */
function acceptProbeByte(connection: Connection, ack: number): void {
  if (!connection.has(WINDOW_PROBED) || distance(connection.sendNext, ack) !== 1) return;
  if (connection.sendEnd === connection.sendNext || connection.sender === undefined) return;
  connection.clear(WINDOW_PROBED);
  connection.sender.segments.push(connection.sendNext, ack, connection.sentAt);
  connection.sendNext = ack;
}

function takeAcknowledgement(
  connection: Connection,
  sender: Sender,
  segment: Segment,
  advance: number,
  windowBefore: number,
  now: Instant,
): void {
  const delivery: Delivery = connection.owner.delivery;
  delivery.begin(connection.inFlight, advance);
  const outstanding = connection.sendUnacknowledged !== connection.sendNext;
  // In order of sequence, so that an ACK with both is no sign of reordering.
  if (advance > 0) takeCumulative(connection, sender, segment.acknowledgement, delivery, now);
  if (segment.sackCount > 0 && connection.has(USES_SACK)) takeSack(connection, sender, segment, delivery, now);
  if (advance === 0 && outstanding) countDuplicate(connection, sender, segment, windowBefore, delivery);
  if (delivery.repeated) noteRepeatedDelivery(connection, sender);
  measure(connection, segment, advance, delivery, now);
  if (outstanding) {
    detectUndo(connection, sender, segment, delivery);
    takeMark(connection, sender, segment, now);
    afterAcknowledgement(connection, sender, segment, delivery, now);
  }
  if (connection.has(WANTS_ROOM) && connection.writableBytes * 3 >= connection.sendLimit) {
    connection.clear(WANTS_ROOM);
    connection.tell(NEWS_WRITABLE);
  }
  connection.dropIdleSender();
  connection.owner.wantTransmit(connection);
}

/** RFC 2018 §5; a first block at or below the ACK, or inside the second, is a DSACK (RFC 2883 §4). */
function takeSack(connection: Connection, sender: Sender, segment: Segment, delivery: Delivery, now: Instant): void {
  const { sackStart, sackEnd, sackCount, acknowledgement } = segment;
  for (let i = 0; i < sackCount; i++) {
    const start = sackStart[i];
    const end = sackEnd[i];
    if (!before(start, end)) continue;
    if (i === 0 && isRepetition(segment, acknowledgement)) {
      // Only of what we may have sent twice.
      if (distance(start, connection.sendNext) <= 2 * Math.max(connection.largestWindow, tcp.INITIAL_BUFFER_BYTES)) {
        delivery.repeated = true;
        delivery.repeatedEnd = end;
        sender.undoBytes -= Math.min(sender.undoBytes, distance(start, end));
      }
      continue;
    }
    if (!before(acknowledgement, end) || before(start, connection.sendUnacknowledged)) continue;
    if (before(connection.sendNext, end)) continue;
    markSacked(connection, sender, start, end, delivery, now);
  }
}

function isRepetition(segment: Segment, ack: number): boolean {
  const { sackStart, sackEnd, sackCount } = segment;
  if (before(sackStart[0], ack)) return true;
  return sackCount > 1 && notAfter(sackStart[1], sackStart[0]) && notAfter(sackEnd[0], sackEnd[1]);
}

/** Segments inside [start, end). One that is only partly inside is divided where it was cut into full segments. */
function markSacked(
  connection: Connection,
  sender: Sender,
  start: number,
  end: number,
  delivery: Delivery,
  now: Instant,
): void {
  const segments = sender.segments;
  const size = connection.segmentBytes;
  let index = segments.find(start);
  while (index < segments.last && before(segments.start[index], end)) {
    if ((segments.flags[index] & SACKED) === 0) {
      if (before(segments.start[index], start)) {
        // Up to whole segments: smaller pieces would let the other side multiply records without bound.
        const cut = ceilTo(distance(segments.start[index], start), size);
        if (cut >= segments.bytes(index) || segments.full) {
          index++;
          continue;
        }
        index = segments.split(index, (segments.start[index] + cut) | 0) + 1;
        continue;
      }
      if (before(end, segments.end[index])) {
        const cut = floorTo(distance(segments.start[index], end), size);
        if (cut === 0 || segments.full) return;
        index = segments.split(index, (segments.start[index] + cut) | 0);
      }
      noteDelivery(connection, sender, index, delivery, now);
      delivery.sacked += segments.bytes(index);
      sender.markSacked(index);
    }
    index++;
  }
}

function ceilTo(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}

function floorTo(value: number, unit: number): number {
  return Math.floor(value / unit) * unit;
}

/** Everything before `ack` arrived. */
function takeCumulative(connection: Connection, sender: Sender, ack: number, delivery: Delivery, now: Instant): void {
  const segments = sender.segments;
  while (segments.first < segments.last && notAfter(segments.end[segments.first], ack)) {
    const index = segments.first;
    const flags = segments.flags[index];
    const bytes = segments.bytes(index);
    if ((flags & SACKED) === 0) {
      noteDelivery(connection, sender, index, delivery, now);
      delivery.delivered += bytes;
      if ((flags & LOST) !== 0) sender.lostBytes -= bytes;
    } else sender.sackedBytes -= bytes;
    segments.first = index + 1;
  }
  const first = segments.first;
  if (first < segments.last && before(segments.start[first], ack)) {
    const bytes = distance(segments.start[first], ack);
    if ((segments.flags[first] & SACKED) !== 0) sender.sackedBytes -= bytes;
    else {
      delivery.delivered += bytes;
      if ((segments.flags[first] & LOST) !== 0) sender.lostBytes -= bytes;
    }
    segments.start[first] = ack;
  }
  const from = connection.sendUnacknowledged;
  connection.sendUnacknowledged = ack;
  const end = connection.sendEnd;
  sender.queue.release(from, before(end, ack) ? end : ack);
  if (!connection.has(USES_SACK)) forgetDuplicates(connection, sender, delivery);
  sender.duplicates = 0;
  connection.progressAt = now;
}

/** Without SACK, duplicates stood for bytes that have now been acknowledged (RFC 6582 §3.2 step 3). */
function forgetDuplicates(connection: Connection, sender: Sender, delivery: Delivery): void {
  const counted = Math.min(sender.sackedBytes, Math.max(delivery.advance - connection.segmentBytes, 0));
  sender.sackedBytes = sender.recovery === OPEN ? 0 : sender.sackedBytes - counted;
  delivery.delivered = Math.max(delivery.advance - counted, 0);
  const outstanding = distance(connection.sendUnacknowledged, connection.sendNext) - sender.lostBytes;
  if (sender.sackedBytes > outstanding) sender.sackedBytes = Math.max(outstanding, 0);
}

/** RFC 5681 §2: no data, no window change, the same ACK, something outstanding. */
function countDuplicate(
  connection: Connection,
  sender: Sender,
  segment: Segment,
  windowBefore: number,
  delivery: Delivery,
): void {
  if (segment.acknowledgement !== connection.sendUnacknowledged) return;
  if (segment.dataEnd > segment.dataStart || (segment.flags & tcp.FIN) !== 0) return;
  if (connection.has(USES_SACK)) {
    if (delivery.sacked > 0) sender.duplicates++;
    return;
  }
  if (connection.sendWindow !== windowBefore) return;
  sender.duplicates++;
  delivery.duplicate = true;
  // It says that one segment arrived (RFC 6937 §3, RFC 3042).
  const most = distance(connection.sendUnacknowledged, connection.sendNext) - sender.lostBytes - sender.sackedBytes;
  const bytes = Math.min(connection.segmentBytes, Math.max(most - connection.segmentBytes, 0));
  sender.sackedBytes += bytes;
  delivery.sacked += bytes;
}

/** RFC 8985 §6.2 step 4: a DSACK widens the window for reordering, at most once a round trip. */
function noteRepeatedDelivery(connection: Connection, sender: Sender): void {
  if (before(connection.sendUnacknowledged, sender.reorderRound)) return;
  sender.reorderRound = connection.sendNext;
  sender.reorderMultiplier++;
  sender.reorderPersist = tcp.REORDER_WINDOW_PERSIST;
}

function measure(connection: Connection, segment: Segment, advance: number, delivery: Delivery, now: Instant): void {
  if (delivery.rtt >= 0 && !delivery.again) measureRoundTrip(connection, delivery.rtt);
  else if (advance > 0 && !delivery.repeated && connection.has(USES_TIMESTAMPS) && segment.timestampEcho !== 0) {
    // RFC 7323 §4.1: the echo tells which transmission it was, in whole milliseconds. Not with a DSACK: the answer to a
    // repetition echoes what came long before (§4.3 updates the echo with what is acceptable only).
    const rtt = (Math.floor(now) + connection.timestampOffset - segment.timestampEcho) | 0;
    if (rtt >= 0 && rtt < tcp.LARGEST_RTO_MS * 4) measureRoundTrip(connection, rtt);
  }
  // RFC 6298 §5.7, Karn: the doubling stays until something sent once was acknowledged.
  if (advance > 0 && (delivery.fresh || sentOnce(connection))) connection.timeouts = 0;
}

function sentOnce(connection: Connection): boolean {
  return connection.sender === undefined || connection.sender.recovery === OPEN || connection.has(USES_TIMESTAMPS);
}

/** RFC 3168 §6.1.2: an echo of a mark is answered as a loss, once a window. */
function takeMark(connection: Connection, sender: Sender, segment: Segment, now: Instant): void {
  if (!connection.has(USES_ECN) || (segment.flags & tcp.ECE) === 0 || sender.recovery !== OPEN) return;
  const congestion = connection.congestion;
  if (congestion === undefined) return;
  congestion.onCongestion(connection.inFlight, connection.segmentBytes, now);
  sender.enter(REDUCING, connection.sendNext, connection.inFlight);
  sender.recoveryWindow = congestion.window;
  connection.set(CWR_DUE);
}
