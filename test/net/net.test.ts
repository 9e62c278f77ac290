// Runs the protocol suites under Node.

import { suite as core } from './core.suite.ts';
import { suite as discovery6 } from './discovery6.suite.ts';
import { suite as dhcp } from './dhcp.suite.ts';
import { suite as dhcpServer } from './dhcp-server.suite.ts';
import { suite as eyeballs } from './eyeballs.suite.ts';
import { suite as fuzz } from './fuzz.suite.ts';
import { suite as fuzz6 } from './fuzz6.suite.ts';
import { suite as ip } from './ip.suite.ts';
import { suite as ipv6 } from './ipv6.suite.ts';
import { suite as link } from './link.suite.ts';
import { runSuite } from './run-suite.ts';
import { suite as sim } from './sim.suite.ts';

runSuite('core', core);
runSuite('ip, icmp and udp', ip);
runSuite('ethernet and arp', link);
runSuite('ipv6', ipv6);
runSuite('discovery6', discovery6);
runSuite('dhcp', dhcp);
runSuite('dhcp server', dhcpServer);
runSuite('simulated network', sim);
runSuite('happy eyeballs', eyeballs);
runSuite('hostile frames', fuzz);
runSuite('hostile IPv6 frames', fuzz6);
