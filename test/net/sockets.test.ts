// `UdpSocket`: the sealed stack's on a simulated link and Node's on loopback pass the same tests, as style rule 11 wants.

import { afterEach, describe, expect, test, vi } from 'vitest';
import { SeededRandom } from '../../runtime/core/random.ts';
import type { Datagram, DatagramHandler, SocketAddress, UdpOptions } from '../../runtime/stack/net.types.ts';
import { FAIR, Segment, SimDevice } from './sim.ts';

vi.mock('../../runtime/stack/root.ts', () => ({
  network: () => {
    throw new Error('Cannot use the device in this test: there is none');
  },
  openNetworkUser: () => {},
  closeNetworkUser: () => {},
}));

const { UdpSocket: SealedSocket } = await import('../../runtime/stack/udp-socket.ts');
const { NetworkInterface } = await import('../../runtime/stack/interface.ts');
const { DHCP_CONFIG, readInterfaceConfig } = await import('../../runtime/stack/interface-config.ts');
const { Endpoint, MOST_QUEUED_DATAGRAMS } = await import('../../runtime/stack/net.types.ts');
const { DatagramViews, LONGEST_KEPT_VIEW } = await import('../../runtime/stack/datagram-views.ts');
const { UdpSocket: PosixSocket, networkReady } = await import('../../runtime/posix/net.ts');
const { HAS_IPV6 } = await import('../../runtime/posix/ports.ts');

interface AnySocket extends AsyncIterable<Datagram> {
  onDatagram: DatagramHandler | undefined;
  readonly port: number;
  overflowed: number;
  send(bytes: Uint8Array, to: SocketAddress): boolean;
  draft(): Uint8Array | undefined;
  sendDraft(length: number, to: SocketAddress): boolean;
  close(): void;
}

interface World {
  /** Sockets on two hosts, and the address of the first. */
  readonly server: (options: UdpOptions) => AnySocket;
  readonly client: (options: UdpOptions) => AnySocket;
  readonly serverAddress: string;
  /** Lets time pass until `done`, or long enough. */
  readonly pass: (done: () => boolean) => Promise<void>;
}

function sealedWorld(isSix = false): World {
  const segment = new Segment(1, FAIR);
  const stacks: InstanceType<typeof NetworkInterface>[] = [];
  for (let i = 1; i <= 2; i++) {
    // fd77::1 and fd77::2.
    const address = Uint8Array.from([0xfd, 0x77, ...Array(13).fill(0), i]);
    const six = { prefix: { address, length: 64 }, gateway: undefined, secret: undefined, probe: false };
    const prefix = { address: 0x0a000000 + i, length: 24 };
    const config = { ...DHCP_CONFIG, prefix, six: isSix ? six : undefined };
    const stack = new NetworkInterface(new SimDevice(segment, i, 400, true, 1500), config, new SeededRandom(i), 0);
    segment.add(stack);
    stacks.push(stack);
  }
  // Addresses come into use.
  if (isSix) segment.runFor(3000);
  return {
    server: (options) => new SealedSocket(stacks[0], options),
    client: (options) => new SealedSocket(stacks[1], options),
    serverAddress: isSix ? 'fd77::1' : '10.0.0.1',
    pass: async (done) => {
      for (let i = 0; i < 100 && !done(); i++) {
        segment.runFor(5);
        await Promise.resolve();
      }
    },
  };
}

function posixWorld(isSix = false): World {
  return {
    server: (options) => PosixSocket.bind(options),
    client: (options) => PosixSocket.bind(options),
    serverAddress: isSix ? '::1' : '127.0.0.1',
    pass: async (done) => {
      for (let i = 0; i < 200 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
}

const opened: AnySocket[] = [];
afterEach(() => {
  for (const socket of opened.splice(0)) socket.close();
});

function keep(socket: AnySocket): AnySocket {
  opened.push(socket);
  return socket;
}

describe.each([
  ['sealed', () => sealedWorld()],
  ['sealed, IPv6', () => sealedWorld(true)],
  ['posix', () => posixWorld()],
  ...(HAS_IPV6 ? [['posix, IPv6', () => posixWorld(true)] as const] : []),
] as const)('UdpSocket, %s', (_name, makeWorld) => {
  test('a request and its answer, by handler', async () => {
    const world = makeWorld();
    const server = keep(world.server({ port: 0 }));
    const client = keep(world.client({ port: 0 }));
    server.onDatagram = (bytes, from) => server.send(bytes, from);
    const answers: string[] = [];
    client.onDatagram = (bytes, from) => {
      answers.push(`${new TextDecoder().decode(bytes)} from ${from.address}:${from.port}`);
    };
    client.send(new TextEncoder().encode('hello'), { address: world.serverAddress, port: server.port });
    await world.pass(() => answers.length > 0);
    expect(answers).toEqual([`hello from ${world.serverAddress}:${server.port}`]);
  });

  test('a draft is sent without a copy, to an endpoint', async () => {
    const world = makeWorld();
    const server = keep(world.server({ port: 0 }));
    const client = keep(world.client({ port: 0 }));
    const sizes: number[] = [];
    server.onDatagram = (bytes, from) => {
      const draft = server.draft()!;
      expect(draft.length).toBe(1472);
      draft.set(bytes);
      draft[0] = 0x42;
      server.sendDraft(bytes.length, from);
    };
    client.onDatagram = (bytes) => {
      expect(bytes[0]).toBe(0x42);
      sizes.push(bytes.length);
    };
    const to = { address: world.serverAddress, port: server.port };
    for (const size of [1, 100, 1472]) client.send(new Uint8Array(size), to);
    await world.pass(() => sizes.length === 3);
    expect(sizes.toSorted((a, b) => a - b)).toEqual([1, 100, 1472]);
    expect(() => server.sendDraft(1, to)).toThrow('Cannot send a draft: there is none');
    server.draft();
    expect(() => server.sendDraft(1473, to)).toThrow('Cannot send a draft of 1473 bytes');
  });

  test('what the handler got is not its to keep', async () => {
    const world = makeWorld();
    const server = keep(world.server({ port: 0 }));
    const client = keep(world.client({ port: 0 }));
    const kept: Uint8Array[] = [];
    const copies: Uint8Array[] = [];
    server.onDatagram = (bytes) => {
      kept.push(bytes);
      copies.push(bytes.slice());
    };
    const to = { address: world.serverAddress, port: server.port };
    client.send(Uint8Array.from([1, 2, 3]), to);
    await world.pass(() => kept.length === 1);
    client.send(Uint8Array.from([4, 5, 6]), to);
    await world.pass(() => kept.length === 2);
    expect(copies.map((bytes) => [...bytes])).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect([...kept[0]]).not.toEqual([1, 2, 3]);
  });

  test('datagrams wait for an iterator, and it ends with the socket', async () => {
    const world = makeWorld();
    const server = keep(world.server({ port: 0 }));
    const client = keep(world.client({ port: 0 }));
    const to = { address: world.serverAddress, port: server.port };
    for (let i = 0; i < 3; i++) client.send(Uint8Array.from([i]), to);
    const seen: number[] = [];
    const reading = (async () => {
      for await (const { bytes, from } of server) {
        seen.push(bytes[0]);
        expect([from.port, from.address.includes(':')]).toEqual([client.port, to.address.includes(':')]);
        if (seen.length === 4) break;
      }
    })();
    await world.pass(() => seen.length === 3);
    client.send(Uint8Array.from([3]), to);
    await world.pass(() => seen.length === 4);
    await reading;
    expect(seen.toSorted()).toEqual([0, 1, 2, 3]);
    expect(() => server.send(Uint8Array.from([1]), to)).toThrow('it is closed');
    const waiting = client[Symbol.asyncIterator]().next();
    client.close();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await client[Symbol.asyncIterator]().next()).toEqual({ done: true, value: undefined });
  });

  test('what nobody takes is bounded', async () => {
    const world = makeWorld();
    const server = keep(world.server({ port: 0 }));
    const client = keep(world.client({ port: 0 }));
    const to = { address: world.serverAddress, port: server.port };
    for (let round = 0; round < 10; round++) {
      for (let i = 0; i < 30; i++) client.send(Uint8Array.from([i]), to);
      let steps = 0;
      await world.pass(() => steps++ === 4);
      if (server.overflowed > 0) break;
    }
    expect(server.overflowed).toBeGreaterThan(0);
    let waiting = 0;
    const iterator = server[Symbol.asyncIterator]();
    for (let i = 0; i < MOST_QUEUED_DATAGRAMS; i++) if ((await iterator.next()).done !== true) waiting++;
    expect(waiting).toBe(MOST_QUEUED_DATAGRAMS);
  }, 20_000);

  test('large datagrams arrive whole', async () => {
    const world = makeWorld();
    const server = keep(world.server({ port: 0 }));
    const client = keep(world.client({ port: 0 }));
    const data = Uint8Array.from({ length: 20_000 }, (_, i) => i % 251);
    let got: Uint8Array | undefined;
    server.onDatagram = (bytes) => {
      got = bytes.slice();
    };
    client.send(data, { address: world.serverAddress, port: server.port });
    await world.pass(() => got !== undefined);
    expect(got).toEqual(data);
    expect(() => client.send(new Uint8Array(65_508), { address: world.serverAddress, port: 9 })).toThrow(
      'Cannot send 65508 bytes',
    );
  });

  test('bad arguments are refused with a reason', () => {
    const world = makeWorld();
    const server = keep(world.server({ port: 0 }));
    expect(() => world.server({ port: server.port })).toThrow('it is in use');
    expect(() => world.server({ port: 70_000 })).toThrow('Cannot bind UDP port 70000');
    expect(() => world.server({ port: 0, address: 'localhost' })).toThrow("Cannot read IPv4 address 'localhost'");
    expect(() => server.send(new Uint8Array(1), { address: '1.2.3', port: 9 })).toThrow(
      "Cannot read IPv4 address '1.2.3'",
    );
  });
});

describe('the parts of a stack', () => {
  test('a view per length, and long datagrams by copy', () => {
    const views = new DatagramViews();
    const bytes = Uint8Array.from({ length: 4000 }, (_, i) => i & 255);
    const first = views.show(bytes, 10, 110);
    expect([first.length, first[0]]).toEqual([100, 10]);
    expect(views.show(bytes, 20, 120)).toBe(first);
    expect(first[0]).toBe(20);
    const long = views.show(bytes, 0, LONGEST_KEPT_VIEW + 1);
    views.show(bytes, 5, 10);
    expect(long[0]).toBe(0);
  });

  test('an endpoint is a socket address', () => {
    const endpoint: SocketAddress = new Endpoint(0x0a000001, 7);
    expect([endpoint.address, endpoint.port]).toEqual(['10.0.0.1', 7]);
  });

  test('interface parameters', () => {
    const read = (text: Record<string, string>) => readInterfaceConfig('net0', (key) => text[key]);
    expect(read({ 'net0.ipv6': '0' })).toEqual(DHCP_CONFIG);
    expect(read({}).six).toEqual({ prefix: undefined, gateway: undefined, secret: undefined, probe: false });
    const config = read({
      'net0.address': '10.0.0.2/24',
      'net0.gateway': '10.0.0.1',
      'net0.mac': '02:00:00:00:00:09',
      'net0.vlan': '7',
      'net0.probe': '1',
      'net0.hostname': 'web',
    });
    expect(config.prefix).toEqual({ address: 0x0a000002, length: 24 });
    expect([config.gateway, config.vlan, config.probe, config.hostName]).toEqual([0x0a000001, 7, true, 'web']);
    const { six } = read({
      'net0.address6': 'fd00::2/64',
      'net0.gateway6': 'fe80::1',
      'net0.secret6': 'AB'.repeat(16),
    });
    expect(six?.prefix?.length).toBe(64);
    expect([six?.gateway?.[0], six?.secret?.[15]]).toEqual([0xfe, 0xab]);
    for (const [key, value] of [
      ['net0.address6', 'fd00::2'],
      ['net0.address6', 'ff02::1/64'],
      ['net0.gateway6', '10.0.0.1'],
      ['net0.secret6', 'ab'],
      ['net0.secret6', 'gg'.repeat(16)],
      ['net0.address', '10.0.0.2'],
      ['net0.address', '0.0.0.0/8'],
      ['net0.gateway', 'x'],
      ['net0.mac', '01:00:00:00:00:09'],
      ['net0.vlan', '4095'],
      ['net0.vlan', '0'],
      ['net0.vlan', '7a'],
      ['net0.vlan', ''],
    ]) {
      expect(() => read({ [key]: value })).toThrow(`Cannot use boot parameter ${key}`);
    }
  });

  test('posix: there is always an address', async () => {
    expect((await networkReady()).address).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  });
});
