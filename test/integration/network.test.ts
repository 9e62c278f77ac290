// The compiled apps/dns and apps/echo on networks with real peers, over both families: on a TAP device in a namespace ping, arping and
// two DHCP servers against the stack, and the suites that also run under `caisson dev` (dev.test.ts); those without root on the
// user-mode network. What is missing skips its tests by name.

import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compile } from '../peers/dns-app.ts';
import { HOST, missing, Namespace, NODE, ROOT, type Started } from '../peers/namespace.ts';
import { ADDRESS, ADDRESS6, movedSealed, onTap } from '../peers/places.ts';
import { dnsStreamSuite, dnsSuite, echoSuite, movedSuite } from './app-suites.ts';

const LIMIT_MS = 120_000;
const BUILD_MS = 600_000;
const STATIC = { 'net0.address': `${ADDRESS}/24`, 'net0.gateway': '10.77.0.1' };
/** A user that owns nothing; its number is the same on every Linux. */
const NOBODY = 65_534;

let folder = '';
const made = new Map<string, string>();
/** The module of an app, compiled when the first test wants it. */
function moduleOf(source: string): string {
  let module = made.get(source);
  if (module === undefined) {
    module = join(folder, `${made.size}.wasm`);
    compile(source, module);
    chmodSync(module, 0o644);
    made.set(source, module);
  }
  return module;
}
const ofApp = (app: 'dns' | 'echo'): string => moduleOf(`apps/${app}/main.ts`);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'caisson-network-'));
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function describeWith(name: string, reason: string, body: () => void): void {
  describe.skipIf(reason !== '')(reason === '' ? name : `${name} (${reason})`, body);
}

function itWith(name: string, programs: string[], body: () => Promise<void> | void): void {
  const reason = missing(...programs);
  it.skipIf(reason !== '')(reason === '' ? name : `${name} (${reason})`, { timeout: BUILD_MS + LIMIT_MS }, body);
}

describeWith('on a TAP device', Namespace.reason(), () => {
  let net: Namespace;
  beforeEach(() => {
    net = new Namespace('tap');
    net.addTap('tap0', '10.77.0.1/24');
  });
  afterEach(() => net.remove());

  const boot = async (app: 'dns' | 'echo', params: Readonly<Record<string, string>> = STATIC): Promise<Started> => {
    const guest = net.boot(ofApp(app), 'tap0', params);
    await guest.says(`${app} on `, 60_000);
    return guest;
  };

  itWith('both answer ping, of every size up to fragments of 20,000 bytes, over both families', ['ping'], async () => {
    net.ip('addr', 'add', 'fd77::1/64', 'dev', 'tap0', 'nodad');
    for (const app of ['dns', 'echo'] as const) {
      const guest = await boot(app, { ...STATIC, 'net0.address6': `${ADDRESS6}/64` });
      for (const address of [ADDRESS, ADDRESS6]) {
        for (const size of ['0', '56', '1452', '1453', '1472', '1473', '20000']) {
          const { stdout } = net.run(['ping', '-c3', '-i0.1', '-W2', '-s', size, address]);
          expect(stdout, `${app}, ${size} bytes to ${address}`).toContain('3 received');
        }
      }
      await guest.stop();
    }
  });

  itWith('a flood of pings loses nothing', ['ping'], async () => {
    await boot('echo');
    expect(net.run(['ping', '-f', '-q', '-c20000', ADDRESS]).stdout).toContain('20000 received');
  });

  itWith('arping finds it, and finds its address taken', ['arping'], async () => {
    await boot('echo');
    // Two programs of this name exist; both end with 0 when somebody answers.
    const asked = net.run(['arping', '-c2', '-w3', ...arpingInterface(), ADDRESS]);
    expect(asked.stdout).toContain(ADDRESS);
    expect(asked.status).toBe(0);
    const free = net.run(['arping', '-c1', '-w1', ...arpingInterface(), '10.77.0.99']);
    expect(free.status).not.toBe(0);
  });

  itWith('dnsmasq gives an address', ['dnsmasq', 'ping'], async () => {
    const leases = join(folder, 'dnsmasq.leases');
    const range = ['--dhcp-range=10.77.0.100,10.77.0.120,300'];
    const files = [`--dhcp-leasefile=${leases}`, `--pid-file=${join(folder, 'dnsmasq.pid')}`, '--conf-file=/dev/null'];
    const server = net.start([
      'dnsmasq',
      '--no-daemon',
      '--port=0',
      '--interface=tap0',
      '--bind-interfaces',
      '--user=root',
      '--log-dhcp',
      '--dhcp-authoritative',
      ...range,
      ...files,
    ]);
    await server.says('DHCP', 10_000);
    const guest = await boot('echo', { 'net0.hostname': 'guest' });
    const address = /echo on (10\.77\.0\.\d+)/.exec(guest.text())?.[1];
    expect(address).toMatch(/^10\.77\.0\.1[0-2]\d$/);
    expect(server.text()).toContain(`DHCPACK(tap0) ${address}`);
    expect(net.run(['ping', '-c2', '-i0.1', '-W2', address!]).stdout).toContain('2 received');
  });

  itWith('udhcpd gives an address', ['udhcpd', 'ping'], async () => {
    const config = join(folder, 'udhcpd.conf');
    const leases = join(folder, 'udhcpd.leases');
    writeFileSync(leases, '');
    const options = ['option subnet 255.255.255.0', 'option router 10.77.0.1', 'option lease 120', ''];
    const text = ['start 10.77.0.50', 'end 10.77.0.60', 'interface tap0', `lease_file ${leases}`, ...options];
    writeFileSync(config, text.join('\n'));
    net.start(['udhcpd', '-f', config]);
    const guest = await boot('dns', {});
    const address = /dns on (10\.77\.0\.\d+)/.exec(guest.text())?.[1];
    expect(address).toMatch(/^10\.77\.0\.(5\d|60)$/);
    expect(net.run(['ping', '-c2', '-i0.1', '-W2', address!]).stdout).toContain('2 received');
  });

  function arpingInterface(): string[] {
    // Thomas Habets' arping takes a lower-case i, the one of iputils an upper-case one.
    const { stderr, stdout } = spawnSync('arping', ['--help'], { encoding: 'utf8' });
    return /Habets/.test(stdout + stderr) ? ['-i', 'tap0'] : ['-I', 'tap0'];
  }
});

describeWith('apps on a TAP device', Namespace.reason(), () => {
  describe('dns', () => dnsSuite(onTap(moduleOf)));
  describe('dns over TCP', () => dnsStreamSuite(onTap(moduleOf)));
  describe('echo', () =>
    echoSuite(onTap(moduleOf, ['--stats']), async (guest) => {
      await guest.stop('SIGINT');
      // Super-segments: far fewer frames than 1448 bytes would take.
      const frames = Number(/frames sent: (\d+)/.exec(guest.text())?.[1]);
      expect(frames).toBeGreaterThan(100);
      expect(frames).toBeLessThan(10_000);
    }));

  it('a build with --ipv4-only links nothing of IPv6', { timeout: BUILD_MS }, () => {
    const module = join(folder, 'echo4.wasm');
    compile('apps/echo/main.ts', module, '--ipv4-only');
    const size = (file: string): string =>
      spawnSync(NODE, ['compiler/main.ts', 'size', file, '--json'], { cwd: ROOT, encoding: 'utf8' }).stdout;
    expect(size(ofApp('echo'))).toContain('runtime/ipv6/');
    expect(size(module)).not.toContain('runtime/ipv6/');
  });
});

describeWith('without root, on the user-mode network', existsSync(HOST) ? '' : 'needs the host: just setup', () => {
  const command: string[] = [];
  beforeAll(() => {
    // Copied to where everybody may go: a checkout can lie in a folder that is its owner's alone.
    const host = join(folder, 'caisson-host');
    copyFileSync(HOST, host);
    chmodSync(host, 0o755);
    command.push(...(process.getuid?.() === 0 ? ['setpriv', `--reuid=${NOBODY}`, '--clear-groups', host] : [host]));
  });
  movedSuite((source, port, says) => movedSealed(command, moduleOf)(source, port, says));
});
