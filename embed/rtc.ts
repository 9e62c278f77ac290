// virtio-rtc (device 17, virtio 1.4 draft §5.23): one clock, UTC, read through the request queue. A request is answered
// before the notification returns, so that the time can be had in the middle of a turn.
import type { DeviceModel, DevicePort } from './device.types.ts';
import type { Chain, DeviceQueue } from './queue.ts';

const DEVICE_ID = 17;
const REQUEST_QUEUE = 0;
const QUEUE_SIZE = 64;
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

const CLOCK_UTC = 0;
const TYPE_UTC = 0;
const HEAD_BYTES = 8;
const CLOCK_REQUEST_BYTES = 16;

export class RtcModel implements DeviceModel {
  readonly deviceId = DEVICE_ID;
  readonly features = [];
  readonly queueSizes = [QUEUE_SIZE];
  readonly config = new Uint8Array(0);
  readonly bringsNews = false;
  readonly #utcNs: () => bigint;
  #port: DevicePort | undefined;

  /** `utcNs` is the wall clock: nanoseconds since 1970. */
  constructor(utcNs: () => bigint) {
    this.#utcNs = utcNs;
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
    if (request.byteLength < HEAD_BYTES) return failure(INVALID);
    const type = request.getUint16(0, true);
    if (type === CONFIGURATION) return success((body) => body.setUint16(0, 1, true));
    if (type !== READ && type !== CLOCK_CAPABILITY) return failure(NOT_SUPPORTED);
    if (request.byteLength < CLOCK_REQUEST_BYTES) return failure(INVALID);
    if (request.getUint16(HEAD_BYTES, true) !== CLOCK_UTC) return failure(NO_SUCH_CLOCK);
    if (type === CLOCK_CAPABILITY) return success((body) => body.setUint8(0, TYPE_UTC));
    return success((body) => body.setBigUint64(0, this.#utcNs(), true));
  }
}

/** An answer whose 8 bytes behind the head `fill` writes. */
function success(fill: (body: DataView) => void): Uint8Array {
  const answer = new Uint8Array(ANSWER_BYTES);
  answer[0] = OK;
  fill(new DataView(answer.buffer, HEAD_BYTES));
  return answer;
}

function failure(status: number): Uint8Array {
  const answer = new Uint8Array(HEAD_BYTES);
  answer[0] = status;
  return answer;
}
