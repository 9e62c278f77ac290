// TCP against the Linux kernel's, in both directions, through a TAP device in a namespace: bulk and small pieces, half-close,
// resets, odd flags, and frames that get lost, late and out of order on the way. Skips itself without root or /dev/net/tun.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PROTOCOL_TCP } from '../../runtime/ip/ip.types.ts';
import { DHCP_CONFIG } from '../../runtime/stack/interface-config.ts';
import { CUBIC, DEFAULT_LIMITS, Tcp } from '../../runtime/tcp/tcp.ts';
import type { ByteStream, StreamHandler } from '../../runtime/tcp/stream.types.ts';
import { guest, inside, makeNamespace, removeNamespace, type Guest, type Trouble } from '../net/kernel-net.ts';

const able = makeNamespace();
const LIMIT_MS = 120_000;
const KERNEL = 0x0a4d0001;

/** Echoes, as apps/echo does. */
class Echo implements StreamHandler {
  private rest: Uint8Array | undefined;
  private readonly buffer = new Uint8Array(16_384);

  onReadable(stream: ByteStream): void {
    this.pump(stream);
  }

  onWritable(stream: ByteStream): void {
    this.pump(stream);
  }

  onClosed(): void {}

  private pump(stream: ByteStream): void {
    if (this.rest !== undefined) {
      const taken = stream.writeFrom(this.rest, 0, this.rest.length);
      this.rest = taken < this.rest.length ? this.rest.subarray(taken) : undefined;
    }
    while (this.rest === undefined) {
      const length = stream.readInto(this.buffer, 0, this.buffer.length);
      if (length === 0) break;
      const taken = stream.writeFrom(this.buffer, 0, length);
      if (taken < length) this.rest = this.buffer.slice(taken, length);
    }
    if (this.rest === undefined && stream.ended) stream.end();
  }
}

/** Python: sends SIZE bytes to port 7 in pieces, reads them back, compares. */
const ECHO_CLIENT = `
import socket, os, sys, threading
size, piece = int(sys.argv[1]), int(sys.argv[2])
s = socket.create_connection(('10.77.0.2', 7), timeout=100)
data = os.urandom(size)
got = bytearray()
def read():
    while True:
        part = s.recv(65536)
        if not part: return
        got.extend(part)
t = threading.Thread(target=read)
t.start()
for at in range(0, size, piece): s.sendall(data[at:at+piece])
s.shutdown(socket.SHUT_WR)
t.join()
print('same' if bytes(got) == data else 'differs: %d of %d' % (len(got), size))
`;

describe.skipIf(!able)('TCP against the kernel', () => {
  let host: Guest;
  let tcp: Tcp;
  beforeAll(async () => {
    host = await guest({ ...DHCP_CONFIG, prefix: { address: 0x0a4d0002, length: 24 }, gateway: KERNEL });
    tcp = new Tcp(host.stack.ip, host.stack.random, performance.now(), CUBIC, DEFAULT_LIMITS);
    host.stack.attachTransport(PROTOCOL_TCP, tcp);
    tcp.listen(7, 0, 64, { onConnection: (connection) => (connection.handler = new Echo()) });
  });
  afterEach(() => {
    host.net.trouble = undefined;
  });
  afterAll(() => {
    host.stop();
    removeNamespace();
  });

  const python = async (script: string, ...args: string[]): Promise<string> => {
    const { output } = await inside('python3', '-c', script, ...args);
    return output.trim();
  };

  test.each([
    [1, 1],
    [1000, 1],
    [100_000, 1460],
    [3_000_000, 65_536],
    [300_000, 777],
  ])('an echo of %i bytes in pieces of %i', { timeout: LIMIT_MS }, async (size, piece) => {
    expect(await python(ECHO_CLIENT, `${size}`, `${piece}`)).toBe('same');
  });

  test.each<[string, Trouble]>([
    ['1 % loss, 10 ms', { loss: 0.01, reordering: 0, delayMs: 10 }],
    ['10 % loss', { loss: 0.1, reordering: 0, delayMs: 1 }],
    ['30 % loss', { loss: 0.3, reordering: 0, delayMs: 1 }],
    ['20 % out of order', { loss: 0, reordering: 0.2, delayMs: 1 }],
    ['5 % loss and 10 % out of order', { loss: 0.05, reordering: 0.1, delayMs: 2 }],
  ])('an echo through %s', { timeout: LIMIT_MS }, async (_name, trouble) => {
    host.net.trouble = trouble;
    expect(await python(ECHO_CLIENT, trouble.loss > 0.2 ? '20000' : '300000', '5000')).toBe('same');
  });

  test('we connect to the kernel, write, end, and read what it answers', { timeout: LIMIT_MS }, async () => {
    const server = python(`
import socket, hashlib
l = socket.socket()
l.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
l.bind(('10.77.0.1', 5000)); l.listen(); print('ready', flush=True)
c, _ = l.accept()
h = hashlib.sha1(); n = 0
while True:
    part = c.recv(65536)
    if not part: break
    h.update(part); n += len(part)
c.sendall(b'%d bytes' % n)
c.close()
`);
    const total = 1_000_000;
    const block = new Uint8Array(32_768);
    const attempt = (): Promise<string> =>
      new Promise((resolve) => {
        let written = 0;
        const answer = new Uint8Array(100);
        const result = tcp.connect(KERNEL, 5000, performance.now());
        if (!result.ok) return resolve(result.reason);
        result.value.handler = {
          onWritable: (stream) => {
            while (written < total) {
              const offered = Math.min(block.length, total - written);
              const taken = stream.writeFrom(block, 0, offered);
              written += taken;
              if (taken < offered) return;
            }
            stream.end();
          },
          onReadable: (stream) => {
            const length = stream.readInto(answer, 0, 100);
            if (length > 0) resolve(new TextDecoder().decode(answer.slice(0, length)));
          },
          onClosed: (_stream, reason) => resolve(reason),
        };
        host.net.onNews();
      });
    // Until the server listens.
    let got = await attempt();
    for (let tries = 0; tries < 100 && got.includes('refused'); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      got = await attempt();
    }
    expect(got).toBe(`${total} bytes`);
    expect(await server).toBe('ready');
  });

  test('a closed port refuses, in both directions', { timeout: LIMIT_MS }, async () => {
    const script = `
import socket
try: socket.create_connection(('10.77.0.2', 9), timeout=5)
except ConnectionRefusedError: print('refused')
`;
    expect(await python(script)).toBe('refused');
    const reason = await new Promise<string>((resolve) => {
      const result = tcp.connect(KERNEL, 9, performance.now());
      if (!result.ok) return resolve(result.reason);
      result.value.handler = { onWritable: () => {}, onReadable: () => {}, onClosed: (_stream, why) => resolve(why) };
      host.net.onNews();
    });
    expect(reason).toBe('Cannot connect: the other side refused');
  });

  test('the kernel resets, and its connection is gone here', { timeout: LIMIT_MS }, async () => {
    const script = `
import socket, struct
s = socket.create_connection(('10.77.0.2', 7), timeout=5)
s.sendall(b'x'); s.recv(1)
s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
s.close()
print('reset')
`;
    expect(await python(script)).toBe('reset');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(tcp.table.count).toBe(0);
  });

  test('two hundred connections one after the other, and twenty at once', { timeout: LIMIT_MS }, async () => {
    const script = `
import socket
for i in range(200):
    s = socket.create_connection(('10.77.0.2', 7), timeout=10)
    s.sendall(b'%d' % i)
    assert s.recv(10) == b'%d' % i
    s.close()
many = [socket.create_connection(('10.77.0.2', 7), timeout=10) for i in range(20)]
for i, s in enumerate(many): s.sendall(bytes([i]) * 5000)
for i, s in enumerate(many):
    n = 0
    while n < 5000: n += len(s.recv(5000 - n))
    s.close()
print('done')
`;
    expect(await python(script)).toBe('done');
  });

  test('odd flags: nothing answers but what must, and service goes on', { timeout: LIMIT_MS }, async () => {
    const script = `
import socket, struct
def checksum(data):
    if len(data) % 2: data += b'\\0'
    total = sum(struct.unpack('!%dH' % (len(data) // 2), data))
    while total >> 16: total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff
s = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_TCP)
for flags in range(256):
    head = struct.pack('!HHIIBBHHH', 4000 + flags, 7, 1, 1, 5 << 4, flags, 1000, 0, 0)
    pseudo = socket.inet_aton('10.77.0.1') + socket.inet_aton('10.77.0.2') + struct.pack('!BBH', 0, 6, len(head))
    head = head[:16] + struct.pack('!H', checksum(pseudo + head)) + head[18:]
    s.sendto(head, ('10.77.0.2', 0))
print('sent')
`;
    expect(await python(script)).toBe('sent');
    expect(await python(ECHO_CLIENT, '1000', '100')).toBe('same');
  });
});
