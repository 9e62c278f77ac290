// DNS over byte streams (RFC 7766): framing in every split, pipelining, back-pressure, bounds in number, size and time.

import { describe, expect, test } from 'vitest';
import { DnsStreams, IDLE_MS, QUERY_BYTES_MAX, STREAMS_MAX } from '../../runtime/dns/stream-server.ts';
import { framed } from '../../runtime/dns/stub-query.ts';
import { MemoryStream } from '../serve/memory-stream.ts';
import { queryFor, serverOf } from './harness.ts';
import { Message } from './message.ts';
import { allZones } from './zones.ts';

const A = 1;
const BUFFER = new Uint8Array(1 << 17);

class World {
  nowMs = 0;
  readonly streams = new DnsStreams(serverOf(allZones()), () => this.nowMs);

  connect(window = 65_536): { client: MemoryStream; server: MemoryStream } {
    const client = new MemoryStream(window, 1000, 53);
    const server = new MemoryStream(65_536, 53, 1000);
    client.peer = server;
    server.peer = client;
    this.streams.accept(server);
    return { client, server };
  }
}
function run(...streams: MemoryStream[]): void {
  while (streams.some((stream) => stream.turn()));
}
function read(client: MemoryStream): Uint8Array[] {
  const got = BUFFER.slice(0, client.readInto(BUFFER, 0, BUFFER.length));
  return messages(got);
}
function messages(bytes: Uint8Array): Uint8Array[] {
  const list: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes[at]! * 256 + bytes[at + 1]!;
    list.push(bytes.slice(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return list;
}
const QUERY = framed(queryFor('www.example.', A));

describe('RFC 7766', () => {
  test('§8: a message behind its length, however it is split', () => {
    for (let cut = 0; cut <= QUERY.length; cut++) {
      const { client, server } = new World().connect();
      client.writeFrom(QUERY, 0, cut);
      run(client, server);
      client.writeFrom(QUERY, cut, QUERY.length);
      run(client, server);
      const [reply] = read(client);
      expect(new Message(reply!).answer.length).toBe(2);
    }
  });
  test('§6.2.1.1: several at once, answered in order', () => {
    const { client, server } = new World().connect();
    const names = ['www.example.', 'nothing.example.', 'example.'];
    for (const name of names) {
      const query = framed(queryFor(name, A));
      client.writeFrom(query, 0, query.length);
    }
    run(client, server);
    expect(read(client).map((reply) => new Message(reply).question)).toEqual(names.map((name) => `${name} 1 1`));
  });
  test('§6.2.4: a client that has ended its side gets its answers', () => {
    const { client, server } = new World().connect();
    client.writeFrom(QUERY, 0, QUERY.length);
    client.end();
    run(client, server);
    expect(read(client).length).toBe(1);
    expect(client.ended).toBe(true);
  });
  test('§6.2.3: an idle connection is ended, also one that only trickles', () => {
    const world = new World();
    const used = world.connect();
    const trickling = world.connect();
    for (world.nowMs = 0; world.nowMs < IDLE_MS; world.nowMs += 1000) {
      trickling.client.writeFrom(QUERY, world.nowMs / 1000, world.nowMs / 1000 + 1);
      used.client.writeFrom(QUERY, 0, QUERY.length);
      run(used.client, used.server, trickling.client, trickling.server);
      world.streams.sweep();
    }
    expect(world.streams.size).toBe(2);
    world.nowMs = IDLE_MS;
    world.streams.sweep();
    expect([world.streams.size, world.streams.expired]).toEqual([1, 1]);
    world.nowMs += IDLE_MS;
    world.streams.sweep();
    expect(world.streams.size).toBe(0);
  });
});

describe('bounds', () => {
  test('connections: the one idle longest makes room', () => {
    const world = new World();
    const all = Array.from({ length: STREAMS_MAX }, () => world.connect());
    all[0]!.client.writeFrom(QUERY, 0, QUERY.length);
    run(all[0]!.client, all[0]!.server);
    const late = world.connect();
    expect([world.streams.size, world.streams.evicted]).toEqual([STREAMS_MAX, 1]);
    for (const { client, server } of [all[0]!, late]) {
      client.writeFrom(QUERY, 0, QUERY.length);
      run(client, server);
      expect(read(client).length).toBeGreaterThan(0);
    }
    all[1]!.client.turn();
    expect(all[1]!.client.ended).toBe(true);
  });
  test('a query that is longer than any', () => {
    const world = new World();
    const { client, server } = world.connect();
    const length = QUERY_BYTES_MAX + 1;
    client.writeFrom(Uint8Array.of(length >> 8, length & 255), 0, 2);
    run(client, server);
    expect([server.aborted, world.streams.size]).toEqual([true, 0]);
  });
  test('who does not read is not read from, and gets everything in the end', () => {
    const world = new World();
    const { client, server } = world.connect(100);
    let sent = 0;
    const total = QUERY.length * 4000;
    const all = new Uint8Array(total);
    for (let i = 0; i < 4000; i++) all.set(QUERY, i * QUERY.length);
    sent += client.writeFrom(all, sent, total);
    server.turn();
    const waiting = server.readableBytes;
    expect(waiting).toBeGreaterThan(50_000);
    const got: number[] = [];
    for (let i = 0; i < 1_000_000 && (sent < total || !client.ended); i++) {
      sent += client.writeFrom(all, sent, total);
      if (sent === total) client.end();
      run(client, server);
      const count = client.readInto(BUFFER, 0, BUFFER.length);
      for (let k = 0; k < count; k++) got.push(BUFFER[k]!);
    }
    expect(messages(Uint8Array.from(got)).length).toBe(4000);
  });
  test('garbage', () => {
    const world = new World();
    let state = 1;
    for (let i = 0; i < 300; i++) {
      const { client, server } = world.connect();
      const bytes = Uint8Array.from(
        { length: 1 + (i % 90) },
        () => (state = (state * 1103515245 + 12345) & 0x7fffffff) >> 16,
      );
      bytes[0] = 0;
      client.writeFrom(bytes, 0, bytes.length);
      run(client, server);
      client.end();
      run(client, server);
    }
    expect(world.streams.size).toBe(0);
  });
});
