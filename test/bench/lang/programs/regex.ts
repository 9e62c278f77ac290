// The lines of a server's log taken apart by a regular expression with named groups, and counted.
import { measure } from '../measure.ts';

const LINE =
  /^(?<host>\S+) \S+ (?<user>\S+) \[(?<day>\d{2})\/(?<month>\w{3})\/(?<year>\d{4}):[\d:]+ [+-]\d{4}\] "(?<method>[A-Z]+) (?<path>[^ "]+)(?: HTTP\/\d\.\d)?" (?<status>\d{3}) (?<bytes>\d+|-)/;
const IMAGE = /\.(?:png|jpe?g|gif|svg)$/i;

const PATHS = ['/index.html', '/logo.PNG', '/a/very/long/path/to/photo.jpeg', '/api/v1/users?id=17', '/favicon.ico'];

function log(lines: number): string {
  const text: string[] = [];
  for (let i = 0; i < lines; i++) {
    const user = i % 5 === 0 ? 'frank' : '-';
    const method = i % 4 === 0 ? 'POST' : 'GET';
    const status = i % 17 === 0 ? 404 : 200;
    text.push(
      `10.0.${i % 256}.${i % 13} - ${user} [10/Oct/2000:13:55:${10 + (i % 50)} -0700] "${method} ${PATHS[i % 5]} HTTP/1.1" ${status} ${i % 9 === 0 ? '-' : i * 3}`,
    );
    if (i % 20 === 0) text.push('a line that is something else entirely');
  }
  return text.join('\n');
}

const text = log(20_000);

measure(() => {
  let matched = 0;
  let failed = 0;
  let images = 0;
  let bytes = 0;
  for (const line of text.split('\n')) {
    const groups = LINE.exec(line)?.groups;
    if (groups === undefined) continue;
    matched++;
    if (groups['status'] === '404') failed++;
    if (IMAGE.test(groups['path']!)) images++;
    if (groups['bytes'] !== '-') bytes += Number(groups['bytes']);
  }
  return bytes + images + failed + matched;
}, 533315846);
