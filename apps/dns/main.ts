// An authoritative DNS server. The zone is read, checked and indexed while the program is built, so that the module starts
// with the index in place; what runs at boot is the last few lines.

import { UdpSocket, networkReady } from 'caisson/net';
import { buildZones, DnsServer, ENTROPY_LENGTH, parseZone } from 'caisson/dns';
import zoneText from './example.zone' with { type: 'text' };

const DNS_PORT = 53;

/** Answers of one kind per second and client network; 0 for as many as are asked for. */
const RESPONSES_PER_SECOND = 0;

/** RFC 9018 §5 asks for a new cookie secret now and then. */
const SECRET_LIFETIME_MS = 24 * 3600 * 1000;

function loadServer(): DnsServer {
  const zones = buildZones([parseZone(zoneText, { file: 'example.zone', origin: '.' })]);
  if (!zones.ok) throw new Error(zones.errors.join('\n'));
  return new DnsServer(zones.index, { responsesPerSecond: RESPONSES_PER_SECOND });
}

const server = loadServer();
const client = new Uint8Array(4);
const entropy = new Uint8Array(ENTROPY_LENGTH);

let secretUntilMs = 0;

function renewSecret(nowMs: number): void {
  crypto.getRandomValues(entropy);
  server.useEntropy(entropy);
  secretUntilMs = nowMs + SECRET_LIFETIME_MS;
}

renewSecret(performance.now());
const socket = UdpSocket.bind({ port: DNS_PORT });

socket.onDatagram = (query, from) => {
  const nowMs = performance.now();
  if (nowMs >= secretUntilMs) renewSecret(nowMs);
  const answer = socket.draft();
  // Everything is in flight: the client will ask again.
  if (answer === undefined) return;
  client[0] = from.ip >>> 24;
  client[1] = from.ip >>> 16;
  client[2] = from.ip >>> 8;
  client[3] = from.ip;
  const length = server.answer(query, query.length, answer, client, nowMs);
  if (length > 0) socket.sendDraft(length, from);
};

const { address } = await networkReady();
console.log(`dns on ${address}, UDP port ${DNS_PORT}`);
