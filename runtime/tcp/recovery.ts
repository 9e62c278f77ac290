// Loss recovery: RACK finds losses by time (RFC 8985 §6), the tail is probed (§7), PRR meters what leaves meanwhile (RFC 6937),
// timeouts are checked for being mistaken (F-RTO, RFC 5682; Eifel, RFC 3522; DSACK, RFC 3708). Without SACK it is NewReno (RFC 6582).

import { NEVER, type Instant } from '../core/instant.ts';
import type { Connection } from './connection.ts';
import {
  CWR_DUE,
  TIMER_LOSS_PROBE,
  TIMER_OFF,
  TIMER_REORDER,
  TIMER_RETRANSMIT,
  USES_ECN,
  USES_SACK,
  USES_TIMESTAMPS,
} from './flags.ts';
import * as tcp from './constants.ts';
import type { Delivery } from './delivery.ts';
import { retransmissionTimeout } from './rtt.ts';
import { LOST, RETRANSMITTED, SACKED } from './sent-segments.ts';
import { FAST_RECOVERY, OPEN, REDUCING, TIMEOUT_RECOVERY, type Sender } from './sender.ts';
import { before, distance, notAfter } from './sequence.ts';
import type { Segment } from './tcp.wire.ts';

/** RFC 8985 §6.2 step 4: the window for reordering is this share of the least round trip. */
const REORDER_SHARE = 0.25;
/** RFC 8985 §7.2. */
const PROBE_WITHOUT_RTT_MS = 1000;
/** RFC 5682 §2.1 step 2 b: new segments that tell whether the timeout was mistaken. */
const SPURIOUS_TEST_SEGMENTS = 2;

/** A segment of the scoreboard was delivered: round trip, RACK's most recent one, reordering (RFC 8985 §6.2 steps 1 to 3). */
export function noteDelivery(
  connection: Connection,
  sender: Sender,
  index: number,
  delivery: Delivery,
  now: Instant,
): void {
  const segments = sender.segments;
  const again = (segments.flags[index] & RETRANSMITTED) !== 0;
  const sentAt = segments.sentAt[index];
  const end = segments.end[index];
  const rtt = now - sentAt;
  if (!again) {
    delivery.fresh = true;
    if (before(segments.start[index], sender.recoveryPoint)) delivery.original = true;
    if (delivery.rtt < 0) delivery.rtt = rtt;
    if (rtt < connection.leastRtt) connection.leastRtt = rtt;
  } else delivery.again = true;
  // Sooner than any round trip: it is the first transmission that arrived (step 2).
  if (!again || rtt >= connection.leastRtt) {
    if (sentAt > sender.rackSentAt || (sentAt === sender.rackSentAt && before(sender.rackEnd, end))) {
      sender.rackSentAt = sentAt;
      sender.rackEnd = end;
      sender.rackRtt = rtt;
    }
  }
  if (before(sender.highestSacked, end)) sender.highestSacked = end;
  else if (before(end, sender.highestSacked) && !again) sender.reorderingSeen = true;
}

/** The scoreboard is up to date: losses, recovery, the window, the timer. Something was outstanding. */
export function afterAcknowledgement(
  connection: Connection,
  sender: Sender,
  segment: Segment,
  delivery: Delivery,
  now: Instant,
): void {
  if (sender.spurious > 0) testTimeout(connection, sender, delivery);
  if (sender.probing) endProbe(connection, sender, segment, delivery, now);
  const lostBefore = sender.lostBytes;
  let wait = 0;
  if (connection.has(USES_SACK)) wait = detectLosses(connection, sender, now);
  else detectByDuplicates(connection, sender, delivery);
  const moreLost = sender.lostBytes > lostBefore;
  leaveRecovery(connection, sender);
  enterRecovery(connection, sender, now);
  if (sender.recovery === FAST_RECOVERY || sender.recovery === REDUCING) {
    reduce(connection, sender, delivery, moreLost);
  } else grow(connection, sender, delivery, now);
  if (wait > 0) setTimer(connection, TIMER_REORDER, now + Math.max(wait, tcp.LEAST_TIMER_MS));
  else if (delivery.advance > 0 || connection.sendTimer === TIMER_REORDER) armTimer(connection, sender, now);
}

/** RFC 8985 §6.2 step 5: marks what was sent long enough before the most recently delivered; ms until more may be. */
export function detectLosses(connection: Connection, sender: Sender, now: Instant): number {
  if (sender.rackSentAt < 0) return 0;
  const { start, end, sentAt, flags, first, last } = sender.segments;
  const patience = sender.rackRtt + reorderWindow(connection, sender);
  let wait = 0;
  for (let i = first; i < last; i++) {
    const earlier =
      sentAt[i] < sender.rackSentAt || (sentAt[i] === sender.rackSentAt && before(end[i], sender.rackEnd));
    if (!earlier) {
      // First transmissions are in order of time, so behind this one only what was sent again may be earlier.
      if ((flags[i] & RETRANSMITTED) === 0 && !before(start[i], sender.highestRetransmitted)) break;
      continue;
    }
    if ((flags[i] & (SACKED | LOST)) !== 0) continue;
    const remaining = sentAt[i] + patience - now;
    if (remaining <= 0) sender.markLost(i);
    else if (remaining > wait) wait = remaining;
  }
  return wait;
}

/** RFC 8985 §6.2 step 4. */
function reorderWindow(connection: Connection, sender: Sender): number {
  if (!sender.reorderingSeen) {
    const enough = sender.sackedBytes >= tcp.DUPLICATE_THRESHOLD * connection.segmentBytes;
    if (sender.recovery !== OPEN || enough) return 0;
  }
  if (connection.leastRtt === NEVER) return 0;
  const window = sender.reorderMultiplier * connection.leastRtt * REORDER_SHARE;
  return Math.min(window, Math.max(connection.smoothedRtt, 0));
}

/** RFC 6582 §3.2: three duplicates, then each partial acknowledgement, mean that the first segment is lost. */
function detectByDuplicates(connection: Connection, sender: Sender, delivery: Delivery): void {
  const first = sender.segments.first;
  if (first === sender.segments.last) return;
  if (sender.recovery === FAST_RECOVERY) {
    if (delivery.advance > 0 && before(connection.sendUnacknowledged, sender.recoveryPoint))
      markFirst(connection, sender);
    return;
  }
  if (sender.recovery === TIMEOUT_RECOVERY || !delivery.duplicate) return;
  if (sender.duplicates === tcp.DUPLICATE_THRESHOLD) markFirst(connection, sender);
}

/** The first segment, but not more than one, of what is outstanding. */
function markFirst(connection: Connection, sender: Sender): void {
  const segments = sender.segments;
  const size = connection.segmentBytes;
  let index = segments.first;
  if (segments.bytes(index) > size && !segments.full) index = segments.split(index, (segments.start[index] + size) | 0);
  sender.markLost(index);
}

function leaveRecovery(connection: Connection, sender: Sender): void {
  if (sender.recovery === OPEN || before(connection.sendUnacknowledged, sender.recoveryPoint)) return;
  const congestion = connection.congestion;
  if (congestion !== undefined && sender.recovery !== TIMEOUT_RECOVERY) congestion.window = congestion.threshold;
  sender.recovery = OPEN;
  sender.force = false;
  sender.spurious = 0;
  if (!connection.has(USES_SACK)) sender.sackedBytes = 0;
  sender.reorderPersist--;
  if (sender.reorderPersist <= 0) sender.reorderMultiplier = 1;
}

export function enterRecovery(connection: Connection, sender: Sender, now: Instant): void {
  if (sender.lostBytes === 0 || sender.recovery === FAST_RECOVERY || sender.recovery === TIMEOUT_RECOVERY) return;
  const congestion = connection.congestion;
  if (congestion === undefined) return;
  // RFC 5681 §2: FlightSize is all that is not acknowledged.
  const flight = distance(connection.sendUnacknowledged, connection.sendNext);
  if (sender.recovery === OPEN) {
    congestion.onCongestion(flight, connection.segmentBytes, now);
    if (connection.has(USES_ECN)) connection.set(CWR_DUE);
  }
  sender.enter(FAST_RECOVERY, connection.sendNext, flight);
  sender.recoveryWindow = connection.inFlight;
  sender.force = true;
  connection.owner.wantTransmit(connection);
}

/** RFC 6937 §3.1 with the slow-start bound where data advance without more loss, else the conservative one. */
function reduce(connection: Connection, sender: Sender, delivery: Delivery, moreLost: boolean): void {
  const delivered = delivery.delivered + delivery.sacked;
  const congestion = connection.congestion;
  if (congestion === undefined || (delivered === 0 && !sender.force)) return;
  sender.deliveredInRecovery += delivered;
  const pipe = connection.inFlight;
  const target = congestion.threshold;
  let count = 0;
  if (pipe > target) {
    const share = Math.ceil((sender.deliveredInRecovery * target) / sender.flightAtRecovery);
    count = share - sender.sentInRecovery;
  } else {
    const owed = sender.deliveredInRecovery - sender.sentInRecovery;
    const safe = delivery.advance > 0 && !moreLost;
    const bound = safe ? Math.max(owed, delivered) + connection.segmentBytes : owed;
    count = Math.min(target - pipe, bound);
  }
  if (count < connection.segmentBytes && sender.force) count = connection.segmentBytes;
  sender.recoveryWindow = pipe + Math.max(count, 0);
}

/** Only a window that held the sender back may grow (RFC 7661 §4.3, RFC 9438 §5.8). */
function grow(connection: Connection, sender: Sender, delivery: Delivery, now: Instant): void {
  const delivered = delivery.delivered + delivery.sacked;
  const congestion = connection.congestion;
  if (delivered <= 0 || congestion === undefined) return;
  const starting = congestion.window < congestion.threshold;
  const limited = sender.limited || (starting && delivery.inFlightBefore * 2 >= congestion.window);
  if (!limited) return;
  congestion.onAcknowledged(delivered, connection.segmentBytes, Math.max(connection.smoothedRtt, 0), now);
}

/** F-RTO (RFC 5682 §2.1, §3.1): does what the timeout took for lost arrive after all? */
function testTimeout(connection: Connection, sender: Sender, delivery: Delivery): void {
  const arrived = delivery.original && (connection.has(USES_SACK) || sender.spurious === 2);
  if (arrived) {
    undo(connection, sender);
    return;
  }
  const progress = delivery.advance > 0 && before(connection.sendUnacknowledged, sender.recoveryPoint);
  const more = connection.sendEnd !== connection.sendNext && !connection.finSent;
  if (sender.spurious === 1 && progress && more && distance(connection.sendNext, windowEdge(connection)) > 0) {
    sender.spurious = 2;
    sender.spuriousUntil = (connection.sendNext + SPURIOUS_TEST_SEGMENTS * connection.segmentBytes) | 0;
    return;
  }
  sender.spurious = 0;
}

function windowEdge(connection: Connection): number {
  return (connection.sendUnacknowledged + connection.sendWindow) | 0;
}

/** Eifel detection by timestamps (RFC 3522 §3.2) and by DSACKs for everything that was sent again (RFC 3708 §2). */
export function detectUndo(connection: Connection, sender: Sender, segment: Segment, delivery: Delivery): void {
  if (!sender.undoable || sender.retransmittedFirst === NEVER) return;
  const all = delivery.repeated && sender.undoBytes === 0;
  const inRecovery = sender.recovery === FAST_RECOVERY || sender.recovery === TIMEOUT_RECOVERY;
  let early = false;
  if (inRecovery && delivery.advance > 0 && connection.has(USES_TIMESTAMPS) && segment.timestampEcho !== 0) {
    const stamp = (Math.floor(sender.retransmittedFirst) + connection.timestampOffset) | 0;
    early = before(segment.timestampEcho, stamp);
  }
  if (all || early) undo(connection, sender);
}

function undo(connection: Connection, sender: Sender): void {
  if (!sender.undoable) return;
  sender.undoable = false;
  sender.spurious = 0;
  sender.forgetLosses();
  // What RACK took for the delivery of a retransmission was that of the original.
  sender.rackSentAt = -1;
  if (sender.recovery === TIMEOUT_RECOVERY) connection.timeouts = 0;
  if (connection.congestion !== undefined) connection.congestion.onSpurious();
  sender.recovery = OPEN;
  sender.force = false;
}

/** RFC 8985 §7.4.2: what became of the probe. */
function endProbe(connection: Connection, sender: Sender, segment: Segment, delivery: Delivery, now: Instant): void {
  const ack = segment.acknowledgement;
  if (before(ack, sender.probeEnd)) return;
  if (!sender.probeRetransmits || (delivery.repeated && delivery.repeatedEnd === sender.probeEnd)) {
    sender.probing = false;
    return;
  }
  if (before(sender.probeEnd, ack)) {
    // The probe repaired a loss, which is congestion all the same.
    sender.probing = false;
    const congestion = connection.congestion;
    if (sender.recovery !== OPEN || congestion === undefined) return;
    congestion.onCongestion(delivery.inFlightBefore, connection.segmentBytes, now);
    sender.enter(REDUCING, connection.sendNext, delivery.inFlightBefore);
    sender.recoveryWindow = congestion.threshold;
    return;
  }
  if (delivery.advance === 0 && segment.sackCount === 0) sender.probing = false;
}

// The timer

export function setTimer(connection: Connection, kind: number, at: Instant): void {
  connection.sendTimer = kind;
  connection.sendTimerAt = at;
}

/** After data left or were acknowledged: a probe where one may be sent (RFC 8985 §7.2), else the timeout (RFC 6298 §5). */
export function armTimer(connection: Connection, sender: Sender, now: Instant): void {
  if (connection.sendUnacknowledged === connection.sendNext) {
    setTimer(connection, TIMER_OFF, NEVER);
    return;
  }
  const timeout = retransmissionTimeout(connection);
  const mayProbe = connection.has(USES_SACK) && sender.recovery === OPEN && sender.sackedBytes === 0 && !sender.probing;
  if (!mayProbe || connection.timeouts > 0) {
    setTimer(connection, TIMER_RETRANSMIT, now + timeout);
    return;
  }
  let wait = PROBE_WITHOUT_RTT_MS;
  if (connection.smoothedRtt >= 0) {
    wait = 2 * connection.smoothedRtt;
    if (notAfter(connection.sendNext, (connection.sendUnacknowledged + connection.segmentBytes) | 0))
      wait += tcp.LARGEST_ACK_DELAY_MS;
  }
  setTimer(connection, TIMER_LOSS_PROBE, now + Math.max(Math.min(wait, timeout), tcp.LEAST_TIMER_MS));
}
