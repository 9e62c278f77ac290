// Parsing log lines with named groups, aggregation and time ranges.
const log = `2024-01-05T10:00:01Z INFO  [web] GET /index.html 200 12ms
2024-01-05T10:00:02Z ERROR [db] timeout after 3000ms (attempt 2)
2024-01-05T10:01:00Z INFO  [web] POST /api/items?id=5 201 150ms
not a log line
2024-01-05T10:02:30Z WARN  [web] GET /missing 404 3ms`;
const line = /^(?<time>\S+)\s+(?<level>[A-Z]+)\s+\[(?<source>\w+)\]\s+(?<message>.*)$/;
const http = /^(?<method>GET|POST)\s(?<path>[^\s?]+)(?:\?(?<query>\S+))?\s(?<status>\d{3})\s(?<ms>\d+)ms$/;
const entries = log.split('\n').map((l) => line.exec(l)?.groups).filter((g) => g !== undefined);
console.log(entries.length, entries.map((e) => e.level), Object.fromEntries(Object.entries(Object.groupBy(entries, (e) => e.source)).map(([k, v]) => [k, v!.length])));
const requests = entries.map((e) => http.exec(e.message)?.groups).filter((g) => g !== undefined);
console.log(requests.map((r) => `${r.method} ${r.path} ${r.query ?? '-'} ${Number(r.status) + 0}`), requests.reduce((s, r) => s + Number(r.ms), 0) / requests.length);
console.log(entries.filter((e) => +new Date(e.time) >= Date.UTC(2024, 0, 5, 10, 1)).length, log.match(/\d+(?=ms)/g), log.replace(/\d{4}-(\d\d)-(\d\d)T(\S+)Z/g, '$2.$1 $3').split('\n')[0], [...log.matchAll(/\[(\w+)\]/g)].map((m) => [m[1], m.index]));
