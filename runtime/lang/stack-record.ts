// Where an error was made: the host keeps records of the wasm stack and tells their text when it is asked (docs/abi.md, "Stack
// records"). An error holds the number of its record, so that making one costs no text. A host without records has number 0.
import { busRead, busWrite, type Cell, type Str, type bool, type u32 } from './intrinsics.ts';
import { charCodeAt, stringLength } from './string.ts';
import { appendString, appendUnit, builderLength, finishBuilder, newBuilder } from './string-builder.ts';

const CAPTURE: u32 = 0x40004;
const SELECT: u32 = 0x40008;
const TEXT: u32 = 0x50000;
const NEWLINE: u32 = 10;
/** The language's own functions are no business of the program. */
const OWN = '/runtime/lang/';

/** Records the stack as it is now; the number of the record. */
export function recordStack(): u32 {
  busWrite(CAPTURE, 0);
  return busRead(CAPTURE);
}

/** The frames of a record, a line each, every one behind a newline; where it is unknown, one line that says so. */
export function recordedFrames(record: u32): Str {
  let length: u32 = 0;
  if (record !== 0) {
    busWrite(SELECT, record);
    length = busRead(SELECT);
  }
  const builder: Cell = newBuilder(length + 16);
  let at: u32 = 0;
  while (at < length) {
    const end: u32 = lineEnd(at, length);
    if (!isOwnLine(at, end)) {
      appendUnit(builder, NEWLINE);
      while (at < end) at = appendCharacter(builder, at);
    }
    at = end + 1;
  }
  if (builderLength(builder) === 0) appendString(builder, '\n    at <anonymous>');
  return finishBuilder(builder);
}

function lineEnd(from: u32, length: u32): u32 {
  let at: u32 = from;
  while (at < length && textByte(at) !== NEWLINE) at = at + 1;
  return at;
}

function isOwnLine(from: u32, end: u32): bool {
  for (let at: u32 = from; at < end; at = at + 1) {
    if (isOwnAt(at)) return true;
  }
  return false;
}

function isOwnAt(at: u32): bool {
  for (let i: u32 = 0; i < stringLength(OWN); i = i + 1) {
    if (textByte(at + i) !== (charCodeAt(OWN, i) as u32)) return false;
  }
  return true;
}

function textByte(at: u32): u32 {
  return (busRead(TEXT + (at & 0xfffffffc)) >>> ((at & 3) << 3)) & 0xff;
}

/** One character of the text, which is UTF-8 (RFC 3629 §3); the place behind it. */
function appendCharacter(builder: Cell, at: u32): u32 {
  const first: u32 = textByte(at);
  const more: u32 = first < 0xc0 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
  let code: u32 = more === 0 ? first : first & ((0x3f as u32) >>> more);
  for (let i: u32 = 1; i <= more; i = i + 1) code = (code << 6) | (textByte(at + i) & 0x3f);
  if (code > 0xffff) {
    appendUnit(builder, 0xd800 + ((code - 0x10000) >>> 10));
    code = 0xdc00 + (code & 0x3ff);
  }
  appendUnit(builder, code);
  return at + 1 + more;
}
