// Serves zones on a UDP port: everything of the appliance but the zones themselves, so that another program (and each test
// that needs zones of its own) is its zone files and one call.

import { UdpSocket, networkReady } from 'caisson/net';
import { ENTROPY_LENGTH, type DnsServer } from 'caisson/dns';

export const DNS_PORT = 53;

/** RFC 9018 §5 asks for a new cookie secret now and then. */
const SECRET_LIFETIME_MS = 24 * 3600 * 1000;

/** Answers from now on; resolves with the address as soon as there is one. */
export async function serve(server: DnsServer): Promise<string> {
  const sixteen = new Uint8Array(16);
  const four = sixteen.subarray(0, 4);
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
    const client = from.writeAddress(sixteen) === 4 ? four : sixteen;
    const length = server.answer(query, query.length, answer, client, nowMs);
    if (length > 0) socket.sendDraft(length, from);
  };

  const { address } = await networkReady();
  return address;
}
