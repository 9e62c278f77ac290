// An HTTP server on byte streams: what its connections share, their deadlines, and the clock. Who constructs it brings the streams.

import { ByteWriter } from '../http/byte-writer.wire.ts';
import { SERVER_LIMITS, type Limits } from '../http/constants.ts';
import { formatDate } from '../http/date.wire.ts';
import { IDLE_TIMEOUT } from '../http/failures.wire.ts';
import { Head } from '../http/head.wire.ts';
import { Input } from '../http/input.ts';
import type { ByteStream } from '../tcp/stream.types.ts';
import type { Request } from '../web/request.ts';
import { Response } from '../web/response.ts';
import { UrlBuilder } from './incoming.ts';
import { ServedConnection, type Upgrade } from './served-connection.ts';

/** Where a request came from. */
export interface ConnectionInfo {
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** For `upgradeWebSocket`: what the connection becomes if the answer has status 101. */
  switchTo(upgrade: Upgrade): void;
}
export type Handler = (request: Request, info: ConnectionInfo) => Response | Promise<Response>;

export interface ServerOptions {
  readonly limits?: Partial<Limits>;
  /** Connections at once. For one more, one that waits for a request makes room; if none does, it is reset. */
  readonly connections?: number;
  /** Makes a response of what a handler threw; the default says 500, and `console.error` says what it was. */
  readonly onError?: (error: unknown) => Response;
}

export const CONNECTIONS_MAX = 10_000;
/** Connections looked at to find one that makes room. */
export const EVICTION_LOOKS_MAX = 64;
/** How exact time limits are. */
const SWEEP_MS = 1000;

export class HttpServer {
  readonly handler: Handler;
  readonly limits: Limits;
  readonly head: Head;
  readonly input: Input;
  readonly out: ByteWriter;
  readonly urls: UrlBuilder;
  /** Requests that could not be read. */
  failures: number;
  /** Connections that were reset because there were too many, and that were ended to make room for others. */
  refused: number;
  evicted: number;
  private readonly most: number;
  private readonly onError: ((error: unknown) => Response) | undefined;
  private readonly connections: Set<ServedConnection>;
  private sweeping: boolean;
  /** The clock when input was last looked at: near enough for all that is done with that input. */
  turnMs: number;
  private dateUntilMs: number;
  private dateText: string;

  constructor(handler: Handler, options: ServerOptions = {}) {
    this.handler = handler;
    this.limits = { ...SERVER_LIMITS, ...options.limits };
    this.head = new Head(this.limits.fields);
    this.input = new Input(new Uint8Array(0));
    this.out = new ByteWriter();
    this.urls = new UrlBuilder();
    this.failures = 0;
    this.refused = 0;
    this.evicted = 0;
    this.most = options.connections ?? CONNECTIONS_MAX;
    this.onError = options.onError;
    this.connections = new Set();
    this.sweeping = false;
    this.turnMs = 0;
    this.dateUntilMs = -Infinity;
    this.dateText = '';
  }

  get size(): number {
    return this.connections.size;
  }

  /** Serves a stream from now on. */
  accept(stream: ByteStream): void {
    if (this.connections.size >= this.most && !this.makeRoom()) {
      this.refused++;
      stream.abort();
      return;
    }
    const served = new ServedConnection(this, stream, this.nowMs());
    this.connections.add(served);
    stream.handler = served;
    this.sweepLater();
    if (stream.readableBytes > 0) served.onReadable();
  }

  /**
   * Ends a connection that waits for a request, else one whose head is not complete: connections that do nothing must not keep
   * out those that ask. Those that are looked at and are busy go to the end of the row, so that the next look finds others.
   */
  private makeRoom(): boolean {
    let slow: ServedConnection | undefined;
    let looks = 0;
    for (const served of this.connections) {
      if (served.connection.idle) {
        served.endSoon();
        this.evicted++;
        return true;
      }
      if (slow === undefined && !served.connection.busy) slow = served;
      if (++looks === EVICTION_LOOKS_MAX) break;
      this.connections.delete(served);
      this.connections.add(served);
    }
    if (slow === undefined) return false;
    slow.abandon();
    this.evicted++;
    return true;
  }

  nowMs(): number {
    return performance.now();
  }
  /** Reads the clock for `turnMs`. */
  tick(): void {
    this.turnMs = this.nowMs();
  }
  /** The Date field's value; made once a second. */
  date(): string {
    if (this.turnMs >= this.dateUntilMs) {
      const wallMs = Date.now();
      const second = Math.floor(wallMs / 1000);
      this.dateUntilMs = this.turnMs + (second + 1) * 1000 - wallMs;
      this.dateText = formatDate(second);
    }
    return this.dateText;
  }

  errorResponse(error: unknown): Response {
    if (this.onError !== undefined) {
      try {
        return this.onError(error);
      } catch (again) {
        this.report(again);
      }
    } else this.report(error);
    return new Response('Internal Server Error', { status: 500 });
  }
  report(error: unknown): void {
    console.error(error);
  }
  noteFailure(failure: number): void {
    if (failure !== IDLE_TIMEOUT) this.failures++;
  }
  forget(served: ServedConnection): void {
    this.connections.delete(served);
  }

  /** Deadlines are looked at once a second, and only while there are connections: an idle server wakes up for nothing. */
  private sweepLater(): void {
    if (this.sweeping) return;
    this.sweeping = true;
    setTimeout(() => {
      this.sweeping = false;
      this.sweep();
      if (this.connections.size > 0) this.sweepLater();
    }, SWEEP_MS);
  }
  sweep(): void {
    const nowMs = this.nowMs();
    for (const served of this.connections) served.onTime(nowMs);
  }

  /** Ends idle connections, and each other one after its response. */
  shutdown(): void {
    for (const served of this.connections) served.endSoon();
  }
}
