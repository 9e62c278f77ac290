// TCP in a sealed module: the suites of test/tcp compiled and run, and apps/echo against nmap on a TAP device in a namespace, and the
// kernel's TCP through a wire that loses, delays and reorders. What is missing skips its tests by name.

import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../peers/dns-app.ts';
import { HOST, missing, Namespace } from '../peers/namespace.ts';
import { buildRelay, type Impairment, moduleBehind } from '../peers/relay.ts';

const BUILD_MS = 600_000;
const LIMIT_MS = 300_000;
const ADDRESS = '10.77.0.2';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'caisson-tcp-'));
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const noHost = existsSync(HOST) ? '' : 'needs the host: just setup';

describe.skipIf(noHost !== '')(`compiled ${noHost}`.trim(), () => {
  it('the suites of test/tcp hold in a module', { timeout: BUILD_MS + LIMIT_MS }, () => {
    const module = join(folder, 'suites.wasm');
    compile('test/tcp/compiled.ts', module);
    const { stdout } = spawnSync(HOST, ['run', module, '--turn-limit-ms', '0'], {
      encoding: 'utf8',
      timeout: LIMIT_MS,
    });
    expect(stdout).toMatch(/^\d+ checks, 0 failures\n$/);
  });
});

describe.skipIf(noHost !== '')(`echo ${noHost}`.trim(), () => {
  let module = '';
  let net: Namespace | undefined;
  beforeAll(() => {
    module = join(folder, 'echo.wasm');
    compile('apps/echo/main.ts', module);
  }, BUILD_MS);
  afterEach(async () => {
    await net?.remove();
    net = undefined;
  });

  const client = `
import socket, os, sys, threading
size, piece = int(sys.argv[1]), int(sys.argv[2])
s = socket.create_connection((sys.argv[3], 7), timeout=60)
data = os.urandom(size)
got = bytearray()
def read():
    while len(got) < size:
        part = s.recv(1 << 18)
        if not part: return
        got.extend(part)
t = threading.Thread(target=read)
t.start()
for at in range(0, size, piece): s.sendall(data[at:at+piece])
s.shutdown(socket.SHUT_WR)
t.join()
print('same' if bytes(got) == data else 'differs: %d of %d' % (len(got), size))
`;

  const reason = [Namespace.reason(), missing('python3')].filter((text) => text !== '').join(', ');
  const noScan = reason || missing('nmap');
  it.skipIf(noScan !== '')(
    `odd flags look to nmap as RFC 9293 has them ${noScan}`.trim(),
    { timeout: LIMIT_MS },
    async () => {
      net = new Namespace('nmap');
      net.addTap('tap0', '10.77.0.1/24');
      const guest = net.boot(module, 'tap0', { 'net0.address': `${ADDRESS}/24` });
      await guest.says('echo on ', 60_000);
      const everything = ['-sS', '--scanflags', 'URGACKPSHRSTSYNFIN'];
      // [scan, port 7, which is open, port 9, which is not].
      for (const [scan, open, closed] of [
        [['-sS'], 'open', 'closed'],
        [['-sT'], 'open', 'closed'],
        [['-sA'], 'unfiltered', 'unfiltered'],
        [['-sM'], 'closed', 'closed'],
        [['-sN'], 'open|filtered', 'closed'],
        [['-sF'], 'open|filtered', 'closed'],
        [['-sX'], 'open|filtered', 'closed'],
        [everything, 'filtered', 'filtered'],
      ] as const) {
        const { stdout } = net.run(['nmap', '-n', '-Pn', '--max-retries', '1', '-p', '7,9', ...scan, ADDRESS]);
        const states = [...stdout.matchAll(/^[79]\/tcp +(\S+)/gm)].map(([, state]) => state);
        expect(states, scan.join(' ')).toEqual([open, closed]);
      }
      expect(net.run(['nmap', '-n', '-Pn', '-sU', '-p', '7,9', ADDRESS]).stdout).toMatch(
        /7\/udp +open +[^]*9\/udp +closed/,
      );
      expect(net.run(['python3', '-c', client, '5000', '700', ADDRESS]).stdout).toBe('same\n');
    },
  );

  const noWire = reason || missing('cc', 'ethtool', 'python3');
  // One kernel program that echoes several streams at once: bytes go both ways through the same trouble.
  it.skipIf(noWire !== '').each<readonly [string, Omit<Impairment, 'seed'>, string, string]>([
    ['10 ms and a fifth out of order', { loss: 0, reorder: 0.2, delayMs: 10 }, '1000000', '65536'],
    ['3 % lost, 10 ms, some out of order', { loss: 0.03, reorder: 0.05, delayMs: 10 }, '200000', '5000'],
    ['30 % lost', { loss: 0.3, reorder: 0, delayMs: 1 }, '20000', '5000'],
  ])(
    `echoes the kernel through a wire with %s ${noWire}`.trim(),
    { timeout: LIMIT_MS },
    async (_name, trouble, size, piece) => {
      net = new Namespace('tcp-client');
      const wire = new Namespace('tcp-wire');
      try {
        const relay = buildRelay(folder);
        const params = { 'net0.address': `${ADDRESS}/24` };
        const impairment = { ...trouble, seed: 5 };
        const behind = await moduleBehind(
          relay,
          net,
          wire,
          'lossy',
          '10.77.0.1/24',
          folder,
          impairment,
          module,
          params,
        );
        await behind.guest.says('echo on ', 60_000);
        const asked = net.finish(['python3', '-c', client, size, piece, ADDRESS]);
        expect((await asked).text.trim()).toBe('same');
        await behind.relay.stop();
        expect(behind.relay.text()).toMatch(trouble.loss > 0 ? /lost [1-9]/ : /late [1-9]/);
      } finally {
        await wire.remove();
      }
    },
  );
});
