// An authoritative DNS server. The zone is read, checked and indexed while the program is built, so that the module starts
// with the index in place; what runs at boot is the last few lines.

import { buildZones, DnsServer, parseZone } from 'caisson/dns';
import { DNS_PORT, serve } from './serve.ts';
import zoneText from './example.zone' with { type: 'text' };

/** Answers of one kind per second and client network; 0 for as many as are asked for. */
const RESPONSES_PER_SECOND = 0;

function loadServer(): DnsServer {
  const zones = buildZones([parseZone(zoneText, { file: 'example.zone', origin: '.' })]);
  if (!zones.ok) throw new Error(zones.errors.join('\n'));
  return new DnsServer(zones.index, { responsesPerSecond: RESPONSES_PER_SECOND });
}

// A statement of its own, because one that awaits runs at boot as a whole.
const server = loadServer();
const address = await serve(server);
console.log(`dns on ${address}, UDP port ${DNS_PORT}`);
