// The protocol suites a second time: compiled into modules and run by the embedding. Under Node they run in test/dns and
// test/net; here the same checks, as many of them, must hold inside a module.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { suite as dnsFuzz } from '../dns/fuzz.suite.ts';
import { suite as dnsNames } from '../dns/names.suite.ts';
import { suite as dnsProtocol } from '../dns/protocol.suite.ts';
import { suite as dnsServer } from '../dns/server.suite.ts';
import { suite as dnsZoneFile } from '../dns/zone-file.suite.ts';
import { compileAndRun } from '../differential/compiled.ts';
import { suite as core } from '../net/core.suite.ts';
import { suite as dhcp } from '../net/dhcp.suite.ts';
import { suite as dhcpServer } from '../net/dhcp-server.suite.ts';
import { suite as discovery6 } from '../net/discovery6.suite.ts';
import { suite as eyeballs } from '../net/eyeballs.suite.ts';
import { suite as netFuzz } from '../net/fuzz.suite.ts';
import { suite as netFuzz6 } from '../net/fuzz6.suite.ts';
import { suite as ip } from '../net/ip.suite.ts';
import { suite as ipv6 } from '../net/ipv6.suite.ts';
import { suite as link } from '../net/link.suite.ts';
import { suite as sim } from '../net/sim.suite.ts';

type Suite = (check: (name: string, ok: boolean) => void) => void;

const SUITES: readonly (readonly [string, readonly Suite[]])[] = [
  ['dns', [dnsNames, dnsZoneFile, dnsServer, dnsProtocol, dnsFuzz]],
  ['net', [core, ip, link, dhcp, dhcpServer, sim, netFuzz, ipv6, discovery6, eyeballs, netFuzz6]],
];

const LIMIT_MS = 600_000;

function checksUnderNode(suites: readonly Suite[]): number {
  let checks = 0;
  for (const suite of suites) suite(() => checks++);
  return checks;
}

describe('protocol suites, compiled', () => {
  it.each(SUITES)('%s', { timeout: LIMIT_MS }, async (folder, suites) => {
    const outcome = await compileAndRun(join(import.meta.dirname, `../${folder}/compiled.ts`), 'plain');
    if (outcome.kind !== 'ran') expect.unreachable(`${outcome.kind}: ${outcome.message}`);
    expect(outcome.run.stderr).toBe('');
    expect(outcome.run.stdout).toBe(`${checksUnderNode(suites)} checks, 0 failures\n`);
    expect(outcome.run.exitCode).toBe(0);
  });
});
