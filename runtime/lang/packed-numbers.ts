// Numbers of generated tables, seven bits to a byte and the low ones first, bit 7 set where more follow (LEB128, unsigned).
// A table is read through from one place: there is one cursor.
import { load8, type u32 } from './intrinsics.ts';

let cursor: u32 = 0;

export function startReading(address: u32): void {
  cursor = address;
}
export function readingPlace(): u32 {
  return cursor;
}
export function readByte(): u32 {
  cursor = cursor + 1;
  return load8(cursor - 1);
}
export function readNumber(): u32 {
  let value: u32 = 0;
  let shift: u32 = 0;
  let byte: u32 = 128;
  while (byte > 127) {
    byte = readByte();
    value = value | ((byte & 127) << shift);
    shift = shift + 7;
  }
  return value;
}
