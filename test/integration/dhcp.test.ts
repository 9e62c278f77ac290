// apps/dhcp, compiled, against the clients that Linux hosts run: udhcpc and dhclient, on a TAP device in a namespace. What is
// missing skips its tests by name.

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compile } from '../peers/dns-app.ts';
import { missing, Namespace } from '../peers/namespace.ts';

const BUILD_MS = 600_000;
const LIMIT_MS = 120_000;
const TAP = 'tap0';
const ADDRESS = '10.77.0.2';

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

const reason = Namespace.reason();

describe.skipIf(reason !== '')(`apps/dhcp ${reason}`.trim(), () => {
  let folder = '';
  let module = '';
  let net: Namespace;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'caisson-dhcp-'));
    chmodSync(folder, 0o755);
    module = join(folder, 'dhcp.wasm');
    compile('apps/dhcp/main.ts', module);
    for (const [name, text] of [
      ['udhcpc.sh', UDHCPC_SCRIPT],
      ['dhclient.sh', DHCLIENT_SCRIPT],
    ] as const) {
      writeFileSync(join(folder, name), text, { mode: 0o755 });
    }
  }, BUILD_MS);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    net = new Namespace('dhcp');
    net.addTap(TAP);
    const guest = net.boot(module, TAP, { 'net0.address': `${ADDRESS}/24` });
    await guest.says('dhcp on ', 60_000);
  });
  afterEach(() => net.remove());

  function itWith(name: string, programs: string[], body: () => void): void {
    const absent = missing(...programs);
    it.skipIf(absent !== '')(absent === '' ? name : `${name} (${absent})`, { timeout: LIMIT_MS }, body);
  }

  itWith('udhcpc gets a lease, the same one again, and gives it back', ['udhcpc', 'ping'], () => {
    const script = ['-s', join(folder, 'udhcpc.sh'), '-i', TAP];
    const once = ['udhcpc', '-f', '-q', '-n', '-t', '5', ...script];
    const first = net.run(once).stdout;
    expect(first).toContain('bound ip=10.77.0.100 mask=255.255.255.0 router=10.77.0.1 dns=10.77.0.1 domain=home.arpa');
    expect(first).toContain(`lease=3600 server=${ADDRESS}`);
    expect(net.run(['ping', '-c2', '-i0.1', '-W2', ADDRESS]).stdout).toContain('2 received');
    expect(net.run([...once, '-r', '10.77.0.150']).stdout).toContain('bound ip=10.77.0.100 ');
    // -R: a release before it ends; then a client with another identifier may have the rest.
    expect(net.run([...once, '-R']).stdout).toContain('bound ip=10.77.0.100 ');
    expect(net.run([...once, '-x', '0x3d:0007']).stdout).toContain('bound ip=10.77.0.101 ');
  });

  itWith('dhclient gets a lease, confirms it, releases it', ['dhclient', 'ping'], () => {
    const files = ['-lf', join(folder, 'dhclient.leases'), '-pf', join(folder, 'dhclient.pid'), '-cf', '/dev/null'];
    const client = (...args: string[]): string => {
      const { stdout, stderr } = net.run([
        'dhclient',
        '-v',
        '-1',
        ...args,
        '-sf',
        join(folder, 'dhclient.sh'),
        ...files,
        TAP,
      ]);
      return stdout + stderr;
    };
    const first = client();
    expect(first).toContain(`DHCPOFFER of 10.77.0.100 from ${ADDRESS}`);
    expect(first).toContain('BOUND ip=10.77.0.100 router=10.77.0.1 dns=10.77.0.1 lease=3600');
    expect(net.run(['ping', '-c2', '-i0.1', '-W2', ADDRESS]).stdout).toContain('2 received');
    // -x stops the client of the first lease without a release, -r sends one.
    client('-x');
    expect(client()).toContain('REBOOT ip=10.77.0.100');
    expect(client('-r')).toContain('DHCPRELEASE of 10.77.0.100');
  });
});
