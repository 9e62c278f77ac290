// virtio-entropy (virtio 1.2 §5.4): random bytes from the host, complete when QueueNotify returns, so that they can be had
// in the middle of a turn and while the program boots.

import { addressOf, deviceSlot } from '../lang/intrinsics.ts';
import { assert } from '../core/result.ts';
import type { Entropy } from './entropy.types.ts';
import { VirtioDevice } from './virtio.ts';
import { Virtqueue } from './virtqueue.ts';

const DEVICE_ID = 4;
const REQUEST_QUEUE = 0;
const QUEUE_SIZE = 2;
const BUFFER_BYTES = 64;
/** A device may give fewer bytes than asked for (§5.4.6), but not none for ever. */
const EMPTY_ANSWERS = 8;

/** Starts the manifest's device; a call to this is what puts it there. Once per program. */
export function openEntropy(): VirtioEntropy {
  return new VirtioEntropy(deviceSlot('entropy'));
}

export class VirtioEntropy implements Entropy {
  private readonly slot: number;
  private device: VirtioDevice;
  private queue: Virtqueue;
  private readonly bytes: Uint8Array;
  private readonly address: number;

  constructor(slot: number) {
    this.slot = slot;
    this.device = openDevice(slot);
    this.queue = openQueue(this.device);
    const buffer = new ArrayBuffer(BUFFER_BYTES);
    this.bytes = new Uint8Array(buffer);
    this.address = addressOf(buffer);
  }

  fill(target: Uint8Array): void {
    let filled = 0;
    let empty = 0;
    while (filled < target.length) {
      const got = this.request(Math.min(BUFFER_BYTES, target.length - filled));
      empty = got === 0 ? empty + 1 : 0;
      assert(empty < EMPTY_ANSWERS, 'Cannot read entropy: the device gives none');
      for (let i = 0; i < got; i++) target[filled + i] = this.bytes[i];
      filled += got;
    }
  }

  private request(length: number): number {
    if (!this.device.isRunning()) {
      // The language drew random bytes of its own, and left the device reset (lang/entropy.ts).
      this.device = openDevice(this.slot);
      this.queue = openQueue(this.device);
    }
    this.queue.add(this.address, length, true, 0);
    this.queue.takeNotification();
    this.device.notify(REQUEST_QUEUE);
    assert(this.queue.pop() === 0, 'Cannot read entropy: the device did not answer at once');
    return Math.min(this.queue.usedLength, length);
  }
}

function openDevice(slot: number): VirtioDevice {
  const device = new VirtioDevice(slot, DEVICE_ID);
  device.negotiate(0, 0);
  return device;
}

function openQueue(device: VirtioDevice): Virtqueue {
  const queue = new Virtqueue(device.queueSize(REQUEST_QUEUE, QUEUE_SIZE), false);
  device.attach(REQUEST_QUEUE, queue);
  device.start();
  return queue;
}
