// The compiled apps on networks with real peers: ping, arping, dig, dnsperf and two DHCP servers against apps/dns and apps/echo
// on a TAP device in a namespace; the same apps without root on the user-mode network. What is missing skips its tests by name.

import { spawnSync } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compile } from '../peers/dns-app.ts';
import { HOST, missing, Namespace, start, type Started } from '../peers/namespace.ts';

const LIMIT_MS = 120_000;
const BUILD_MS = 600_000;
const ADDRESS = '10.77.0.2';
const STATIC = { 'net0.address': `${ADDRESS}/24`, 'net0.gateway': '10.77.0.1' };
/** A user that owns nothing; its number is the same on every Linux. */
const NOBODY = 65_534;

let folder = '';
const modules = { dns: '', echo: '' };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'caisson-network-'));
  chmodSync(folder, 0o755);
  for (const app of ['dns', 'echo'] as const) {
    modules[app] = join(folder, `${app}.wasm`);
    compile(`apps/${app}/main.ts`, modules[app]);
  }
}, BUILD_MS);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function describeWith(name: string, reason: string, body: () => void): void {
  describe.skipIf(reason !== '')(reason === '' ? name : `${name} (${reason})`, body);
}

function itWith(name: string, programs: string[], body: () => Promise<void> | void): void {
  const reason = missing(...programs);
  it.skipIf(reason !== '')(reason === '' ? name : `${name} (${reason})`, { timeout: LIMIT_MS }, body);
}

describeWith('on a TAP device', Namespace.reason(), () => {
  let net: Namespace;
  beforeEach(() => {
    net = new Namespace('tap');
    net.addTap('tap0', '10.77.0.1/24');
  });
  afterEach(() => net.remove());

  const boot = async (app: 'dns' | 'echo', params: Readonly<Record<string, string>> = STATIC): Promise<Started> => {
    const guest = net.boot(modules[app], 'tap0', params);
    await guest.says(`${app} on `, 60_000);
    return guest;
  };

  itWith('both answer ping, of every size up to fragments of 20,000 bytes', ['ping'], async () => {
    for (const app of ['dns', 'echo'] as const) {
      const guest = await boot(app);
      for (const size of ['0', '56', '1472', '1473', '20000']) {
        const { stdout } = net.run(['ping', '-c3', '-i0.1', '-W2', '-s', size, ADDRESS]);
        expect(stdout, `${app}, ${size} bytes`).toContain('3 received');
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

  itWith('dig gets answers, denials, refusals, and a cookie', ['dig'], async () => {
    await boot('dns');
    const dig = (...args: string[]): string => net.run(['dig', `@${ADDRESS}`, '+tries=2', '+time=3', ...args]).stdout;
    expect(dig('+short', 'www.example', 'A')).toBe('example.\n192.0.2.80\n');
    expect(dig('WWW.ExAmPlE', 'A')).toContain(';WWW.ExAmPlE.');
    expect(dig('nothing.example', 'A')).toContain('status: NXDOMAIN');
    expect(dig('elsewhere.test', 'A')).toContain('status: REFUSED');
    expect(dig('version.bind', 'TXT', 'CH')).toContain('status: REFUSED');
    expect(dig('example', 'SOA', '+cookie')).toMatch(/COOKIE: [\da-f]{48} \(good\)/);
    expect(dig('example', 'MX')).toMatch(/flags: qr aa rd; QUERY: 1, ANSWER: [1-9]/);
  });

  itWith('dnsperf loses no question', ['dnsperf'], async () => {
    await boot('dns');
    const questions = join(folder, 'questions');
    writeFileSync(questions, 'www.example A\nexample MX\nexample SOA\nnothing.example AAAA\n');
    const { stdout } = net.run(['dnsperf', '-s', ADDRESS, '-d', questions, '-c2', '-q20', '-l2', '-t10']);
    expect(stdout).toMatch(/Queries lost: +0 /);
    expect(Number(/Queries completed: +(\d+)/.exec(stdout)?.[1])).toBeGreaterThan(1000);
    expect(stdout).toMatch(/Response codes: +NOERROR \d+ \(75\.\d\d%\), NXDOMAIN/);
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

describeWith('without root, on the user-mode network', missing('dig'), () => {
  const DNS_PORT = 10_353;
  const ECHO_PORT = 10_307;
  const running: Started[] = [];
  let host = HOST;
  let client: Socket | undefined;

  beforeAll(() => {
    // Copied to where everybody may go: a checkout can lie in a folder that is its owner's alone.
    host = join(folder, 'caisson-host');
    copyFileSync(HOST, host);
    chmodSync(host, 0o755);
    for (const module of Object.values(modules)) chmodSync(module, 0o644);
  });
  afterEach(async () => {
    client?.close();
    client = undefined;
    for (const program of running.splice(0)) await program.stop();
  });

  const boot = async (app: 'dns' | 'echo', publish: string): Promise<Started> => {
    const command = [host, 'run', modules[app], '--no-code-cache', '--publish', publish];
    const unprivileged =
      process.getuid?.() === 0 ? ['setpriv', `--reuid=${NOBODY}`, '--clear-groups', ...command] : command;
    const guest = start(unprivileged[0]!, unprivileged.slice(1));
    running.push(guest);
    await guest.says(`${app} on 10.0.2.15`, 60_000);
    return guest;
  };

  itWith('dig is answered on a published port', ['dig'], async () => {
    await boot('dns', `${DNS_PORT}:53/udp`);
    const dig = ['@127.0.0.1', '-p', String(DNS_PORT), '+tries=3', '+time=2', '+short', 'www.example', 'A'];
    expect(spawnSync('dig', dig, { encoding: 'utf8' }).stdout).toBe('example.\n192.0.2.80\n');
  });

  itWith('dnsperf is answered on a published port', ['dnsperf'], async () => {
    await boot('dns', `${DNS_PORT}:53/udp`);
    const questions = join(folder, 'user-questions');
    writeFileSync(questions, 'www.example A\nexample MX\n');
    const options = ['-s', '127.0.0.1', '-p', String(DNS_PORT), '-d', questions, '-c2', '-q10', '-l1', '-t10'];
    const { stdout } = spawnSync('dnsperf', options, { encoding: 'utf8' });
    expect(stdout).toMatch(/Queries lost: +0 /);
    expect(Number(/Queries completed: +(\d+)/.exec(stdout)?.[1])).toBeGreaterThan(200);
  });

  it('echo gives back datagrams of every size', { timeout: LIMIT_MS }, async () => {
    await boot('echo', `${ECHO_PORT}:7/udp`);
    client = createSocket('udp4');
    for (const size of [0, 1, 512, 1400, 1472]) {
      const sent = Buffer.alloc(size, size & 255);
      const came = new Promise<Buffer>((resolve) => client!.once('message', resolve));
      client.send(sent, ECHO_PORT, '127.0.0.1');
      const late = new Promise<string>((resolve) => setTimeout(resolve, 5000, 'nothing came'));
      expect(await Promise.race([came, late]), `${size} bytes`).toEqual(sent);
    }
  });
});
