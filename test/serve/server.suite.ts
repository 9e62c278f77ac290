// `HttpServer` over streams in memory: what an application answers, and what a client sees of it, through windows of any size.

import { HttpServer, type Handler } from '../../runtime/serve/http-server.ts';
import { ReadableStream } from '../../runtime/web/readable-stream.ts';
import { Response } from '../../runtime/web/response.ts';
import type { Check } from '../net/suite.ts';
import { Peer, Wire } from './memory-stream.ts';

const GET = 'GET /a?b=c HTTP/1.1\r\nhost: h.example\r\nx-one: 1\r\n\r\n';

interface Exchange {
  readonly peer: Peer;
  readonly wire: Wire;
  readonly server: HttpServer;
}

function open(handler: Handler, windowBytes: number = 65536): Exchange {
  const server = new HttpServer(handler, {
    onError: (error) => new Response(`failed: ${(error as Error).message}`, { status: 500 }),
  });
  const wire = new Wire(windowBytes);
  const peer = new Peer(wire.far);
  server.accept(wire.near);
  return { peer, wire, server };
}

/** Without the date, which changes. */
function seen(peer: Peer): string {
  return peer.text.replaceAll(/date: [^\r]*\r\n/g, '');
}

async function ask(handler: Handler, request: string, windowBytes: number = 65536): Promise<string> {
  const { peer, wire } = open(handler, windowBytes);
  for (let sent = 0; sent < request.length;) {
    const count = peer.send(request.slice(sent));
    sent += count;
    await wire.run();
    if (count === 0) break;
  }
  return seen(peer);
}

const hello: Handler = () => new Response('hello');
const later: Handler = async (request) => {
  await Promise.resolve();
  return new Response(`${request.method} ${request.url} ${request.headers.get('x-one')}`);
};
const echo: Handler = async (request) => new Response(await request.text(), { headers: { 'x-length': '1' } });

function pieces(count: number, length: number): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent === count) controller.close();
      else controller.enqueue(new Uint8Array(length).fill(0x61 + (sent % 26)));
      sent++;
    },
  });
}

async function answers(check: Check): Promise<void> {
  check(
    'a text',
    (await ask(hello, GET)) ===
      'HTTP/1.1 200 OK\r\ncontent-type: text/plain;charset=UTF-8\r\ncontent-length: 5\r\n\r\nhello',
  );
  check('a promise', (await ask(later, GET)).endsWith('\r\n\r\nGET http://h.example/a?b=c 1'));
  check(
    'bytes',
    (await ask(() => new Response(new Uint8Array([65, 66])), GET)).endsWith('content-length: 2\r\n\r\nAB'),
  );
  check('nothing', (await ask(() => new Response(null, { status: 204 }), GET)) === 'HTTP/1.1 204 No Content\r\n\r\n');
  check('HEAD', (await ask(hello, GET.replace('GET', 'HEAD'))).endsWith('content-length: 5\r\n\r\n'));
  check(
    'a stream goes in chunks',
    (await ask(() => new Response(pieces(2, 3)), GET)).endsWith(
      'transfer-encoding: chunked\r\n\r\n3\r\naaa\r\n3\r\nbbb\r\n0\r\n\r\n',
    ),
  );
  const sized = await ask(() => new Response(pieces(2, 3), { headers: { 'content-length': '6' } }), GET);
  check('a stream with a length', sized.endsWith('content-length: 6\r\n\r\naaabbb'));
  check(
    'an error of the application',
    (
      await ask(() => {
        throw new Error('x');
      }, GET)
    ).endsWith('failed: x'),
  );
  check('a rejection', (await ask(() => Promise.reject(new Error('y')), GET)).endsWith('failed: y'));
  const used = new Response('once');
  await used.text();
  check('a used response', (await ask(() => used, GET)).startsWith('HTTP/1.1 500'));
  check(
    'pipelined requests, in order',
    (await ask(later, GET + GET.replace('/a', '/2') + GET.replace('/a', '/3')))
      .split('http://h.example/')
      .map((part) => part.charAt(0))
      .join('') === 'Ha23',
  );
  check('an unknown method', (await ask(later, GET.replace('GET', 'BREW'))).includes('BREW http://h.example/a'));
  check('CONNECT', (await ask(hello, 'CONNECT a:1 HTTP/1.1\r\nhost: a:1\r\n\r\n')).startsWith('HTTP/1.1 501'));
  check('a malformed request', (await ask(hello, 'GET / HTTP/1.1\r\n\r\n')).startsWith('HTTP/1.1 400 Bad Request'));
  check(
    'a host that makes no URL',
    (await ask(hello, 'GET / HTTP/1.1\r\nhost: 1.2.3.4.5\r\n\r\n')).startsWith('HTTP/1.1 400'),
  );
  check('a target with dots', (await ask(later, GET.replace('/a?b=c', '/x/../%2e/y'))).includes('http://h.example/y '));
  check('absolute form', (await ask(later, GET.replace('/a', 'http://test/z'))).includes('GET http://test/z?b=c'));
}

async function contents(check: Check): Promise<void> {
  const post = `POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\n0123456789`;
  const chunked = 'POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n';
  for (const windowBytes of [7, 64, 65536]) {
    check(
      `content by length, window ${windowBytes}`,
      (await ask(echo, post, windowBytes)).endsWith('\r\n\r\n0123456789'),
    );
    check(
      `content in chunks, window ${windowBytes}`,
      (await ask(echo, chunked, windowBytes)).endsWith('\r\n\r\nabcdefg'),
    );
    check(
      `two with content, window ${windowBytes}`,
      (await ask(echo, post + chunked + post, windowBytes)).split('x-length').length === 4,
    );
    check(
      `content that nobody reads, window ${windowBytes}`,
      (await ask(hello, post + GET, windowBytes)).split('hello').length === 3,
    );
    check(
      `large answers, window ${windowBytes}`,
      (await ask(() => new Response('x'.repeat(5000)), GET, windowBytes)).endsWith('x'.repeat(5000)),
    );
    check(
      `long streams, window ${windowBytes}`,
      (await ask(() => new Response(pieces(50, 100)), GET, windowBytes)).split('\r\n64\r\n').length === 51,
    );
  }
  const waiting = open(echo);
  waiting.peer.send(post.replace('content-length', 'expect: 100-continue\r\ncontent-length').slice(0, -10));
  await waiting.wire.run();
  check('100 when the application reads', seen(waiting.peer) === 'HTTP/1.1 100 Continue\r\n\r\n');
  waiting.peer.send('0123456789');
  await waiting.wire.run();
  check('then the answer', seen(waiting.peer).endsWith('0123456789'));
  const refusing = open(() => new Response('no', { status: 413 }));
  refusing.peer.send(post.replace('content-length', 'expect: 100-continue\r\ncontent-length').slice(0, -10));
  await refusing.wire.run();
  check('a refusal instead of 100', seen(refusing.peer).startsWith('HTTP/1.1 413') && refusing.peer.stream.ended);
}

async function ends(check: Check): Promise<void> {
  const closing = open(hello);
  closing.peer.send(GET.replace('x-one: 1', 'connection: close'));
  await closing.wire.run();
  check(
    'close',
    seen(closing.peer).includes('connection: close\r\n') && closing.peer.stream.ended && closing.server.size === 0,
  );

  const half = open(later);
  half.peer.send(GET);
  half.peer.stream.end();
  await half.wire.run();
  check(
    'a client that ended its side is answered',
    seen(half.peer).includes('GET http://h.example') && half.peer.stream.ended,
  );

  let aborted = false;
  let cancelled = '';
  const gone = open((request) => {
    request.signal.addEventListener('abort', () => (aborted = true));
    return new Promise<Response>(() => {});
  });
  gone.peer.send(GET);
  await gone.wire.run();
  gone.peer.stream.abort();
  await gone.wire.run();
  check('a client that goes away aborts the request', aborted && gone.server.size === 0);

  const leaving = open(
    () =>
      new Response(
        new ReadableStream<Uint8Array>({
          pull: (controller) => controller.enqueue(new Uint8Array(100)),
          cancel: (reason) => {
            cancelled = String(reason);
          },
        }),
      ),
    256,
  );
  leaving.peer.paused = true;
  leaving.peer.send(GET);
  await leaving.wire.run();
  leaving.peer.stream.abort();
  await leaving.wire.run();
  check('and cancels its response', cancelled.includes('reset'));

  const broken = open(
    () =>
      new Response(
        new ReadableStream<Uint8Array>({
          start: (controller) => controller.enqueue(new Uint8Array(3)),
          pull: (controller) => controller.error(new Error('z')),
        }),
      ),
  );
  broken.server.report = () => {};
  broken.peer.send(GET);
  await broken.wire.run();
  check('a stream that fails is cut', broken.peer.reason !== undefined && !broken.peer.text.includes('0\r\n\r\n'));

  const short = open(() => new Response(pieces(1, 3), { headers: { 'content-length': '6' } }));
  short.server.report = () => {};
  short.peer.send(GET);
  await short.wire.run();
  check('a stream shorter than it said is cut', short.peer.reason !== undefined);

  await limits(check);

  const ending = open(later);
  ending.peer.send(GET);
  ending.server.shutdown();
  await ending.wire.run();
  check('a server that ends closes idle connections', ending.server.size === 0 && ending.peer.stream.ended);
}

async function time(check: Check): Promise<void> {
  const idle = open(hello);
  await idle.wire.run();
  check('deadlines are kept', idle.server.size === 1);
  idle.server.nowMs = () => performance.now() + 10_000_000;
  const slow = open(hello);
  slow.peer.send('GET / HT');
  await slow.wire.run();
  slow.server.nowMs = () => performance.now() + 30_000;
  slow.server.sweep();
  await slow.wire.run();
  check(
    'a slow head gets 408',
    seen(slow.peer).startsWith('HTTP/1.1 408') && slow.server.size === 0 && slow.server.failures === 1,
  );
  idle.server.sweep();
  check('an idle connection is closed without a word', idle.server.size === 0 && idle.server.failures === 0);
  const stuck = open(() => new Response('x'.repeat(1000)), 100);
  stuck.peer.paused = true;
  stuck.peer.send(GET);
  await stuck.wire.run();
  stuck.server.nowMs = () => performance.now() + 100_000;
  stuck.server.sweep();
  check('a client that does not read is dropped', stuck.server.size === 0);
}

export async function suite(check: Check): Promise<void> {
  await answers(check);
  await contents(check);
  await ends(check);
  await time(check);
}

/** More connections than a server takes. */
async function limits(check: Check): Promise<void> {
  const connect = (server: HttpServer): { peer: Peer; wire: Wire } => {
    const wire = new Wire();
    const peer = new Peer(wire.far);
    server.accept(wire.near);
    return { peer, wire };
  };
  const full = new HttpServer(hello, { connections: 2 });
  const idle = connect(full);
  idle.peer.send(GET);
  await idle.wire.run();
  const slow = connect(full);
  slow.peer.send('GET / HTT');
  await slow.wire.run();
  const third = connect(full);
  await idle.wire.run();
  check('one that waits for a request makes room', idle.peer.stream.ended && full.evicted === 1 && full.size === 2);
  const fourth = connect(full);
  await third.wire.run();
  check('the one without a request first', third.peer.stream.ended && slow.peer.reason === undefined);
  fourth.peer.send('GET / HTTP/1.1\r\nhos');
  await fourth.wire.run();
  const fifth = connect(full);
  check('then one whose head takes its time', slow.peer.reason !== undefined && full.evicted === 3 && full.size === 2);
  fifth.peer.send(GET);
  await fifth.wire.run();
  check('and the new one is served', seen(fifth.peer).startsWith('HTTP/1.1 200 OK'));

  const busy = new HttpServer(() => new Promise(() => {}), { connections: 1 });
  const working = connect(busy);
  working.peer.send(GET);
  await working.wire.run();
  const turned = connect(busy);
  check('nobody is cut off in a request', busy.refused === 1 && turned.peer.reason !== undefined && busy.size === 1);
}
