// virtio-console (virtio 1.2 §5.3), port 0 only: what the module transmits goes to a callback, what the embedder gives as
// input is received. The first console is stdout and stdin, the second stderr.
import type { DeviceModel, DevicePort } from './device.types.ts';
import type { DeviceQueue } from './queue.ts';

const DEVICE_ID = 3;
const RECEIVE_QUEUE = 0;
const TRANSMIT_QUEUE = 1;
const QUEUE_SIZE = 1024;
/** Most bytes of one chain that are copied out at a time. */
const CHUNK_BYTES_MAX = 1 << 20;

export class ConsoleModel implements DeviceModel {
  readonly deviceId = DEVICE_ID;
  readonly features = [];
  readonly queueSizes = [QUEUE_SIZE, QUEUE_SIZE];
  readonly config = new Uint8Array(12);
  readonly bringsNews = false;
  readonly #output: (chunk: Uint8Array) => void;
  #port: DevicePort | undefined;
  #input: Uint8Array;
  /** Whether the driver was told that no more input comes. */
  #ended = false;

  constructor(output: (chunk: Uint8Array) => void, input: Uint8Array = new Uint8Array(0)) {
    this.#output = output;
    this.#input = input;
  }

  connect(port: DevicePort): void {
    this.#port = port;
  }

  onReset(): void {
    this.#ended = false;
  }

  onBuffers(index: number): void {
    if (index === TRANSMIT_QUEUE) this.#transmit();
    else this.#receive();
  }

  #transmit(): void {
    const queue = this.#port?.queue(TRANSMIT_QUEUE);
    if (queue === undefined) return;
    for (let chain = queue.take(); chain !== undefined; chain = queue.take()) {
      const chunk = queue.read(chain, CHUNK_BYTES_MAX);
      if (chunk.length > 0) this.#output(chunk);
      queue.give(chain.head, 0);
    }
  }

  #receive(): void {
    const queue = this.#port?.queue(RECEIVE_QUEUE);
    if (queue === undefined) return;
    while (this.#input.length > 0) {
      const chain = queue.take();
      if (chain === undefined) break;
      const written = queue.write(chain, this.#input);
      this.#input = this.#input.subarray(written);
      queue.give(chain.head, written);
    }
    this.#endInput(queue);
    this.#port?.notifyUsed(RECEIVE_QUEUE);
  }
  /** docs/abi.md: an input buffer that comes back with length 0 means the end of input. */
  #endInput(queue: DeviceQueue): void {
    if (this.#ended || this.#input.length > 0) return;
    const chain = queue.take();
    if (chain === undefined) return;
    queue.give(chain.head, 0);
    this.#ended = true;
  }
}
