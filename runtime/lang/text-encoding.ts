// TextEncoder and TextDecoder (WHATWG Encoding §7, §8.1): UTF-8 both ways, and decoding of UTF-16 and windows-1252. ASCII is
// copied; the rest goes code point by code point. A decoder keeps the bytes of a sequence that a chunk left unfinished.
import {
  isTypedKind,
  addr,
  isObject,
  kindOf,
  load16,
  load32,
  load8,
  memoryCopy,
  popcnt32,
  shapeOf,
  store32,
  store8,
  throwVal,
  type Cell,
  type Obj,
  type Str,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { bufferBytes, bufferData, isBuffer, newBytes } from './array-buffer.ts';
import { copyBytes } from './bytes.ts';
import { newError, throwTypeError } from './error.ts';
import { toStringValue } from './primitive.ts';
import { addProperty, kindOfObject } from './slots.ts';
import { appendUnit, finishBuilder, newBuilder } from './string-builder.ts';
import { concatStrings, isWide, newLatin1, settle, stringLength, unitsOf } from './string.ts';
import { isTyped, newTyped, typedData, typedLength } from './typed-array.ts';

const REPLACEMENT: u32 = 0xfffd;
const BOM: u32 = 0xfeff;

/** Bytes of a settled string as UTF-8; lone surrogates count as U+FFFD. */
export function utf8Length(s: Str): u32 {
  const length: u32 = stringLength(s);
  const units: u32 = unitsOf(s);
  let bytes: u32 = length;
  if (!isWide(s)) {
    let i: u32 = 0;
    for (; i + 4 <= length; i = i + 4) bytes = bytes + popcnt32(load32(units + i) & 0x80808080);
    for (; i < length; i = i + 1) bytes = bytes + (load8(units + i) >>> 7);
    return bytes;
  }
  for (let i: u32 = 0; i < length; i = i + 1) {
    const unit: u32 = load16(units + (i << 1));
    if (unit >= 0x800) {
      bytes = bytes + 2;
      // The second half of a pair adds nothing to the first half's three and its own one.
      if (isPair(units, i, length, unit)) i = i + 1;
    } else if (unit >= 0x80) bytes = bytes + 1;
  }
  return bytes;
}
/** A high surrogate followed by a low one. */
function isPair(units: u32, i: u32, length: u32, unit: u32): bool {
  return unit >>> 10 === 0x36 && i + 1 < length && load16(units + (i << 1), 2) >>> 10 === 0x37;
}

/** The code point at unit i of a settled string; a lone surrogate is U+FFFD. */
function codePointAt(units: u32, wide: bool, i: u32, length: u32): u32 {
  if (!wide) return load8(units + i);
  const unit: u32 = load16(units + (i << 1));
  if (unit >>> 11 !== 0x1b) return unit;
  if (!isPair(units, i, length, unit)) return REPLACEMENT;
  return ((unit - 0xd800) << 10) + (load16(units + (i << 1), 2) - 0xdc00) + 0x10000;
}

function sizeOf(code: u32): u32 {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
/** Writes a code point (RFC 3629 §3); the address behind it. */
function writeCodePoint(to: u32, code: u32): u32 {
  if (code < 0x80) {
    store8(to, code);
    return to + 1;
  }
  if (code < 0x800) {
    store8(to, 0xc0 | (code >>> 6));
    store8(to, 0x80 | (code & 0x3f), 1);
    return to + 2;
  }
  if (code < 0x10000) {
    store8(to, 0xe0 | (code >>> 12));
    store8(to, 0x80 | ((code >>> 6) & 0x3f), 1);
    store8(to, 0x80 | (code & 0x3f), 2);
    return to + 3;
  }
  store8(to, 0xf0 | (code >>> 18));
  store8(to, 0x80 | ((code >>> 12) & 0x3f), 1);
  store8(to, 0x80 | ((code >>> 6) & 0x3f), 2);
  store8(to, 0x80 | (code & 0x3f), 3);
  return to + 4;
}

export function TextEncoder_construct(self: Val): void {}
export function TextEncoder_prototype_$get_encoding(self: Val): Str {
  requireKind(self, kindOf('TextEncoder'), 'TextEncoder');
  return 'utf-8';
}

export function TextEncoder_prototype_encode(self: Val, input?: Val): Obj {
  requireKind(self, kindOf('TextEncoder'), 'TextEncoder');
  const s: Str = input === undefined ? '' : toStringValue(input);
  settle(addr(s));
  const length: u32 = stringLength(s);
  const size: u32 = utf8Length(s);
  const bytes: Obj = newTyped(shapeOf('Uint8Array'), size);
  const wide: bool = isWide(s);
  const units: u32 = unitsOf(s);
  let to: u32 = typedData(bytes);
  if (size === length && !wide) copyBytes(to, units, length);
  else {
    for (let i: u32 = 0; i < length; i = i + 1) {
      const code: u32 = codePointAt(units, wide, i, length);
      to = writeCodePoint(to, code);
      if (code >= 0x10000) i = i + 1;
    }
  }
  return bytes;
}

export function TextEncoder_prototype_encodeInto(self: Val, source: Str, destination: Val): Obj {
  requireKind(self, kindOf('TextEncoder'), 'TextEncoder');
  if (!isTyped(destination) || kindOfObject(addr(destination)) !== kindOf('Uint8Array'))
    throwTypeError('The "dest" argument must be an instance of Uint8Array.');
  settle(addr(source));
  const length: u32 = stringLength(source);
  const wide: bool = isWide(source);
  const units: u32 = unitsOf(source);
  const start: u32 = typedData(destination);
  const end: u32 = start + typedLength(destination);
  let to: u32 = start;
  let i: u32 = 0;
  while (i < length) {
    const code: u32 = codePointAt(units, wide, i, length);
    if (to + sizeOf(code) > end) break;
    to = writeCodePoint(to, code);
    i = i + (code >= 0x10000 ? 2 : 1);
  }
  return { read: i as Val, written: (to - start) as Val };
}

// A decoder: +8 flags, +12 number of bytes kept, +16 those bytes, the first lowest.
const FATAL: u32 = 1;
const IGNORE_BOM: u32 = 2;
/** Something of the current stream was decoded: a byte order mark is an ordinary character. */
const STARTED: u32 = 4;
const ENCODING_SHIFT: u32 = 8;
const UTF8: u32 = 0;
const UTF16LE: u32 = 1;
const UTF16BE: u32 = 2;
const WINDOWS_1252: u32 = 3;
const UNKNOWN: u32 = 4;

export function TextDecoder_construct(self: Val, label?: Val, options?: Val): void {
  const name: Str = label === undefined ? 'utf-8' : toStringValue(label);
  const encoding: u32 = encodingOf(name.trim().toLowerCase());
  if (encoding === UNKNOWN) {
    const error: Obj = newError(
      shapeOf('RangeError'),
      concatStrings(concatStrings('The "', name), '" encoding is not supported'),
    );
    addProperty(error, 'code', 'ERR_ENCODING_NOT_SUPPORTED', 0);
    throwVal(error);
  }
  let flags: u32 = encoding << ENCODING_SHIFT;
  if (isObject(options)) {
    if ((options as { fatal: bool }).fatal) flags = flags | FATAL;
    if ((options as { ignoreBOM: bool }).ignoreBOM) flags = flags | IGNORE_BOM;
  }
  store32(addr(self), flags, 8);
}

/** The labels of Encoding §4.2 for the encodings that are here. */
function encodingOf(label: Str): u32 {
  const text: Str = concatStrings(concatStrings(' ', label), ' ');
  if (label.includes(' ')) return UNKNOWN;
  if (' unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8 '.includes(text)) return UTF8;
  if (' csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le '.includes(text)) return UTF16LE;
  if (' unicodefffe utf-16be '.includes(text)) return UTF16BE;
  return ' ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252 '.includes(
    text,
  )
    ? WINDOWS_1252
    : UNKNOWN;
}

function flagsOf(self: Val): u32 {
  requireKind(self, kindOf('TextDecoder'), 'TextDecoder');
  return load32(addr(self), 8);
}
export function TextDecoder_prototype_$get_encoding(self: Val): Str {
  return encodingName(flagsOf(self) >>> ENCODING_SHIFT);
}
function encodingName(encoding: u32): Str {
  if (encoding === UTF8) return 'utf-8';
  if (encoding === UTF16LE) return 'utf-16le';
  return encoding === UTF16BE ? 'utf-16be' : 'windows-1252';
}
export function TextDecoder_prototype_$get_fatal(self: Val): bool {
  return (flagsOf(self) & FATAL) !== 0;
}
export function TextDecoder_prototype_$get_ignoreBOM(self: Val): bool {
  return (flagsOf(self) & IGNORE_BOM) !== 0;
}

export function TextDecoder_prototype_decode(self: Val, input?: Val, options?: Val): Str {
  const flags: u32 = flagsOf(self);
  let start: u32 = 0;
  let length: u32 = 0;
  if (input !== undefined) {
    if (isBuffer(input)) {
      start = bufferData(input);
      length = bufferBytes(input);
    } else if (isView(input)) {
      start = load32(addr(input), 16);
      length = load32(addr(input), 24) << viewShift(input);
    } else
      throwTypeError('The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.');
  }
  const stream: bool = isObject(options) && (options as { stream: bool }).stream;
  const kept: u32 = load32(addr(self), 12);
  if (kept === 0) return decodeBytes(self, flags, start, length, stream);
  // The rest of a sequence whose start the last chunk brought.
  const joined: Cell = newBytes(kept + length);
  store32(addr(joined), load32(addr(self), 16), 8);
  memoryCopy(addr(joined) + 8 + kept, start, length);
  store32(addr(self), 0, 12);
  const text: Str = decodeBytes(self, flags, addr(joined) + 8, kept + length, stream);
  hold(joined);
  return text;
}
/** Keeps a cell alive up to here. */
function hold(cell: Cell): u32 {
  return addr(cell);
}
function isView(value: Val): bool {
  return (
    isObject(value) && (isTypedKind(kindOfObject(addr(value))) || kindOfObject(addr(value)) === kindOf('DataView'))
  );
}
function viewShift(view: Val): u32 {
  const kind: u32 = kindOfObject(addr(view));
  if (kind === kindOf('DataView') || kind <= kindOf('Uint8ClampedArray')) return 0;
  if (kind <= kindOf('Uint16Array')) return 1;
  return kind <= kindOf('Float32Array') ? 2 : 3;
}

function decodeBytes(self: Val, flags: u32, start: u32, length: u32, stream: bool): Str {
  const encoding: u32 = flags >>> ENCODING_SHIFT;
  if (!stream) store32(addr(self), flags & ~STARTED, 8);
  else if (length > 0) store32(addr(self), flags | STARTED, 8);
  if (encoding === UTF8) return decodeUtf8(self, flags, start, length, stream);
  if (encoding === WINDOWS_1252) return decodeWindows(start, length);
  return decodeUtf16(self, flags, start, length, stream);
}

/** Bytes below 0x80 from `start` on. */
function asciiRun(start: u32, length: u32): u32 {
  let i: u32 = 0;
  while (i + 4 <= length && (load32(start + i) & 0x80808080) === 0) i = i + 4;
  while (i < length && load8(start + i) < 0x80) i = i + 1;
  return i;
}
function latin1Of(start: u32, length: u32): Str {
  if (length === 0) return '';
  const text: Str = newLatin1(length);
  copyBytes(addr(text) + 12, start, length);
  return text;
}

/** Encoding §8.1.1, the UTF-8 decoder. */
function decodeUtf8(self: Val, flags: u32, start: u32, length: u32, stream: bool): Str {
  const end: u32 = start + length;
  let at: u32 = start + asciiRun(start, length);
  if (at === end) return latin1Of(start, length);
  const text: Cell = newBuilder(length);
  for (let i: u32 = start; i < at; i = i + 1) appendUnit(text, load8(i));
  let first: bool = at === start && (flags & STARTED) === 0;
  while (at < end) {
    const lead: u32 = load8(at);
    let needed: u32 = 0;
    let code: u32 = lead;
    let lower: u32 = 0x80;
    let upper: u32 = 0xbf;
    if (lead >= 0xc2 && lead <= 0xdf) {
      needed = 1;
      code = lead & 0x1f;
    } else if (lead >>> 4 === 0xe) {
      needed = 2;
      code = lead & 0xf;
      if (lead === 0xe0) lower = 0xa0;
      else if (lead === 0xed) upper = 0x9f;
    } else if (lead >= 0xf0 && lead <= 0xf4) {
      needed = 3;
      code = lead & 0x7;
      if (lead === 0xf0) lower = 0x90;
      else if (lead === 0xf4) upper = 0x8f;
    } else if (lead >= 0x80) code = malformed(flags, 'utf-8');
    let seen: u32 = 0;
    while (seen < needed && at + 1 + seen < end) {
      const next: u32 = load8(at + 1 + seen);
      if (next < lower || next > upper) break;
      lower = 0x80;
      upper = 0xbf;
      code = (code << 6) | (next & 0x3f);
      seen = seen + 1;
    }
    if (seen < needed) {
      if (stream && at + 1 + seen === end) return keep(self, flags, text, at, end, first);
      code = malformed(flags, 'utf-8');
    }
    at = at + 1 + seen;
    if (!first || code !== BOM || (flags & IGNORE_BOM) !== 0) appendCodePoint(text, code);
    first = false;
  }
  return finishBuilder(text);
}
/** The start of a sequence waits for the next chunk. If nothing came before it, the stream has not started either. */
function keep(self: Val, flags: u32, text: Cell, at: u32, end: u32, first: bool): Str {
  let bytes: u32 = 0;
  for (let i: u32 = 0; at + i < end; i = i + 1) bytes = bytes | (load8(at + i) << (i << 3));
  store32(addr(self), end - at, 12);
  store32(addr(self), bytes, 16);
  if (first) store32(addr(self), flags, 8);
  return finishBuilder(text);
}
function appendCodePoint(text: Cell, code: u32): void {
  if (code < 0x10000) appendUnit(text, code);
  else {
    appendUnit(text, 0xd800 + ((code - 0x10000) >>> 10));
    appendUnit(text, 0xdc00 + ((code - 0x10000) & 0x3ff));
  }
}
function malformed(flags: u32, encoding: Str): u32 {
  if ((flags & FATAL) !== 0) {
    const error: Obj = newError(
      shapeOf('TypeError'),
      concatStrings('The encoded data was not valid for encoding ', encoding),
    );
    addProperty(error, 'code', 'ERR_ENCODING_INVALID_ENCODED_DATA', 0);
    throwVal(error);
  }
  return REPLACEMENT;
}

/** Encoding §9.1: 0x80 to 0x9f are the only bytes that are not Latin-1. */
const WINDOWS_1252_CONTROLS: Str =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';
function decodeWindows(start: u32, length: u32): Str {
  if (asciiRun(start, length) === length) return latin1Of(start, length);
  const text: Cell = newBuilder(length);
  const controls: Str = WINDOWS_1252_CONTROLS;
  settle(addr(controls));
  for (let i: u32 = 0; i < length; i = i + 1) {
    const byte: u32 = load8(start + i);
    appendUnit(text, byte >>> 5 === 4 ? load16(unitsOf(controls) + ((byte & 0x1f) << 1)) : byte);
  }
  return finishBuilder(text);
}

/** Encoding §14.2, the shared UTF-16 decoder. */
function decodeUtf16(self: Val, flags: u32, start: u32, length: u32, stream: bool): Str {
  const big: bool = flags >>> ENCODING_SHIFT === UTF16BE;
  const name: Str = encodingName(flags >>> ENCODING_SHIFT);
  const end: u32 = start + length;
  const text: Cell = newBuilder(length >>> 1);
  let first: bool = (flags & STARTED) === 0;
  let at: u32 = start;
  while (at < end) {
    if (at + 2 > end) {
      if (stream) return keep(self, flags, text, at, end, first);
      appendUnit(text, malformed(flags, name));
      break;
    }
    let unit: u32 = unitAt(at, big);
    if (unit >>> 10 === 0x36) {
      const whole: bool = at + 4 <= end;
      if (!whole && stream) return keep(self, flags, text, at, end, first);
      if (whole && unitAt(at + 2, big) >>> 10 === 0x37) {
        appendUnit(text, unit);
        at = at + 2;
        unit = unitAt(at, big);
      } else {
        unit = malformed(flags, name);
        if (!whole) at = end;
      }
    } else if (unit >>> 10 === 0x37) unit = malformed(flags, name);
    at = at + 2;
    if (!first || unit !== BOM || (flags & IGNORE_BOM) !== 0) appendUnit(text, unit);
    first = false;
  }
  return finishBuilder(text);
}
function unitAt(at: u32, big: bool): u32 {
  return big ? (load8(at) << 8) | load8(at, 1) : load8(at) | (load8(at, 1) << 8);
}

function requireKind(self: Val, kind: u32, name: Str): void {
  if (!isObject(self) || kindOfObject(addr(self)) !== kind)
    throwTypeError(concatStrings('Value of "this" must be of type ', name));
}
