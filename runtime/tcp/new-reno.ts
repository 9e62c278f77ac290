// Reno's congestion control with appropriate byte counting (RFC 5681 §3.1, RFC 6582, RFC 3465): the simple second choice, and
// what CUBIC is compared with.

import type { CongestionControl } from './congestion.types.ts';

/** "Infinitely" high (RFC 5681 §3.1). */
export const NO_THRESHOLD = 0x7fffffff;

export class NewReno implements CongestionControl {
  window: number;
  threshold: number;
  /** Bytes acknowledged towards the next increase. */
  private counted: number;
  private priorWindow: number;
  private priorThreshold: number;

  constructor(window: number) {
    this.window = window;
    this.threshold = NO_THRESHOLD;
    this.counted = 0;
    this.priorWindow = window;
    this.priorThreshold = NO_THRESHOLD;
  }

  onAcknowledged(acked: number, segmentBytes: number): void {
    let rest = acked;
    if (this.window < this.threshold) {
      const step = Math.min(rest, this.threshold - this.window);
      this.window += step;
      rest -= step;
    }
    this.counted += rest;
    while (this.counted >= this.window) {
      this.counted -= this.window;
      this.window += segmentBytes;
    }
  }

  onCongestion(inFlight: number, segmentBytes: number): void {
    this.priorWindow = this.window;
    this.priorThreshold = this.threshold;
    // RFC 5681 §3.1 equation 4.
    this.threshold = Math.max(Math.floor(inFlight / 2), 2 * segmentBytes);
    this.counted = 0;
  }

  onTimeout(inFlight: number, segmentBytes: number): void {
    this.onCongestion(inFlight, segmentBytes);
    this.window = segmentBytes;
  }

  onSpurious(): void {
    this.window = Math.max(this.window, this.priorWindow);
    this.threshold = this.priorThreshold;
  }

  onIdle(): void {}
}
