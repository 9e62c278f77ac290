// virtio-entropy (virtio 1.2 §5.4): fills what the driver offers with random bytes, before the notification returns.
import type { DeviceModel, DevicePort } from './device.types.ts';

const DEVICE_ID = 4;
const REQUEST_QUEUE = 0;
const QUEUE_SIZE = 1024;
/** Bytes per request: the most that `crypto.getRandomValues` gives. A driver asks again for more (§5.4.6). */
export const ENTROPY_BYTES_MAX = 65_536;

export class EntropyModel implements DeviceModel {
  readonly deviceId = DEVICE_ID;
  readonly features = [];
  readonly queueSizes = [QUEUE_SIZE];
  readonly config = new Uint8Array(0);
  readonly bringsNews = false;
  readonly #fill: (bytes: Uint8Array<ArrayBuffer>) => void;
  #port: DevicePort | undefined;

  /** `fill` overwrites at most `ENTROPY_BYTES_MAX` bytes with random ones. */
  constructor(fill: (bytes: Uint8Array<ArrayBuffer>) => void) {
    this.#fill = fill;
  }

  connect(port: DevicePort): void {
    this.#port = port;
  }

  onReset(): void {}

  onBuffers(): void {
    const queue = this.#port?.queue(REQUEST_QUEUE);
    if (queue === undefined) return;
    for (let chain = queue.take(); chain !== undefined; chain = queue.take()) {
      const bytes = new Uint8Array(Math.min(chain.writableLength, ENTROPY_BYTES_MAX));
      this.#fill(bytes);
      queue.give(chain.head, queue.write(chain, bytes));
    }
  }
}
