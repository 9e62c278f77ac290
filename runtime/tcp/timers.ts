// What happens when time passes: delayed acknowledgements, retransmission timeouts (RFC 6298 §5.4 to §5.7), probes of loss, window
// and life, and the ends of patience (RFC 9293 §3.8.3, §3.8.4, RFC 5482's user timeout on our side).

import { NEVER, type Instant } from '../core/instant.ts';
import type { Connection } from './connection.ts';
import {
  ACK_NOW,
  FORGOTTEN,
  KEEPS_ALIVE,
  LIFE_PROBE_DUE,
  LOSS_PROBE_DUE,
  OVERRIDE,
  PASSIVE,
  REASON_SILENT,
  REASON_TIMEOUT,
  SYN_DUE,
  SYN_SENT_AGAIN,
  TIMER_LOSS_PROBE,
  TIMER_OFF,
  TIMER_OVERRIDE,
  TIMER_PERSIST,
  TIMER_REORDER,
  TIMER_RETRANSMIT,
  USES_SACK,
  WINDOW_PROBE_DUE,
} from './flags.ts';
import * as tcp from './constants.ts';
import { armTimer, detectLosses, enterRecovery, setTimer } from './recovery.ts';
import { patienceEnd, retransmissionTimeout, retransmitAt } from './rtt.ts';
import { SACKED } from './sent-segments.ts';
import { distance } from './sequence.ts';
import { TIMEOUT_RECOVERY, type Sender } from './sender.ts';

export function handleTimeout(connection: Connection, now: Instant): void {
  if (connection.state === tcp.CLOSED) return;
  if (now >= connection.acknowledgeAt) {
    connection.acknowledgeAt = NEVER;
    connection.set(ACK_NOW);
    connection.owner.wantTransmit(connection);
  }
  const { sender } = connection;
  if (sender !== undefined && now >= sender.resumeAt) {
    sender.resumeAt = NEVER;
    connection.owner.wantTransmit(connection);
  }
  if (now >= connection.idleAt) onIdle(connection, now);
  if (connection.state !== tcp.CLOSED && now >= connection.sendTimerAt) onSendTimer(connection, now);
}

function onSendTimer(connection: Connection, now: Instant): void {
  const kind = connection.sendTimer;
  const sender = connection.sender;
  setTimer(connection, TIMER_OFF, NEVER);
  if (kind === TIMER_RETRANSMIT) {
    if (connection.state === tcp.SYN_SENT || connection.state === tcp.SYN_RECEIVED) onSynTimeout(connection, now);
    else if (sender !== undefined) onRetransmissionTimeout(connection, sender, now);
  } else if (kind === TIMER_REORDER && sender !== undefined) {
    const wait = detectLosses(connection, sender, now);
    enterRecovery(connection, sender, now);
    if (wait > 0) setTimer(connection, TIMER_REORDER, now + Math.max(wait, tcp.LEAST_TIMER_MS));
    else armTimer(connection, sender, now);
  } else if (kind === TIMER_LOSS_PROBE && sender !== undefined) {
    connection.set(LOSS_PROBE_DUE);
    // In case the probe finds no packet: the timeout runs from here.
    setTimer(connection, TIMER_RETRANSMIT, now + retransmissionTimeout(connection));
  } else if (kind === TIMER_PERSIST) {
    onPersist(connection, now);
  } else if (kind === TIMER_OVERRIDE) {
    connection.set(OVERRIDE);
  }
  connection.owner.wantTransmit(connection);
}

/** A SYN or SYN-ACK got no answer. */
function onSynTimeout(connection: Connection, now: Instant): void {
  const waited = now - connection.progressAt;
  const tooMany = connection.has(PASSIVE) && connection.timeouts + 1 >= tcp.MOST_SYN_ACKS;
  if (tooMany || waited >= tcp.CONNECT_TIMEOUT_MS) {
    if (connection.has(PASSIVE)) connection.set(FORGOTTEN);
    connection.finish(REASON_TIMEOUT, false);
    return;
  }
  connection.timeouts++;
  connection.set(SYN_DUE | SYN_SENT_AGAIN);
  setTimer(connection, TIMER_RETRANSMIT, now + retransmissionTimeout(connection));
}

/** RFC 6298 §5.4 to §5.6, RFC 5681 §3.1 equation 4, RFC 5682 §2.1 step 1. */
function onRetransmissionTimeout(connection: Connection, sender: Sender, now: Instant): void {
  if (connection.sendUnacknowledged === connection.sendNext) return;
  if (now - connection.progressAt >= connection.userTimeout) {
    giveUp(connection, REASON_TIMEOUT);
    return;
  }
  connection.timeouts++;
  const congestion = connection.congestion;
  const size = connection.segmentBytes;
  const again = sender.recovery === TIMEOUT_RECOVERY;
  if (congestion !== undefined) {
    if (again) congestion.window = size;
    else congestion.onTimeout(distance(connection.sendUnacknowledged, connection.sendNext), size, now);
  }
  suspectBlackHole(connection, sender);
  forgetReneged(connection, sender);
  const { first, last } = sender.segments;
  for (let i = first; i < last; i++) sender.markLost(i);
  if (!again) {
    sender.enter(TIMEOUT_RECOVERY, connection.sendNext, connection.inFlight);
    sender.spurious = 1;
  } else {
    sender.recoveryPoint = connection.sendNext;
    sender.spurious = 0;
  }
  sender.duplicates = 0;
  sender.probing = false;
  sender.force = true;
  setTimer(connection, TIMER_RETRANSMIT, retransmitAt(connection, now));
}

/** RFC 2018 §8: a receiver that lost what it had acknowledged selectively is believed nothing of it. */
function forgetReneged(connection: Connection, sender: Sender): void {
  const { flags, first, last } = sender.segments;
  if (!connection.has(USES_SACK)) {
    sender.sackedBytes = 0;
    return;
  }
  if (first === last || (flags[first] & SACKED) === 0) return;
  for (let i = first; i < last; i++) flags[i] &= ~SACKED;
  sender.sackedBytes = 0;
}

/** RFC 4821 §7.7: full segments that never arrive, where smaller ones might. */
function suspectBlackHole(connection: Connection, sender: Sender): void {
  if (connection.timeouts < tcp.BLACK_HOLE_TIMEOUTS) return;
  const largest = Math.min(connection.mss, connection.pathMss);
  const first = sender.segments.first;
  if (largest <= tcp.SAFE_MSS || sender.segments.bytes(first) < connection.segmentBytes) return;
  connection.pathMss = Math.max(Math.floor(largest / 2), tcp.SAFE_MSS);
}

/** RFC 9293 §3.8.6.1: as long as probes are answered the connection stays (MUST-37 there). */
function onPersist(connection: Connection, now: Instant): void {
  connection.timeouts++;
  if (now - connection.progressAt >= connection.userTimeout) {
    connection.finish(REASON_TIMEOUT, false);
    return;
  }
  connection.set(WINDOW_PROBE_DUE);
  const wait = Math.min(retransmissionTimeout(connection), tcp.LARGEST_PROBE_MS);
  setTimer(connection, TIMER_PERSIST, Math.min(now + wait, patienceEnd(connection, now)));
}

/** Keep-alive, or the end of a connection that its user let go. */
function onIdle(connection: Connection, now: Instant): void {
  connection.idleAt = NEVER;
  if (connection.has(FORGOTTEN)) {
    linger(connection, now);
    return;
  }
  if (!connection.has(KEEPS_ALIVE)) return;
  if (connection.sendUnacknowledged !== connection.sendNext) {
    // Data in flight probe on their own.
    connection.idleAt = now + tcp.KEEP_ALIVE_INTERVAL_MS;
    return;
  }
  if (connection.timeouts >= tcp.KEEP_ALIVE_PROBES) {
    giveUp(connection, REASON_SILENT);
    return;
  }
  connection.timeouts++;
  connection.set(LIFE_PROBE_DUE);
  connection.idleAt = now + tcp.KEEP_ALIVE_INTERVAL_MS;
  connection.owner.wantTransmit(connection);
}

/** What was written is still delivered while that goes on; then the other side had its time to end. */
function linger(connection: Connection, now: Instant): void {
  const delivering = !connection.finSent || connection.sendUnacknowledged !== connection.sendNext;
  const until = connection.progressAt + tcp.LINGER_MS;
  if (delivering && until > now) connection.idleAt = until;
  else giveUp(connection, REASON_TIMEOUT);
}

function giveUp(connection: Connection, reason: number): void {
  connection.owner.sendReset(connection, connection.sendNext, connection.receiveNext, tcp.RST | tcp.ACK);
  connection.finish(reason, false);
}
