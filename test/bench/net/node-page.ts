// Node's own HTTP server with one page in memory: what `just bench http` compares the static part with. The dynamic part is compared with
// the application itself under `caisson dev`.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [file = '', host = '', port = ''] = process.argv.slice(2);
const page = readFileSync(file);

createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': page.length });
  response.end(page);
}).listen(Number(port), host, () => console.log('page on node'));
