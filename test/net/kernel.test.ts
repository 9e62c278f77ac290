// The stack against the Linux kernel and its tools, through a TAP device in a network namespace: ping, arping, sockets, and two
// DHCP servers. Needs root, /dev/net/tun and the tools; what is missing is skipped.

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { NetworkInterface } from '../../runtime/stack/interface.ts';
import { DHCP_CONFIG } from '../../runtime/stack/interface-config.ts';
import { guest, has, inside, makeNamespace, NAMESPACE, removeNamespace, type Guest } from './kernel-net.ts';

const able = makeNamespace();

afterAll(() => {
  if (able) removeNamespace();
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
