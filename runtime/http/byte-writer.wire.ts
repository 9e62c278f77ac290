// Bytes that are about to be sent, put together in an array that grows: heads, chunk sizes, small content. One writer serves
// all connections of a server; it is emptied into the stream before the next one uses it.

import { copyBytes } from '../core/bytes.ts';

const FIRST_BYTES = 1024;
const HEX = '0123456789abcdef';

export class ByteWriter {
  bytes: Uint8Array;
  length: number;
  /** The last text of `repeatedText`, and its bytes. */
  private repeated: string;
  private repeatedBytes: Uint8Array;

  constructor(capacity: number = FIRST_BYTES) {
    this.bytes = new Uint8Array(capacity);
    this.length = 0;
    this.repeated = '';
    this.repeatedBytes = new Uint8Array(0);
  }

  clear(): void {
    this.length = 0;
  }

  /** Makes room for `count` more bytes; where they go. */
  reserve(count: number): number {
    const at = this.length;
    if (at + count > this.bytes.length) {
      const grown = new Uint8Array(Math.max(this.bytes.length * 2, at + count));
      grown.set(this.bytes.subarray(0, at));
      this.bytes = grown;
    }
    this.length = at + count;
    return at;
  }

  byte(value: number): void {
    const at = this.reserve(1);
    this.bytes[at] = value;
  }

  /** A byte string: each unit one byte. */
  text(text: string): void {
    const count = text.length;
    const at = this.reserve(count);
    const { bytes } = this;
    if (count > SHORT_TEXT_UNITS) {
      const encoded = ENCODER.encode(text);
      // As long in UTF-8: it is all ASCII.
      if (encoded.length === count) {
        bytes.set(encoded, at);
        return;
      }
    }
    for (let i = 0; i < count; i++) bytes[at + i] = text.charCodeAt(i);
  }

  /** A byte string in ASCII that is most often the same as the one before. */
  repeatedText(text: string): void {
    if (text !== this.repeated) {
      this.repeated = text;
      this.repeatedBytes = ENCODER.encode(text);
    }
    this.copy(this.repeatedBytes, 0, this.repeatedBytes.length);
  }

  /** A byte string in which controls become blanks: the web's `Headers` take some that no message may hold. */
  fieldValue(text: string): void {
    const at = this.length;
    this.text(text);
    const { bytes } = this;
    for (let i = at; i < this.length; i++) {
      const byte = bytes[i]!;
      if ((byte < 0x20 && byte !== 0x09) || byte === 0x7f) bytes[i] = 0x20;
    }
  }

  copy(from: Uint8Array, start: number, end: number): void {
    const at = this.reserve(end - start);
    copyBytes(this.bytes, at, from, start, end - start);
  }

  decimal(value: number): void {
    // Nearly always: whole numbers of 31 bits are cheaper.
    if (value === (value | 0) && value >= 0) this.small(value | 0);
    else this.large(value);
  }
  private small(value: number): void {
    let digits = 1;
    for (let rest = value | 0; rest >= 10; rest = (rest / 10) | 0) digits = (digits + 1) | 0;
    const start = this.reserve(digits) | 0;
    const { bytes } = this;
    let rest = value | 0;
    for (let i = (start + digits - 1) | 0; i >= start; i = (i - 1) | 0) {
      const next = (rest / 10) | 0;
      bytes[i] = (0x30 + rest - next * 10) | 0;
      rest = next;
    }
  }
  private large(value: number): void {
    let digits = 1;
    for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) digits++;
    const at = this.reserve(digits);
    let rest = value;
    for (let i = at + digits - 1; i >= at; i--) {
      const next = Math.floor(rest / 10);
      this.bytes[i] = 0x30 + (rest - next * 10);
      rest = next;
    }
  }

  /** In lower case, without leading zeros. */
  hexadecimal(value: number): void {
    let digits = 1;
    for (let rest = value; rest >= 16; rest = Math.floor(rest / 16)) digits++;
    const at = this.reserve(digits);
    let rest = value;
    for (let i = at + digits - 1; i >= at; i--) {
      const next = Math.floor(rest / 16);
      this.bytes[i] = HEX.charCodeAt(rest - next * 16);
      rest = next;
    }
  }

  crlf(): void {
    const at = this.reserve(2);
    this.bytes[at] = 0x0d;
    this.bytes[at + 1] = 0x0a;
  }
}

const ENCODER = new TextEncoder();
/** Up to here a loop is cheaper than encoding. */
const SHORT_TEXT_UNITS = 24;
