// What apps/dns, apps/echo and apps/dhcp do, whichever way they run: sealed on a TAP device, or under `caisson dev` behind a veth pair
// (`peers/places.ts`). The same tests for both, by programs that know neither: dig, dnsperf, Python's sockets, udhcpc, dhclient.

import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { encodeQuery } from '../../runtime/dns/dns.wire.ts';
import { framed } from '../../runtime/dns/stub-query.ts';
import { missing, ROOT, type Started } from '../peers/namespace.ts';
import {
  ADDRESS,
  ADDRESS6,
  CLIENT,
  DEVICE,
  MOVED_BY,
  type MakePlace,
  type Place,
  type StartMoved,
} from '../peers/places.ts';

const LIMIT_MS = 120_000;
const TRIES_MOST = 20;

let place: Place;
let folder = '';

/** Each test in a place of its own, and a folder for all. */
function around(makePlace: MakePlace): void {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'caisson-apps-'));
    chmodSync(folder, 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(() => {
    place = makePlace();
  });
  afterEach(() => place.remove());
}

function itWith(name: string, programs: string[], body: () => Promise<void>): void {
  const absent = missing(...programs);
  it.skipIf(absent !== '')(absent === '' ? name : `${name} (${absent})`, { timeout: LIMIT_MS }, body);
}

const boot = (app: string, entry = 'main'): Promise<Started> => place.boot(`apps/${app}/${entry}.ts`, `${app} on `);
const run = (...args: string[]): string => place.net.run(args).stdout;

/** The program runs to its end. */
export function helloSuite(command: readonly string[]): void {
  it('hello prints its line and ends well', { timeout: LIMIT_MS }, () => {
    const { stdout, status } = spawnSync(command[0]!, command.slice(1), { cwd: ROOT, encoding: 'utf8' });
    expect([stdout, status]).toEqual(['Hello from a sealed module.\n', 0]);
  });
}

export function dnsSuite(makePlace: MakePlace): void {
  around(makePlace);
  const dig = (server: string, ...args: string[]): string => run('dig', `@${server}`, '+tries=3', '+time=3', ...args);

  itWith('dig gets answers, denials, refusals, and a cookie, over both families', ['dig'], async () => {
    await boot('dns');
    for (const server of [ADDRESS, ADDRESS6]) {
      expect(dig(server, '+short', 'www.example', 'A')).toBe('example.\n192.0.2.80\n');
      expect(dig(server, 'WWW.ExAmPlE', 'A')).toContain(';WWW.ExAmPlE.');
      expect(dig(server, 'nothing.example', 'A')).toContain('status: NXDOMAIN');
      expect(dig(server, 'elsewhere.test', 'A')).toContain('status: REFUSED');
      expect(dig(server, 'version.bind', 'TXT', 'CH')).toContain('status: REFUSED');
      expect(dig(server, 'example', 'SOA', '+cookie')).toMatch(/COOKIE: [\da-f]{48} \(good\)/);
      expect(dig(server, 'example', 'MX')).toMatch(/flags: qr aa rd; QUERY: 1, ANSWER: [1-9]/);
    }
  });

  itWith('dnsperf loses no question', ['dnsperf'], async () => {
    await boot('dns');
    const questions = join(folder, 'questions');
    writeFileSync(questions, 'www.example A\nexample MX\nexample SOA\nnothing.example AAAA\n');
    const output = run('dnsperf', '-s', ADDRESS, '-d', questions, '-c2', '-q20', '-l2', '-t10');
    expect(output).toMatch(/Queries lost: +0 /);
    expect(Number(/Queries completed: +(\d+)/.exec(output)?.[1])).toBeGreaterThan(1000);
    expect(output).toMatch(/Response codes: +NOERROR \d+ \(75\.\d\d%\), NXDOMAIN/);
  });
}

/** apps/dns/tcp.ts: the same answers over streams. */
export function dnsStreamSuite(makePlace: MakePlace): void {
  around(makePlace);

  itWith('dig is answered over TCP, over both families', ['dig'], async () => {
    await boot('dns', 'tcp');
    for (const server of [ADDRESS, ADDRESS6]) {
      const dig = ['dig', `@${server}`, '+tcp', '+tries=3', '+time=3', '+short'];
      expect(run(...dig, 'www.example', 'A', 'example', 'SOA')).toMatch(/^example\.\n192\.0\.2\.80\nns/);
    }
  });
}

/** The client: so many bytes in pieces of so many, to an address; and datagrams of every size that one frame holds. */
const STREAM = `
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
same = bytes(got) == data and s.recv(1) == b''
print('same' if same else 'differs: %d of %d' % (len(got), size))
`;
const DATAGRAMS = `
import socket, os, sys
s = socket.socket(socket.AF_INET6 if ':' in sys.argv[1] else socket.AF_INET, socket.SOCK_DGRAM)
s.settimeout(10)
for size in (0, 1, 512, 1400, 1452, 1472, 9000):
    data = os.urandom(size)
    s.sendto(data, (sys.argv[1], 7))
    got = s.recv(65535)
    if got != data: print('differs: %d of %d' % (len(got), size))
f = socket.socket(s.family, socket.SOCK_DGRAM)
f.bind(('', 1023))
f.settimeout(1)
f.sendto(b'from a service', (sys.argv[1], 7))
try: print('answered: %r' % f.recv(99))
except socket.timeout: print('done')
`;

/** `each` sees the app when a test's streams are through. */
export function echoSuite(makePlace: MakePlace, each: (app: Started) => Promise<void> = async () => {}): void {
  around(makePlace);

  for (const address of [ADDRESS, ADDRESS6]) {
    itWith(`streams come back whole from ${address}`, ['python3'], async () => {
      const app = await boot('echo');
      for (const [size, piece] of [
        [1, 1],
        [5000, 7],
        [20_000_000, 1 << 20],
      ]) {
        expect(run('python3', '-c', STREAM, `${size}`, `${piece}`, address)).toBe('same\n');
      }
      await each(app);
    });

    itWith(
      `datagrams come back from ${address}, whole ones and fragments, but none to a service`,
      ['python3'],
      async () => {
        await boot('echo');
        expect(run('python3', '-c', DATAGRAMS, address)).toBe('done\n');
      },
    );
  }
}

/** What both clients call with what they got in the environment; it configures the interface as they would. */
const UDHCPC_SCRIPT = `#!/bin/sh
echo "$1 ip=$ip mask=$subnet router=$router dns=$dns domain=$domain lease=$lease server=$serverid"
case "$1" in bound) ip addr add "$ip/24" dev "$interface" ;; deconfig) ip addr flush dev "$interface" ;; esac
`;
const DHCLIENT_SCRIPT = `#!/bin/sh
echo "$reason ip=$new_ip_address router=$new_routers dns=$new_domain_name_servers lease=$new_dhcp_lease_time"
case "$reason" in
  PREINIT) ip link set "$interface" up ;;
  BOUND | REBOOT) ip addr add "$new_ip_address/24" dev "$interface" ;;
  RELEASE | EXPIRE) ip addr flush dev "$interface" ;;
esac
exit 0
`;

export function dhcpSuite(makePlace: MakePlace): void {
  around(makePlace);
  beforeAll(() => {
    writeFileSync(join(folder, 'udhcpc.sh'), UDHCPC_SCRIPT, { mode: 0o755 });
    writeFileSync(join(folder, 'dhclient.sh'), DHCLIENT_SCRIPT, { mode: 0o755 });
  });
  const bootDhcp = async (): Promise<void> => {
    await boot('dhcp');
    // The client has none yet.
    place.net.ip('addr', 'del', `${CLIENT}/24`, 'dev', DEVICE);
  };
  const pings = (): string => run('ping', '-c2', '-i0.1', '-W2', ADDRESS);

  itWith('udhcpc gets a lease, the same one again, and gives it back', ['udhcpc', 'ping'], async () => {
    await bootDhcp();
    const once = ['udhcpc', '-f', '-q', '-n', '-t', '5', '-s', join(folder, 'udhcpc.sh'), '-i', DEVICE];
    const first = run(...once);
    expect(first).toContain('bound ip=10.77.0.100 mask=255.255.255.0 router=10.77.0.1 dns=10.77.0.1 domain=home.arpa');
    expect(first).toContain(`lease=3600 server=${ADDRESS}`);
    expect(pings()).toContain('2 received');
    expect(run(...once, '-r', '10.77.0.150')).toContain('bound ip=10.77.0.100 ');
    // -R: a release before it ends; then a client with another identifier may have the rest.
    expect(run(...once, '-R')).toContain('bound ip=10.77.0.100 ');
    expect(run(...once, '-x', '0x3d:0007')).toContain('bound ip=10.77.0.101 ');
  });

  itWith('dhclient gets a lease, confirms it, releases it', ['dhclient', 'ping'], async () => {
    await bootDhcp();
    const files = ['-lf', join(folder, 'dhclient.leases'), '-pf', join(folder, 'dhclient.pid'), '-cf', '/dev/null'];
    const client = (...args: string[]): string => {
      const script = ['-sf', join(folder, 'dhclient.sh')];
      const { stdout, stderr } = place.net.run(['dhclient', '-v', '-1', ...args, ...script, ...files, DEVICE]);
      return stdout + stderr;
    };
    const first = client();
    expect(first).toContain(`DHCPOFFER of 10.77.0.100 from ${ADDRESS}`);
    expect(first).toContain('BOUND ip=10.77.0.100 router=10.77.0.1 dns=10.77.0.1 lease=3600');
    expect(pings()).toContain('2 received');
    // -x stops the client of the first lease without a release, -r sends one.
    client('-x');
    expect(client()).toContain('REBOOT ip=10.77.0.100');
    expect(client('-r')).toContain('DHCPRELEASE of 10.77.0.100');
  });
}

/** What comes back over a stream until its end, for what is sent. Node listens a moment after a program asked it to. */
async function streamed(port: number, sent: Buffer): Promise<Buffer> {
  for (let tries = 0; ; tries++) {
    const parts: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.end(sent));
    socket.on('data', (part) => parts.push(part));
    try {
      await once(socket, 'end');
      return Buffer.concat(parts);
    } catch (error) {
      if (tries === TRIES_MOST) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** On ports of this machine that need no privileges, asked over loopback. */
export function movedSuite(startMoved: StartMoved): void {
  let app: Started | undefined;
  const start = async (name: string, entry: string, port: number): Promise<void> => {
    app = await startMoved(`apps/${name}/${entry}.ts`, port, `${name} on `);
  };
  afterEach(async () => {
    await app?.stop();
    app = undefined;
  });
  const asked = (program: string, ...args: string[]): string => spawnSync(program, args, { encoding: 'utf8' }).stdout;

  itWith('dig and dnsperf are answered', ['dig', 'dnsperf'], async () => {
    const port = String(53 + MOVED_BY);
    await start('dns', 'main', 53);
    const dig = ['@127.0.0.1', '-p', port, '+tries=3', '+time=2', '+short', 'www.example', 'A'];
    expect(asked('dig', ...dig)).toBe('example.\n192.0.2.80\n');
    const questions = join(mkdtempSync(join(tmpdir(), 'caisson-questions-')), 'questions');
    writeFileSync(questions, 'www.example A\nexample MX\n');
    const options = ['-s', '127.0.0.1', '-p', port, '-d', questions, '-c2', '-q10', '-l1', '-t10'];
    const output = asked('dnsperf', ...options);
    rmSync(dirname(questions), { recursive: true });
    expect(output).toMatch(/Queries lost: +0 /);
    expect(Number(/Queries completed: +(\d+)/.exec(output)?.[1])).toBeGreaterThan(200);
  });

  it('DNS over TCP: one connection, several questions', { timeout: LIMIT_MS }, async () => {
    await start('dns', 'tcp', 53);
    const name = Uint8Array.from([3, ...Buffer.from('www'), 7, ...Buffer.from('example'), 0]);
    const questions = [1, 2, 3].map((id) => framed(encodeQuery(id, name, 1, false, undefined)));
    const got = await streamed(53 + MOVED_BY, Buffer.concat(questions));
    const ids: number[] = [];
    for (let at = 0; at < got.length; at += 2 + got.readUInt16BE(at)) ids.push(got.readUInt16BE(at + 2));
    expect(ids).toEqual([1, 2, 3]);
  });

  it('echo gives back datagrams of every size, and a stream', { timeout: LIMIT_MS }, async () => {
    await start('echo', 'main', 7);
    const client = createSocket('udp4');
    for (const size of [0, 1, 512, 1400, 1472]) {
      const sent = Buffer.alloc(size, size & 255);
      const came = new Promise<Buffer>((resolve) => client.once('message', resolve));
      client.send(sent, 7 + MOVED_BY, '127.0.0.1');
      const late = new Promise<string>((resolve) => setTimeout(resolve, 5000, 'nothing came'));
      expect(await Promise.race([came, late]), `${size} bytes`).toEqual(sent);
    }
    client.close();
    const sent = Buffer.alloc(200_000, 'caisson ');
    expect((await streamed(7 + MOVED_BY, sent)).equals(sent)).toBe(true);
  });
}
