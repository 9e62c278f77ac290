// What a connection needs only while it has something to send or unacknowledged: the bytes, the scoreboard, and the state of
// loss recovery (RFC 6675, 8985, 6937, 5682). Senders are pooled; an idle connection has none.

import { NEVER, type Instant } from '../core/instant.ts';
import { type ChunkPool, SequencedBytes } from './chunks.ts';
import { LOST, RETRANSMITTED, SACKED, SentSegments } from './sent-segments.ts';

// Where a sender is in recovery.
export const OPEN = 0;
/** Fast recovery (RFC 5681 §3.2). */
export const FAST_RECOVERY = 1;
/** After a retransmission timeout (RFC 6298 §5.4). */
export const TIMEOUT_RECOVERY = 2;
/** Reducing the window for a congestion mark (RFC 3168 §6.1.2); nothing is lost. */
export const REDUCING = 3;

export class Sender {
  readonly queue: SequencedBytes;
  readonly segments: SentSegments;
  /** Bytes in segments marked SACKED; without SACK an estimate from duplicates (RFC 6937 §3). */
  sackedBytes: number;
  /** Bytes in segments marked LOST. */
  lostBytes: number;

  recovery: number;
  /** What was sent when recovery began: beyond it, it is over. */
  recoveryPoint: number;
  /** The window while in FAST_RECOVERY or REDUCING. */
  recoveryWindow: number;
  /** One segment leaves whatever the window is: the first retransmission (RFC 5681 §3.2 step 3). */
  force: boolean;
  duplicates: number;
  /** The window, not the application or the receiver, held the sender back. */
  limited: boolean;

  // PRR (RFC 6937 §3).
  deliveredInRecovery: number;
  sentInRecovery: number;
  flightAtRecovery: number;

  /** Pacing: bytes that still leave at once, when the next may leave, and when it is looked at again; NEVER: when something happens. */
  unpacedBytes: number;
  paceAt: Instant;
  resumeAt: Instant;

  // Undoing (RFC 3522, RFC 3708): our clock at the first retransmission, and bytes sent again that no DSACK named.
  retransmittedFirst: Instant;
  undoBytes: number;
  undoable: boolean;

  /** F-RTO (RFC 5682 §3.1): 0 off, 1 after the timeout, 2 new data were sent. */
  spurious: number;
  spuriousUntil: number;

  // RACK (RFC 8985 §5.2).
  rackSentAt: Instant;
  rackEnd: number;
  rackRtt: number;
  highestSacked: number;
  reorderingSeen: boolean;
  reorderMultiplier: number;
  reorderPersist: number;
  reorderRound: number;
  /** End of the highest segment sent again. */
  highestRetransmitted: number;

  // TLP (RFC 8985 §7.1).
  probing: boolean;
  probeEnd: number;
  probeRetransmits: boolean;

  /** End of the last segment below full size (Minshall's Nagle). */
  smallEnd: number;
  smallSent: boolean;

  constructor(pool: ChunkPool) {
    this.queue = new SequencedBytes(pool);
    this.segments = new SentSegments();
    this.sackedBytes = 0;
    this.lostBytes = 0;
    this.recovery = OPEN;
    this.recoveryPoint = 0;
    this.recoveryWindow = 0;
    this.force = false;
    this.duplicates = 0;
    this.limited = false;
    this.deliveredInRecovery = 0;
    this.sentInRecovery = 0;
    this.flightAtRecovery = 0;
    this.unpacedBytes = 0;
    this.paceAt = 0;
    this.resumeAt = NEVER;
    this.retransmittedFirst = NEVER;
    this.undoBytes = 0;
    this.undoable = false;
    this.spurious = 0;
    this.spuriousUntil = 0;
    this.rackSentAt = -1;
    this.rackEnd = 0;
    this.rackRtt = 0;
    this.highestSacked = 0;
    this.reorderingSeen = false;
    this.reorderMultiplier = 1;
    this.reorderPersist = 0;
    this.reorderRound = 0;
    this.highestRetransmitted = 0;
    this.probing = false;
    this.probeEnd = 0;
    this.probeRetransmits = false;
    this.smallEnd = 0;
    this.smallSent = false;
  }

  /** For a connection whose next byte to send is `next`, and which sends `unpacedBytes` as they come. */
  begin(next: number, unpacedBytes: number): void {
    this.segments.clear();
    this.unpacedBytes = unpacedBytes;
    this.paceAt = 0;
    this.resumeAt = NEVER;
    this.sackedBytes = 0;
    this.lostBytes = 0;
    this.recovery = OPEN;
    this.recoveryPoint = next;
    this.recoveryWindow = 0;
    this.force = false;
    this.duplicates = 0;
    this.limited = false;
    this.retransmittedFirst = NEVER;
    this.undoBytes = 0;
    this.undoable = false;
    this.spurious = 0;
    this.rackSentAt = -1;
    this.rackEnd = next;
    this.rackRtt = 0;
    this.highestSacked = next;
    this.reorderingSeen = false;
    this.reorderMultiplier = 1;
    this.reorderPersist = 0;
    this.reorderRound = next;
    this.highestRetransmitted = next;
    this.probing = false;
    this.smallSent = false;
  }

  markLost(index: number): void {
    const segments = this.segments;
    if ((segments.flags[index] & (LOST | SACKED)) !== 0) return;
    segments.flags[index] |= LOST;
    this.lostBytes += segments.bytes(index);
  }

  markSacked(index: number): void {
    const segments = this.segments;
    const flags = segments.flags[index];
    if ((flags & SACKED) !== 0) return;
    const bytes = segments.bytes(index);
    if ((flags & LOST) !== 0) this.lostBytes -= bytes;
    segments.flags[index] = (flags | SACKED) & ~LOST;
    this.sackedBytes += bytes;
  }

  /** A segment leaves again. */
  markRetransmitted(index: number, now: Instant): void {
    const segments = this.segments;
    const flags = segments.flags[index];
    if ((flags & LOST) !== 0) this.lostBytes -= segments.bytes(index);
    segments.flags[index] = (flags | RETRANSMITTED) & ~LOST;
    segments.sentAt[index] = now;
    if (((this.highestRetransmitted - segments.end[index]) | 0) < 0) this.highestRetransmitted = segments.end[index];
    if (this.retransmittedFirst === NEVER) this.retransmittedFirst = now;
    this.undoBytes += segments.bytes(index);
  }

  /** Begins to reduce the window, in fast recovery or for a mark; what is sent from now on ends it. */
  enter(recovery: number, point: number, inFlight: number): void {
    this.recovery = recovery;
    this.recoveryPoint = point;
    this.flightAtRecovery = Math.max(inFlight, 1);
    this.deliveredInRecovery = 0;
    this.sentInRecovery = 0;
    this.retransmittedFirst = NEVER;
    this.undoBytes = 0;
    this.undoable = true;
  }

  /** The first segment marked LOST, or -1. */
  firstLost(): number {
    const { flags, first, last } = this.segments;
    for (let i = first; i < last; i++) if ((flags[i] & LOST) !== 0) return i;
    return -1;
  }

  /** All that was taken for lost is in flight again. */
  forgetLosses(): void {
    const { flags, first, last } = this.segments;
    for (let i = first; i < last; i++) flags[i] &= ~LOST;
    this.lostBytes = 0;
  }
}
