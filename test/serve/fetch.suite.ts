// `fetch` against `HttpServer`, joined in memory: methods, content, redirects, kept connections, aborting, and what goes wrong.

import { FetchClient } from '../../runtime/serve/fetch-client.ts';
import { HttpServer, type Handler } from '../../runtime/serve/http-server.ts';
import type { ByteStream } from '../../runtime/tcp/stream.types.ts';
import { ReadableStream } from '../../runtime/web/readable-stream.ts';
import type { Request } from '../../runtime/web/request.ts';
import { Response } from '../../runtime/web/response.ts';
import type { Check } from '../net/suite.ts';
import { Peer, Wire } from './memory-stream.ts';

const WINDOW_BYTES = 300;

class World {
  readonly wires: Wire[];
  readonly client: FetchClient;
  readonly hosts: string[];
  /** For raw answers: what the server's side of a connection says. */
  raw: string | undefined;

  constructor(handler: Handler) {
    const server = new HttpServer(handler, { onError: (error) => new Response(String(error), { status: 500 }) });
    this.wires = [];
    this.hosts = [];
    this.raw = undefined;
    this.client = new FetchClient((host, port) => this.connect(server, host, port));
  }
  private connect(server: HttpServer, host: string, port: number): Promise<ByteStream> {
    this.hosts.push(`${host}:${port}`);
    if (host === 'refused.test') return Promise.reject(new Error('refused'));
    const wire = new Wire(WINDOW_BYTES);
    this.wires.push(wire);
    if (this.raw === undefined) server.accept(wire.near);
    else {
      const peer = new Peer(wire.near);
      peer.send(this.raw);
      wire.near.end();
    }
    return Promise.resolve(wire.far);
  }
  /** Turns everything until the promise is settled. */
  async settle<T>(promise: Promise<T>): Promise<T | string> {
    const state = { settled: false };
    const outcome = promise.then(
      (value) => ((state.settled = true), value),
      (error: unknown) => ((state.settled = true), describe(error)),
    );
    for (let turns = 0; !state.settled && turns < TURNS_MAX; turns++) {
      for (const wire of this.wires) {
        wire.near.turn();
        wire.far.turn();
      }
      await Promise.resolve();
    }
    return state.settled ? outcome : 'not settled';
  }
  get(url: string, init: ConstructorParameters<typeof Request>[1] = {}): Promise<string> {
    return this.settle(
      this.client.fetch(url, init).then(async (response) => `${response.status} ${await response.text()}`),
    ) as Promise<string>;
  }
}
const TURNS_MAX = 100_000;

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.name} ${error.message}${cause}`;
}

const echo: Handler = async (request) => {
  const { pathname } = new URL(request.url);
  if (pathname === '/large') return new Response('x'.repeat(20_000));
  if (pathname === '/loop') return new Response(null, { status: 302, headers: { location: '/loop' } });
  if (pathname === '/old') return new Response('gone', { status: 301, headers: { location: '/new?x' } });
  if (pathname === '/see') return new Response(null, { status: 303, headers: { location: 'http://other.test/there' } });
  if (pathname === '/close') return new Response('bye', { headers: { connection: 'close' } });
  if (pathname === '/never') return new Promise<Response>(() => {});
  return new Response(
    `${request.method} ${request.url} [${await request.text()}] ${request.headers.get('x') ?? ''}${request.headers.get('authorization') ?? ''}`,
  );
};

export async function suite(check: Check): Promise<void> {
  const world = new World(echo);
  check(
    'a GET',
    (await world.get('http://a.test/p?q#f', { headers: { x: 'y' } })) === '200 GET http://a.test/p?q [] y',
  );
  check(
    'a POST',
    (await world.get('http://a.test/', { method: 'POST', body: 'content' })) === '200 POST http://a.test/ [content] ',
  );
  check('connections are kept', world.hosts.join() === 'a.test:80');
  check(
    'another origin has its own',
    (await world.get('http://a.test:81/')).startsWith('200') && world.hosts.join() === 'a.test:80,a.test:81',
  );
  check('a large response', (await world.get('http://a.test/large')) === `200 ${'x'.repeat(20_000)}`);
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const byte of [65, 66]) controller.enqueue(new Uint8Array(700).fill(byte));
      controller.close();
    },
  });
  check(
    'a stream as content',
    (await world.get('http://a.test/', { method: 'PUT', body: stream, duplex: 'half' })).includes(
      `[${'A'.repeat(700)}${'B'.repeat(700)}]`,
    ),
  );
  check('HEAD', (await world.get('http://a.test/large', { method: 'HEAD' })) === '200 ');
  check('a redirect', (await world.get('http://a.test/old')) === '200 GET http://a.test/new?x [] ');
  check(
    '303 after POST becomes GET, without credentials elsewhere',
    (await world.get('http://a.test/see', { method: 'POST', body: 'x', headers: { authorization: 'secret' } })) ===
      '200 GET http://other.test/there [] ',
  );
  check('redirects end', (await world.get('http://a.test/loop')) === 'TypeError fetch failed: redirect count exceeded');
  check('manual redirects', (await world.get('http://a.test/old', { redirect: 'manual' })) === '301 gone');
  check(
    'refused redirects',
    (await world.get('http://a.test/old', { redirect: 'error' })) === 'TypeError fetch failed: unexpected redirect',
  );
  const before = world.hosts.length;
  check('a closed connection', (await world.get('http://a.test/close')) === '200 bye');
  check(
    'is not used again',
    (await world.get('http://a.test/')).startsWith('200') && world.hosts.length === before + 1,
  );
  check('a refused connection', (await world.get('http://refused.test/')) === 'TypeError fetch failed: refused');
  check('https', (await world.get('https://a.test/')).startsWith('TypeError fetch failed: unknown scheme'));
  check('no URL', (await world.settle(world.client.fetch('/x'))) === 'TypeError Failed to parse URL from /x');

  const controller = new AbortController();
  const waiting = world.settle(world.client.fetch('http://a.test/never', { signal: controller.signal }));
  queueMicrotask(() => queueMicrotask(() => controller.abort()));
  check('an abort', (await waiting) === 'AbortError This operation was aborted');
  check(
    'aborted before',
    (await world.get('http://a.test/', { signal: AbortSignal.abort() })) === 'AbortError This operation was aborted',
  );

  const raw = new World(echo);
  raw.raw = 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nab';
  check('content cut short', (await raw.get('http://a.test/')).includes('the connection ended inside a message'));
  raw.raw = 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 1\r\n\r\na';
  check('a malformed response', (await raw.get('http://a.test/')).includes('Content-Length is given more than once'));
  raw.raw = 'HTTP/1.1 200 Fine by me\r\n\r\nuntil the end';
  const response = (await raw.settle(raw.client.fetch('http://a.test/'))) as Response;
  check(
    'a phrase',
    response.statusText === 'Fine by me' && response.url === 'http://a.test/' && response.type === 'basic',
  );
  check('content until the end', (await raw.settle(response.text())) === 'until the end');
  raw.raw = '';
  check('no response', (await raw.get('http://a.test/')).startsWith('TypeError fetch failed: '));
}
