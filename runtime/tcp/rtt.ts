// The retransmission timeout (RFC 6298): smoothed round trip, its variance, doubling with each timeout.

import type { Instant } from '../core/instant.ts';
import type { Connection } from './connection.ts';
import { INITIAL_RTO_MS, LARGEST_RTO_MS, LEAST_RTO_MS, LEAST_TIMER_MS } from './constants.ts';

/** Doublings beyond this change nothing. */
const MOST_DOUBLINGS = 16;

/** A round trip of a segment that was sent once (§3, Karn's algorithm), in ms. */
export function measureRoundTrip(connection: Connection, rtt: number): void {
  if (rtt < connection.leastRtt) connection.leastRtt = rtt;
  if (connection.smoothedRtt < 0) {
    // §2.2.
    connection.smoothedRtt = rtt;
    connection.rttVariance = rtt / 2;
    return;
  }
  // §2.3 with alpha 1/8 and beta 1/4.
  const error = Math.abs(connection.smoothedRtt - rtt);
  connection.rttVariance = 0.75 * connection.rttVariance + 0.25 * error;
  connection.smoothedRtt = 0.875 * connection.smoothedRtt + 0.125 * rtt;
}

/** The timeout that holds now, in ms. */
export function retransmissionTimeout(connection: Connection): number {
  const base =
    connection.smoothedRtt < 0
      ? INITIAL_RTO_MS
      : connection.smoothedRtt + Math.max(LEAST_RTO_MS, 4 * connection.rttVariance);
  // §5.5, §2.5.
  const doubled = base * 2 ** Math.min(connection.timeouts, MOST_DOUBLINGS);
  return Math.min(doubled, LARGEST_RTO_MS);
}

/** When to send again what was sent before; no later than the end of the user's patience. */
export function retransmitAt(connection: Connection, now: Instant): Instant {
  return Math.min(now + retransmissionTimeout(connection), patienceEnd(connection, now));
}

/** When the connection is given up unless something is acknowledged (RFC 5482). */
export function patienceEnd(connection: Connection, now: Instant): Instant {
  return Math.max(connection.progressAt + connection.userTimeout, now + LEAST_TIMER_MS);
}
