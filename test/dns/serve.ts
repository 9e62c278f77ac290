// Our server as a Node process: `node test/dns/serve.ts PORT FILE...` answers for the zones in the files on 127.0.0.1.
// For comparing it with other servers and for asking it by hand.

import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { buildZones, DnsServer, MAX_DATAGRAM, parseZone } from '../../runtime/dns/index.ts';

const port = Number(process.argv[2]);
const files = process.argv.slice(3);
const build = buildZones(
  files.map((file) =>
    parseZone(readFileSync(file, 'utf8'), { file, origin: '.', include: (path) => readFileSync(path, 'utf8') }),
  ),
);
if (!build.ok) {
  console.error(build.errors.join('\n'));
  process.exit(1);
}
const server = new DnsServer(build.index);
const socket = createSocket('udp4');
const out = new Uint8Array(MAX_DATAGRAM);
socket.on('message', (query, from) => {
  const client = Uint8Array.from(from.address.split('.'), Number);
  const length = server.answer(query, query.length, out, client, performance.now());
  if (length > 0) socket.send(out.slice(0, length), from.port, from.address);
});
socket.bind(port, '127.0.0.1', () => console.log(`serving ${files.length} zones on 127.0.0.1 port ${port}`));
