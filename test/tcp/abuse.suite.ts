// What a hostile peer may try, and what it costs: SYN floods, half-open connections, scraps of data, tiny windows, storms of
// acknowledgements, connections without end. Service goes on, and everything comes back.

import { SeededRandom } from '../../runtime/core/random.ts';
import { CHUNK_BYTES, MOST_FREE_CHUNKS } from '../../runtime/tcp/chunks.ts';
import type { Connection } from '../../runtime/tcp/connection.ts';
import * as constants from '../../runtime/tcp/constants.ts';
import type { Acceptor } from '../../runtime/tcp/listener.ts';
import type { ByteStream, StreamHandler } from '../../runtime/tcp/stream.types.ts';
import { DEFAULT_LIMITS, type Tcp, type TcpLimits } from '../../runtime/tcp/tcp.ts';
import { RESET_BURST, RESETS_PER_SECOND } from '../../runtime/tcp/bare-segments.ts';
import { Segment, parseSegment } from '../../runtime/tcp/tcp.wire.ts';
import type { Check } from '../net/suite.ts';
import { CLIENT, Pair, SERVER, craft } from './pair.ts';

const PORT = 80;
const NOTHING = new Uint8Array(0);
const SYN = 2;
const ACK = 16;

export function suite(check: Check): void {
  synFlood(check);
  cookies(check);
  scraps(check);
  tinyWindows(check);
  acknowledgementStorm(check);
  resetStorm(check);
  bounds(check);
  sharedMemory(check);
  idleConnections(check);
  connectionChurn(check, 100_000);
}

/** Sends back what it gets, or says nothing at all. */
class Server implements Acceptor, StreamHandler {
  readonly connections: Connection[] = [];
  readonly echoes: boolean;
  closed = 0;
  private readonly buffer = new Uint8Array(4096);

  constructor(echoes: boolean) {
    this.echoes = echoes;
  }

  onConnection(connection: Connection): void {
    this.connections.push(connection);
    connection.handler = this;
  }

  onReadable(stream: ByteStream): void {
    if (!this.echoes) return;
    let length = stream.readInto(this.buffer, 0, this.buffer.length);
    while (length > 0) {
      stream.writeFrom(this.buffer, 0, length);
      length = stream.readInto(this.buffer, 0, this.buffer.length);
    }
    if (stream.ended) stream.end();
  }

  onWritable(): void {}

  onClosed(): void {
    this.closed++;
  }
}

/** Opens a connection from the other side and sends through it; true when the echo is right. */
function works(pair: Pair): boolean {
  const result = pair.tcps[1].connect(SERVER, PORT, pair.now);
  if (!result.ok) return false;
  const client = result.value;
  client.writeFrom(Uint8Array.from([1, 2, 3]), 0, 3);
  pair.pass(5000);
  const answer = new Uint8Array(10);
  const right = client.readInto(answer, 0, 10) === 3 && answer[2] === 3;
  client.end();
  pair.pass(constants.TIME_WAIT_MS + 10);
  return right && client.closed;
}

function flood(pair: Pair, count: number, random: SeededRandom): void {
  for (let i = 0; i < count; i++) {
    const from = (0xc0000000 | (random.next32() & 0xffffff)) >>> 0;
    const port = 1024 + (random.next32() % 60000);
    pair.give(0, craft(from, port, SERVER, PORT, random.next32() | 0, 0, SYN, 65535, NOTHING), from);
    if (i % 32 === 0) pair.turn();
  }
  pair.turn();
}

/** RFC 4987. */
function synFlood(check: Check): void {
  const pair = new Pair(DEFAULT_LIMITS);
  const server = new Server(true);
  pair.tcps[0].listen(PORT, 0, 128, server);
  flood(pair, 20_000, new SeededRandom(3));
  check('RFC 4987 §3.6: a SYN flood fills the backlog and no more', pair.tcps[0].table.count === 128);
  check('the rest is answered by cookies', pair.tcps[0].cookiesSent === 20_000 - 128);
  check('meanwhile a client is served', works(pair) && pair.tcps[0].cookiesTaken === 1);
  pair.pass(120_000);
  check('and after a while nothing is left of it', pair.tcps[0].table.count === 0 && pair.ips[0].held === 0);
  check('then clients need no cookies', works(pair) && pair.tcps[0].cookiesTaken === 1);
}

/** RFC 4987 appendix A. */
function cookies(check: Check): void {
  const pair = new Pair(DEFAULT_LIMITS);
  const server = new Server(true);
  pair.tcps[0].listen(PORT, 0, 0, server);
  const isn = 12345;
  const { sent } = pair.ips[0];
  const answer = new Segment();
  const handshake = (port: number, wait: number, wrong: number): void => {
    pair.give(0, craft(CLIENT, port, SERVER, PORT, isn, 0, SYN, 65535, NOTHING), CLIENT);
    parseSegment(answer, sent[0].bytes, 0, sent[0].bytes.length);
    sent.length = 0;
    pair.now += wait;
    const ack = (answer.sequence + 1 + wrong) | 0;
    pair.give(0, craft(CLIENT, port, SERVER, PORT, isn + 1, ack, ACK, 65535, NOTHING), CLIENT);
    pair.tcps[0].dispatch(pair.now);
  };
  handshake(1000, 0, 0);
  check('RFC 4987 appendix A: a cookie that comes back is a connection', server.connections.length === 1);
  check('with the MSS class of the SYN', server.connections[0].mss === 536);
  handshake(1001, 0, 1);
  check('one that was tampered with is reset', server.connections.length === 1 && sent.length === 1);
  sent.length = 0;
  handshake(1002, 60_000, 0);
  check('one that comes a minute late still counts', server.connections.length === 2);
  handshake(1003, 200_000, 0);
  check('one that comes three minutes late does not', server.connections.length === 2);
  let guessed = 0;
  const random = new SeededRandom(5);
  for (let i = 0; i < 100_000; i++) {
    const ack = random.next32() | 0;
    pair.give(0, craft(CLIENT, 2000 + (i & 1023), SERVER, PORT, i, ack, ACK, 65535, NOTHING), CLIENT);
    sent.length = 0;
    guessed = server.connections.length - 2;
  }
  check('a hundred thousand guesses open nothing', guessed === 0);
}

/** An established connection on the server, whose client is the test. */
function byHand(pair: Pair, server: Server): { readonly connection: Connection; readonly next: number } {
  const answer = new Segment();
  pair.give(0, craft(CLIENT, 999, SERVER, PORT, 0, 0, SYN, 65535, NOTHING), CLIENT);
  pair.tcps[0].flush(pair.now);
  const { sent } = pair.ips[0];
  parseSegment(answer, sent[0].bytes, 0, sent[0].bytes.length);
  sent.length = 0;
  const next = (answer.sequence + 1) | 0;
  pair.give(0, craft(CLIENT, 999, SERVER, PORT, 1, next, ACK, 65535, NOTHING), CLIENT);
  pair.tcps[0].dispatch(pair.now);
  return { connection: server.connections[server.connections.length - 1], next };
}

/** Single bytes with gaps between them, twice over, backwards: the shape that makes reassembly slow elsewhere. */
function scraps(check: Check): void {
  const pair = new Pair(DEFAULT_LIMITS);
  const server = new Server(false);
  pair.tcps[0].listen(PORT, 0, 8, server);
  const { connection, next } = byHand(pair, server);
  const data = Uint8Array.from([7]);
  let most = 0;
  for (let i = 0; i < 20_000; i++) {
    const at = 65_000 - 2 * (i % 32_000);
    pair.give(0, craft(CLIENT, 999, SERVER, PORT, 1 + at, next, ACK, 65535, data), CLIENT);
    if (connection.receiver !== undefined) most = Math.max(most, connection.receiver.count);
    pair.tcps[0].flush(pair.now);
    pair.ips[0].sent.length = 0;
  }
  check('ranges beyond a gap are bounded', most === constants.MOST_GAP_RANGES);
  check('and so is their memory', pair.tcps[0].chunks.used * CHUNK_BYTES <= 65536 + 2 * CHUNK_BYTES);
  connection.abort();
  check('which comes back', pair.tcps[0].chunks.used === 0);
}

/** A window of a few bytes and an MSS of the least: no more segments than the rules allow. */
function tinyWindows(check: Check): void {
  const pair = new Pair(DEFAULT_LIMITS);
  const server = new Server(false);
  pair.tcps[0].listen(PORT, 0, 8, server);
  const { connection, next } = byHand(pair, server);
  pair.give(0, craft(CLIENT, 999, SERVER, PORT, 1, next, ACK, 1, NOTHING), CLIENT);
  connection.writeFrom(new Uint8Array(60_000), 0, 60_000);
  let sent = 0;
  let acknowledged = next;
  const segment = new Segment();
  for (let ms = 0; ms < 10_000; ms += 10) {
    pair.now += 10;
    pair.tcps[0].onTimeout(pair.now);
    pair.tcps[0].flush(pair.now);
    for (const one of pair.ips[0].sent) {
      sent++;
      parseSegment(segment, one.bytes, 0, one.bytes.length);
      acknowledged = (segment.sequence + segment.dataEnd - segment.dataStart) | 0;
    }
    pair.ips[0].sent.length = 0;
    pair.give(0, craft(CLIENT, 999, SERVER, PORT, 1, acknowledged, ACK, 1 + ((ms / 10) % 3), NOTHING), CLIENT);
  }
  check('RFC 9293 §3.8.6.2.1: a window of a few bytes draws a few segments a second', sent > 10 && sent < 120);
  const { sender } = connection;
  check('and few records', sender !== undefined && sender.segments.count < 16);
}

/** Acknowledgements of nothing, outside of the window, without end. */
function acknowledgementStorm(check: Check): void {
  const pair = new Pair(DEFAULT_LIMITS);
  const server = new Server(false);
  pair.tcps[0].listen(PORT, 0, 8, server);
  const { connection, next } = byHand(pair, server);
  let answers = 0;
  for (let i = 0; i < 10_000; i++) {
    pair.now += 0.1;
    pair.give(0, craft(CLIENT, 999, SERVER, PORT, 500_000 + i, next, ACK, 65535, NOTHING), CLIENT);
    pair.give(0, craft(CLIENT, 999, SERVER, PORT, 1, next + 70 + i, ACK, 65535, NOTHING), CLIENT);
    pair.tcps[0].flush(pair.now);
    answers += pair.ips[0].sent.length;
    pair.ips[0].sent.length = 0;
  }
  check('RFC 5961 §7: a second of twenty thousand bad acknowledgements draws two answers', answers > 0 && answers <= 3);
  check('and the connection lives', connection.state === constants.ESTABLISHED);
}

/** Segments for nobody: resets are bounded. */
function resetStorm(check: Check): void {
  const pair = new Pair(DEFAULT_LIMITS);
  for (let i = 0; i < 20_000; i++) {
    pair.give(0, craft(CLIENT, 1 + (i & 1023), SERVER, 81, i, 0, SYN, 100, NOTHING), CLIENT);
    pair.now += 0.05;
  }
  const resets = pair.ips[0].sent.length;
  check('resets per second are bounded', resets > RESET_BURST && resets <= RESET_BURST + RESETS_PER_SECOND + 2);
}

function bounds(check: Check): void {
  const limits: TcpLimits = { connections: 50, timeWaits: 20, bufferedBytes: 1 << 20, paces: true };
  const pair = new Pair(limits);
  const server = new Server(true);
  pair.tcps[0].listen(PORT, 0, 1000, server);
  const clients: Connection[] = [];
  for (let i = 0; i < 60; i++) {
    const result = pair.tcps[1].connect(SERVER, PORT, pair.now);
    if (result.ok) clients.push(result.value);
    else check('connections are bounded where they begin', i === 50 && result.reason.includes('50 connections'));
    if (!result.ok) break;
  }
  pair.settle();
  check('all that fit are open', server.connections.length === 50);
  pair.give(0, craft(CLIENT, 5, SERVER, PORT, 1, 0, SYN, 100, NOTHING), CLIENT);
  pair.turn();
  check('and where they come from outside', pair.tcps[0].table.count === 50 && pair.tcps[0].overflowed === 1);
  for (const client of clients) client.end();
  pair.pass(100);
  check('TIME-WAIT is bounded: the oldest goes', pair.tcps[1].timeWaits.count === 20 && pair.tcps[1].table.count === 0);
  pair.pass(constants.TIME_WAIT_MS);
  check('and ends', pair.tcps[1].timeWaits.count === 0 && works(pair));
  let listeners = 1;
  for (let port = 1000; port < 2000; port++) if (pair.tcps[0].listen(port, 0, 1, server).ok) listeners++;
  check('listeners are bounded', listeners === constants.MOST_LISTENERS);
}

/** Many connections whose reader does nothing share a small memory: it is never exceeded, and all goes on when they read. */
function sharedMemory(check: Check): void {
  const limits: TcpLimits = { connections: 1000, timeWaits: 100, bufferedBytes: 1 << 20, paces: true };
  const pair = new Pair(limits);
  const server = new Server(false);
  pair.tcps[0].listen(PORT, 0, 1000, server);
  const clients: Connection[] = [];
  const data = new Uint8Array(20_000);
  for (let i = 0; i < 100; i++) {
    const result = pair.tcps[1].connect(SERVER, PORT, pair.now);
    if (result.ok) clients.push(result.value);
  }
  pair.pass(100);
  const left = clients.map(() => data.length);
  const buffer = new Uint8Array(20_000);
  let got = 0;
  let most = 0;
  for (let round = 0; round < 400 && got < data.length * clients.length; round++) {
    for (let i = 0; i < clients.length; i++) left[i] -= clients[i].writeFrom(data, 0, left[i]);
    pair.pass(round < 20 ? 100 : 1000);
    most = Math.max(most, pair.tcps[0].chunks.used, pair.tcps[1].chunks.used);
    if (round >= 20) for (const connection of server.connections) got += connection.readInto(buffer, 0, buffer.length);
  }
  check('buffers share a bound', most * CHUNK_BYTES <= limits.bufferedBytes && most > 0);
  check('and everything arrives when it is read', got === data.length * clients.length);
  check('then the memory is back', pair.tcps[0].chunks.used === 0 && pair.tcps[1].chunks.used === 0);
  check('and what is kept of it bounded', MOST_FREE_CHUNKS * CHUNK_BYTES <= 4 << 20);
}

/** Slots of 8 bytes behind a header of 8: how objects lie in memory (docs/internals.md). */
function objectBytes(object: object): number {
  return 8 + 8 * Object.keys(object).length;
}

function idleConnections(check: Check): void {
  const pair = new Pair(DEFAULT_LIMITS);
  const server = new Server(true);
  pair.tcps[0].listen(PORT, 0, 1000, server);
  const result = pair.tcps[1].connect(SERVER, PORT, pair.now);
  if (!result.ok) return check(result.reason, false);
  result.value.writeFrom(new Uint8Array(3000), 0, 3000);
  pair.pass(1000);
  result.value.readInto(new Uint8Array(3000), 0, 3000);
  pair.pass(1000);
  for (const connection of [result.value, server.connections[0]]) {
    const { congestion } = connection;
    const bytes = objectBytes(connection) + (congestion === undefined ? 0 : objectBytes(congestion));
    check(`an idle connection takes ${bytes} bytes, at most 512`, bytes <= 512);
    check('and holds no buffers', connection.sender === undefined && connection.receiver === undefined);
  }
  check('none at all', pair.tcps[0].chunks.used === 0 && pair.tcps[1].chunks.used === 0);
}

/** Connections opened, used and closed, by either side first: tables, memory and ports come back. */
export function connectionChurn(check: Check, count: number): void {
  const pair = new Pair(DEFAULT_LIMITS);
  const server = new Server(true);
  pair.tcps[0].listen(PORT, 0, 4096, server);
  const byte = Uint8Array.from([1]);
  const answer = new Uint8Array(4);
  let served = 0;
  let refused = 0;
  const step = 500;
  for (let done = 0; done < count; done += step) {
    const clients: Connection[] = [];
    for (let i = 0; i < step; i++) {
      const result = pair.tcps[1].connect(SERVER, PORT, pair.now);
      if (!result.ok) {
        refused++;
        continue;
      }
      result.value.writeFrom(byte, 0, 1);
      clients.push(result.value);
    }
    pair.pass(20);
    for (const client of clients) {
      if (client.readInto(answer, 0, 4) === 1) served++;
    }
    const clientFirst = (done / step) % 2 === 0;
    for (const stream of clientFirst ? clients : server.connections) stream.end();
    pair.pass(20);
    if (!clientFirst) for (const client of clients) client.end();
    pair.pass(20);
    server.connections.length = 0;
  }
  check(`${count} connections are all served`, served === count && refused === 0);
  check('none is left', empty(pair.tcps[0]) && empty(pair.tcps[1]));
  pair.pass(constants.TIME_WAIT_MS + 100);
  check('nor in TIME-WAIT', pair.tcps[0].timeWaits.count === 0 && pair.tcps[1].timeWaits.count === 0);
  check('no packet is held', pair.ips[0].held === 0 && pair.ips[1].held === 0);
  check('and there are ports', works(pair));
}

function empty(tcp: Tcp): boolean {
  return tcp.table.count === 0 && tcp.chunks.used === 0;
}
