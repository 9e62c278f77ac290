// The server's side of a WebSocket (RFC 6455), sans-IO: bytes in; messages, and bytes to send, out. Control frames are answered here;
// what breaks the protocol closes with the status that the RFC asks for (§7.4.1).

import { ByteWriter } from '../http/byte-writer.wire.ts';
import {
  BINARY,
  CLOSE,
  CONTINUATION,
  CONTROL_BYTES_MAX,
  FRAME_HEAD_BYTES_MAX,
  FrameHead,
  PING,
  PONG,
  TEXT,
  unmask,
  writeFrameHead,
} from './frame.wire.ts';
import { Utf8Checker } from './utf8.ts';

export interface SocketLimits {
  /** One message, its fragments together. */
  readonly messageBytes: number;
  /** Frames of one message. */
  readonly fragments: number;
}
export const SOCKET_LIMITS: SocketLimits = { messageBytes: 1048576, fragments: 4096 };

/** §7.4.1. */
export const NORMAL_CLOSURE = 1000;
export const PROTOCOL_ERROR = 1002;
export const NO_STATUS = 1005;
export const ABNORMAL_CLOSURE = 1006;
export const INVALID_PAYLOAD = 1007;
export const MESSAGE_TOO_BIG = 1009;

/** Who uses a socket. Bytes are the receiver's to keep. */
export interface SocketHandler {
  onMessage(opcode: number, content: Uint8Array): void;
  /** The closing handshake began on the other side, or the protocol was broken. */
  onClosing(code: number, reason: string): void;
}

export class ServerSocket {
  /** What is to be sent; the driver empties it. */
  readonly out: ByteWriter;
  /** A close frame was sent: nothing more goes out. */
  closeSent: boolean;
  /** A close frame came, or the protocol was broken: nothing more is read. */
  closeReceived: boolean;
  private readonly limits: SocketLimits;
  private readonly handler: SocketHandler;
  private readonly head: FrameHead;
  private readonly headBytes: Uint8Array;
  private headLength: number;
  private inFrame: boolean;
  private received: number;
  private control: Uint8Array;
  private message: Uint8Array;
  private messageLength: number;
  /** The opcode of the message that is open; 0 for none. */
  private opcode: number;
  private fragments: number;
  private readonly text: Utf8Checker;

  constructor(handler: SocketHandler, limits: SocketLimits = SOCKET_LIMITS) {
    this.out = new ByteWriter(256);
    this.closeSent = false;
    this.closeReceived = false;
    this.limits = limits;
    this.handler = handler;
    this.head = new FrameHead();
    this.headBytes = new Uint8Array(FRAME_HEAD_BYTES_MAX);
    this.headLength = 0;
    this.inFrame = false;
    this.received = 0;
    this.control = NO_BYTES;
    this.message = NO_BYTES;
    this.messageLength = 0;
    this.opcode = 0;
    this.fragments = 0;
    this.text = new Utf8Checker();
  }

  /** Takes all of bytes[start, end), which it may change. */
  receive(bytes: Uint8Array, start: number, end: number): void {
    let at = start;
    while (at < end && !this.closeReceived) {
      if (!this.inFrame) {
        this.headBytes[this.headLength++] = bytes[at++]!;
        if (this.head.read(this.headBytes, 0, this.headLength)) this.startFrame();
        continue;
      }
      const count = Math.min(end - at, this.head.length - this.received);
      unmask(bytes, at, at + count, this.head.mask, this.received);
      this.takeContent(bytes, at, at + count);
      at += count;
      this.received += count;
      if (!this.closeReceived && this.received === this.head.length) this.endFrame();
    }
  }

  private startFrame(): void {
    const { head, limits } = this;
    this.headLength = 0;
    this.received = 0;
    // A client masks all it sends (§5.1), uses no bit that was not agreed on (§5.2), and no length in a longer form than needed.
    if (!head.masked || head.reserved !== 0 || head.length < 0) return this.fail(PROTOCOL_ERROR);
    if (head.opcode >= CLOSE) {
      if (head.opcode > PONG || !head.final || head.length > CONTROL_BYTES_MAX) return this.fail(PROTOCOL_ERROR);
      this.control = new Uint8Array(head.length);
    } else {
      if (head.opcode > BINARY || (head.opcode === CONTINUATION) !== (this.opcode !== 0))
        return this.fail(PROTOCOL_ERROR);
      if (head.length > limits.messageBytes - this.messageLength) return this.fail(MESSAGE_TOO_BIG);
      if (head.opcode !== CONTINUATION) {
        this.opcode = head.opcode;
        this.fragments = 0;
        this.text.reset();
      }
      this.fragments++;
      if (this.fragments > limits.fragments) return this.fail(MESSAGE_TOO_BIG);
    }
    this.inFrame = true;
    if (head.length === 0) this.endFrame();
  }

  private takeContent(bytes: Uint8Array, start: number, end: number): void {
    if (this.head.opcode >= CLOSE) {
      this.control.set(bytes.subarray(start, end), this.received);
      return;
    }
    if (this.opcode === TEXT && !this.text.take(bytes, start, end)) return this.fail(INVALID_PAYLOAD);
    const needed = this.messageLength + end - start;
    if (needed > this.message.length) {
      // By what has come, not by what was announced.
      const grown = new Uint8Array(Math.min(Math.max(needed, this.message.length * 2, 256), this.limits.messageBytes));
      grown.set(this.message.subarray(0, this.messageLength));
      this.message = grown;
    }
    this.message.set(bytes.subarray(start, end), this.messageLength);
    this.messageLength = needed;
  }

  private endFrame(): void {
    this.inFrame = false;
    const { head, opcode } = this;
    if (head.opcode === PING) this.sendFrame(PONG, this.control);
    if (head.opcode === CLOSE) return this.receiveClose();
    if (head.opcode >= CLOSE || !head.final) return;
    if (opcode === TEXT && !this.text.complete) return this.fail(INVALID_PAYLOAD);
    const content = this.message.slice(0, this.messageLength);
    this.message = NO_BYTES;
    this.messageLength = 0;
    this.opcode = 0;
    this.handler.onMessage(opcode, content);
  }

  /** §5.5.1, §7.4: a status of two bytes or none, and a reason in UTF-8. */
  private receiveClose(): void {
    const { control } = this;
    if (control.length === 0) return this.finish(NO_STATUS, '', NORMAL_CLOSURE);
    const code = control.length === 1 ? 0 : control[0]! * 256 + control[1]!;
    if (!isSendable(code)) return this.fail(PROTOCOL_ERROR);
    const checker = new Utf8Checker();
    if (!checker.take(control, 2, control.length) || !checker.complete) return this.fail(INVALID_PAYLOAD);
    this.finish(code, new TextDecoder().decode(control.subarray(2)), code);
  }
  private fail(code: number): void {
    this.finish(code, '', code);
  }
  private finish(code: number, reason: string, answer: number): void {
    this.closeReceived = true;
    this.message = NO_BYTES;
    this.close(answer, '');
    this.handler.onClosing(code, reason);
  }

  /** Sends a message of text or bytes; false once closing. */
  send(opcode: number, content: Uint8Array): boolean {
    if (this.closeSent) return false;
    this.sendFrame(opcode, content);
    return true;
  }
  private sendFrame(opcode: number, content: Uint8Array): void {
    if (this.closeSent) return;
    const at = this.out.reserve(FRAME_HEAD_BYTES_MAX);
    this.out.length = at + writeFrameHead(this.out.bytes, at, opcode, content.length);
    this.out.copy(content, 0, content.length);
  }

  /** Begins or answers the closing handshake (§7.1.2). The reason is cut to what a control frame holds. */
  close(code: number, reason: string): void {
    if (this.closeSent) return;
    const text = new TextEncoder().encode(reason);
    let length = Math.min(text.length, CONTROL_BYTES_MAX - 2);
    // Not inside of a sequence.
    while (length > 0 && length < text.length && (text[length]! & 0xc0) === 0x80) length--;
    const content = new Uint8Array(2 + length);
    content[0] = code >>> 8;
    content[1] = code & 255;
    content.set(text.subarray(0, length), 2);
    this.sendFrame(CLOSE, content);
    this.closeSent = true;
  }
}

const NO_BYTES = new Uint8Array(0);

/** Status codes that may stand in a close frame (§7.4.1, §7.4.2). */
function isSendable(code: number): boolean {
  if (code >= 3000 && code <= 4999) return true;
  return code >= 1000 && code <= 1014 && code !== 1004 && code !== NO_STATUS && code !== ABNORMAL_CLOSURE;
}
