// Frames (RFC 6455 §5.2): heads are read and written here, and content is unmasked in place.

/** Opcodes (§5.2, §11.8). */
export const CONTINUATION = 0;
export const TEXT = 1;
export const BINARY = 2;
export const CLOSE = 8;
export const PING = 9;
export const PONG = 10;

/** Content of a control frame (§5.5). */
export const CONTROL_BYTES_MAX = 125;
export const FRAME_HEAD_BYTES_MAX = 14;

export class FrameHead {
  final: boolean;
  /** The three reserved bits; no extension gives them a meaning here. */
  reserved: number;
  opcode: number;
  masked: boolean;
  length: number;
  readonly mask: Uint8Array;
  /** Bytes of the head. */
  size: number;

  constructor() {
    this.final = false;
    this.reserved = 0;
    this.opcode = 0;
    this.masked = false;
    this.length = 0;
    this.mask = new Uint8Array(4);
    this.size = 0;
  }

  /** Reads a head at `start`; false when it is not complete. Lengths past 2^53 become Infinity, short forms that were not used become -1. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start < 2) return false;
    const first = bytes[start]!;
    const second = bytes[start + 1]!;
    this.final = (first & 0x80) !== 0;
    this.reserved = (first >>> 4) & 7;
    this.opcode = first & 15;
    this.masked = (second & 0x80) !== 0;
    const short = second & 0x7f;
    const extended = short === 126 ? 2 : short === 127 ? 8 : 0;
    this.size = 2 + extended + (this.masked ? 4 : 0);
    if (end - start < this.size) return false;
    let length = extended === 0 ? short : 0;
    for (let i = 0; i < extended; i++) length = length * 256 + bytes[start + 2 + i]!;
    // §5.2: the shortest form is required.
    if ((extended === 2 && length < 126) || (extended === 8 && length < 0x10000)) length = -1;
    this.length = length > Number.MAX_SAFE_INTEGER ? Infinity : length;
    if (this.masked) for (let i = 0; i < 4; i++) this.mask[i] = bytes[start + 2 + extended + i]!;
    return true;
  }
}

/** Writes the head of an unmasked, unfragmented frame, as servers send them; its size. */
export function writeFrameHead(into: Uint8Array, at: number, opcode: number, length: number): number {
  into[at] = 0x80 | opcode;
  if (length < 126) {
    into[at + 1] = length;
    return 2;
  }
  if (length < 0x10000) {
    into[at + 1] = 126;
    into[at + 2] = length >>> 8;
    into[at + 3] = length & 255;
    return 4;
  }
  into[at + 1] = 127;
  let rest = length;
  for (let i = 9; i >= 2; i--) {
    into[at + i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return 10;
}

/** §5.3: `offset` is the position of bytes[start] in the frame's content. */
export function unmask(bytes: Uint8Array, start: number, end: number, mask: Uint8Array, offset: number): void {
  for (let i = start; i < end; i++) bytes[i] = bytes[i]! ^ mask[(offset + i - start) & 3]!;
}
