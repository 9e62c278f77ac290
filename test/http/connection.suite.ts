// What a server connection says and when it ends: responses with every framing, pipelining behind a slow answer, Expect, content
// that nobody reads, and each time limit (RFC 9112 §6, §9; RFC 9110 §9.3.2, §10.1.1).

import { ByteWriter } from '../../runtime/http/byte-writer.wire.ts';
import { ClientConnection } from '../../runtime/http/client-connection.ts';
import {
  CLIENT_LIMITS,
  DRAIN_BYTES_MAX,
  EVENT_DATA,
  EVENT_END,
  EVENT_FAILED,
  EVENT_HEAD,
  EVENT_NONE,
  SERVER_LIMITS,
} from '../../runtime/http/constants.ts';
import { Head } from '../../runtime/http/head.wire.ts';
import { Input } from '../../runtime/http/input.ts';
import { LENGTH_UNKNOWN, ServerConnection } from '../../runtime/http/server-connection.ts';
import type { Check } from '../net/suite.ts';
import { bytesOf, serve, textOf } from './transcript.ts';

const LIMITS = SERVER_LIMITS;

class Server {
  readonly connection: ServerConnection;
  readonly out: ByteWriter;
  readonly input: Input;

  constructor(nowMs: number = 0) {
    this.connection = new ServerConnection(LIMITS, new Head(LIMITS.fields), nowMs);
    this.out = new ByteWriter();
    this.input = new Input(new Uint8Array(0));
  }
  give(text: string): this {
    const left = this.input.bytes.slice(this.input.at, this.input.end);
    const more = bytesOf(text);
    const joined = new Uint8Array(left.length + more.length);
    joined.set(left);
    joined.set(more, left.length);
    this.input.set(joined, 0, joined.length);
    return this;
  }
  next(nowMs: number = 0): number {
    return this.connection.next(this.input, nowMs);
  }
  respond(status: number, content: string, length: number, names: string[] = [], values: string[] = []): string {
    this.out.clear();
    this.connection.writeHead(this.out, status, 'X', names, values, length, '');
    if (content !== '') this.connection.writeContent(this.out, bytesOf(content), 0, content.length);
    this.connection.endResponse(this.out, 0);
    return textOf(this.out);
  }
}

function answering(request: string): Server {
  const server = new Server().give(request);
  while (server.next() !== EVENT_END);
  return server;
}
const GET = 'GET / HTTP/1.1\r\nhost: a\r\n\r\n';

function responses(check: Check): void {
  check('a known length', answering(GET).respond(200, 'abc', 3) === 'HTTP/1.1 200 X\r\ncontent-length: 3\r\n\r\nabc');
  check(
    'an unknown length goes in chunks',
    answering(GET).respond(200, 'abc', LENGTH_UNKNOWN) ===
      'HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
  );
  const old = answering('GET / HTTP/1.0\r\nconnection: keep-alive\r\n\r\n');
  check(
    'an unknown length ends HTTP/1.0',
    old.respond(200, 'abc', LENGTH_UNKNOWN) === 'HTTP/1.1 200 X\r\nconnection: close\r\n\r\nabc' &&
      old.connection.closing,
  );
  check(
    'HTTP/1.0 is told that it is kept',
    answering('GET / HTTP/1.0\r\nconnection: keep-alive\r\n\r\n')
      .respond(200, '', 0)
      .includes('connection: keep-alive\r\n'),
  );
  check(
    'HEAD has the fields and no content',
    answering(GET.replace('GET', 'HEAD')).respond(200, 'abc', 3) === 'HTTP/1.1 200 X\r\ncontent-length: 3\r\n\r\n',
  );
  check(
    'HEAD in chunks',
    answering(GET.replace('GET', 'HEAD')).respond(200, 'abc', LENGTH_UNKNOWN) ===
      'HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\n',
  );
  check('204 has neither', answering(GET).respond(204, 'abc', 3) === 'HTTP/1.1 204 X\r\n\r\n');
  check('304 has neither', answering(GET).respond(304, '', 0) === 'HTTP/1.1 304 X\r\n\r\n');
  const own = answering(GET).respond(
    200,
    'a',
    1,
    ['content-length', 'transfer-encoding', 'connection', 'x'],
    ['9', 'gzip', 'upgrade', 'y'],
  );
  check('a program cannot frame messages', own === 'HTTP/1.1 200 X\r\nx: y\r\ncontent-length: 1\r\n\r\na');
  const closing = answering(GET);
  check(
    'a program can close',
    closing.respond(200, 'a', 1, ['connection'], ['close']).includes('connection: close\r\n') &&
      closing.connection.closing,
  );
  const long = answering(GET);
  check(
    'content past the length is cut',
    long.respond(200, 'abcdef', 3).endsWith('\r\n\r\nabc') && !long.connection.closing,
  );
  const short = answering(GET);
  short.connection.writeHead(short.out, 200, 'OK', [], [], 5, '');
  check(
    'content short of the length is a broken response',
    !short.connection.endResponse(short.out, 0) && short.connection.closing,
  );
  const dated = answering(GET);
  dated.connection.writeHead(dated.out, 200, 'OK', [], [], 0, 'Sun, 06 Nov 1994 08:49:37 GMT');
  check(
    'the date',
    textOf(dated.out) === 'HTTP/1.1 200 OK\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\ncontent-length: 0\r\n\r\n',
  );
  const last = new ServerConnection({ ...LIMITS, requests: 2 }, new Head(LIMITS.fields), 0);
  const input = new Input(bytesOf(GET + GET));
  input.set(input.bytes, 0, input.bytes.length);
  const out = new ByteWriter();
  for (let i = 0; i < 2; i++) {
    while (last.next(input, 0) !== EVENT_END);
    last.writeHead(out, 200, 'OK', [], [], 0, '');
    last.endResponse(out, 0);
  }
  check(
    'a connection serves so many requests and no more',
    last.closing && textOf(out).indexOf('connection: close') > textOf(out).indexOf('content-length'),
  );
}

function pipelining(check: Check): void {
  const server = answering(GET + GET.replace('/', '/2'));
  check(
    'the next request waits in the input',
    server.next() === EVENT_NONE && server.input.length > 0 && !server.connection.wantsInput,
  );
  server.respond(200, '', 0);
  check(
    'and is read when the response is done',
    server.next() === EVENT_HEAD && server.connection.head.target === '/2',
  );
  check('sixteen requests in one segment', serve(GET.repeat(16)).output.split('HTTP/1.1 200').length === 17);
}

function expectation(check: Check): void {
  const request = 'POST / HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n';
  const server = new Server().give(request);
  check('the head comes first', server.next() === EVENT_HEAD && server.next() === EVENT_NONE);
  server.connection.writeContinue(server.out);
  server.connection.writeContinue(server.out);
  check('100 is sent once', textOf(server.out) === 'HTTP/1.1 100 Continue\r\n\r\n');
  server.give('ab');
  check('then content', server.next() === EVENT_DATA && server.next() === EVENT_END);
  server.respond(200, '', 0);
  check('and the connection is kept', server.connection.idle);
  const refused = new Server().give(request);
  refused.next();
  check(
    'a refusal without reading closes',
    refused.respond(413, '', 0).includes('connection: close') && refused.connection.closing,
  );
  const eager = new Server().give(`${request}ab`);
  eager.next();
  eager.next();
  eager.connection.writeContinue(eager.out);
  check('nobody says 100 to a client that did not wait', eager.out.length === 0);
  const old = new Server().give(request.replace('1.1', '1.0'));
  old.next();
  old.connection.writeContinue(old.out);
  check('nor to HTTP/1.0', old.out.length === 0);
}

function unreadContent(check: Check): void {
  const head = 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100000\r\n\r\n';
  const small = new Server().give('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\n');
  small.next();
  small.respond(200, '', 0);
  small.give(`0123456789${GET}`);
  check('a little unread content is dropped', small.next() === EVENT_NONE && small.next() === EVENT_HEAD);
  const large = new Server().give(head);
  large.next();
  large.respond(200, '', 0);
  large.give('x'.repeat(DRAIN_BYTES_MAX)).next();
  check('up to the limit', !large.connection.closing);
  large.give('x').next();
  check('more closes', large.connection.closing);
}

function time(check: Check): void {
  const idle = new Server(1000);
  check('idle: deadline', idle.connection.nextTimeout() === 1000 + LIMITS.idleMs);
  check(
    'idle: not before it',
    idle.connection.onTimeout(999 + LIMITS.idleMs) === EVENT_NONE && !idle.connection.closing,
  );
  idle.connection.onTimeout(1000 + LIMITS.idleMs);
  idle.connection.writeFailure(idle.out, '');
  check('idle: closed without a word', idle.connection.closing && idle.out.length === 0);

  const slow = new Server();
  let now = 0;
  for (const byte of GET.slice(0, -1)) {
    slow.give(byte).next(now);
    now += 5000;
    if (slow.connection.onTimeout(now) === EVENT_FAILED) break;
  }
  slow.connection.writeFailure(slow.out, '');
  check(
    'slow loris: a head byte by byte is cut off',
    now === LIMITS.headMs && textOf(slow.out).startsWith('HTTP/1.1 408'),
  );

  const stalled = new Server().give('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n');
  stalled.next(0);
  stalled.give('a').next(1000);
  check(
    'stalled content',
    stalled.connection.onTimeout(999 + LIMITS.bodyStallMs) === EVENT_NONE &&
      stalled.connection.onTimeout(1000 + LIMITS.bodyStallMs) === EVENT_FAILED,
  );

  const dripping = new Server().give('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n');
  dripping.next(0);
  let failed = -1;
  for (let at = 0; failed === -1 && at < 1000; at++) {
    dripping.give('a').next(at * 10_000);
    if (dripping.connection.onTimeout(at * 10_000 + 9999) === EVENT_FAILED) failed = at * 10_000 + 9999;
  }
  check(
    'content in drips is cut off by the whole message’s limit',
    failed >= LIMITS.messageMs && failed < LIMITS.messageMs + 10_000,
  );

  const answer = answering(GET);
  check('an application may think', answer.connection.nextTimeout() === Infinity);
  answer.connection.onOutput(true, 5000);
  check(
    'output that does not move',
    answer.connection.onTimeout(4999 + LIMITS.writeStallMs) === EVENT_NONE &&
      answer.connection.onTimeout(5000 + LIMITS.writeStallMs) === EVENT_FAILED,
  );
  const moving = answering(GET);
  moving.connection.onOutput(true, 0);
  moving.connection.onOutput(false, 10);
  check('output that moves', moving.connection.nextTimeout() === Infinity);
}

function ends(check: Check): void {
  check('the client ends between requests', serve(GET, [], true).transcript.endsWith('end\nclosed\n'));
  check(
    'the client ends inside a head',
    serve(`${GET}GET`, [], true).transcript.endsWith('0 the connection ended inside a message\nclosed\n'),
  );
  const half = answering(GET);
  half.connection.endOfInput(0);
  check(
    'a request before the end is answered',
    half.respond(200, 'a', 1).endsWith('connection: close\r\n\r\na') && half.connection.closing,
  );
  const soon = answering(GET);
  soon.connection.endSoon();
  check(
    'a server that ends says so',
    soon.respond(200, '', 0).includes('connection: close') && soon.connection.closing,
  );
  const idle = new Server();
  idle.connection.endSoon();
  check('and closes idle connections', idle.connection.closing);
}

function clients(check: Check): void {
  const out = new ByteWriter();
  const client = new ClientConnection(CLIENT_LIMITS, new Head(CLIENT_LIMITS.fields), 0);
  client.writeHead(out, 'POST', '/x', ['host', 'content-length'], ['a', '7'], 3, true, 0);
  client.writeContentStart(out, 3);
  out.text('abc');
  client.writeContentEnd(out);
  check(
    'a request with a length',
    client.endRequest(out, 0) && textOf(out) === 'POST /x HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nabc',
  );
  out.clear();
  const chunked = new ClientConnection(CLIENT_LIMITS, new Head(CLIENT_LIMITS.fields), 0);
  chunked.writeHead(out, 'POST', '/', ['host'], ['a'], LENGTH_UNKNOWN, true, 0);
  chunked.writeContentStart(out, 20);
  out.text('x'.repeat(20));
  chunked.writeContentEnd(out);
  chunked.endRequest(out, 0);
  check(
    'a request in chunks',
    textOf(out).endsWith(`transfer-encoding: chunked\r\n\r\n14\r\n${'x'.repeat(20)}\r\n0\r\n\r\n`),
  );
  const short = new ClientConnection(CLIENT_LIMITS, new Head(CLIENT_LIMITS.fields), 0);
  short.writeHead(out, 'POST', '/', ['host'], ['a'], 5, true, 0);
  check('a request shorter than it said', !short.endRequest(out, 0));
  check(
    'a response in time',
    short.nextTimeout() === CLIENT_LIMITS.headMs &&
      short.onTimeout(CLIENT_LIMITS.headMs) === EVENT_FAILED &&
      short.closing,
  );
}

export function suite(check: Check): void {
  responses(check);
  pipelining(check);
  expectation(check);
  unreadContent(check);
  time(check);
  ends(check);
  clients(check);
}
