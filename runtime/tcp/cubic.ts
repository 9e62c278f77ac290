// CUBIC (RFC 9438): the window grows as a cubic function of the time since the last loss, flat around the window of that loss,
// and never slower than Reno would. Windows are bytes here; the RFC's formulas are in segments and seconds.

import { SECOND, type Instant } from '../core/instant.ts';
import type { CongestionControl } from './congestion.types.ts';
import { NO_THRESHOLD } from './new-reno.ts';

/** §4.6. */
const BETA = 0.7;
/** §5.1, segments per second cubed. */
const C = 0.4;
/** §4.3: with it the Reno-friendly estimate has Reno's average rate. */
const ALPHA = (3 * (1 - BETA)) / (1 + BETA);
/** §4.2: the target is at most this much above the window. */
const MOST_GROWTH = 1.5;

export class Cubic implements CongestionControl {
  window: number;
  threshold: number;
  /** W_max in segments (§4.1.2). */
  private lastMaximum: number;
  /** Start of this congestion-avoidance stage; negative: none yet. */
  private epochStart: Instant;
  /** K in seconds. */
  private flatAfter: number;
  /** W_est in segments (§4.3). */
  private estimate: number;
  /** In bytes. */
  private windowBeforeLoss: number;
  private priorThreshold: number;

  constructor(window: number) {
    this.window = window;
    this.threshold = NO_THRESHOLD;
    this.lastMaximum = 0;
    this.epochStart = -1;
    this.flatAfter = 0;
    this.estimate = 0;
    this.windowBeforeLoss = 0;
    this.priorThreshold = NO_THRESHOLD;
  }

  onAcknowledged(acked: number, segmentBytes: number, roundTripMs: number, now: Instant): void {
    let rest = acked;
    if (this.window < this.threshold) {
      const step = Math.min(rest, this.threshold - this.window);
      this.window += step;
      rest -= step;
      if (rest <= 0) return;
    }
    const window = this.window / segmentBytes;
    if (this.epochStart < 0) this.beginEpoch(window, now);
    const elapsed = (now - this.epochStart) / SECOND;
    // §4.3: in segments; once it has caught up with the window before the loss, alpha is 1.
    const alpha = this.estimate * segmentBytes < this.windowBeforeLoss ? ALPHA : 1;
    this.estimate += (alpha * (rest / segmentBytes)) / window;
    if (this.curve(elapsed) < this.estimate) {
      this.window = Math.max(this.window, this.estimate * segmentBytes);
      return;
    }
    // §4.4, §4.5: towards where the curve is one round trip from now.
    const target = Math.min(Math.max(this.curve(elapsed + roundTripMs / SECOND), window), window * MOST_GROWTH);
    this.window += ((target - window) / window) * rest;
  }

  onCongestion(inFlight: number, segmentBytes: number): void {
    this.windowBeforeLoss = this.window;
    this.priorThreshold = this.threshold;
    const window = this.window / segmentBytes;
    // §4.7, fast convergence.
    this.lastMaximum = window < this.lastMaximum ? (window * (1 + BETA)) / 2 : window;
    this.threshold = Math.max(Math.floor(Math.min(this.window, Math.max(inFlight, 1)) * BETA), 2 * segmentBytes);
    this.epochStart = -1;
  }

  onTimeout(inFlight: number, segmentBytes: number): void {
    this.onCongestion(inFlight, segmentBytes);
    this.window = segmentBytes;
  }

  onSpurious(): void {
    this.window = Math.max(this.window, this.windowBeforeLoss);
    this.threshold = this.priorThreshold;
    this.epochStart = -1;
  }

  /** §4.2: the time without data is no time of growth. */
  onIdle(idleMs: number): void {
    if (this.epochStart >= 0) this.epochStart += idleMs;
  }

  /** §4.2: W_cubic(t) in segments. */
  private curve(elapsed: number): number {
    const distance = elapsed - this.flatAfter;
    return C * distance * distance * distance + this.lastMaximum;
  }

  private beginEpoch(window: number, now: Instant): void {
    this.epochStart = now;
    this.estimate = window;
    if (this.lastMaximum < window) this.lastMaximum = window;
    // §4.2 equation 2.
    this.flatAfter = Math.cbrt((this.lastMaximum - window) / C);
  }
}
