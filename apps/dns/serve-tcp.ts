// The same zones over TCP (RFC 7766), where answers go that do not fit into a datagram. Apart from serve.ts, so that an appliance for
// small zones alone can be built without TCP.

import { listen } from 'caisson/net';
import { DnsStreams, type DnsServer } from 'caisson/dns';
import { DNS_PORT } from './serve.ts';

const SWEEP_MS = 1000;

/** Answers from now on. */
export function serveStreams(server: DnsServer): DnsStreams {
  const streams = new DnsStreams(server, () => performance.now());
  let sweeping = false;
  // A timer only while there are connections: an idle server wakes up for nothing.
  const sweepLater = (): void => {
    if (sweeping || streams.size === 0) return;
    sweeping = true;
    setTimeout(() => {
      sweeping = false;
      streams.sweep();
      sweepLater();
    }, SWEEP_MS);
  };
  listen({ port: DNS_PORT }, (stream) => {
    streams.accept(stream);
    sweepLater();
  });
  return streams;
}
