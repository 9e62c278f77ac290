// Packets whose last bytes lie in a send queue: descriptors point there (virtio 1.2 §2.7.13), and the bytes stay as they are until the
// device is done with them, whatever becomes of the queue.

import { beforeEach, expect, test, vi } from 'vitest';
import { CHECKSUM_PARTIAL } from '../../runtime/core/packet.ts';
import { CHUNK_BYTES, ChunkPool, SequencedBytes } from '../../runtime/tcp/chunks.ts';

const { bus } = await vi.hoisted(async () => {
  const { FakeBus } = await import('./fake-bus.ts');
  return { bus: new FakeBus() };
});
vi.mock('../../runtime/lang/intrinsics.ts', () => ({
  busRead: (address: number) => bus.read(address),
  busWrite: (address: number, value: number) => bus.write(address, value),
  busNow: () => bus.nowNs,
  addressOf: (buffer: ArrayBuffer) => bus.addressOf(buffer),
  deviceSlot: () => 3,
}));
const { LARGE_PACKETS, TRANSMIT_BUFFERS, VirtioNet } = await import('../../runtime/device/virtio-net.ts');

/** EVENT_IDX, CSUM, GUEST_CSUM, MAC, STATUS, HOST_TSO4. */
const FEATURES = (1n << 29n) | 1n | 2n | (1n << 5n) | (1n << 16n) | (1n << 11n);
const HEADERS = 54;

beforeEach(() => bus.reset());

const pattern = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * 7 + seed) & 255);
const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

function setUp() {
  const device = bus.add(3, 1, FEATURES, 2);
  const net = new VirtioNet(3);
  const pool = new ChunkPool(64 * CHUNK_BYTES);
  return { device, net, pool, queue: new SequencedBytes(pool) };
}
type World = ReturnType<typeof setUp>;

/** Sends `length` bytes of the queue from `sequence` on, behind headers of this `mark`. */
function send({ net, queue }: World, sequence: number, length: number, mark: number): void {
  const packet = net.allocateLarge()!;
  packet.bytes.fill(mark, packet.start, packet.start + HEADERS);
  packet.checksum = CHECKSUM_PARTIAL;
  packet.checksumStart = packet.start + 34;
  packet.segmentBytes = 1460;
  queue.share(sequence, length, packet.tail!);
  packet.end = packet.start + HEADERS + length;
  net.transmit(packet);
}

/** The frames that the device finds, without virtio's header; `done` gives the first of them back. */
function offered({ device }: World): { frame: Uint8Array; pieces: number; done: () => void }[] {
  const frames = [];
  for (let chain = device.take(1); chain !== undefined; chain = device.take(1)) {
    const { head, buffers } = chain;
    expect(buffers.every(({ writable }) => !writable)).toBe(true);
    const parts = buffers.map(({ address, length }) => bus.bytes(address, length).slice());
    const done = (): void => device.giveBack(1, head, 0);
    frames.push({ frame: new Uint8Array(Buffer.concat(parts)).subarray(12), pieces: parts.length, done });
  }
  return frames;
}

test('what is sent lies in the queue, piece by piece', () => {
  const world = setUp();
  const start = 0x7fffffff - 100;
  const data = pattern(3 * CHUNK_BYTES, 3);
  world.queue.write(start | 0, start | 0, data, 0, data.length);
  send(world, (start + 50) | 0, 2 * CHUNK_BYTES, 9);
  world.net.flush();
  const [{ frame, pieces }] = offered(world);
  expect(pieces).toBeGreaterThan(2);
  expect([...frame.subarray(0, HEADERS)]).toEqual(Array(HEADERS).fill(9));
  expect(isSame(frame.subarray(HEADERS), data.subarray(50, 50 + 2 * CHUNK_BYTES))).toBe(true);
});

test.each(['acknowledged', 'dropped'])('bytes that were %s stay until the device is done', (how) => {
  const world = setUp();
  const { pool, queue, net, device } = world;
  const data = pattern(2 * CHUNK_BYTES, 5);
  queue.write(0, 0, data, 0, data.length);
  send(world, 0, 2 * CHUNK_BYTES, 1);
  net.flush();
  if (how === 'acknowledged') queue.release(0, 2 * CHUNK_BYTES);
  else queue.clear();
  expect(pool.used).toBe(2);
  const other = new SequencedBytes(pool);
  other.write(0, 0, pattern(60 * CHUNK_BYTES, 77), 0, 60 * CHUNK_BYTES);
  const [{ frame, done }] = offered(world);
  expect(isSame(frame.subarray(HEADERS), data)).toBe(true);
  expect(pool.used).toBe(62);
  done();
  net.flush();
  expect(pool.used).toBe(60);
  expect(device.notifications.length).toBeGreaterThan(0);
});

test('bytes sent twice stay until both are done', () => {
  const world = setUp();
  const { pool, queue, net } = world;
  queue.write(0, 0, pattern(CHUNK_BYTES, 1), 0, CHUNK_BYTES);
  send(world, 0, 5000, 1);
  send(world, 100, 5000, 2);
  queue.clear();
  const [first, second] = offered(world);
  first!.done();
  net.flush();
  expect(pool.used).toBe(1);
  second!.done();
  net.flush();
  expect(pool.used).toBe(0);
});

test('all descriptors come back, and a ring that is full is emptied first', () => {
  const world = setUp();
  const { pool, queue, net, device } = world;
  const data = pattern(7 * CHUNK_BYTES, 2);
  let count = 0;
  const sendAll = (): void => {
    for (const { frame, done } of offered(world)) {
      expect(isSame(frame.subarray(HEADERS), data.subarray(1, 1 + frame.length - HEADERS))).toBe(true);
      count++;
      done();
    }
  };
  device.onNotify = (number) => (number === 1 ? sendAll() : undefined);
  queue.write(0, 0, data, 0, data.length);
  const rounds = 10 * TRANSMIT_BUFFERS;
  for (let i = 0; i < rounds; i++) send(world, 1, 4096 + ((i * 997) % (6 * CHUNK_BYTES)), i & 255);
  sendAll();
  expect(count).toBe(rounds);
  queue.clear();
  net.flush();
  expect(pool.used).toBe(0);
  for (let i = 0; i < LARGE_PACKETS; i++) expect(net.allocateLarge()?.tail?.count).toBe(0);
});

test('a packet that is not sent lets go of them; one to this host has them in itself', () => {
  const { net, pool, queue } = setUp();
  const data = pattern(CHUNK_BYTES, 4);
  queue.write(0, 0, data, 0, data.length);
  const packet = net.allocateLarge()!;
  queue.share(0, CHUNK_BYTES, packet.tail!);
  packet.end = packet.start + 20 + CHUNK_BYTES;
  packet.flatten();
  expect(isSame(packet.bytes.subarray(packet.start + 20, packet.end), data)).toBe(true);
  queue.share(0, 5000, packet.tail!);
  queue.clear();
  expect(pool.used).toBe(1);
  net.release(packet);
  expect(pool.used).toBe(0);
});
