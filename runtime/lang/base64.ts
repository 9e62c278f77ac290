// atob and btoa (HTML §8.3): forgiving Base64 between byte strings.
import { addr, load8, store8, throwVal, type Cell, type Str, type u32 } from './intrinsics.ts';
import { newDomException } from './dom-exception.ts';
import { appendUnit, finishBuilder, newBuilder } from './string-builder.ts';
import { isWide, newLatin1, settle, stringLength, unitsOf } from './string.ts';

export const PADDING: u32 = 0x3d;
export const NOT_A_DIGIT: u32 = 64;
export const DIGITS: Str = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function global_btoa(data: Str): Str {
  settle(addr(data));
  if (isWide(data)) {
    for (let i: u32 = 0; i < stringLength(data); i = i + 1)
      if (data.charCodeAt(i) > 255) throwVal(newDomException('Invalid character', 'InvalidCharacterError'));
  }
  const length: u32 = stringLength(data);
  const size: u32 = ((length + 2) / 3) * 4;
  if (size === 0) return '';
  const text: Str = newLatin1(size);
  let to: u32 = addr(text) + 12;
  for (let i: u32 = 0; i < length; i = i + 3) {
    const left: u32 = length - i;
    const bits: u32 =
      (unit(data, i) << 16) | (left > 1 ? unit(data, i + 1) << 8 : 0) | (left > 2 ? unit(data, i + 2) : 0);
    store8(to, digit(bits >>> 18));
    store8(to, digit((bits >>> 12) & 63), 1);
    store8(to, left > 1 ? digit((bits >>> 6) & 63) : PADDING, 2);
    store8(to, left > 2 ? digit(bits & 63) : PADDING, 3);
    to = to + 4;
  }
  return text;
}
function unit(s: Str, i: u32): u32 {
  return isWide(s) ? load8(unitsOf(s) + (i << 1)) : load8(unitsOf(s) + i);
}
function digit(value: u32): u32 {
  const digits: Str = DIGITS;
  return load8(unitsOf(digits) + value);
}

export function global_atob(data: Str): Str {
  settle(addr(data));
  const length: u32 = stringLength(data);
  const text: Cell = newBuilder((length >>> 2) * 3 + 3);
  let bits: u32 = 0;
  let digits: u32 = 0;
  let padding: u32 = 0;
  for (let i: u32 = 0; i < length; i = i + 1) {
    const code: u32 = data.charCodeAt(i) as u32;
    if (code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0c || code === 0x0d) continue;
    if (code === PADDING) {
      padding = padding + 1;
      continue;
    }
    const value: u32 = valueOf(code);
    if (value === NOT_A_DIGIT || padding > 0) throwVal(newDomException('Invalid character', 'InvalidCharacterError'));
    bits = (bits << 6) | value;
    digits = digits + 1;
    if ((digits & 3) === 0) {
      appendUnit(text, (bits >>> 16) & 255);
      appendUnit(text, (bits >>> 8) & 255);
      appendUnit(text, bits & 255);
      bits = 0;
    }
  }
  const rest: u32 = digits & 3;
  if (rest === 1 && padding < 2)
    throwVal(newDomException('The string to be decoded is not correctly encoded.', 'InvalidCharacterError'));
  // Padding stands at the end of a group that it makes whole, or is left out.
  if (padding > 0 && (padding > 2 || ((digits + padding) & 3) !== 0))
    throwVal(newDomException('Invalid character', 'InvalidCharacterError'));
  if (rest === 2) appendUnit(text, (bits >>> 4) & 255);
  if (rest === 3) {
    appendUnit(text, (bits >>> 10) & 255);
    appendUnit(text, (bits >>> 2) & 255);
  }
  return finishBuilder(text);
}
export function valueOf(code: u32): u32 {
  if (code >= 0x41 && code <= 0x5a) return code - 0x41;
  if (code >= 0x61 && code <= 0x7a) return code - 0x61 + 26;
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 52;
  if (code === 0x2b) return 62;
  return code === 0x2f ? 63 : NOT_A_DIGIT;
}
