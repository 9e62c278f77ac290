// virtio-rtc (device 17, virtio 1.4 draft): clock 0 is UTC, clock 1 monotonic, read through the request queue. A request is
// answered before the notification returns, so that the time can be had in the middle of a turn.
import type { DeviceModel, DevicePort } from './device.types.ts';
import type { Chain, DeviceQueue } from './queue.ts';

const DEVICE_ID = 17;
const REQUEST_QUEUE = 0;
const QUEUE_SIZE = 1024;
const REQUEST_BYTES_MAX = 64;
const ANSWER_BYTES = 16;

// Message types of the draft, "Control Requests" and "Read Requests".
const READ = 0x0001;
const CONFIGURATION = 0x1000;
const CLOCK_CAPABILITY = 0x1001;

// Answer status of the draft, struct virtio_rtc_resp_head.
const OK = 0;
const NOT_SUPPORTED = 2;
const NO_SUCH_CLOCK = 3;
const INVALID = 4;

/** Clock types by clock: UTC, leap seconds perhaps smeared, and monotonic. */
const CLOCK_TYPES = [4n, 2n];
const BODY = 8;

export class RtcModel implements DeviceModel {
  readonly deviceId = DEVICE_ID;
  readonly features = [];
  readonly queueSizes = [QUEUE_SIZE];
  readonly config = new Uint8Array(0);
  readonly bringsNews = false;
  readonly #clocks: readonly (() => bigint)[];
  #port: DevicePort | undefined;

  /** `utcNs` is the wall clock, nanoseconds since 1970; `monotonicNs` is what the import `now` returns. */
  constructor(utcNs: () => bigint, monotonicNs: () => bigint) {
    this.#clocks = [utcNs, monotonicNs];
  }

  connect(port: DevicePort): void {
    this.#port = port;
  }

  onReset(): void {}

  onBuffers(): void {
    const queue = this.#port?.queue(REQUEST_QUEUE);
    if (queue === undefined) return;
    for (let chain = queue.take(); chain !== undefined; chain = queue.take()) {
      queue.give(chain.head, this.#serve(queue, chain));
    }
  }

  /** Answers one request; the bytes written. */
  #serve(queue: DeviceQueue, chain: Chain): number {
    const request = queue.read(chain, REQUEST_BYTES_MAX);
    return queue.write(chain, this.#answer(new DataView(request.buffer)));
  }

  #answer(request: DataView): Uint8Array {
    const type = request.byteLength < 2 ? undefined : request.getUint16(0, true);
    if (type === CONFIGURATION) return answer(OK, BigInt(this.#clocks.length));
    if (type !== undefined && type !== READ && type !== CLOCK_CAPABILITY) return answer(NOT_SUPPORTED);
    if (type === undefined || request.byteLength < BODY + 2) return answer(INVALID);
    const clock = request.getUint16(BODY, true);
    const read = this.#clocks[clock];
    if (read === undefined) return answer(NO_SUCH_CLOCK);
    return answer(OK, type === READ ? read() : CLOCK_TYPES[clock]);
  }
}

/** Status, 7 reserved bytes, 8 bytes of result. */
function answer(status: number, result = 0n): Uint8Array {
  const bytes = new Uint8Array(ANSWER_BYTES);
  bytes[0] = status;
  new DataView(bytes.buffer).setBigUint64(BODY, result, true);
  return bytes;
}
