// virtio-rtc (virtio 1.4 draft, device 17): reads the UTC clock through the request queue; the device answers before
// QueueNotify returns. Between readings the monotonic clock carries on; a reading is taken anew at most once a minute, so
// that steps of the host's clock are followed without a device call per `Date.now()`.

import { addressOf, busNow, deviceSlot } from '../lang/intrinsics.ts';
import { assert } from '../core/result.ts';
import type { Clock } from './clock.types.ts';
import { VirtioDevice } from './virtio.ts';
import { Virtqueue } from './virtqueue.ts';

const DEVICE_ID = 17;
const REQUEST_QUEUE = 0;
const QUEUE_SIZE = 2;

// struct virtio_rtc_req_read: msg_type le16, reserved[6], clock_id le16, reserved[6].
const REQUEST_BYTES = 16;
const READ = 0x0001;
const CLOCK_UTC = 0;
// struct virtio_rtc_resp_read: status u8, reserved[7], clock_reading le64 in ns.
const ANSWER_BYTES = 16;
const STATUS_OK = 0;

export const READ_AGAIN_MS = 60_000;
const NS_PER_MS = 1_000_000;

/** Starts the manifest's device; a call to this is what puts it there. Once per program. */
export function openClock(): VirtioClock {
  return new VirtioClock(deviceSlot('rtc'));
}

export class VirtioClock implements Clock {
  private readonly device: VirtioDevice;
  private readonly queue: Virtqueue;
  private readonly answer: Uint8Array;
  private readonly requestAddress: number;
  /** UTC minus monotonic time at the last reading, both ms; readings start at the first question. */
  private offsetMs: number;
  private readAtMs: number;

  constructor(slot: number) {
    this.device = new VirtioDevice(slot, DEVICE_ID);
    this.device.negotiate(0, 0);
    this.queue = new Virtqueue(this.device.queueSize(REQUEST_QUEUE, QUEUE_SIZE), false);
    const buffer = new ArrayBuffer(REQUEST_BYTES + ANSWER_BYTES);
    const request = new Uint8Array(buffer, 0, REQUEST_BYTES);
    request[0] = READ & 0xff;
    request[1] = READ >>> 8;
    request[8] = CLOCK_UTC;
    this.answer = new Uint8Array(buffer, REQUEST_BYTES, ANSWER_BYTES);
    this.requestAddress = addressOf(buffer);
    this.offsetMs = 0;
    this.readAtMs = -Infinity;
    this.device.attach(REQUEST_QUEUE, this.queue);
    this.device.start();
  }

  utcMs(): number {
    const now = busNow() / NS_PER_MS;
    if (now - this.readAtMs >= READ_AGAIN_MS) {
      this.offsetMs = this.readUtcMs() - now;
      this.readAtMs = now;
    }
    return now + this.offsetMs;
  }

  /** Reads the device at the next question: after a restore the offset is another. */
  forget(): void {
    this.readAtMs = -Infinity;
  }

  private readUtcMs(): number {
    const at = this.requestAddress;
    this.queue.addRequest(at, REQUEST_BYTES, at + REQUEST_BYTES, ANSWER_BYTES, 0);
    this.queue.takeNotification();
    this.device.notify(REQUEST_QUEUE);
    assert(this.queue.pop() === 0, 'Cannot read the clock: the device did not answer at once');
    assert(
      this.queue.usedLength >= ANSWER_BYTES && this.answer[0] === STATUS_OK,
      'Cannot read the clock: the device refused',
    );
    return little32(this.answer, 8) / NS_PER_MS + (little32(this.answer, 12) * 0x100000000) / NS_PER_MS;
  }
}

function little32(bytes: Uint8Array, at: number): number {
  return (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0;
}
