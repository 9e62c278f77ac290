// `listen`, `connect` and streams of `caisson/net`: the sealed stack's on a simulated link and Node's on loopback pass the same
// tests, as style rule 11 wants.

import { afterEach, describe, expect, test, vi } from 'vitest';
import { SeededRandom } from '../../runtime/core/random.ts';
import { PROTOCOL_TCP } from '../../runtime/ip/ip.types.ts';
import type { AddressOptions, ListenOptions } from '../../runtime/stack/net.types.ts';
import type { ByteStream, StreamHandler } from '../../runtime/tcp/stream.types.ts';
import { CUBIC, DEFAULT_LIMITS, Tcp } from '../../runtime/tcp/tcp.ts';
import { FAIR, Segment, SimDevice } from '../net/sim.ts';

vi.mock('../../runtime/stack/root.ts', () => ({
  network: () => {
    throw new Error('Cannot use the device in this test: there is none');
  },
  openNetworkUser: () => {},
  closeNetworkUser: () => {},
}));

const { TcpListener: SealedListener, connectOn } = await import('../../runtime/stack/tcp-socket.ts');
const { NetworkInterface } = await import('../../runtime/stack/interface.ts');
const { DHCP_CONFIG } = await import('../../runtime/stack/interface-config.ts');
const { MOST_WAITING_STREAMS } = await import('../../runtime/stack/accept-queue.ts');
const { TcpStream } = await import('../../runtime/stack/tcp-stream.ts');
const posix = await import('../../runtime/posix/net.ts');
const { HAS_IPV6 } = await import('../../runtime/posix/ports.ts');

type Stream = InstanceType<typeof TcpStream>;

interface AnyListener extends AsyncIterable<Stream> {
  onStream: ((stream: ByteStream) => void) | undefined;
  readonly port: number;
  readonly overflowed: number;
  close(): void;
}

interface World {
  readonly listen: (options: ListenOptions) => AnyListener;
  readonly connect: (options: AddressOptions) => Promise<Stream>;
  readonly serverAddress: string;
  readonly clientAddress: string;
  /** Lets time pass until the promise settles. */
  readonly settle: <T>(promise: Promise<T>) => Promise<T>;
}

/** fd77::1 and fd77::2. */
const prefix6 = (last: number): { address: Uint8Array; length: number } => ({
  address: Uint8Array.from([0xfd, 0x77, ...Array(13).fill(0), last]),
  length: 64,
});

function sealedWorld(six = false): World {
  const segment = new Segment(1, FAIR);
  const tcps: Tcp[] = [];
  for (let i = 1; i <= 2; i++) {
    const config = {
      ...DHCP_CONFIG,
      prefix: { address: 0x0a000000 + i, length: 24 },
      six: six ? { prefix: prefix6(i), gateway: undefined, secret: undefined, probe: false } : undefined,
    };
    const stack = new NetworkInterface(new SimDevice(segment, i, 400, true, 1500), config, new SeededRandom(i), 0);
    const tcp = new Tcp(stack.families.ip, stack.random, 0, CUBIC, DEFAULT_LIMITS);
    stack.attachTransport(PROTOCOL_TCP, tcp);
    segment.add(stack);
    tcps.push(tcp);
  }
  return {
    listen: (options) => new SealedListener(tcps[0]!, options, () => {}),
    connect: (options) => connectOn(tcps[1]!, options),
    serverAddress: six ? 'fd77::1' : '10.0.0.1',
    clientAddress: six ? 'fd77::2' : '10.0.0.2',
    settle: async (promise) => {
      const state = { settled: false };
      const watched = promise.finally(() => (state.settled = true));
      watched.catch(() => {});
      for (let i = 0; i < 20_000 && !state.settled; i++) {
        segment.runFor(1);
        for (let k = 0; k < 10; k++) await Promise.resolve();
      }
      return watched;
    },
  };
}

function posixWorld(six = false): World {
  return {
    listen: (options) => posix.listen(options),
    connect: (options) => posix.connect(options),
    serverAddress: six ? '::1' : '127.0.0.1',
    clientAddress: six ? '::1' : '127.0.0.1',
    settle: (promise) => promise,
  };
}

const opened: { close(): void }[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});
function keep<T extends { close(): void }>(one: T): T {
  opened.push(one);
  return one;
}

async function readAll(stream: Stream): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const bytes of stream) parts.push(bytes);
  return new Uint8Array(Buffer.concat(parts));
}

const pattern = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 31 + (i >>> 8)) & 255);

describe.each([
  ['sealed', () => sealedWorld()],
  ['sealed, IPv6', () => sealedWorld(true)],
  ['posix', () => posixWorld()],
  ...(HAS_IPV6 ? [['posix, IPv6', () => posixWorld(true)] as const] : []),
] as const)('TCP, %s', (_name, makeWorld) => {
  test('an echo server with async iterators', async () => {
    const world = makeWorld();
    const listener = keep(world.listen({ port: 0 }));
    const server = (async () => {
      for await (const stream of listener) {
        for await (const bytes of stream) await stream.write(bytes);
        stream.end();
        return stream.remoteAddress;
      }
      return '';
    })();
    const client = await world.settle(world.connect({ address: world.serverAddress, port: listener.port }));
    const data = pattern(300_000);
    const answer = readAll(client);
    await world.settle(client.write(data));
    client.end();
    expect(await world.settle(answer)).toEqual(data);
    expect(await world.settle(server)).toBe(world.clientAddress);
    expect(client.remotePort).toBe(listener.port);
  });

  test('half-close: the other direction goes on', async () => {
    const world = makeWorld();
    const listener = keep(world.listen({ port: 0 }));
    const taken = listener[Symbol.asyncIterator]().next();
    const client = await world.settle(world.connect({ address: world.serverAddress, port: listener.port }));
    const server: Stream = (await world.settle(taken)).value;
    client.end();
    expect(await world.settle(server.read())).toBeUndefined();
    await world.settle(server.write(pattern(1000)));
    server.end();
    expect(await world.settle(readAll(client))).toEqual(pattern(1000));
    await expect(client.write(pattern(1))).rejects.toThrow(/Cannot write to a TCP stream/);
  });

  test('back-pressure: what nobody reads stops the writer, and memory', async () => {
    const world = makeWorld();
    const listener = keep(world.listen({ port: 0 }));
    const taken = listener[Symbol.asyncIterator]().next();
    const client = await world.settle(world.connect({ address: world.serverAddress, port: listener.port }));
    const server: Stream = (await world.settle(taken)).value;
    const data = pattern(20_000_000);
    let written = false;
    const writing = client.write(data).then(() => (written = true));
    await world.settle(new Promise((resolve) => setTimeout(resolve, 300)));
    expect(written).toBe(false);
    const reading = readAll(server);
    await world.settle(writing);
    client.end();
    expect((await world.settle(reading)).length).toBe(data.length);
  }, 60_000);

  test('byte streams with a handler: written together, closed in order', async () => {
    const world = makeWorld();
    const listener = keep(world.listen({ port: 0 }));
    const events: string[] = [];
    const bytes = new Uint8Array(100);
    let finish = (): void => {};
    const done = new Promise<void>((resolve) => (finish = resolve));
    listener.onStream = (stream) => {
      const handler: StreamHandler = {
        onReadable: (from) => {
          const length = from.readInto(bytes, 0, 100);
          if (length > 0) events.push(`${length} bytes`);
          if (!from.ended) return;
          events.push('ended');
          from.writeFrom(bytes, 0, 3);
          from.writeFrom(bytes, 3, 5);
          from.end();
          expect(from.writeFrom(bytes, 0, 1)).toBe(0);
        },
        onWritable: () => {},
        onClosed: (_from, reason) => {
          events.push(`closed${reason}`);
          finish();
        },
      };
      stream.handler = handler;
    };
    const client = await world.settle(world.connect({ address: world.serverAddress, port: listener.port }));
    await world.settle(client.write(pattern(5)));
    client.end();
    expect(await world.settle(readAll(client))).toEqual(pattern(5));
    await world.settle(done);
    expect(events).toEqual(['5 bytes', 'ended', 'closed']);
  });

  test('bytes are read where they lie, as many as are used', async () => {
    const { listen, connect, serverAddress, settle } = makeWorld();
    const listener = keep(listen({ port: 0 }));
    const sent = pattern(100_000);
    const got: number[] = [];
    const ended = new Promise<void>((resolve, reject) => {
      listener.onStream = (stream) => {
        const view = {
          bytes: sent,
          start: 0,
          set: (bytes: Uint8Array, start: number) => Object.assign(view, { bytes, start }),
        };
        stream.handler = {
          onReadable: (from) => {
            for (let shown = from.peek(view); shown > 0; shown = from.peek(view)) {
              // Looking again shows the same.
              if (from.peek(view) !== shown || shown > from.readableBytes) reject(new Error('Cannot look twice'));
              const used = Math.min(shown, 1 + (got.length % 3000));
              for (let i = 0; i < used; i++) got.push(view.bytes[view.start + i]!);
              from.skip(used);
            }
            from.skip(1);
            if (!from.ended) return;
            from.end();
            resolve();
          },
          onWritable: () => {},
          onClosed: () => {},
        };
      };
    });
    const client = keep(await settle(connect({ address: serverAddress, port: listener.port })));
    await settle(client.write(sent));
    client.end();
    await settle(ended);
    expect(got.length).toBe(sent.length);
    expect(got.every((byte, i) => byte === sent[i])).toBe(true);
  });

  test('a refused connection, and one that is reset', async () => {
    const world = makeWorld();
    const listener = keep(world.listen({ port: 0 }));
    const free = keep(world.listen({ port: 0 }));
    const port = free.port;
    free.close();
    await expect(world.settle(world.connect({ address: world.serverAddress, port }))).rejects.toThrow(
      'Cannot connect: the other side refused',
    );
    const taken = listener[Symbol.asyncIterator]().next();
    const client = await world.settle(world.connect({ address: world.serverAddress, port: listener.port }));
    const server: Stream = (await world.settle(taken)).value;
    const reading = client.read();
    server.abort();
    await expect(world.settle(reading)).rejects.toThrow('the other side reset it');
    await expect(client.read()).rejects.toThrow('the other side reset it');
  });

  test('close: reads end, the other side sees an end', async () => {
    const world = makeWorld();
    const listener = keep(world.listen({ port: 0 }));
    const taken = listener[Symbol.asyncIterator]().next();
    const client = await world.settle(world.connect({ address: world.serverAddress, port: listener.port }));
    const server: Stream = (await world.settle(taken)).value;
    const reading = server.read();
    await world.settle(server.write(pattern(10)));
    server.close();
    expect(await world.settle(reading)).toBeUndefined();
    expect(await world.settle(readAll(client))).toEqual(pattern(10));
    client.close();
  });

  test('streams that nobody takes are bounded', async () => {
    const world = makeWorld();
    const listener = keep(world.listen({ port: 0 }));
    for (let i = 0; i < MOST_WAITING_STREAMS + 3; i++) {
      // Node may tell of the reset before it tells that the connection was open.
      const connecting = world.connect({ address: world.serverAddress, port: listener.port }).catch(() => undefined);
      const client = await world.settle(connecting);
      if (client !== undefined) keep(client);
    }
    await world.settle(new Promise((resolve) => setTimeout(resolve, 50)));
    expect(listener.overflowed).toBe(3);
  });

  test('options of a stream', async () => {
    const world = makeWorld();
    const listener = keep(world.listen({ port: 0 }));
    const client = keep(await world.settle(world.connect({ address: world.serverAddress, port: listener.port })));
    expect([client.noDelay, client.keepAlive, client.userTimeoutMs]).toEqual([false, false, 900_000]);
    client.noDelay = true;
    client.keepAlive = true;
    client.userTimeoutMs = 30_000;
    expect([client.noDelay, client.keepAlive, client.userTimeoutMs]).toEqual([true, true, 30_000]);
    for (const ms of [0, -1, Number.NaN]) expect(() => (client.userTimeoutMs = ms)).toThrow(RangeError);
  });

  test('bad arguments are refused with a reason', async () => {
    const world = makeWorld();
    const listener = keep(world.listen({ port: 0 }));
    expect(() => world.listen({ port: listener.port })).toThrow('it is in use');
    expect(() => world.listen({ port: 70_000 })).toThrow('Cannot listen on TCP port 70000');
    expect(() => world.listen({ port: 0, address: 'localhost' })).toThrow("Cannot read IPv4 address 'localhost'");
    await expect(world.connect({ address: 'localhost', port: 1 })).rejects.toThrow(
      "Cannot read IPv4 address 'localhost'",
    );
    await expect(world.connect({ address: world.serverAddress, port: 0 })).rejects.toThrow('Cannot connect to port 0');
  });
});

test.skipIf(!HAS_IPV6)(
  'under Node a server answers both families, and a name with both is connected to by either',
  async () => {
    const listener = keep(posix.listen({ port: 0 }));
    const seen: string[] = [];
    listener.onStream = (stream) => {
      seen.push(stream.remoteAddress);
      stream.end();
    };
    for (const address of ['127.0.0.1', '::1']) await readAll(await posix.connect({ address, port: listener.port }));
    await readAll(await posix.connect({ host: 'localhost', port: listener.port }));
    expect(seen.slice(0, 2)).toEqual(['127.0.0.1', '::1']);
    expect(['127.0.0.1', '::1']).toContain(seen[2]);
    // A server of IPv4 alone: the other family refuses, and the race goes on.
    const four = keep(posix.listen({ port: 0, address: '127.0.0.1' }));
    four.onStream = (stream) => stream.end();
    const stream = await posix.connect({ host: 'localhost', port: four.port });
    expect(stream.remoteAddress).toBe('127.0.0.1');
    await readAll(stream);
  },
);
