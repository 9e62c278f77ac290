// The stack against the Linux kernel and its tools, through a TAP device in a network namespace: ping, arping, sockets, and two
// DHCP servers. Needs root, /dev/net/tun and the tools; what is missing is skipped.

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Instant } from '../../runtime/core/instant.ts';
import { Packet } from '../../runtime/core/packet.ts';
import { SeededRandom } from '../../runtime/core/random.ts';
import type { FrameSink, Net } from '../../runtime/device/net.types.ts';
import type { DatagramSink } from '../../runtime/udp/udp.types.ts';
import { NetworkInterface } from '../../runtime/stack/interface.ts';
import { DHCP_CONFIG, type InterfaceConfig } from '../../runtime/stack/interface-config.ts';

const NAMESPACE = `caisson-net-${process.pid}`;
const PEER = join(import.meta.dirname, 'tap-peer.py');

function has(tool: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
}

const able =
  process.getuid?.() === 0 &&
  existsSync('/dev/net/tun') &&
  has('ip') &&
  has('python3') &&
  spawnSync('ip', ['netns', 'add', NAMESPACE]).status === 0;

/** A device whose other end is the kernel's TAP device. */
class KernelNet implements Net {
  readonly hardwareAddress = Uint8Array.from([2, 0, 0, 0, 0, 2]);
  readonly mtu = 1500;
  readonly checksumOffload = false;
  readonly segmentationBytes = 0;
  readonly linkUp = true;
  onNews = (): void => {};
  readonly up: Promise<void>;
  private readonly peer: ChildProcess;
  private readonly free: Packet[] = [];
  private readonly waiting: Buffer[] = [];
  private pending = Buffer.alloc(0);

  constructor(commands: readonly string[]) {
    const bytes = new Uint8Array(256 * 2048);
    for (let i = 0; i < 256; i++) this.free.push(new Packet(bytes, i * 2048, (i + 1) * 2048, i));
    this.peer = spawn('ip', ['netns', 'exec', NAMESPACE, 'python3', PEER, ...commands], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.up = new Promise((resolve, reject) => {
      this.peer.on('exit', () => reject(new Error('Cannot use a TAP device: the peer ended')));
      this.peer.stdout!.on('data', (chunk: Buffer) => this.split(chunk, resolve));
    });
  }

  private split(chunk: Buffer, ready: () => void): void {
    this.pending = Buffer.concat([this.pending, chunk]);
    while (this.pending.length >= 4 && this.pending.length >= 4 + this.pending.readUInt32BE(0)) {
      const length = this.pending.readUInt32BE(0);
      if (length === 0) ready();
      else this.waiting.push(this.pending.subarray(4, 4 + length));
      this.pending = this.pending.subarray(4 + length);
    }
    this.onNews();
  }

  allocate(): Packet | undefined {
    const packet = this.free.pop();
    packet?.reset();
    return packet;
  }

  allocateLarge(): Packet | undefined {
    return undefined;
  }

  release(packet: Packet): void {
    this.free.push(packet);
  }

  transmit(packet: Packet): void {
    const frame = Buffer.alloc(4 + packet.end - packet.start);
    frame.writeUInt32BE(packet.end - packet.start);
    frame.set(packet.bytes.subarray(packet.start, packet.end), 4);
    this.peer.stdin!.write(frame);
    this.release(packet);
  }

  poll(sink: FrameSink, budget: number, now: Instant): number {
    let handled = 0;
    for (; handled < budget && this.waiting.length > 0; handled++) {
      const frame = this.waiting.shift()!;
      const packet = this.allocate();
      if (packet === undefined) continue;
      packet.start = packet.limitStart + 14;
      packet.bytes.set(frame, packet.start);
      packet.end = packet.start + frame.length;
      if (!sink.onFrame(packet, now)) this.release(packet);
    }
    return handled;
  }

  flush(): void {}

  get free256(): number {
    return this.free.length;
  }

  stop(): void {
    this.up.catch(() => {});
    this.peer.stdin!.end();
  }
}

class Echo implements DatagramSink {
  private readonly stack: NetworkInterface;

  constructor(stack: NetworkInterface) {
    this.stack = stack;
  }

  deliver(bytes: Uint8Array, start: number, end: number, source: number, port: number, _to: number, now: number): void {
    this.stack.udp.send(bytes, start, end, 7, source, port, now);
  }
}

interface Guest {
  readonly net: KernelNet;
  readonly stack: NetworkInterface;
  stop(): void;
}

/** Runs a stack on Node's event loop. */
async function guest(config: InterfaceConfig): Promise<Guest> {
  const net = new KernelNet(['ip link set lo up', 'ip addr add 10.77.0.1/24 dev tap0', 'ip link set tap0 up']);
  await net.up;
  const stack = new NetworkInterface(net, config, new SeededRandom(process.pid), performance.now());
  stack.udp.bind(7, 0, new Echo(stack));
  let timer: NodeJS.Timeout | undefined;
  const turn = (): void => {
    clearTimeout(timer);
    do {
      stack.receive(performance.now());
      stack.flush(performance.now());
    } while (stack.nextDeadlineMs() <= performance.now());
    const wait = stack.nextDeadlineMs() - performance.now();
    if (wait < 1e9) timer = setTimeout(turn, wait);
  };
  net.onNews = turn;
  turn();
  return {
    net,
    stack,
    stop: () => {
      net.onNews = () => {};
      clearTimeout(timer);
      net.stop();
    },
  };
}

interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a command in the namespace. */
function inside(command: string, ...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn('ip', ['netns', 'exec', NAMESPACE, command, ...args]);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('exit', (code) => resolve({ code, output }));
  });
}

afterAll(() => {
  if (able) spawnSync('ip', ['netns', 'del', NAMESPACE]);
});

describe.skipIf(!able)('against the kernel', () => {
  let host: Guest;
  beforeAll(async () => {
    host = await guest({ ...DHCP_CONFIG, prefix: { address: 0x0a4d0002, length: 24 }, gateway: 0x0a4d0001 });
  });
  afterAll(() => host.stop());

  test.skipIf(!has('ping'))('ping', async () => {
    expect((await inside('ping', '-c3', '-i0.2', '-W2', '10.77.0.2')).output).toContain('3 received');
  });

  test.skipIf(!has('ping'))('ping in fragments', async () => {
    const { output } = await inside('ping', '-c3', '-i0.2', '-W2', '-s', '20000', '10.77.0.2');
    expect(output).toContain('3 received');
  });

  test.skipIf(!has('ping'))('ping with a record-route option', async () => {
    expect((await inside('ping', '-R', '-c1', '-W2', '10.77.0.2')).output).toContain('1 received');
  });

  test.skipIf(!has('ping'))('flood', async () => {
    const { output } = await inside('ping', '-f', '-q', '-c5000', '10.77.0.2');
    expect(output).toContain('5000 received');
    expect(host.net.free256).toBe(256);
  });

  test.skipIf(!has('arping'))('arping, and duplicate address detection', async () => {
    // Two programs of this name exist: that of iputils, and Thomas Habets', which prints and names its options otherwise.
    const habets = (await inside('arping', '--help')).output.includes('Habets');
    const on = habets ? ['-i', 'tap0'] : ['-I', 'tap0'];
    const { code, output } = await inside('arping', '-c2', '-w3', ...on, '10.77.0.2');
    expect(output).toMatch(/Received 2 response|2 packets received/);
    expect(code).toBe(0);
    const duplicate = await inside('arping', ...(habets ? ['-d'] : ['-D']), '-c2', '-w3', ...on, '10.77.0.2');
    expect(duplicate.code).toBe(habets ? 0 : 1);
  });

  test('datagrams of every size come back', async () => {
    const script = `
import socket, os
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.settimeout(3)
for size in [0, 1, 2, 3, 100, 1471, 1472, 1473, 2960, 9000, 65507]:
    data = os.urandom(size)
    s.sendto(data, ('10.77.0.2', 7))
    assert s.recv(70000) == data, size
print('all came back')
`;
    expect((await inside('python3', '-c', script)).output.trim()).toBe('all came back');
  });

  test('a closed port refuses, and the kernel knows', async () => {
    const script = `
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.settimeout(3)
s.connect(('10.77.0.2', 8))
s.send(b'x')
try:
    s.recv(10)
except ConnectionRefusedError:
    print('refused')
`;
    expect((await inside('python3', '-c', script)).output.trim()).toBe('refused');
  });

  test('an unknown protocol refuses', async () => {
    const script = `
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_RAW, 99)
i = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
i.settimeout(3)
s.sendto(b'hello', ('10.77.0.2', 0))
data = i.recv(1000)
print(data[20], data[21])
`;
    expect((await inside('python3', '-c', script)).output.trim()).toBe('3 2');
  });
});

describe.skipIf(!able)('DHCP servers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'caisson-dhcp-'));
  const children: ChildProcess[] = [];
  let host: Guest | undefined;
  afterEach(async () => {
    host?.stop();
    host = undefined;
    for (const child of children.splice(0)) {
      const ended = new Promise((resolve) => child.on('exit', resolve));
      child.kill();
      await ended;
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function lease(command: string, args: readonly string[]): Promise<NetworkInterface> {
    host = await guest({ ...DHCP_CONFIG, hostName: 'guest' });
    children.push(spawn('ip', ['netns', 'exec', NAMESPACE, command, ...args], { stdio: 'ignore' }));
    const { stack } = host;
    for (let i = 0; i < 300 && stack.ip.address === 0; i++) await new Promise((resolve) => setTimeout(resolve, 50));
    return stack;
  }

  test.skipIf(!has('dnsmasq'))(
    'dnsmasq gives a lease, and ping gets through',
    async () => {
      const stack = await lease('dnsmasq', [
        '--no-daemon',
        '--conf-file=/dev/null',
        '--port=0',
        '--interface=tap0',
        '--bind-interfaces',
        '--user=root',
        '--dhcp-range=10.77.0.100,10.77.0.120,300',
        '--dhcp-option=121,192.0.2.0/24,10.77.0.9',
        '--dhcp-authoritative',
        `--dhcp-leasefile=${join(folder, 'dnsmasq.leases')}`,
        `--pid-file=${join(folder, 'dnsmasq.pid')}`,
      ]);
      expect(stack.ip.address >>> 0).toBeGreaterThanOrEqual(0x0a4d0064);
      expect(stack.ip.routes.lookup(0xc0000201)).toBe(0x0a4d0009);
      expect(stack.dhcp.lease?.expireAt).toBeLessThan(performance.now() + 301_000);
      if (has('ping')) {
        const address = `10.77.0.${stack.ip.address & 255}`;
        expect((await inside('ping', '-c1', '-W2', address)).output).toContain('1 received');
      }
    },
    30_000,
  );

  test.skipIf(!has('udhcpd'))(
    'udhcpd gives a lease',
    async () => {
      const file = join(folder, 'udhcpd.conf');
      const leases = join(folder, 'udhcpd.leases');
      writeFileSync(leases, '');
      writeFileSync(
        file,
        [
          'start 10.77.0.50',
          'end 10.77.0.60',
          'interface tap0',
          `lease_file ${leases}`,
          'option subnet 255.255.255.0',
          'option router 10.77.0.1',
          'option lease 120',
          '',
        ].join('\n'),
      );
      const stack = await lease('udhcpd', ['-f', file]);
      expect((stack.ip.address - 0x0a4d0032) >>> 0).toBeLessThanOrEqual(10);
      expect(stack.ip.routes.lookup(0x08080808)).toBe(0x0a4d0001);
      host?.stack.shutDown();
      expect(stack.ip.address).toBe(0);
    },
    30_000,
  );
});
