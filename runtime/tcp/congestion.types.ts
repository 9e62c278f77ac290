// Congestion control as the connection sees it: how much may be in flight, and how that changes with acknowledgements and
// losses. Loss detection and recovery are not its business. CUBIC and NewReno implement it and pass one suite.

import type { Instant } from '../core/instant.ts';

export interface CongestionControl {
  /** Bytes that may be in flight; may have a fraction, so that small increases add up. */
  window: number;
  /** Bytes: below it slow start. */
  threshold: number;
  /** `acked` more bytes arrived outside of recovery, while the window was what held the sender back. */
  onAcknowledged(acked: number, segmentBytes: number, roundTripMs: number, now: Instant): void;
  /** A loss or mark, once per window: sets `threshold` to what the window shall be after recovery. */
  onCongestion(inFlight: number, segmentBytes: number, now: Instant): void;
  /** A retransmission timeout: sets `threshold` and takes the window to one segment. */
  onTimeout(inFlight: number, segmentBytes: number, now: Instant): void;
  /** The last `onCongestion` or `onTimeout` was a mistake. */
  onSpurious(): void;
  /** Nothing was in flight for a while: times must not count it. */
  onIdle(idleMs: number): void;
}

export interface CongestionFactory {
  create(window: number): CongestionControl;
}
