// `just bench http [--rounds N] [--seconds N] [--json]`: requests per second of apps/web on a TAP device against nginx with one worker,
// Node's HTTP server with the same page, and the same app under `caisson dev` on Node, all over veth, rounds alternating. wrk with 30
// connections on core 1, servers on core 0. Static: a page of 612 bytes, kept alive and not; dynamic: the board from its template and the
// status as JSON. Then the 99th percentile of the latency at half of the lesser one's rate, both at the same.

import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compile } from '../peers/dns-app.ts';
import { missing, Namespace, NODE, ROOT, type Started } from '../peers/namespace.ts';
import { busySeconds, cpuSeconds, median, printTable, spread } from './net/rounds.ts';

const SERVER_CORE = 0;
const CLIENT_CORE = 1;
const CONNECTIONS = 30;
const PAGE_BYTES = 612;
/** For the latency: each connection pauses this long between answer and next request. */
const PAUSE_MS = 5;
const NGINX = '10.78.0.2';
const NODE_PAGE = '10.78.0.3';
const OURS = '10.77.0.2';

const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    module: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

interface Server {
  readonly name: string;
  readonly address: string;
  readonly program: Started;
}
interface Round {
  readonly perSecond: number;
  readonly cpuMicroseconds: number;
  readonly p99Ms: number;
  readonly foreign: number;
}
interface Load {
  readonly path: string;
  readonly connections: number;
  readonly keepAlive: boolean;
  readonly script?: string;
}

const KINDS: Readonly<Record<string, Load>> = {
  'page, kept alive': { path: '/page.html', connections: CONNECTIONS, keepAlive: true },
  'page, connection each': { path: '/page.html', connections: CONNECTIONS, keepAlive: false },
  'board (template)': { path: '/board', connections: CONNECTIONS, keepAlive: true },
  'status (JSON)': { path: '/api/status', connections: CONNECTIONS, keepAlive: true },
};

const UNITS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000 };

async function load(client: Namespace, server: Server, what: Load): Promise<Round> {
  const seconds = Number(flags.seconds);
  const close = what.keepAlive ? [] : ['-H', 'Connection: close'];
  const script = what.script === undefined ? [] : ['-s', what.script];
  const options = ['-t1', `-c${what.connections}`, `-d${flags.seconds}s`, '--latency', ...close, ...script];
  const pid = server.program.child.pid!;
  const before = { server: cpuSeconds(pid), all: busySeconds(), own: process.cpuUsage() };
  const run = client.start(['wrk', ...options, `http://${server.address}${what.path}`], CLIENT_CORE);
  const clientPid = run.child.pid!;
  // Just before its end: a process that is gone has no times any more.
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000 - 20));
  const clientSeconds = cpuSeconds(clientPid);
  await run.ended;
  const text = run.text();
  const used = cpuSeconds(pid) - before.server;
  const own = process.cpuUsage(before.own);
  const foreign = busySeconds() - before.all - used - clientSeconds - (own.user + own.system) / 1e6;
  if (/Non-2xx/.test(text)) throw new Error(`Cannot count the answers of ${server.name}: some are errors\n${text}`);
  const requests = Number(/(\d+) requests in/.exec(text)?.[1]);
  const latency = /99%\s+([\d.]+)([a-z]+)/.exec(text);
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(text)?.[1]),
    cpuMicroseconds: (used / requests) * 1e6,
    p99Ms: Number(latency?.[1]) * (UNITS[latency?.[2] ?? ''] ?? Number.NaN),
    foreign: foreign / seconds,
  };
}

/** A copy of apps/web whose site has the page. */
function makeApp(folder: string): { source: string; page: string } {
  const app = join(folder, 'web');
  cpSync(join(ROOT, 'apps/web'), app, { recursive: true });
  const page = join(app, 'site/page.html');
  const head = '<!doctype html>\n<title>Page</title>\n<p>';
  // No two alike, so that compression does not pay and every server sends the same bytes.
  writeFileSync(page, head.padEnd(PAGE_BYTES - 1, '.') + '\n');
  return { source: join(app, 'main.ts'), page };
}

async function start(client: Namespace, peers: Namespace, folder: string): Promise<Server[]> {
  const { source, page } = makeApp(folder);
  let { module } = flags;
  if (module === undefined) compile(source, (module = join(folder, 'web.wasm')));
  const config = join(folder, 'nginx.conf');
  writeFileSync(
    config,
    `daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
     events { worker_connections 20000; }
     http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; types { text/html html; }
       client_body_temp_path ${folder}/a; proxy_temp_path ${folder}/b; fastcgi_temp_path ${folder}/c;
       uwsgi_temp_path ${folder}/d; scgi_temp_path ${folder}/e;
       server { listen ${NGINX}:80; root ${folder}/web/site; } }`,
  );
  const dev = ['env', `PORT=80`, NODE, 'compiler/main.ts', 'dev', source];
  const ours = client.boot(module, 'tap0', { 'net0.address': `${OURS}/24` }, [], SERVER_CORE);
  const pageArgs = [NODE, join(import.meta.dirname, 'net/node-page.ts'), page, NODE_PAGE, '80'];
  const nodePage = peers.start(pageArgs, SERVER_CORE);
  const servers = [
    { name: 'caisson', address: OURS, program: ours },
    { name: 'nginx', address: NGINX, program: peers.start(['nginx', '-c', config], SERVER_CORE) },
    { name: 'node', address: NODE_PAGE, program: nodePage },
  ];
  const nodes = new Namespace('bench-node');
  extra.push(nodes);
  client.addVeth('veth2', '10.79.0.1/24', nodes, 'veth3', '10.79.0.4/24');
  servers.push({ name: 'dev', address: '10.79.0.4', program: nodes.start(dev, SERVER_CORE) });
  for (const { name, address } of servers) {
    const again = ['--retry', '100', '--retry-delay', '1', '--retry-all-errors', '-m', '3'];
    const { status } = client.run(['curl', '-s', '-o', '/dev/null', ...again, `http://${address}/`]);
    if (status !== 0) throw new Error(`Cannot reach ${name}`);
  }
  return servers;
}

const extra: Namespace[] = [];

/** Who answers what: nginx and Node's page have no dynamic part. */
function answers(server: Server, kind: string): boolean {
  if (kind.startsWith('page')) return true;
  return server.name === 'caisson' || server.name === 'dev';
}

async function measure(folder: string): Promise<Map<string, Round[]>> {
  const client = new Namespace('bench-client');
  const peers = new Namespace('bench-peers');
  try {
    client.addTap('tap0', '10.77.0.1/24');
    client.addVeth('veth0', '10.78.0.1/24', peers, 'veth1', `${NGINX}/24`);
    peers.ip('addr', 'add', `${NODE_PAGE}/24`, 'dev', 'veth1');
    const servers = await start(client, peers, folder);
    const results = new Map<string, Round[]>();
    const add = (key: string, round: Round): void => {
      results.set(key, [...(results.get(key) ?? []), round]);
    };
    const rounds = Number(flags.rounds);
    for (let round = 0; round < rounds; round++)
      for (const [kind, what] of Object.entries(KINDS))
        for (const server of servers)
          if (answers(server, kind)) add(`${kind}, ${server.name}`, await load(client, server, what));
    const rate = (name: string): number =>
      median(results.get(`page, kept alive, ${name}`)!.map(({ perSecond }) => perSecond));
    const half = Math.min(rate('caisson'), rate('nginx')) / 2;
    const script = join(folder, 'pause.lua');
    writeFileSync(script, `function delay() return ${PAUSE_MS} end\n`);
    const connections = Math.max(1, Math.round((half * PAUSE_MS) / 1000));
    const what = { path: '/page.html', connections, keepAlive: true, script };
    for (let round = 0; round < rounds; round++)
      for (const server of servers.slice(0, 2))
        add(`page, half load, ${server.name}`, await load(client, server, what));
    return results;
  } finally {
    await client.remove();
    await peers.remove();
    for (const net of extra) await net.remove();
  }
}

function report(results: Map<string, Round[]>): void {
  if (flags.json) {
    console.log(JSON.stringify(Object.fromEntries(results)));
    return;
  }
  const middle = (key: string, what: 'perSecond' | 'cpuMicroseconds'): number =>
    median(results.get(key)!.map((round) => round[what]));
  const rows = [...results].map(([key, rounds]) => {
    const kind = key.slice(0, key.lastIndexOf(','));
    const peer = results.has(`${kind}, nginx`) ? `${kind}, nginx` : `${kind}, dev`;
    const all = (what: keyof Round): number[] => rounds.map((round) => round[what]);
    return [
      key,
      spread(
        all('perSecond').map((each) => each / 1000),
        1,
      ),
      (middle(key, 'perSecond') / middle(peer, 'perSecond')).toFixed(2),
      spread(all('cpuMicroseconds'), 1),
      (middle(key, 'cpuMicroseconds') / middle(peer, 'cpuMicroseconds')).toFixed(2),
      spread(all('p99Ms'), 2),
      `${(median(all('foreign')) * 100).toFixed(0)} %`,
    ];
  });
  printTable(['requests', '1000/s', 'to peer', 'CPU µs', 'to peer', 'p99 ms', 'foreign CPU'], rows);
  console.log('\nThe peer is nginx, for the dynamic part the same app under Node (`caisson dev`).');
}

const lacking = Namespace.reason() || missing('wrk', 'nginx', 'curl', 'taskset');
if (lacking !== '') {
  console.error(`Cannot measure: ${lacking}`);
  process.exitCode = 69;
} else {
  const folder = join(ROOT, 'build/bench/http');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    report(await measure(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
