// Nanoseconds per query under Node: `node test/dns/speed.ts`. 10,000 names; the same question again (memo hit), all names
// in turn (memo misses), and denials of random names. For finding regressions; the figures that count are test/bench's.

import { DnsServer } from '../../runtime/dns/index.ts';
import { buildZones } from '../../runtime/dns/index.ts';
import { queryFor, zone } from './harness.ts';

const NAMES = 10000;
const QUERIES = 2_000_000;

let text = '$ORIGIN example.\n$TTL 3600\n@ SOA ns1 h 1 2 3 4 5\n@ NS ns1\n@ NS ns2\nns1 A 192.0.2.1\nns2 A 192.0.2.2\n';
for (let i = 0; i < NAMES; i++) text += `host${i} A 10.0.${i >> 8}.${i & 255}\n`;
const loaded = performance.now();
const build = buildZones([zone(text)]);
if (!build.ok) throw new Error(build.errors.join('\n'));
console.log(`zone of ${NAMES} names: ${(performance.now() - loaded).toFixed(0)} ms`);

const out = new Uint8Array(1232);
const client = new Uint8Array([127, 0, 0, 1]);

function measure(label: string, server: DnsServer, queries: readonly Uint8Array[]): void {
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    for (let i = 0; i < QUERIES; i++) {
      const query = queries[i % queries.length];
      server.answer(query, query.length, out, client, 0);
    }
    const nanoseconds = ((performance.now() - start) * 1e6) / QUERIES;
    if (round === 2) console.log(`${label}: ${nanoseconds.toFixed(0)} ns, ${server.memoHits} hits`);
  }
}

const names = Array.from({ length: NAMES }, (_, i) =>
  queryFor(`host${(i * 7919) % NAMES}.example.`, 1, { size: 1232 }),
);
const absent = Array.from({ length: NAMES }, (_, i) => queryFor(`no${i}.example.`, 1, { size: 1232 }));
measure('one name, from the memo', new DnsServer(build.index), names.slice(0, 1));
measure('all names, without memo', new DnsServer(build.index, { memoAnswers: 0 }), names);
measure('all names, memo of 1024', new DnsServer(build.index), names);
measure('denials, memo of 1024', new DnsServer(build.index), absent);
measure('NS of the zone, without memo', new DnsServer(build.index, { memoAnswers: 0 }), [
  queryFor('example.', 2, { size: 1232 }),
]);
