// What a connection sends next: SYN, retransmission, probe, new data, FIN, or an acknowledgement alone. Here are the sender's
// rules: window (RFC 9293 §3.8.6), congestion window, silly window avoidance (§3.8.6.2.1), Nagle with Minshall's variant (§3.7.4).

import { NEVER, type Instant } from '../core/instant.ts';
import type { Packet } from '../core/packet.ts';
import type { Connection } from './connection.ts';
import {
  ACK_NOW,
  CWR_DUE,
  ECE_DUE,
  END_WANTED,
  LIFE_PROBE_DUE,
  LOSS_PROBE_DUE,
  NO_DELAY,
  OVERRIDE,
  PASSIVE,
  SYN_DUE,
  TIMER_OFF,
  TIMER_OVERRIDE,
  TIMER_PERSIST,
  TIMER_RETRANSMIT,
  USES_ECN,
  USES_SACK,
  USES_TIMESTAMPS,
  WINDOW_PROBED,
  WINDOW_PROBE_DUE,
} from './flags.ts';
import * as tcp from './constants.ts';
import { windowOfSyn, windowToTell, OUR_WINDOW_SHIFT } from './flow.ts';
import { burstBytes, isDue, noteSent, pacingRate } from './pacing.ts';
import { armTimer, setTimer } from './recovery.ts';
import { retransmissionTimeout, retransmitAt } from './rtt.ts';
import { SACKED } from './sent-segments.ts';
import { FAST_RECOVERY, OPEN, REDUCING, type Sender } from './sender.ts';
import { before, distance, notAfter } from './sequence.ts';
import {
  LONGEST_TCP_HEADER_BYTES,
  TCP_HEADER_BYTES,
  TIMESTAMPS_SPACE,
  sackSpace,
  writeHeader,
  writeSackBlock,
  writeSackHeader,
  writeSynOptions,
  writeTimestamps,
} from './tcp.wire.ts';

/** ECT(0) (RFC 3168 §5). */
const ECN_CAPABLE = 2;
/** With timestamps three blocks fit, without four (RFC 2018 §3). */
const BLOCKS_WITH_TIMESTAMPS = 3;
const BLOCKS_WITHOUT = 4;

/** Fewer bytes are copied: that is cheaper than a descriptor for each piece. */
const SHARED_BYTES_LEAST = 4096;

/** Builds the next segment in `packet`; false when there is none. */
export function transmitSegment(connection: Connection, packet: Packet, now: Instant): boolean {
  if (connection.state === tcp.CLOSED) return false;
  if (connection.state === tcp.SYN_SENT || connection.state === tcp.SYN_RECEIVED) {
    return transmitSyn(connection, packet, now);
  }
  const sender = connection.sender;
  if (sender !== undefined && transmitFromQueue(connection, sender, packet, now)) return true;
  if (connection.has(LIFE_PROBE_DUE)) {
    // RFC 9293 §3.8.4: a number already acknowledged, so that an answer must come.
    connection.clear(LIFE_PROBE_DUE);
    build(connection, packet, (connection.sendUnacknowledged - 1) | 0, 0, 0, now);
    return true;
  }
  if (!connection.has(ACK_NOW)) return false;
  build(connection, packet, connection.sendNext, 0, 0, now);
  return true;
}

function transmitSyn(connection: Connection, packet: Packet, now: Instant): boolean {
  const answering = connection.state === tcp.SYN_RECEIVED;
  if (!connection.has(SYN_DUE)) {
    if (!answering || !connection.has(ACK_NOW)) return false;
  }
  connection.clear(SYN_DUE | ACK_NOW);
  const { bytes, start } = packet;
  // A SYN offers everything; a SYN-ACK only what was offered (RFC 7323 §1.3, RFC 2018 §2).
  const all = !answering || !connection.has(PASSIVE);
  const timestamps = all || connection.has(USES_TIMESTAMPS);
  const sack = all || connection.has(USES_SACK);
  const shift = all || connection.receiveShift > 0 ? OUR_WINDOW_SHIFT : -1;
  const stamp = stampOf(connection, now);
  const echo = answering ? connection.recentTimestamp : 0;
  const at = start + TCP_HEADER_BYTES;
  const optionBytes = writeSynOptions(
    bytes,
    at,
    connection.owner.linkMss(connection.remote),
    shift,
    sack,
    timestamps,
    stamp,
    echo,
  );
  let flags = tcp.SYN;
  if (answering) {
    flags |= tcp.ACK;
    if (connection.has(USES_ECN)) flags |= tcp.ECE;
  } else if (connection.timeouts === 0) {
    // RFC 3168 §6.1.1.1: a SYN that got lost may have been dropped for these.
    flags |= tcp.ECE | tcp.CWR;
  }
  const acknowledgement = answering ? connection.receiveNext : 0;
  const sequence = connection.sendUnacknowledged;
  const { localPort, remotePort } = connection;
  const window = windowOfSyn(connection);
  writeHeader(bytes, start, localPort, remotePort, sequence, acknowledgement, flags, window, optionBytes);
  packet.end = (at + optionBytes) | 0;
  connection.sendNext = (sequence + 1) | 0;
  connection.sentAt = now;
  setTimer(connection, TIMER_RETRANSMIT, now + retransmissionTimeout(connection));
  return true;
}

function stampOf(connection: Connection, now: Instant): number {
  return (Math.floor(now) + connection.timestampOffset) | 0;
}

function transmitFromQueue(connection: Connection, sender: Sender, packet: Packet, now: Instant): boolean {
  if (sender.lostBytes > 0 && sender.spurious !== 2 && retransmit(connection, sender, packet, now)) return true;
  if (connection.has(LOSS_PROBE_DUE)) {
    connection.clear(LOSS_PROBE_DUE);
    if (probeLoss(connection, sender, packet, now)) return true;
  }
  if (connection.has(WINDOW_PROBE_DUE)) {
    connection.clear(WINDOW_PROBE_DUE);
    if (probeWindow(connection, packet, now)) return true;
  }
  return transmitNew(connection, sender, packet, now);
}

// Old data

/** The first segment taken for lost, as far as the window allows. */
function retransmit(connection: Connection, sender: Sender, packet: Packet, now: Instant): boolean {
  const index = sender.firstLost();
  if (index < 0) return false;
  const size = connection.segmentBytes;
  const bytes = Math.min(sender.segments.bytes(index), size);
  const room = connection.windowInForce - connection.inFlight;
  if (room < bytes && !sender.force && connection.inFlight > 0) {
    sender.limited = true;
    return false;
  }
  sender.force = false;
  sendAgain(connection, sender, index, packet, now);
  setTimer(connection, TIMER_RETRANSMIT, retransmitAt(connection, now));
  return true;
}

/** Sends at most one full segment of what `index` holds. */
function sendAgain(connection: Connection, sender: Sender, index: number, packet: Packet, now: Instant): void {
  const segments = sender.segments;
  const size = dataRoom(connection);
  let at = index;
  if (segments.bytes(at) > size) {
    if (segments.full) dropRecord(sender, at, size);
    else at = segments.split(at, (segments.start[at] + size) | 0);
  }
  const start = segments.start[at];
  const bytes = segments.bytes(at);
  sender.markRetransmitted(at, now);
  if (sender.recovery === FAST_RECOVERY || sender.recovery === REDUCING) sender.sentInRecovery += bytes;
  // The last byte may be the FIN, which is no data.
  const withFin = connection.has(END_WANTED) && before(connection.sendEnd, (start + bytes) | 0);
  const data = withFin ? bytes - 1 : bytes;
  const push = data > 0 && ((start + data) | 0) === connection.sendEnd ? tcp.PSH : 0;
  build(connection, packet, start, data, withFin ? tcp.FIN | push : push, now);
  packet.ecn = 0;
}

/** The scoreboard is full: the front of a segment takes its place, its end joins the next one. */
function dropRecord(sender: Sender, index: number, size: number): void {
  const segments = sender.segments;
  if (index + 1 >= segments.last) return;
  const cut = (segments.start[index] + size) | 0;
  const moved = distance(cut, segments.end[index]);
  if ((segments.flags[index] & 2) !== 0) sender.lostBytes -= moved;
  if ((segments.flags[index + 1] & 2) !== 0) sender.lostBytes += moved;
  if ((segments.flags[index + 1] & SACKED) !== 0) sender.sackedBytes += moved;
  segments.end[index] = cut;
  segments.start[index + 1] = cut;
}

/** RFC 8985 §7.3: new data if there are any, else the last segment again. */
function probeLoss(connection: Connection, sender: Sender, packet: Packet, now: Instant): boolean {
  const segments = sender.segments;
  if (segments.count === 0) return false;
  const unsent = distance(connection.sendNext, connection.sendEnd);
  const usable = distance(connection.sendNext, windowEdge(connection));
  if (unsent > 0 && usable > 0 && !segments.full && !connection.finSent) {
    sendNew(connection, sender, Math.min(unsent, usable, dataRoom(connection)), packet, now);
    sender.probeRetransmits = false;
  } else {
    let index = segments.last - 1;
    const size = connection.segmentBytes;
    if ((segments.flags[index] & SACKED) !== 0) return false;
    if (segments.bytes(index) > size && !segments.full) {
      const whole = Math.floor((segments.bytes(index) - 1) / size) * size;
      index = segments.split(index, (segments.start[index] + whole) | 0) + 1;
    }
    sendAgain(connection, sender, index, packet, now);
    sender.probeRetransmits = true;
  }
  sender.probing = true;
  sender.probeEnd = connection.sendNext;
  armTimer(connection, sender, now);
  return true;
}

// New data

function windowEdge(connection: Connection): number {
  return (connection.sendUnacknowledged + connection.sendWindow) | 0;
}

function transmitNew(connection: Connection, sender: Sender, packet: Packet, now: Instant): boolean {
  sender.limited = false;
  if (connection.finSent) return false;
  const unsent = distance(connection.sendNext, connection.sendEnd);
  const ending = connection.has(END_WANTED);
  if (unsent === 0 && !ending) return false;
  const usable = distance(connection.sendNext, windowEdge(connection));
  if (usable <= 0) {
    persist(connection, now);
    return false;
  }
  if (sender.segments.full) return false;
  const size = dataRoom(connection);
  let room = connection.windowInForce - connection.inFlight;
  if (sender.spurious === 2) room = distance(connection.sendNext, sender.spuriousUntil);
  if (sender.force && sender.lostBytes === 0) {
    sender.force = false;
    room = Math.max(room, size);
  }
  const rate = pacingRate(connection, sender);
  if (rate !== Infinity && !isDue(connection, sender, now)) {
    // Held back by congestion control, not by its user.
    sender.limited = true;
    return false;
  }
  let most = largestData(connection, packet, size);
  if (rate !== Infinity) most = Math.min(most, burstBytes(rate, size));
  let bytes = Math.min(unsent, usable, most);
  if (room < bytes) {
    // Part of a segment for want of window would only make small ones; an empty pipe takes one whole.
    const whole = Math.floor(room / size) * size;
    sender.limited = true;
    if (whole <= 0 && connection.inFlight > 0) return false;
    bytes = Math.min(bytes, Math.max(whole, size));
  }
  if (bytes > size) bytes -= bytes % size;
  if (bytes < size && !mayBeSmall(connection, sender, bytes, unsent)) {
    override(connection, now);
    return false;
  }
  sendNew(connection, sender, bytes, packet, now);
  noteSent(sender, bytes, rate, now);
  return true;
}

/** What fits into the packet; one segment when CWR is to be sent, which is for the first only (RFC 3168 §6.1.2). */
function largestData(connection: Connection, packet: Packet, size: number): number {
  const room = packet.limitEnd - packet.start - LONGEST_TCP_HEADER_BYTES;
  if (room <= size || connection.has(CWR_DUE)) return size;
  return Math.max(Math.min(connection.owner.segmentationTo(connection.remote), room), size);
}

/** Silly window avoidance and Nagle: whether less than a full segment may leave now. */
function mayBeSmall(connection: Connection, sender: Sender, bytes: number, unsent: number): boolean {
  if (connection.has(OVERRIDE)) {
    connection.clear(OVERRIDE);
    return true;
  }
  if (bytes < unsent) return bytes * 2 >= connection.largestWindow;
  if (connection.has(NO_DELAY | END_WANTED)) return true;
  // Minshall: only a small segment before holds a small one back.
  return !sender.smallSent || notAfter(sender.smallEnd, connection.sendUnacknowledged);
}

function sendNew(connection: Connection, sender: Sender, bytes: number, packet: Packet, now: Instant): void {
  const start = connection.sendNext;
  const end = (start + bytes) | 0;
  const last = end === connection.sendEnd;
  let flags = 0;
  // RFC 9293 §3.8.2: PSH where the queue ends.
  if (last && bytes > 0) flags |= tcp.PSH;
  const edge = windowEdge(connection);
  const withFin = last && connection.has(END_WANTED) && before(end, edge);
  if (withFin) flags |= tcp.FIN;
  const over = withFin ? (end + 1) | 0 : end;
  if (connection.sendUnacknowledged === start) {
    connection.progressAt = now;
    restartAfterIdle(connection, now);
  }
  sender.segments.push(start, over, now);
  connection.sendNext = over;
  if (sender.recovery === FAST_RECOVERY || sender.recovery === REDUCING) sender.sentInRecovery += bytes;
  if (bytes % connection.segmentBytes !== 0) {
    sender.smallSent = true;
    sender.smallEnd = end;
  }
  if (connection.has(CWR_DUE) && bytes > 0) {
    connection.clear(CWR_DUE);
    flags |= tcp.CWR;
  }
  if (withFin) closeSending(connection);
  build(connection, packet, start, bytes, flags, now);
  if (connection.has(USES_ECN) && bytes > 0) packet.ecn = ECN_CAPABLE;
  connection.sentAt = now;
  connection.clear(WINDOW_PROBED);
  if (sender.recovery === OPEN || connection.sendTimer === TIMER_OFF) armTimer(connection, sender, now);
}

/** Our FIN leaves (RFC 9293 §3.10.4). */
function closeSending(connection: Connection): void {
  if (connection.state === tcp.ESTABLISHED) connection.state = tcp.FIN_WAIT_1;
  else if (connection.state === tcp.CLOSE_WAIT) connection.state = tcp.LAST_ACK;
}

/** RFC 5681 §4.1: after an idle retransmission timeout the window is not believed any more. */
function restartAfterIdle(connection: Connection, now: Instant): void {
  const congestion = connection.congestion;
  const idle = now - connection.sentAt;
  if (congestion === undefined || idle <= retransmissionTimeout(connection)) return;
  congestion.onIdle(idle);
  const initial = connection.initialWindow;
  if (congestion.window > initial) congestion.window = initial;
}

// A closed window

/** RFC 9293 §3.8.6.1: nothing is in flight, so only a probe can bring the news that the window opened. */
function persist(connection: Connection, now: Instant): void {
  if (connection.sendUnacknowledged !== connection.sendNext || connection.sendTimer === TIMER_PERSIST) return;
  connection.timeouts = 0;
  connection.progressAt = now;
  setTimer(connection, TIMER_PERSIST, now + Math.min(retransmissionTimeout(connection), tcp.LARGEST_PROBE_MS));
}

/** Small data wait for nothing that is in flight: they leave after a while all the same. */
function override(connection: Connection, now: Instant): void {
  if (connection.sendUnacknowledged !== connection.sendNext || connection.sendTimer !== TIMER_OFF) return;
  setTimer(connection, TIMER_OVERRIDE, now + tcp.OVERRIDE_MS);
}

/** One byte beyond the window, or the FIN's place; it counts as sent only when it is acknowledged. */
function probeWindow(connection: Connection, packet: Packet, now: Instant): boolean {
  const unsent = distance(connection.sendNext, connection.sendEnd);
  if (distance(connection.sendNext, windowEdge(connection)) > 0) return false;
  if (unsent === 0) {
    build(connection, packet, (connection.sendUnacknowledged - 1) | 0, 0, 0, now);
    return true;
  }
  connection.set(WINDOW_PROBED);
  build(connection, packet, connection.sendNext, 1, 0, now);
  return true;
}

// Building

/** SACK blocks to tell now: a repetition first (RFC 2883 §4), then the ranges beyond the gap. */
function blocksToTell(connection: Connection): number {
  if (!connection.has(USES_SACK)) return 0;
  const receiver = connection.receiver;
  let count = receiver === undefined ? 0 : receiver.count;
  if (connection.repeatedStart !== connection.repeatedEnd) count++;
  const most = connection.has(USES_TIMESTAMPS) ? BLOCKS_WITH_TIMESTAMPS : BLOCKS_WITHOUT;
  return Math.min(count, most);
}

function optionSpace(connection: Connection): number {
  return (connection.has(USES_TIMESTAMPS) ? TIMESTAMPS_SPACE : 0) + sackSpace(blocksToTell(connection));
}

/** Data bytes that fit into one segment with the options it will carry (RFC 6691 §2). */
function dataRoom(connection: Connection): number {
  return Math.min(connection.mss, connection.pathMss) - optionSpace(connection);
}

/** Writes header, options and data into the packet, and settles what this segment acknowledges. */
function build(
  connection: Connection,
  packet: Packet,
  sequence: number,
  dataBytes: number,
  extraFlags: number,
  now: Instant,
): void {
  const { bytes, start } = packet;
  const blocks = blocksToTell(connection);
  let at = start + TCP_HEADER_BYTES;
  if (connection.has(USES_TIMESTAMPS)) {
    writeTimestamps(bytes, at, stampOf(connection, now), connection.recentTimestamp);
    at += TIMESTAMPS_SPACE;
  }
  if (blocks > 0) {
    writeBlocks(connection, bytes, at, blocks);
    at += sackSpace(blocks);
  }
  let flags = tcp.ACK | extraFlags;
  if (connection.has(ECE_DUE)) flags |= tcp.ECE;
  const window = windowToTell(connection);
  const optionBytes = at - start - TCP_HEADER_BYTES;
  const { localPort, remotePort, receiveNext } = connection;
  writeHeader(bytes, start, localPort, remotePort, sequence, receiveNext, flags, window, optionBytes);
  const sender = connection.sender;
  if (dataBytes > 0 && sender !== undefined) {
    const { tail } = packet;
    if (tail !== undefined && dataBytes >= SHARED_BYTES_LEAST) sender.queue.share(sequence, dataBytes, tail);
    else sender.queue.read(sequence, bytes, at, dataBytes);
  }
  packet.end = (at + dataBytes) | 0;
  const size = Math.min(connection.mss, connection.pathMss) - optionBytes;
  packet.segmentBytes = dataBytes > size ? size : 0;
  // RFC 1191 §3: the path says what is too large. What must get through anywhere may be fragmented.
  packet.dontFragment = connection.pathMss > tcp.SAFE_MSS;
  connection.acknowledged = receiveNext;
  connection.acknowledgeAt = NEVER;
  connection.clear(ACK_NOW);
}

function writeBlocks(connection: Connection, bytes: Uint8Array, at: number, count: number): void {
  writeSackHeader(bytes, at, count);
  let index = 0;
  if (connection.repeatedStart !== connection.repeatedEnd) {
    writeSackBlock(bytes, at, 0, connection.repeatedStart, connection.repeatedEnd);
    connection.repeatedEnd = connection.repeatedStart;
    index = 1;
  }
  const receiver = connection.receiver;
  if (receiver === undefined) return;
  for (let rank = 0; index < count; rank++) {
    const range = receiver.recent(rank);
    writeSackBlock(bytes, at, index, receiver.start[range], receiver.end[range]);
    index++;
  }
}
