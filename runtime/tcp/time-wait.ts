// TIME-WAIT (RFC 9293 §3.6.1): what is left of a connection that we closed first, for twice the segment lifetime. Rows of numbers
// instead of connections, in order of their end; when the table is full the oldest row goes early. Reuse by RFC 6191. `| 0` behind a read
// tells the compiler that there is a number, so that what it indexes is reached at once.

import { NEVER, type Instant } from '../core/instant.ts';
import { MOST_TIME_WAITS, TIME_WAIT_MS } from './constants.ts';
import type { Secrets } from './secrets.ts';
import { before } from './sequence.ts';
import type { Segment } from './tcp.wire.ts';

const FIRST_ROWS = 64;
const NONE = -1;

export class TimeWaits {
  count: number;
  local: Float64Array;
  remote: Float64Array;
  localPort: Uint16Array;
  remotePort: Uint16Array;
  sendNext: Int32Array;
  receiveNext: Int32Array;
  window: Uint16Array;
  /** 1: the connection used timestamps. */
  stamped: Uint8Array;
  timestampOffset: Int32Array;
  recentTimestamp: Int32Array;
  /** When an answer was sent last, so that two hosts do not answer each other for ever. */
  answeredAt: Float64Array;
  private endsAt: Float64Array;
  /** Order of ending. */
  private older: Int32Array;
  private newer: Int32Array;
  private oldest: number;
  private newest: number;
  /** Free rows and rows of one place of the hash, linked by `next`. */
  private next: Int32Array;
  private free: number;
  private heads: Int32Array;
  private readonly secrets: Secrets;
  private readonly limit: number;

  constructor(secrets: Secrets, limit: number) {
    this.count = 0;
    this.secrets = secrets;
    this.limit = Math.min(limit, MOST_TIME_WAITS);
    this.oldest = NONE;
    this.newest = NONE;
    this.free = NONE;
    this.local = new Float64Array(0);
    this.remote = new Float64Array(0);
    this.localPort = new Uint16Array(0);
    this.remotePort = new Uint16Array(0);
    this.sendNext = new Int32Array(0);
    this.receiveNext = new Int32Array(0);
    this.window = new Uint16Array(0);
    this.stamped = new Uint8Array(0);
    this.timestampOffset = new Int32Array(0);
    this.recentTimestamp = new Int32Array(0);
    this.answeredAt = new Float64Array(0);
    this.endsAt = new Float64Array(0);
    this.older = new Int32Array(0);
    this.newer = new Int32Array(0);
    this.next = new Int32Array(0);
    this.heads = new Int32Array(0);
  }

  /** The row of a tuple, -1 when there is none. */
  find(local: number, localPort: number, remote: number, remotePort: number): number {
    if (this.count === 0) return NONE;
    let row = this.heads[this.place(local, localPort, remote, remotePort)] | 0;
    while (row !== NONE) {
      if (
        this.remotePort[row] === remotePort &&
        this.localPort[row] === localPort &&
        this.remote[row] === remote &&
        this.local[row] === local
      ) {
        return row;
      }
      row = this.next[row] | 0;
    }
    return NONE;
  }

  /** A row for the tuple, its numbers to be filled in by the caller. */
  add(local: number, localPort: number, remote: number, remotePort: number, now: Instant): number {
    if (this.count >= this.limit) this.remove(this.oldest);
    if (this.free === NONE) this.grow();
    const row = this.free;
    this.free = this.next[row] | 0;
    this.local[row] = local;
    this.remote[row] = remote;
    this.localPort[row] = localPort;
    this.remotePort[row] = remotePort;
    this.answeredAt[row] = -Infinity;
    const place = this.place(local, localPort, remote, remotePort);
    this.next[row] = this.heads[place] | 0;
    this.heads[place] = row;
    this.append(row, now);
    this.count++;
    return row;
  }

  /** The time begins anew (RFC 9293 §3.10.7.4, eighth: a FIN in TIME-WAIT). */
  restart(row: number, now: Instant): void {
    this.unlink(row);
    this.append(row, now);
  }

  remove(row: number): void {
    const place = this.place(this.local[row], this.localPort[row], this.remote[row], this.remotePort[row]);
    let entry = this.heads[place] | 0;
    if (entry === row) this.heads[place] = this.next[row] | 0;
    else {
      while (this.next[entry] !== row) entry = this.next[entry] | 0;
      this.next[entry] = this.next[row] | 0;
    }
    this.unlink(row);
    this.next[row] = this.free;
    this.free = row;
    this.count--;
  }

  nextTimeout(): Instant {
    return this.oldest === NONE ? NEVER : this.endsAt[this.oldest];
  }

  onTimeout(now: Instant): void {
    while (this.oldest !== NONE && this.endsAt[this.oldest] <= now) this.remove(this.oldest);
  }

  /** RFC 6191 §2: a SYN whose timestamp or number is beyond all of the old connection begins a new one. */
  mayReuse(row: number, segment: Segment): boolean {
    if (this.stamped[row] === 1 && segment.hasTimestamps) {
      if (before(this.recentTimestamp[row], segment.timestamp)) return true;
      if (this.recentTimestamp[row] !== segment.timestamp) return false;
    }
    return before(this.receiveNext[row], segment.sequence);
  }

  private place(local: number, localPort: number, remote: number, remotePort: number): number {
    return this.secrets.place(local, localPort, remote, remotePort) & (this.heads.length - 1);
  }

  private append(row: number, now: Instant): void {
    this.endsAt[row] = now + TIME_WAIT_MS;
    this.older[row] = this.newest;
    this.newer[row] = NONE;
    if (this.newest !== NONE) this.newer[this.newest] = row;
    else this.oldest = row;
    this.newest = row;
  }

  private unlink(row: number): void {
    const older = this.older[row] | 0;
    const newer = this.newer[row] | 0;
    if (older === NONE) this.oldest = newer;
    else this.newer[older] = newer;
    if (newer === NONE) this.newest = older;
    else this.older[newer] = older;
  }

  private grow(): void {
    const before = this.next.length;
    const rows = before === 0 ? FIRST_ROWS : before * 2;
    this.local = moreDoubles(this.local, rows);
    this.remote = moreDoubles(this.remote, rows);
    this.answeredAt = moreDoubles(this.answeredAt, rows);
    this.endsAt = moreDoubles(this.endsAt, rows);
    this.localPort = moreShorts(this.localPort, rows);
    this.remotePort = moreShorts(this.remotePort, rows);
    this.window = moreShorts(this.window, rows);
    this.sendNext = moreWords(this.sendNext, rows);
    this.receiveNext = moreWords(this.receiveNext, rows);
    this.timestampOffset = moreWords(this.timestampOffset, rows);
    this.recentTimestamp = moreWords(this.recentTimestamp, rows);
    this.older = moreWords(this.older, rows);
    this.newer = moreWords(this.newer, rows);
    this.next = moreWords(this.next, rows);
    const stamped = new Uint8Array(rows);
    stamped.set(this.stamped);
    this.stamped = stamped;
    for (let row = rows - 1; row >= before; row--) {
      this.next[row] = this.free;
      this.free = row;
    }
    this.rehash(rows, before);
  }

  /** All rows below `used` are in use when this is called. */
  private rehash(places: number, used: number): void {
    this.heads = new Int32Array(places);
    this.heads.fill(NONE);
    for (let row = 0; row < used; row++) {
      const place = this.place(this.local[row], this.localPort[row], this.remote[row], this.remotePort[row]);
      this.next[row] = this.heads[place] | 0;
      this.heads[place] = row;
    }
  }
}

function moreDoubles(old: Float64Array, rows: number): Float64Array {
  const array = new Float64Array(rows);
  array.set(old);
  return array;
}

function moreWords(old: Int32Array, rows: number): Int32Array {
  const array = new Int32Array(rows);
  array.set(old);
  return array;
}

function moreShorts(old: Uint16Array, rows: number): Uint16Array {
  const array = new Uint16Array(rows);
  array.set(old);
  return array;
}
