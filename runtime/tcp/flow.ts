// The receive window (RFC 9293 §3.8.6): never taken back, opened in useful steps only (§3.8.6.2.2), its size grown with what the
// reader takes per round trip so that the path can be filled.

import type { Instant } from '../core/instant.ts';
import type { Connection } from './connection.ts';
import * as tcp from './constants.ts';
import { before, distance } from './sequence.ts';

/** The scale that lets the largest buffer be told (RFC 7323 §2.3). */
export const OUR_WINDOW_SHIFT = 7;
/** Of each connection when memory is scarce. */
const SCARCE_BUFFER_BYTES = 16 * 1024;
/** Taken for a round trip while none was measured. */
const GUESSED_ROUND_TRIP_MS = 100;

function possibleEdge(connection: Connection): number {
  const scarce = connection.owner.chunks.scarce;
  const limit = scarce ? Math.min(connection.receiveLimit, SCARCE_BUFFER_BYTES) : connection.receiveLimit;
  return (connection.receiveRead + limit) | 0;
}

/** The other side should hear of the room that reading made (RFC 9293 §3.8.6.2.2). */
export function windowUpdateDue(connection: Connection): boolean {
  if (
    connection.state !== tcp.ESTABLISHED &&
    connection.state !== tcp.FIN_WAIT_1 &&
    connection.state !== tcp.FIN_WAIT_2
  )
    return false;
  const gain = distance(connection.receiveEdge, possibleEdge(connection));
  return gain >= Math.min(connection.receiveLimit >> 1, 2 * connection.mss);
}

/** The window field to send now; moves the edge. */
export function windowToTell(connection: Connection): number {
  const edge = possibleEdge(connection);
  const gain = distance(connection.receiveEdge, edge);
  const useful = Math.min(connection.receiveLimit >> 1, connection.mss);
  const target = gain >= useful ? edge : connection.receiveEdge;
  const shift = connection.receiveShift;
  let window = distance(connection.receiveNext, target);
  if (window < 0) window = 0;
  let field = window >>> shift;
  // What was told before may not be a multiple of the scale: rounding must not take it back.
  if (before((connection.receiveNext + (field << shift)) | 0, connection.receiveEdge)) {
    field = (Math.max(distance(connection.receiveNext, connection.receiveEdge), 0) + (1 << shift) - 1) >>> shift;
  }
  if (field > 0xffff) field = 0xffff;
  const told = (connection.receiveNext + (field << shift)) | 0;
  if (before(connection.receiveEdge, told)) connection.receiveEdge = told;
  return field;
}

/** The window field of a SYN or SYN-ACK, never scaled (RFC 7323 §2.2). */
export function windowOfSyn(connection: Connection): number {
  const window = Math.min(connection.receiveLimit, 0xffff);
  const told = (connection.receiveNext + window) | 0;
  if (before(connection.receiveEdge, told)) connection.receiveEdge = told;
  return window;
}

/** Data arrived: once a round trip, a buffer of which more than half was read in that time grows. */
export function measureReading(connection: Connection, now: Instant): void {
  const roundTrip = connection.smoothedRtt < 0 ? GUESSED_ROUND_TRIP_MS : connection.smoothedRtt;
  if (now - connection.measuredAt < roundTrip) return;
  const read = distance(connection.measuredFrom, connection.receiveRead);
  if (read * 2 > connection.receiveLimit && !connection.owner.chunks.scarce) {
    connection.receiveLimit = Math.min(connection.receiveLimit * 2, tcp.MOST_RECEIVE_BUFFER_BYTES);
  }
  connection.measuredFrom = connection.receiveRead;
  connection.measuredAt = now;
}
