// The protocol suites as a program, to be compiled and run in a module: prints what fails and how many checks there were.

import { suite as core } from './core.suite.ts';
import { suite as dhcp } from './dhcp.suite.ts';
import { suite as dhcpServer } from './dhcp-server.suite.ts';
import { suite as discovery6 } from './discovery6.suite.ts';
import { suite as eyeballs } from './eyeballs.suite.ts';
import { suite as fuzz } from './fuzz.suite.ts';
import { suite as fuzz6 } from './fuzz6.suite.ts';
import { suite as ip } from './ip.suite.ts';
import { suite as ipv6 } from './ipv6.suite.ts';
import { suite as link } from './link.suite.ts';
import { suite as sim } from './sim.suite.ts';

let checks = 0;
let failures = 0;

function check(name: string, ok: boolean): void {
  checks++;
  if (ok) return;
  failures++;
  console.log(`not ok: ${name}`);
}

core(check);
ip(check);
link(check);
dhcp(check);
dhcpServer(check);
sim(check);
fuzz(check);
ipv6(check);
discovery6(check);
eyeballs(check);
fuzz6(check);
console.log(`${checks} checks, ${failures} failures`);
