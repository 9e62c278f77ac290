// virtio-balloon with free page reporting only (virtio 1.2 §5.5.6.7): the collector names ranges that it freed and the host
// takes their pages back. The module stays the size it is; a reported page reads as zero or as before at its next use.

import { deviceSlot } from '../lang/intrinsics.ts';
import { assert } from '../core/result.ts';
import { EVENT_IDX, VirtioDevice } from './virtio.ts';
import { Virtqueue } from './virtqueue.ts';

const DEVICE_ID = 5;
/** §5.5.3: VIRTIO_BALLOON_F_PAGE_REPORTING. */
const FEATURE_PAGE_REPORTING = 1 << 5;
/** §5.5.2: reporting_vq. */
const REPORTING_QUEUE = 4;
/** Ranges in flight; a collector that has more tells them in its next turn. */
export const REPORTED_RANGES = 32;
export const REPORT_PAGE_BYTES = 4096;

/** Starts the manifest's device; a call to this is what puts it there. Once per program. */
export function openBalloon(): VirtioBalloon {
  return new VirtioBalloon(deviceSlot('balloon'));
}

export class VirtioBalloon {
  /** False: the host takes nothing back, and `report` does nothing. */
  readonly active: boolean;
  private readonly device: VirtioDevice;
  private readonly queue: Virtqueue;
  private inFlight: number;

  constructor(slot: number) {
    this.device = new VirtioDevice(slot, DEVICE_ID);
    this.device.negotiate((FEATURE_PAGE_REPORTING | EVENT_IDX) >>> 0, 0);
    this.active = (this.device.featuresLow & FEATURE_PAGE_REPORTING) !== 0;
    const size = this.active ? this.device.queueSize(REPORTING_QUEUE, REPORTED_RANGES) : 1;
    this.queue = new Virtqueue(size, this.device.eventIndex);
    this.inFlight = 0;
    if (this.active) this.device.attach(REPORTING_QUEUE, this.queue);
    this.device.start();
  }

  /**
   * Reports free memory, whole pages. It must not be allocated from until `settled` is true.
   * False: no room, try again after `settled`.
   */
  report(address: number, bytes: number): boolean {
    assert(
      address % REPORT_PAGE_BYTES === 0 && bytes % REPORT_PAGE_BYTES === 0,
      'Cannot report free memory: not whole pages',
    );
    if (!this.active || !this.queue.add(address, bytes, true, 0)) return false;
    this.inFlight++;
    return true;
  }

  flush(): void {
    if (this.queue.takeNotification()) this.device.notify(REPORTING_QUEUE);
  }

  /** True when the host is done with everything that was reported. */
  settled(): boolean {
    while (this.inFlight > 0 && this.queue.pop() >= 0) this.inFlight--;
    return this.inFlight === 0;
  }
}
