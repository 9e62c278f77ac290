// The wall clock from the virtio-rtc device (virtio 1.4 draft, device 17): two descriptors, complete when the notification
// returns. Between readings, at most a minute apart, the monotonic clock carries on. Like entropy.ts the device is reset
// behind each use, so that the driver of runtime/device may serve the same program.
import {
  busNow,
  busWrite,
  deviceSlot,
  f64FromU64,
  load16,
  load64,
  load8,
  staticBytes,
  store16,
  store32,
  store64,
  type f64,
  type u32,
} from './intrinsics.ts';
import { fatal } from './fatal.ts';

// Registers of virtio-mmio (virtio 1.2 §4.2.2).
const DRIVER_FEATURES: u32 = 0x20;
const DRIVER_FEATURES_SELECT: u32 = 0x24;
const QUEUE_SELECT: u32 = 0x30;
const QUEUE_NUMBER: u32 = 0x38;
const QUEUE_READY: u32 = 0x44;
const QUEUE_NOTIFY: u32 = 0x50;
const STATUS: u32 = 0x70;
const QUEUE_DESCRIPTORS: u32 = 0x80;
const QUEUE_DRIVER: u32 = 0x90;
const QUEUE_DEVICE: u32 = 0xa0;

// The static area: two descriptors (32 bytes), available ring at 32, used ring at 48, request at 80, answer at 96.
const AVAILABLE: u32 = 32;
const USED: u32 = 48;
const REQUEST: u32 = 80;
const ANSWER: u32 = 96;
/** struct virtio_rtc_req_read: msg_type le16, reserved[6], clock_id le16, reserved[6]; the answer: status u8, reserved[7], le64 ns. */
const MESSAGE_BYTES: u32 = 16;
const READ_MESSAGE: u32 = 0x0001;
const NEXT: u32 = 1;
const DEVICE_WRITES: u32 = 2;

/** A reading is this old at most, so that steps of the host's clock are followed. */
export const READ_AGAIN_NS: f64 = 60000000000;
const NS_PER_MS: f64 = 1000000;

let offsetNs: f64 = 0;
let readAt: f64 = -1;

/** Milliseconds since 1970, UTC, with a fraction. */
export function utcMs(): f64 {
  const now: f64 = busNow();
  if (readAt < 0 || now - readAt >= READ_AGAIN_NS) {
    offsetNs = readNs() - now;
    readAt = now;
  }
  return (now + offsetNs) / NS_PER_MS;
}

function readNs(): f64 {
  const area: u32 = staticBytes('lang.clock', 112);
  const bus: u32 = deviceSlot('rtc') << 12;
  open(area, bus);
  store64(area, 0n, 80);
  store64(area, 0n, 88);
  store16(area, READ_MESSAGE, 80);
  store16(area, 1, 34);
  busWrite(bus + QUEUE_NOTIFY, 0);
  if (load16(area, 50) !== 1 || load8(area, 96) !== 0) fatal('Cannot read the clock: the device did not answer');
  busWrite(bus + STATUS, 0);
  return f64FromU64(load64(area, 104));
}

/** Initialises the device (virtio 1.2 §3.1.1) with one queue of one chain: the request, then the answer. */
function open(area: u32, bus: u32): void {
  busWrite(bus + STATUS, 0);
  for (let at: u32 = 0; at < REQUEST; at = at + 8) store64(area + at, 0n);
  store32(area, area + REQUEST, 0);
  store32(area, MESSAGE_BYTES, 8);
  store16(area, NEXT, 12);
  store16(area, 1, 14);
  store32(area, area + ANSWER, 16);
  store32(area, MESSAGE_BYTES, 24);
  store16(area, DEVICE_WRITES, 28);
  busWrite(bus + STATUS, 3);
  busWrite(bus + DRIVER_FEATURES_SELECT, 1);
  busWrite(bus + DRIVER_FEATURES, 1);
  busWrite(bus + STATUS, 11);
  busWrite(bus + QUEUE_SELECT, 0);
  busWrite(bus + QUEUE_NUMBER, 2);
  busWrite(bus + QUEUE_DESCRIPTORS, area);
  busWrite(bus + QUEUE_DRIVER, area + AVAILABLE);
  busWrite(bus + QUEUE_DEVICE, area + USED);
  busWrite(bus + QUEUE_READY, 1);
  busWrite(bus + STATUS, 15);
}
