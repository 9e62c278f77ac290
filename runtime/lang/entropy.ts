// Random bytes from the entropy device (virtio 1.2 §5.4), for the language's own needs: one descriptor, complete when the
// notification returns. The device is reset behind each use, so that the driver of runtime/device can tell that its queue
// is gone and set it up again: both may serve one program.
import {
  busWrite,
  deviceSlot,
  load16,
  load32,
  memoryCopy,
  staticBytes,
  store16,
  store32,
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

// The static area: descriptor (16 bytes), available ring (8) at 16, used ring (16) at 24, the bytes at 48.
const BYTES: u32 = 48;
const CHUNK: u32 = 208;
const DEVICE_WRITES: u32 = 2;
/** A device may give fewer bytes than asked for (§5.4.6), but not none for ever. */
const EMPTY_ANSWERS: u32 = 8;

/** Fills memory with random bytes. */
export function fillRandom(to: u32, count: u32): void {
  const area: u32 = staticBytes('lang.entropy', 256);
  const bus: u32 = deviceSlot('entropy') << 12;
  open(area, bus);
  let done: u32 = 0;
  let empty: u32 = 0;
  while (done < count) {
    const wanted: u32 = count - done < CHUNK ? count - done : CHUNK;
    store32(area, wanted, 8);
    store16(area, load16(area, 18) + 1, 18);
    busWrite(bus + QUEUE_NOTIFY, 0);
    const given: u32 = load16(area, 26) === load16(area, 18) ? load32(area, 32) : 0;
    const got: u32 = given < wanted ? given : wanted;
    empty = got === 0 ? empty + 1 : 0;
    if (empty === EMPTY_ANSWERS) fatal('Cannot read entropy: the device gives none');
    memoryCopy(to + done, area + BYTES, got);
    done = done + got;
  }
  busWrite(bus + STATUS, 0);
}

/** Initialises the device (§3.1.1) with one queue of one descriptor. */
function open(area: u32, bus: u32): void {
  busWrite(bus + STATUS, 0);
  store32(area, area + BYTES, 0);
  store32(area, 0, 4);
  store32(area, DEVICE_WRITES, 12);
  store32(area, 0, 16);
  store32(area, 0, 20);
  store32(area, 0, 24);
  busWrite(bus + STATUS, 3);
  busWrite(bus + DRIVER_FEATURES_SELECT, 1);
  busWrite(bus + DRIVER_FEATURES, 1);
  busWrite(bus + STATUS, 11);
  busWrite(bus + QUEUE_SELECT, 0);
  busWrite(bus + QUEUE_NUMBER, 1);
  busWrite(bus + QUEUE_DESCRIPTORS, area);
  busWrite(bus + QUEUE_DRIVER, area + 16);
  busWrite(bus + QUEUE_DEVICE, area + 24);
  busWrite(bus + QUEUE_READY, 1);
  busWrite(bus + STATUS, 15);
}
