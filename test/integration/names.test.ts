// Names in a sealed module: the stub resolver asks a server of this test over the user-mode network, once lossy, once truncating, with
// addresses of both families, of which sometimes one answers. Needs no privileges.

import { createSocket, type Socket } from 'node:dgram';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { framed, questionEndOf } from '../../runtime/dns/stub-query.ts';
import { HAS_IPV6 } from '../../runtime/posix/ports.ts';
import { compile } from '../peers/dns-app.ts';
import { HOST, start } from '../peers/namespace.ts';

const BUILD_MS = 600_000;
const LIMIT_MS = 120_000;
const GATEWAY = [10, 0, 2, 2];
/** fd00:a00:200::2. */
const GATEWAY6 = [0xfd, 0, 0x0a, 0, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2];
const TYPE_AAAA = 28;
const noHost = existsSync(HOST) ? '' : 'needs the host: just setup';

/** Names of the test, in lower case; what they are answered with. Where both families are told, the server is one of IPv4: IPv6 refuses. */
const NAMES = new Map([
  ['site.test', { alias: '', truncated: false, four: true }],
  ['short.search.test', { alias: '', truncated: true, four: true }],
  ['alias.test', { alias: 'site.test', truncated: false, four: true }],
  ['six.test', { alias: '', truncated: false, four: false }],
]);

function wire(name: string): number[] {
  return [...name.split('.').flatMap((label) => [label.length, ...Buffer.from(label)]), 0];
}
function answer(query: Uint8Array, overTcp: boolean): Uint8Array {
  const end = questionEndOf(query);
  const labels: string[] = [];
  for (let at = 12; query[at]! > 0; at += query[at]! + 1)
    labels.push(Buffer.from(query.subarray(at + 1, at + 1 + query[at]!)).toString('latin1'));
  const found = NAMES.get(labels.join('.').toLowerCase());
  const bytes = [...query.subarray(0, end)];
  const truncated = found?.truncated === true && !overTcp;
  bytes[2] = 0x81 | (truncated ? 2 : 0);
  bytes[3] = found === undefined ? 0x83 : 0x80;
  bytes[11] = 0;
  if (found === undefined || truncated) return Uint8Array.from(bytes);
  const asksForSix = query[end - 3] === TYPE_AAAA;
  if (!asksForSix && !found.four) return Uint8Array.from(bytes);
  const address = asksForSix ? GATEWAY6 : GATEWAY;
  bytes[7] = 1;
  if (found.alias !== '') {
    const target = wire(found.alias);
    bytes[7] = 2;
    bytes.push(0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 9, 0, target.length, ...target, ...target);
  } else bytes.push(0xc0, 12);
  bytes.push(0, asksForSix ? TYPE_AAAA : 1, 0, 1, 0, 0, 0, 9, 0, address.length, ...address);
  return Uint8Array.from(bytes);
}

const PORT_TRIES = 20;
/** Makes the server listen, and gives a UDP socket on its port; another port where somebody has that one. */
async function onePort(server: TcpServer): Promise<Socket> {
  for (let tries = 1; ; tries++) {
    const socket = createSocket('udp4');
    try {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      await new Promise<void>((resolve, reject) => socket.once('error', reject).bind(port, '127.0.0.1', resolve));
      return socket;
    } catch (error) {
      socket.close();
      await new Promise((resolve) => server.close(resolve));
      if (tries === PORT_TRIES) throw error;
    }
  }
}

describe.skipIf(noHost !== '')(`names ${noHost}`.trim(), () => {
  let folder = '';
  let udp: Socket;
  let tcp: TcpServer;
  let http: Server;
  let http6: Server;
  let asked: Uint8Array[] = [];
  let streams = 0;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'caisson-names-'));
    tcp = createTcpServer((socket) => {
      streams++;
      socket.on('data', (bytes: Buffer) => socket.write(framed(answer(bytes.subarray(2), true))));
      socket.on('error', () => {});
    });
    udp = await onePort(tcp);
    udp.on('message', (query, from) => {
      asked.push(query);
      // The first is lost.
      if (asked.length > 1) udp.send(answer(query, false), from.port, from.address);
    });
    http = createServer((_request, response) => response.end('hello by name'));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    http6 = createServer((_request, response) => response.end('hello over IPv6'));
    if (HAS_IPV6) await new Promise<void>((resolve) => http6.listen(0, '::1', resolve));
  });
  afterAll(() => {
    udp.close();
    tcp.close();
    http.close();
    http6.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are asked of the server that the host was told of', { timeout: BUILD_MS + LIMIT_MS }, async () => {
    const module = join(folder, 'names.wasm');
    compile('test/integration/programs/names.ts', module);
    const { port } = http.address() as AddressInfo;
    const params = [`net0.dns=10.0.2.2:${udp.address().port}`, 'net0.search=search.test'];
    const program = start(HOST, [
      ...['run', module, '--net', 'user,host-loopback', '--env', `HTTP_PORT=${port}`],
      ...(HAS_IPV6 ? ['--env', `HTTP6_PORT=${(http6.address() as AddressInfo).port}`] : []),
      ...params.flatMap((param) => ['--param', param]),
    ]);
    await program.ended;
    expect(program.text()).toBe(
      `hello by name\nhello by name\nhello by name\n${HAS_IPV6 ? 'hello over IPv6\nhello over IPv6\nhello by name\n' : ''}fetch failed Cannot resolve nobody.test: there is no such name\n`,
    );
    expect(streams).toBeGreaterThan(0);
    // 0x20: some letter of some question was large.
    expect(asked.some((query) => query.subarray(12).some((byte) => byte >= 0x41 && byte <= 0x5a))).toBe(true);
    const ids = asked.map((query) => query[0]! * 256 + query[1]!);
    expect(new Set(ids).size).toBe(ids.length);
    asked = [];
  });
});
