// Boot parameters: the bus page behind the last slot (docs/abi.md). A magic word, the length in bytes, then UTF-8 lines
// `key=value`, four bytes a read. Where a module runs is told here and never baked into it.

import { busNow, busRead } from '../lang/intrinsics.ts';

const PAGE = 0x20000;
const TEXT = PAGE + 8;
/** "CAIS", little-endian. */
const MAGIC = 0x53494143;
/** The text's register window ends at 0x3ffff. */
const MOST_BYTES = 0x20000 - 8;

const NEWLINE = 10;
const EQUALS = 61;
const REPLACEMENT = 0xfffd;

/** The value of the first line with this key; undefined when there is none. */
export function bootParameter(key: string): string | undefined {
  const text = bootText();
  let start = 0;
  while (start < text.length) {
    let end = start;
    while (end < text.length && text[end] !== NEWLINE) end++;
    const value = start + key.length + 1;
    if (value <= end && text[value - 1] === EQUALS && startsWith(text, start, key)) return decodeUtf8(text, value, end);
    start = end + 1;
  }
  return undefined;
}

/** All lines, undecoded. */
export function bootText(): Uint8Array {
  const found = busRead(PAGE) === MAGIC ? busRead(PAGE + 4) : 0;
  const length = found > MOST_BYTES ? MOST_BYTES : found;
  const text = new Uint8Array(length);
  for (let at = 0; at < length; at += 4) {
    const word = busRead(TEXT + at);
    for (let i = 0; i < 4 && at + i < length; i++) text[at + i] = (word >>> (8 * i)) & 0xff;
  }
  return text;
}

/** `key` is ASCII. */
function startsWith(text: Uint8Array, start: number, key: string): boolean {
  for (let i = 0; i < key.length; i++) {
    if (text[start + i] !== key.charCodeAt(i)) return false;
  }
  return true;
}

/** UTF-8 (RFC 3629 §4); a malformed sequence becomes one U+FFFD, as far as it was well-formed. */
function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  let at = start;
  while (at < end) {
    const first = bytes[at];
    const extra = first < 0x80 ? 0 : first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : -1;
    let code = extra < 0 ? REPLACEMENT : extra === 0 ? first : first & (0x3f >> extra);
    // The second byte excludes long forms, surrogates and what is above U+10FFFF.
    let lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
    let highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
    at++;
    for (let i = 0; i < extra; i++) {
      if (at >= end || bytes[at] < lowest || bytes[at] > highest) {
        code = REPLACEMENT;
        break;
      }
      code = (code << 6) | (bytes[at] & 0x3f);
      lowest = 0x80;
      highest = 0xbf;
      at++;
    }
    text += String.fromCodePoint(code);
  }
  return text;
}

/** Monotonic milliseconds: the event loop's unit of time. */
export function monotonicMs(): number {
  return busNow() / 1_000_000;
}
