// DNS over TCP (RFC 7766): messages behind their length on byte streams, several on one connection, answered in order. Connections are
// bounded in number and in idle time; who does not read its answers is not read from. Who constructs it brings streams and time.

import { parseAddress } from '../core/address.ts';
import type { ByteStream, StreamHandler } from '../tcp/stream.types.ts';
import { MAX_MESSAGE_LENGTH } from './constants.ts';
import type { DnsServer } from './server.ts';

/** Connections at once; when there is another, the one that was idle longest goes (RFC 7766 §6.2.2). */
export const STREAMS_MAX = 256;
/** RFC 7766 §6.2.3: idle connections are kept for seconds, not longer. */
export const IDLE_MS = 10_000;
/** Octets of a query: more makes none that is answered. */
export const QUERY_BYTES_MAX = 4096;
const LENGTH_BYTES = 2;

export class DnsStreams {
  readonly server: DnsServer;
  readonly nowMs: () => number;
  /** One answer at a time is put together here. */
  readonly out: Uint8Array;
  /** The longest idle first. */
  private readonly open: Set<DnsStream>;
  /** Connections that were ended to make room, and for their time. */
  evicted: number;
  expired: number;

  constructor(server: DnsServer, nowMs: () => number) {
    this.server = server;
    this.nowMs = nowMs;
    this.out = new Uint8Array(LENGTH_BYTES + MAX_MESSAGE_LENGTH);
    this.open = new Set();
    this.evicted = 0;
    this.expired = 0;
  }

  get size(): number {
    return this.open.size;
  }

  accept(stream: ByteStream): void {
    if (this.open.size >= STREAMS_MAX) {
      this.evicted++;
      for (const oldest of this.open) {
        oldest.end();
        break;
      }
    }
    const served = new DnsStream(this, stream, this.nowMs());
    this.open.add(served);
    stream.handler = served;
    served.onReadable(stream);
  }
  /** It was used: to the end of the row. */
  touch(stream: DnsStream): void {
    this.open.delete(stream);
    this.open.add(stream);
  }
  forget(stream: DnsStream): void {
    this.open.delete(stream);
  }
  /** Ends connections whose time is over; to be called now and then. */
  sweep(): void {
    const nowMs = this.nowMs();
    for (const stream of this.open) {
      if (nowMs - stream.usedMs < IDLE_MS) break;
      this.expired++;
      stream.end();
    }
  }
}

class DnsStream implements StreamHandler {
  /** When its last query was complete; one that trickles in does not count. */
  usedMs: number;
  private readonly owner: DnsStreams;
  private readonly stream: ByteStream;
  private readonly client: Uint8Array;
  /** Length and octets of a query that is not complete. */
  private readonly input: Uint8Array;
  private filled: number;
  /** Answers that the other side has not made room for. */
  private rest: Uint8Array | undefined;

  constructor(owner: DnsStreams, stream: ByteStream, nowMs: number) {
    this.owner = owner;
    this.stream = stream;
    this.usedMs = nowMs;
    this.client = clientOf(stream.remoteAddress);
    this.input = new Uint8Array(LENGTH_BYTES + QUERY_BYTES_MAX);
    this.filled = 0;
    this.rest = undefined;
  }

  onReadable(stream: ByteStream): void {
    while (this.rest === undefined) {
      const count = stream.readInto(this.input, this.filled, this.input.length - this.filled);
      if (count === 0) break;
      this.filled += count;
      if (!this.answerAll()) return;
    }
    // The client ended its side: what it asked is answered (RFC 7766 §6.2.4).
    if (this.rest === undefined && stream.ended) this.end();
  }
  onWritable(stream: ByteStream): void {
    const { rest } = this;
    if (rest === undefined) return;
    const taken = stream.writeFrom(rest, 0, rest.length);
    this.rest = taken < rest.length ? rest.subarray(taken) : undefined;
    if (this.rest === undefined && this.answerAll()) this.onReadable(stream);
  }
  onClosed(): void {
    this.owner.forget(this);
  }
  end(): void {
    this.owner.forget(this);
    this.stream.close();
  }

  /** Answers the queries that are complete. False: the connection is over. */
  private answerAll(): boolean {
    const { input } = this;
    let at = 0;
    while (this.rest === undefined && this.filled - at >= LENGTH_BYTES) {
      const length = input[at]! * 256 + input[at + 1]!;
      if (length > QUERY_BYTES_MAX) {
        this.owner.forget(this);
        this.stream.abort();
        return false;
      }
      if (this.filled - at < LENGTH_BYTES + length) break;
      this.answer(input.subarray(at + LENGTH_BYTES, at + LENGTH_BYTES + length), length);
      at += LENGTH_BYTES + length;
    }
    if (at > 0) {
      input.copyWithin(0, at, this.filled);
      this.filled -= at;
    }
    return true;
  }
  private answer(query: Uint8Array, length: number): void {
    const { owner } = this;
    const { out } = owner;
    this.usedMs = owner.nowMs();
    owner.touch(this);
    const count = owner.server.answerStream(query, length, out.subarray(LENGTH_BYTES), this.client, this.usedMs);
    if (count === 0) return;
    out[0] = count >> 8;
    out[1] = count;
    const taken = this.stream.writeFrom(out, 0, LENGTH_BYTES + count);
    if (taken < LENGTH_BYTES + count) this.rest = out.slice(taken, LENGTH_BYTES + count);
  }
}

/** The address as cookies want it. A client over IPv6 is all zeros here: a connection has shown that its address is its own. */
function clientOf(text: string): Uint8Array {
  const parsed = parseAddress(text);
  if (!parsed.ok) return new Uint8Array(16);
  const { value } = parsed;
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}
