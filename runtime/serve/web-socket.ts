// WebSockets of an application: a request becomes one (RFC 6455 §4.2), and its stream carries messages both ways from then on.

import type { ByteStream, StreamHandler } from '../tcp/stream.types.ts';
import { Headers } from '../web/headers.ts';
import type { Request } from '../web/request.ts';
import { Response } from '../web/response.ts';
import { BINARY, TEXT } from '../websocket/frame.wire.ts';
import { acceptKey, isKey, VERSION } from '../websocket/handshake.ts';
import {
  ABNORMAL_CLOSURE,
  NORMAL_CLOSURE,
  ServerSocket,
  SOCKET_LIMITS,
  type SocketHandler,
  type SocketLimits,
} from '../websocket/server-socket.ts';
import type { ConnectionInfo } from './http-server.ts';
import { OutputQueue } from './output-queue.ts';

/** What an application does with a socket. */
export interface WebSocketEvents {
  onOpen?(socket: ServerWebSocket): void;
  /** A text, or bytes to keep. */
  onMessage?(socket: ServerWebSocket, message: string | Uint8Array): void;
  /** The last call. 1006: the connection broke. */
  onClose?(socket: ServerWebSocket, code: number, reason: string): void;
}
export interface WebSocketOptions {
  readonly limits?: Partial<SocketLimits>;
  /** One of the protocols that the client offered. */
  readonly protocol?: string;
}

/** What may wait for a client that does not read; then its connection is cut. */
export const WAITING_BYTES_MAX = 4194304;
const SCRATCH_BYTES = 16 * 1024;

export class ServerWebSocket implements StreamHandler, SocketHandler {
  private readonly events: WebSocketEvents;
  private readonly socket: ServerSocket;
  private stream: ByteStream | undefined;
  private output: OutputQueue | undefined;
  private over: boolean;
  private code: number;
  private reason: string;

  constructor(events: WebSocketEvents, limits: SocketLimits) {
    this.events = events;
    this.socket = new ServerSocket(this, limits);
    this.stream = undefined;
    this.output = undefined;
    this.over = false;
    this.code = ABNORMAL_CLOSURE;
    this.reason = '';
  }

  /** Sends a message. False when the socket is closing or closed. */
  send(message: string | Uint8Array): boolean {
    const isText = typeof message === 'string';
    const content = isText ? ENCODER.encode(message) : message;
    const sent = !this.over && this.socket.send(isText ? TEXT : BINARY, content);
    this.flush();
    return sent;
  }
  close(code: number = NORMAL_CLOSURE, reason: string = ''): void {
    this.socket.close(code, reason);
    this.flush();
  }

  /** From the server, when the handshake's answer is sent. */
  start(stream: ByteStream): void {
    this.stream = stream;
    this.output = new OutputQueue(stream);
    stream.handler = this;
    this.events.onOpen?.(this);
    this.flush();
    // Frames may have come with the request.
    this.onReadable();
  }

  onReadable(): void {
    const { stream } = this;
    if (stream === undefined || this.over) return;
    const scratch = new Uint8Array(SCRATCH_BYTES);
    for (let count = stream.readInto(scratch, 0, SCRATCH_BYTES); count > 0 && !this.over;) {
      this.receive(scratch, count);
      count = this.over ? 0 : stream.readInto(scratch, 0, SCRATCH_BYTES);
    }
    if (stream.ended) this.finish();
  }
  private receive(bytes: Uint8Array, count: number): void {
    this.socket.receive(bytes, 0, count);
    this.flush();
  }
  onWritable(): void {
    if (this.output?.flush() === true) this.flush();
  }
  onClosed(): void {
    this.finish();
  }

  onMessage(opcode: number, content: Uint8Array): void {
    this.events.onMessage?.(this, opcode === TEXT ? DECODER.decode(content) : content);
  }
  onClosing(code: number, reason: string): void {
    this.code = code;
    this.reason = reason;
  }

  private flush(): void {
    const { output, socket } = this;
    if (output === undefined || this.over) return;
    const { out } = socket;
    if (output.blocked) {
      if (out.length <= WAITING_BYTES_MAX) return;
      this.stream!.abort();
      this.finish();
      return;
    }
    output.send(out.bytes, 0, out.length, false);
    out.clear();
    // The server ends the connection (§7.1.1), once both have said so.
    if (socket.closeSent && socket.closeReceived && !output.blocked) {
      this.stream!.close();
      this.finish();
    }
  }
  private finish(): void {
    if (this.over) return;
    this.over = true;
    if (this.stream !== undefined && !this.stream.closed) this.stream.close();
    this.events.onClose?.(this, this.code, this.reason);
  }
}

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Answers a request with a WebSocket: return what this gives. A request that is none is answered with 426 or 400.
 * @example
 * serve({}, (request, info) => upgradeWebSocket(request, info, { onMessage: (socket, message) => socket.send(message) }));
 */
export function upgradeWebSocket(
  request: Request,
  info: ConnectionInfo,
  events: WebSocketEvents,
  options: WebSocketOptions = {},
): Response {
  const { headers } = request;
  if ((headers.get('upgrade') ?? '').toLowerCase() !== 'websocket' || !namesUpgrade(headers.get('connection') ?? ''))
    return new Response('Upgrade Required', { status: 426, headers: { upgrade: 'websocket' } });
  if (headers.get('sec-websocket-version') !== VERSION)
    return new Response('Upgrade Required', { status: 426, headers: { 'sec-websocket-version': VERSION } });
  const key = headers.get('sec-websocket-key') ?? '';
  if (request.method !== 'GET' || !isKey(key)) return new Response('Bad Request', { status: 400 });
  const names = ['upgrade', 'sec-websocket-accept'];
  const values = ['websocket', acceptKey(key)];
  if (options.protocol !== undefined) {
    names.push('sec-websocket-protocol');
    values.push(options.protocol);
  }
  const socket = new ServerWebSocket(events, { ...SOCKET_LIMITS, ...options.limits });
  info.switchTo({ names, values, start: (stream) => socket.start(stream) });
  return Response.received(101, '', new Headers(), null, request.url, false);
}
function namesUpgrade(connection: string): boolean {
  return connection.split(',').some((entry) => entry.trim().toLowerCase() === 'upgrade');
}
