// What a hostile peer does, each as a function that gives the harm as one number: connections held, answers sent, bytes kept. Nothing is
// judged here: `defences.test.ts` runs each with its defence and without.

import { SeededRandom } from '../../runtime/core/random.ts';
import { EVENT_FAILED, SERVER_LIMITS, type Limits } from '../../runtime/http/constants.ts';
import { Head } from '../../runtime/http/head.wire.ts';
import { Input } from '../../runtime/http/input.ts';
import { ServerConnection } from '../../runtime/http/server-connection.ts';
import { ICMP_UNREACHABLE, UNREACHABLE_FRAGMENTATION } from '../../runtime/ip/ip.types.ts';
import { CHUNK_BYTES } from '../../runtime/tcp/chunks.ts';
import type { Connection } from '../../runtime/tcp/connection.ts';
import type { Acceptor } from '../../runtime/tcp/listener.ts';
import { hearError } from '../../runtime/tcp/path.ts';
import type { StreamHandler } from '../../runtime/tcp/stream.types.ts';
import { DEFAULT_LIMITS } from '../../runtime/tcp/tcp.ts';
import { parseSegment, Segment } from '../../runtime/tcp/tcp.wire.ts';
import { bytesOf } from '../http/transcript.ts';
import { CLIENT, craft, Pair, SERVER } from '../tcp/pair.ts';

const PORT = 80;
const SYN = 2;
const ACK = 16;
const NOTHING = new Uint8Array(0);

/** Takes connections and never reads. */
class Idle implements Acceptor, StreamHandler {
  readonly connections: Connection[] = [];
  onConnection(connection: Connection): void {
    this.connections.push(connection);
    connection.handler = this;
  }
  onReadable(): void {}
  onWritable(): void {}
  onClosed(): void {}
}

function flooded(backlog: number, server: Idle): Pair {
  const pair = new Pair(DEFAULT_LIMITS);
  pair.tcps[0]!.listen(PORT, 0, backlog, server);
  const random = new SeededRandom(3);
  for (let i = 0; i < 5000; i++) {
    const from = (0xc0000000 | (random.next32() & 0xffffff)) >>> 0;
    const port = 1024 + (random.next32() % 60_000);
    pair.give(0, craft(from, port, SERVER, PORT, random.next32() | 0, 0, SYN, 65535, NOTHING), from);
    if (i % 32 === 0) pair.turn();
  }
  return pair;
}

/** SYNs from everywhere: half-open connections that are remembered. */
export function halfOpen(backlog: number): number {
  return flooded(backlog, new Idle()).tcps[0]!.table.count;
}

/** The same, and an honest client: 1 when it is not served. */
export function unserved(): number {
  const server = new Idle();
  const pair = flooded(128, server);
  pair.tcps[1]!.connect(SERVER, PORT, pair.now);
  pair.pass(5000);
  return server.connections.length > 0 ? 0 : 1;
}

/** A connection whose client is written by hand; `options` are those of its SYN. */
function opened(pair: Pair, mss?: number): { connection: Connection; next: number } {
  const server = new Idle();
  pair.tcps[0]!.listen(PORT, 0, 8, server);
  const syn = craft(CLIENT, 999, SERVER, PORT, 0, 0, SYN, 65535, NOTHING, mss);
  pair.give(0, syn, CLIENT);
  pair.tcps[0]!.flush(pair.now);
  const { sent } = pair.ips[0]!;
  const answer = new Segment();
  parseSegment(answer, sent[0]!.bytes, 0, sent[0]!.bytes.length);
  sent.length = 0;
  const next = (answer.sequence + 1) | 0;
  pair.give(0, craft(CLIENT, 999, SERVER, PORT, 1, next, ACK, 65535, NOTHING), CLIENT);
  pair.tcps[0]!.dispatch(pair.now);
  return { connection: server.connections[0]!, next };
}

/** Single bytes with gaps between them: ranges that are kept, and searched with each. */
export function scraps(): number {
  const pair = new Pair(DEFAULT_LIMITS);
  const { connection, next } = opened(pair);
  const data = Uint8Array.from([7]);
  for (let i = 0; i < 3000; i++) {
    pair.give(0, craft(CLIENT, 999, SERVER, PORT, 65_000 - 2 * i, next, ACK, 65535, data), CLIENT);
    pair.tcps[0]!.flush(pair.now);
    pair.ips[0]!.sent.length = 0;
  }
  return connection.receiver?.count ?? 0;
}

/** Segments that overlap others and say something else: bytes of 100 that are not what came first. */
export function overlapping(): number {
  const pair = new Pair(DEFAULT_LIMITS);
  const { connection, next } = opened(pair);
  const give = (at: number, length: number, value: number): void => {
    const data = new Uint8Array(length).fill(value);
    pair.give(0, craft(CLIENT, 999, SERVER, PORT, 1 + at, next, ACK, 65535, data), CLIENT);
    pair.tcps[0]!.flush(pair.now);
  };
  give(10, 40, 1);
  give(60, 40, 1);
  give(5, 90, 2);
  give(0, 100, 3);
  const got = new Uint8Array(100);
  const length = connection.readInto(got, 0, got.length);
  return got.filter((value, at) => at < length && value !== (at < 5 ? 3 : at < 10 || (at >= 50 && at < 60) ? 2 : 1))
    .length;
}

/** A second of 10,000 acknowledgements of what was never sent: answers. */
export function acknowledgementStorm(): number {
  const pair = new Pair(DEFAULT_LIMITS);
  const { next } = opened(pair);
  let answers = 0;
  for (let i = 0; i < 10_000; i++) {
    pair.now += 0.1;
    pair.give(0, craft(CLIENT, 999, SERVER, PORT, 500_000 + i, next, ACK, 65535, NOTHING), CLIENT);
    pair.tcps[0]!.flush(pair.now);
    answers += pair.ips[0]!.sent.length;
    pair.ips[0]!.sent.length = 0;
  }
  return answers;
}

/** A second of 20,000 SYNs to a closed port: resets, sent to whoever was named as their source. */
export function resets(): number {
  const pair = new Pair(DEFAULT_LIMITS);
  for (let i = 0; i < 20_000; i++) {
    pair.give(0, craft(CLIENT, 1 + (i & 1023), SERVER, 81, i, 0, SYN, 100, NOTHING), CLIENT);
    pair.now += 0.05;
  }
  return pair.ips[0]!.sent.length;
}

/** A client that says it can take 1 byte at a time: segments for 4,000 bytes. */
export function tinySegments(): number {
  const pair = new Pair(DEFAULT_LIMITS);
  const { connection, next } = opened(pair, 1);
  connection.noDelay = true;
  connection.writeFrom(new Uint8Array(4000), 0, 4000);
  const segment = new Segment();
  let segments = 0;
  let acknowledged = next;
  for (let round = 0; round < 3000; round++) {
    pair.now += 1;
    pair.tcps[0]!.flush(pair.now);
    const { sent } = pair.ips[0]!;
    if (sent.length === 0) break;
    segments += sent.length;
    for (const { bytes } of sent) {
      parseSegment(segment, bytes, 0, bytes.length);
      acknowledged = (segment.sequence + segment.dataEnd - segment.dataStart) | 0;
    }
    sent.length = 0;
    pair.give(0, craft(CLIENT, 999, SERVER, PORT, 1, acknowledged, ACK, 65535, NOTHING), CLIENT);
  }
  return segments;
}

/** A window that is closed until it holds a byte, over and over: segments that carry 200 bytes within two seconds. */
export function smallWindow(): number {
  const pair = new Pair(DEFAULT_LIMITS);
  const { connection, next } = opened(pair);
  connection.writeFrom(new Uint8Array(200_000), 0, 200_000);
  const segment = new Segment();
  let segments = 0;
  let acknowledged = next;
  for (let round = 0; round < 2000; round++) {
    pair.now += 1;
    const [tcp] = pair.tcps;
    if (pair.now >= tcp!.nextTimeout()) tcp!.onTimeout(pair.now);
    tcp!.flush(pair.now);
    const { sent } = pair.ips[0]!;
    for (const { bytes } of sent) {
      parseSegment(segment, bytes, 0, bytes.length);
      const end = (segment.sequence + segment.dataEnd - segment.dataStart) | 0;
      if (((end - acknowledged) | 0) > 0) acknowledged = end;
      if (segment.dataEnd - segment.dataStart <= 1) segments++;
    }
    sent.length = 0;
    pair.give(0, craft(CLIENT, 999, SERVER, PORT, 1, acknowledged, ACK, 1, NOTHING), CLIENT);
  }
  return segments;
}

/** A report that the path is narrow, which quotes a segment that nobody sent: bytes that a segment lost by it. */
export function forgedPath(): number {
  const pair = new Pair(DEFAULT_LIMITS);
  const { connection, next } = opened(pair, 1460);
  connection.writeFrom(new Uint8Array(5000), 0, 5000);
  pair.tcps[0]!.flush(pair.now);
  const before = connection.segmentBytes;
  hearError(connection, ICMP_UNREACHABLE, UNREACHABLE_FRAGMENTATION, 576, (next + 1_000_000) | 0);
  return before - connection.segmentBytes;
}

/** 500 connections opened and closed by us: addresses that wait. */
export function waitingAddresses(most: number): number {
  const pair = new Pair({ ...DEFAULT_LIMITS, timeWaits: most });
  const server = new Idle();
  pair.tcps[0]!.listen(PORT, 0, 1000, server);
  const clients: Connection[] = [];
  for (let i = 0; i < 500; i++) {
    const result = pair.tcps[1]!.connect(SERVER, PORT, pair.now);
    if (result.ok) clients.push(result.value);
  }
  pair.pass(100);
  for (const connection of server.connections) connection.end();
  pair.pass(100);
  for (const client of clients) client.end();
  pair.pass(100);
  return pair.tcps[0]!.timeWaits.count;
}

/** 200 clients that send to a server that does not read: bytes kept. */
export function unread(most: number): number {
  const pair = new Pair({ ...DEFAULT_LIMITS, bufferedBytes: most });
  pair.tcps[0]!.listen(PORT, 0, 1000, new Idle());
  const data = new Uint8Array(30_000);
  for (let i = 0; i < 200; i++) {
    const result = pair.tcps[1]!.connect(SERVER, PORT, pair.now);
    if (result.ok) result.value.writeFrom(data, 0, data.length);
  }
  pair.pass(3000);
  return pair.tcps[0]!.chunks.used * CHUNK_BYTES;
}

/** Gives a server connection one piece each `everyMs`; the time until it is cut off, at most `limitMs`. */
function dripped(limits: Limits, first: string, drop: string, everyMs: number, limitMs: number): number {
  const connection = new ServerConnection(limits, new Head(limits.fields), 0);
  const input = new Input(new Uint8Array(0));
  for (let nowMs = 0, at = 0; nowMs < limitMs; nowMs += everyMs, at++) {
    const more = bytesOf(at === 0 ? first : drop);
    const joined = new Uint8Array(input.end - input.at + more.length);
    joined.set(input.bytes.subarray(input.at, input.end));
    joined.set(more, input.end - input.at);
    input.set(joined, 0, joined.length);
    for (let event = connection.next(input, nowMs); event !== 0; event = connection.next(input, nowMs))
      if (event === EVENT_FAILED) return nowMs;
    if (connection.onTimeout(nowMs) === EVENT_FAILED) return nowMs;
  }
  return limitMs;
}

/** Slow loris: a byte of a head each 5 s; milliseconds that the connection is held. */
export function slowHead(limits: Partial<Limits>): number {
  return dripped({ ...SERVER_LIMITS, ...limits }, 'GET / HTTP/1.1\r\nhost: a\r\nx: ', 'y', 5000, 3_600_000);
}

/** The same with content: one byte each 10 s, never stalled for long. */
export function slowContent(limits: Partial<Limits>): number {
  const head = 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000000\r\n\r\n';
  return dripped({ ...SERVER_LIMITS, ...limits }, head, 'y', 10_000, 3_600_000);
}

/** A client that takes nothing of its answer: milliseconds that it is held. */
export function stuckClient(limits: Partial<Limits>): number {
  const connection = new ServerConnection({ ...SERVER_LIMITS, ...limits }, new Head(SERVER_LIMITS.fields), 0);
  const bytes = bytesOf('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
  const input = new Input(new Uint8Array(0));
  input.set(bytes, 0, bytes.length);
  while (connection.next(input, 0) !== 0);
  connection.onOutput(true, 0);
  for (let nowMs = 0; nowMs < 3_600_000; nowMs += 1000) if (connection.onTimeout(nowMs) === EVENT_FAILED) return nowMs;
  return 3_600_000;
}

/** Bytes of one request that are taken before it is refused; at most 1 MiB. */
function swallowed(limits: Partial<Limits>, first: string, piece: string): number {
  const whole = { ...SERVER_LIMITS, ...limits };
  const most = 1 << 20;
  return dripped(whole, first, piece, 1, Math.ceil(most / piece.length)) * piece.length;
}

export function endlessHead(limits: Partial<Limits>): number {
  return swallowed(limits, 'GET / HTTP/1.1\r\nhost: a\r\nx: ', 'y'.repeat(4096));
}

export function endlessExtensions(limits: Partial<Limits>): number {
  const head = 'POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n';
  return swallowed(limits, head, `1;${'x'.repeat(200)}\r\na\r\n`);
}

export function endlessTrailer(limits: Partial<Limits>): number {
  const head = 'POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n0\r\nx: ';
  return swallowed(limits, head, 'y'.repeat(1024));
}
