// What ICMP says about the path (RFC 1191, RFC 5461, RFC 5927): smaller segments where the path wants them, remembered for ten
// minutes, and connections that cannot be opened. Anybody can forge it, so it can slow a connection down but not end it.

import type { Instant } from '../core/instant.ts';
import { ICMP_UNREACHABLE, UNREACHABLE_FRAGMENTATION, UNREACHABLE_PORT, UNREACHABLE_PROTOCOL } from '../ip/ip.types.ts';
import type { Connection } from './connection.ts';
import * as tcp from './constants.ts';
import { REASON_REFUSED, REASON_UNREACHABLE } from './flags.ts';
import { SACKED } from './sent-segments.ts';
import { before, notAfter } from './sequence.ts';

export const ERROR_IGNORED = 0;
export const ERROR_PATH = 1;
export const ERROR_FATAL = 2;

/** Destinations whose path is remembered; the oldest goes. */
export const MOST_PATHS = 64;
/** RFC 1191 §6.3: after ten minutes a larger size is tried. */
export const PATH_VALID_MS = 600_000;
/** SYNs without an answer before "unreachable" is believed (RFC 5461 §4.2). */
const SYNS_UNREACHABLE = 2;

/** An ICMP error that quotes `sequence`. */
export function hearError(connection: Connection, type: number, code: number, mtu: number, sequence: number): number {
  if (type !== ICMP_UNREACHABLE) return ERROR_IGNORED;
  // RFC 5927 §4.1: a number that is not in flight was guessed.
  if (before(sequence, connection.sendUnacknowledged) || !before(sequence, connection.sendNext)) return ERROR_IGNORED;
  if (code === UNREACHABLE_FRAGMENTATION) return shrinkPath(connection, mtu);
  if (connection.state !== tcp.SYN_SENT) return ERROR_IGNORED;
  // RFC 1122 §4.2.3.9: hard errors end the attempt, the others after a while.
  if (code === UNREACHABLE_PORT || code === UNREACHABLE_PROTOCOL) {
    connection.finish(REASON_REFUSED, false);
    return ERROR_FATAL;
  }
  if (connection.timeouts < SYNS_UNREACHABLE) return ERROR_IGNORED;
  connection.finish(REASON_UNREACHABLE, false);
  return ERROR_FATAL;
}

/** RFC 1191 §6.4: what was too large leaves again in smaller pieces, which is no congestion. */
function shrinkPath(connection: Connection, mtu: number): number {
  // RFC 1191 §5: a router that does not tell; half is a safe guess.
  const told = mtu === 0 ? connection.pathMss >> 1 : mtu - tcp.HEADERS_BYTES;
  const mss = Math.max(told, tcp.SAFE_MSS);
  if (mss >= Math.min(connection.pathMss, connection.mss)) return ERROR_IGNORED;
  connection.pathMss = mss;
  const sender = connection.sender;
  if (sender !== undefined) {
    const { start, end, flags, first, last } = sender.segments;
    const size = connection.segmentBytes;
    for (let i = first; i < last; i++) {
      if ((flags[i] & SACKED) === 0 && !notAfter(end[i], (start[i] + size) | 0)) sender.markLost(i);
    }
    sender.force = true;
    connection.owner.wantTransmit(connection);
  }
  return ERROR_PATH;
}

/** Paths that are narrower than the link. */
export class PathMtus {
  private readonly remote: Float64Array;
  private readonly mss: Uint16Array;
  private readonly until: Float64Array;
  private next: number;

  constructor() {
    this.remote = new Float64Array(MOST_PATHS);
    this.mss = new Uint16Array(MOST_PATHS);
    this.until = new Float64Array(MOST_PATHS);
    this.next = 0;
  }

  /** 0: nothing is known. */
  get(remote: number, now: Instant): number {
    for (let i = 0; i < MOST_PATHS; i++) {
      if (this.remote[i] === remote && this.until[i] > now) return this.mss[i];
    }
    return 0;
  }

  set(remote: number, mss: number, now: Instant): void {
    let at = this.next;
    for (let i = 0; i < MOST_PATHS; i++) if (this.remote[i] === remote) at = i;
    if (at === this.next) this.next = (this.next + 1) % MOST_PATHS;
    this.remote[at] = remote;
    this.mss[at] = mss;
    this.until[at] = now + PATH_VALID_MS;
  }
}
