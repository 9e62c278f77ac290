// apps/hello, apps/dns, apps/echo and apps/dhcp under `caisson dev` in Node: the tests that the sealed modules pass in
// network.test.ts and dhcp.test.ts. apps/web and apps/proxy are in `serve/apps.test.ts`. What cannot be asked of Node is named last.

import { describe, it } from 'vitest';
import { missing, Namespace, NODE } from '../peers/namespace.ts';
import { movedUnderDev, underDev } from '../peers/places.ts';
import { dhcpSuite, dnsStreamSuite, dnsSuite, echoSuite, helloSuite, movedSuite } from './app-suites.ts';

const reason = Namespace.reason();

describe('under caisson dev', () => {
  describe('hello', () => helloSuite([NODE, 'compiler/main.ts', 'dev', 'apps/hello/main.ts']));
  describe('on moved ports', () => movedSuite(movedUnderDev));

  describe.skipIf(reason !== '')(`behind a veth pair ${reason}`.trim(), () => {
    describe('dns', () => dnsSuite(underDev));
    describe('dns over TCP', () => dnsStreamSuite(underDev));
    describe('echo', () => echoSuite(underDev));
    // dhclient reads sums of raw frames, which a veth pair leaves to a device that is not there.
    const absent = missing('ethtool');
    describe.skipIf(absent !== '')(`dhcp ${absent}`.trim(), () => dhcpSuite(underDev));
  });

  // The kernel under Node answers these, whatever program runs: they are tests of our stack.
  it.skip.each([
    'ping of every size, and in floods: the kernel answers',
    'arping: the kernel answers',
    'an address by DHCP from dnsmasq and udhcpd: the machine has its addresses',
    'odd flags of nmap: the kernel’s TCP answers',
    'streams through a wire that loses and reorders: they are the kernel’s TCP on both sides',
    'super-segments and counters of frames: there is no virtio device',
  ])('not under Node: %s', () => {});
});
