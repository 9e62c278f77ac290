// The same appliance over UDP and TCP: an entry of its own, because TCP is more code than all the rest of it.

import { buildZones, DnsServer, parseZone } from 'caisson/dns';
import { DNS_PORT, serve } from './serve.ts';
import { serveStreams } from './serve-tcp.ts';
import zoneText from './example.zone' with { type: 'text' };

function loadServer(): DnsServer {
  const zones = buildZones([parseZone(zoneText, { file: 'example.zone', origin: '.' })]);
  if (!zones.ok) throw new Error(zones.errors.join('\n'));
  return new DnsServer(zones.index);
}

// A statement of its own, because one that awaits runs at boot as a whole.
const server = loadServer();
serveStreams(server);
const address = await serve(server);
console.log(`dns on ${address}, UDP and TCP port ${DNS_PORT}`);
