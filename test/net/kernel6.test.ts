// IPv6 against the Linux kernel and its tools, through a TAP device in a network namespace: ping, sockets over UDP and errors, and a
// router that advertises. Needs root, /dev/net/tun and the tools; what is missing is skipped.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAddress6 } from '../../runtime/core/address6.ts';
import { DHCP_CONFIG } from '../../runtime/stack/interface-config.ts';
import { guest, has, inside, makeNamespace, removeNamespace, type Guest } from './kernel-net.ts';

const able = makeNamespace();
const OURS = 'fd77::2';

function bytesOf(text: string): Uint8Array {
  const parsed = parseAddress6(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}

afterAll(() => {
  if (able) removeNamespace();
});

describe.skipIf(!able)('IPv6 against the kernel', () => {
  let host: Guest;
  beforeAll(async () => {
    host = await guest({
      ...DHCP_CONFIG,
      prefix: { address: 0x0a4d0002, length: 24 },
      six: {
        prefix: { address: bytesOf(OURS), length: 64 },
        gateway: bytesOf('fd77::1'),
        secret: new Uint8Array(16),
        probe: false,
      },
    });
  });
  afterAll(() => host.stop());

  test.skipIf(!has('ping'))('ping', async () => {
    expect((await inside('ping', '-6', '-c3', '-i0.2', '-W2', OURS)).output).toContain('3 received');
  });

  test.skipIf(!has('ping'))('ping in fragments', async () => {
    const { output } = await inside('ping', '-6', '-c3', '-i0.2', '-W2', '-s', '20000', OURS);
    expect(output).toContain('3 received');
  });

  test.skipIf(!has('ping'))('ping to all nodes is answered from the best address', async () => {
    const { output } = await inside('ping', '-6', '-c2', '-i0.2', '-W2', '-I', 'tap0', 'ff02::1');
    expect(output).toContain(`64 bytes from ${OURS}: `);
    expect(output).toMatch(/2 received/);
  });

  test.skipIf(!has('ping'))('flood', async () => {
    const { output } = await inside('ping', '-6', '-f', '-q', '-c5000', OURS);
    expect(output).toContain('5000 received');
    expect(host.net.free256).toBe(256);
  });

  test('datagrams of every size come back', async () => {
    const script = `
import socket, os
s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
s.settimeout(3)
for size in [0, 1, 2, 3, 100, 1231, 1232, 1233, 1451, 1452, 1453, 2960, 9000, 65507]:
    data = os.urandom(size)
    s.sendto(data, ('${OURS}', 7))
    assert s.recv(70000) == data, size
print('all came back')
`;
    expect((await inside('python3', '-c', script)).output.trim()).toBe('all came back');
  });

  test('a closed port refuses, and the kernel knows', async () => {
    const script = `
import socket
s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
s.settimeout(3)
s.connect(('${OURS}', 8))
s.send(b'x')
try:
    s.recv(10)
except ConnectionRefusedError:
    print('refused')
`;
    expect((await inside('python3', '-c', script)).output.trim()).toBe('refused');
  });

  test('an unknown protocol is a parameter problem', async () => {
    const script = `
import socket
s = socket.socket(socket.AF_INET6, socket.SOCK_RAW, 99)
i = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6)
i.settimeout(3)
s.sendto(b'hello', ('${OURS}', 0))
while True:
    data = i.recv(1000)
    if data[0] < 128:
        print(data[0], data[1], data[7])
        break
`;
    expect((await inside('python3', '-c', script)).output.trim()).toBe('4 1 6');
  });

  test('the kernel finds the address taken', async () => {
    await inside('ip', 'addr', 'add', `${OURS}/64`, 'dev', 'tap0');
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const { output } = await inside('ip', '-6', 'addr', 'show', 'dev', 'tap0');
    expect(output).toMatch(/fd77::2\/64.*dadfailed/s);
    await inside('ip', 'addr', 'del', `${OURS}/64`, 'dev', 'tap0');
  });
});
