// The compiled apps over IPv6: ping, dig and TCP of the kernel against apps/dns and apps/echo on a TAP device in a namespace, with
// a configured address and one that a router's prefix gives. What is missing skips its tests by name.

import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compile } from '../peers/dns-app.ts';
import { missing, Namespace, NODE, ROOT, type Started } from '../peers/namespace.ts';

const LIMIT_MS = 120_000;
const BUILD_MS = 600_000;
const ADDRESS = 'fd77::2';
const PARAMS = { 'net0.address': '10.77.0.2/24', 'net0.address6': `${ADDRESS}/64` };

const reason = Namespace.reason();

describe.skipIf(reason !== '')(`apps over IPv6 ${reason}`.trim(), () => {
  let folder = '';
  const modules = { dns: '', echo: '' };
  let net: Namespace;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'caisson-network6-'));
    chmodSync(folder, 0o755);
    for (const app of ['dns', 'echo'] as const) {
      modules[app] = join(folder, `${app}.wasm`);
      compile(`apps/${app}/main.ts`, modules[app]);
    }
  }, BUILD_MS);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(() => {
    net = new Namespace('six');
    net.addTap('tap0', '10.77.0.1/24');
    net.ip('addr', 'add', 'fd77::1/64', 'dev', 'tap0', 'nodad');
  });
  afterEach(() => net.remove());

  function itWith(name: string, programs: string[], body: () => Promise<void>): void {
    const absent = missing(...programs);
    it.skipIf(absent !== '')(absent === '' ? name : `${name} (${absent})`, { timeout: LIMIT_MS }, body);
  }

  const boot = async (app: 'dns' | 'echo'): Promise<Started> => {
    const guest = net.boot(modules[app], 'tap0', PARAMS);
    await guest.says(`${app} on `, 60_000);
    return guest;
  };

  itWith('both answer ping, of every size up to fragments of 20,000 bytes', ['ping'], async () => {
    for (const app of ['dns', 'echo'] as const) {
      const guest = await boot(app);
      for (const size of ['0', '56', '1452', '1453', '20000']) {
        const { stdout } = net.run(['ping', '-6', '-c3', '-i0.2', '-W3', '-s', size, ADDRESS]);
        expect(stdout, `${app}, ${size} bytes`).toContain('3 received');
      }
      await guest.stop();
    }
  });

  itWith('dig gets answers, and a cookie that is good again', ['dig'], async () => {
    await boot('dns');
    const dig = (...args: string[]): string => net.run(['dig', `@${ADDRESS}`, '+tries=3', '+time=3', ...args]).stdout;
    expect(dig('+short', 'www.example', 'A')).toBe('example.\n192.0.2.80\n');
    expect(dig('nothing.example', 'A')).toContain('status: NXDOMAIN');
    expect(dig('example', 'SOA', '+cookie')).toMatch(/COOKIE: [\da-f]{48} \(good\)/);
  });

  const client = `
import socket, os, threading
for family, address in ((socket.AF_INET6, '${ADDRESS}'), (socket.AF_INET, '10.77.0.2')):
    s = socket.socket(family)
    s.settimeout(60)
    s.connect((address, 7))
    data = os.urandom(5000000)
    got = bytearray()
    def read():
        while len(got) < len(data):
            part = s.recv(1 << 18)
            if not part: return
            got.extend(part)
    t = threading.Thread(target=read)
    t.start()
    s.sendall(data)
    s.shutdown(socket.SHUT_WR)
    t.join()
    print('same' if bytes(got) == data else 'differs: %d' % len(got))
`;
  itWith('TCP carries five megabytes there and back, in both versions', ['python3'], async () => {
    await boot('echo');
    expect(net.run(['python3', '-c', client]).stdout).toBe('same\nsame\n');
  });

  it('a build with --ipv4-only links none of it', { timeout: BUILD_MS }, () => {
    const module = join(folder, 'echo4.wasm');
    const args = ['compiler/main.ts', 'build', 'apps/echo/main.ts', '--ipv4-only', '-o', module];
    expect(spawnSync(NODE, args, { cwd: ROOT, encoding: 'utf8' }).status).toBe(0);
    const size = (file: string): string =>
      spawnSync(NODE, ['compiler/main.ts', 'size', file, '--json'], { cwd: ROOT, encoding: 'utf8' }).stdout;
    expect(size(modules.echo)).toContain('runtime/ipv6/');
    expect(size(module)).not.toContain('runtime/ipv6/');
  });
});
