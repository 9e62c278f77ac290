// Pacing: new data leave spread over the round trip instead of all at once, so that queues shorter than a window do not overflow (Aggarwal,
// Savage and Anderson, INFOCOM 2000). As Linux does with fq: twice the window a round trip in slow start, 1.2 times afterwards, and an
// initial window at once after each silence.

import type { Instant } from '../core/instant.ts';
import type { Connection } from './connection.ts';
import type { Sender } from './sender.ts';

/** Shorter round trips are not paced: timers are no finer than a millisecond, and bulk on a link alone makes a few of queue. */
const LEAST_ROUND_TRIP_MS = 10;
/** Linux: net.ipv4.tcp_pacing_ss_ratio, tcp_pacing_ca_ratio. */
const SLOW_START_GAIN = 2;
const GAIN = 1.2;
/** A late turn is made up for, but not for longer than this. */
const CREDIT_MS = 2;
const LEAST_BURST_SEGMENTS = 2;

/** Bytes a millisecond; Infinity: not paced. */
export function pacingRate(connection: Connection, sender: Sender): number {
  const { smoothedRtt, congestion } = connection;
  if (!connection.owner.paces || sender.unpacedBytes > 0 || smoothedRtt < LEAST_ROUND_TRIP_MS) return Infinity;
  const slowStart = congestion === undefined || congestion.window < congestion.threshold;
  return ((slowStart ? SLOW_START_GAIN : GAIN) * connection.windowInForce) / smoothedRtt;
}

/** True when new data may leave now; else the connection is asked again when they may. */
export function isDue(connection: Connection, sender: Sender, now: Instant): boolean {
  if (now >= sender.paceAt) return true;
  if (sender.resumeAt !== sender.paceAt) {
    sender.resumeAt = sender.paceAt;
    connection.reschedule();
  }
  return false;
}

/** The most that leaves at once: a millisecond's worth, in whole segments. */
export function burstBytes(rate: number, segmentBytes: number): number {
  return Math.max(Math.floor(rate / segmentBytes), LEAST_BURST_SEGMENTS) * segmentBytes;
}

/** `bytes` left at `rate`. */
export function noteSent(sender: Sender, bytes: number, rate: number, now: Instant): void {
  if (sender.unpacedBytes > 0) sender.unpacedBytes -= bytes;
  else if (rate !== Infinity) sender.paceAt = Math.max(sender.paceAt, now - CREDIT_MS) + bytes / rate;
}
