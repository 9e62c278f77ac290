// The virtio-console driver (virtio 1.2 §5.3), as small as it can be: port 0's transmit queue with one descriptor over one
// static buffer. Text is encoded to UTF-8 straight into the buffer, which stays available to the device without a
// notification until it is full: the host looks at it after the turn, or when the instance traps (docs/abi.md).
import {
  addr,
  busWrite,
  deviceSlot,
  load16,
  load32,
  load8,
  staticBytes,
  store16,
  store32,
  store8,
  type Str,
  type i32,
  type u32,
} from '../lang/intrinsics.ts';
import { flatten } from '../lang/string.ts';

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
const TRANSMIT_QUEUE: u32 = 1;

// The static area: descriptor (16 bytes), available ring (8) at 16, used ring (16) at 24, bus address + 1 at 40, text at 48.
const TEXT: u32 = 48;
const TEXT_BYTES: u32 = 4048;
/** The longest encoding of one code point. */
const LONGEST: u32 = 4;

/** Writes a string to stdout (1) or stderr (2). */
export function consoleWrite(stream: i32, text: Str): void {
  if (stream === 2) consoleError(text);
  else consoleOut(text);
}

/** Writes a string to stdout. */
export function consoleOut(text: Str): void {
  const flat: Str = flatten(text);
  write(staticBytes('console.out', 4096), deviceSlot('console'), addr(flat), 0);
}

/** Writes a string to stderr. */
export function consoleError(text: Str): void {
  const flat: Str = flatten(text);
  write(staticBytes('console.error', 4096), deviceSlot('console:stderr'), addr(flat), 0);
}

/** One line of the console API to stdout, indented as console.group has it. */
export function lineOut(text: Str): void {
  const flat: Str = flatten(text);
  const area: u32 = staticBytes('console.out', 4096);
  write(area, deviceSlot('console'), addr(flat), groupColumns);
  put(area, 10);
}

/** The same to stderr. */
export function lineError(text: Str): void {
  const flat: Str = flatten(text);
  const area: u32 = staticBytes('console.error', 4096);
  write(area, deviceSlot('console:stderr'), addr(flat), groupColumns);
  put(area, 10);
}

/** Columns that console.group indents by. */
let groupColumns: u32 = 0;
export function setGroupColumns(columns: u32): void {
  groupColumns = columns;
}
export function getGroupColumns(): u32 {
  return groupColumns;
}

/** Writes a string literal (flat by construction) and a line end to stdout: all that a greeting needs. */
export function consoleLiteral(text: Str): void {
  const area: u32 = staticBytes('console.out', 4096);
  write(area, deviceSlot('console'), addr(text), groupColumns);
  put(area, 10);
}

/** Writes a flat string, `columns` blanks before each of its lines. */
function write(area: u32, slot: u32, cell: u32, columns: u32): void {
  if (load32(area, 40) === 0) open(area, slot << 12);
  blanks(area, columns);
  const length: u32 = load32(cell, 8);
  if (load32(cell, 0) === 1) {
    for (let i: u32 = 0; i < length; i = i + 1) {
      put(area, load8(cell + i, 12));
      if (load8(cell + i, 12) === 10) blanks(area, columns);
    }
    return;
  }
  let i: u32 = 0;
  while (i < length) {
    let point: u32 = load16(cell + (i << 1), 12);
    i = i + 1;
    if (point >>> 11 === 27) {
      const low: u32 = i < length ? load16(cell + (i << 1), 12) : 0;
      if (point < 0xdc00 && low >>> 10 === 55) {
        point = (point << 10) + low - 0x35fdc00;
        i = i + 1;
      } else {
        point = 0xfffd;
      }
    }
    put(area, point);
    if (point === 10) blanks(area, columns);
  }
}
function blanks(area: u32, count: u32): void {
  for (let i: u32 = 0; i < count; i = i + 1) put(area, 32);
}

/** Writes bytes as they are to stdout (1) or stderr (2). */
export function consoleBytes(stream: i32, from: u32, count: u32): void {
  const area: u32 = stream === 2 ? staticBytes('console.error', 4096) : staticBytes('console.out', 4096);
  const slot: u32 = stream === 2 ? deviceSlot('console:stderr') : deviceSlot('console');
  if (load32(area, 40) === 0) open(area, slot << 12);
  for (let i: u32 = 0; i < count; i = i + 1) {
    const at: u32 = place(area);
    store8(area + TEXT + at, load8(from + i));
    store32(area, at + 1, 8);
  }
}

/** Appends a code point; the descriptor grows with it. */
function put(area: u32, point: u32): void {
  const at: u32 = place(area);
  store32(area, encode(area + TEXT + at, point) - area - TEXT, 8);
}
/** Where the next code point goes. A full buffer is handed over at once: the device works synchronously. */
function place(area: u32): u32 {
  let at: u32 = load32(area, 8);
  if (load16(area, 26) === load16(area, 18)) {
    at = 0;
    store16(area, load16(area, 18) + 1, 18);
  } else if (at > TEXT_BYTES - LONGEST) {
    busWrite(load32(area, 40) - 1 + QUEUE_NOTIFY, TRANSMIT_QUEUE);
    at = 0;
    store16(area, load16(area, 18) + 1, 18);
  }
  return at;
}

/** Writes the UTF-8 form (RFC 3629) of a code point; the address behind it. */
function encode(at: u32, point: u32): u32 {
  if (point < 0x80) {
    store8(at, point);
    return at + 1;
  }
  let shift: u32 = 6;
  let lead: u32 = 0xc0;
  if (point >= 0x10000) {
    shift = 18;
    lead = 0xf0;
  } else if (point >= 0x800) {
    shift = 12;
    lead = 0xe0;
  }
  store8(at, lead | (point >>> shift));
  let next: u32 = at + 1;
  while (shift !== 0) {
    shift = shift - 6;
    store8(next, 0x80 | ((point >>> shift) & 0x3f));
    next = next + 1;
  }
  return next;
}

/** Initialises the device (virtio 1.2 §3.1.1) and makes the transmit queue live. */
function open(area: u32, bus: u32): void {
  store32(area, area + TEXT, 0);
  store32(area, bus + 1, 40);
  busWrite(bus + STATUS, 0);
  busWrite(bus + STATUS, 3);
  busWrite(bus + DRIVER_FEATURES_SELECT, 1);
  busWrite(bus + DRIVER_FEATURES, 1);
  busWrite(bus + STATUS, 11);
  busWrite(bus + QUEUE_SELECT, TRANSMIT_QUEUE);
  busWrite(bus + QUEUE_NUMBER, 1);
  busWrite(bus + QUEUE_DESCRIPTORS, area);
  busWrite(bus + QUEUE_DRIVER, area + 16);
  busWrite(bus + QUEUE_DEVICE, area + 24);
  busWrite(bus + QUEUE_READY, 1);
  busWrite(bus + STATUS, 15);
}
