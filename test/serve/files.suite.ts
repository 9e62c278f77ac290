// Routes, static files, conditional requests, ranges, content negotiation and dates (RFC 9110 §5.6.7, §12 to §15).

import { encodingQuality, evaluateConditions, parseRange } from '../../runtime/http/conditional.ts';
import { formatDate, parseDate } from '../../runtime/http/date.wire.ts';
import { Head } from '../../runtime/http/head.wire.ts';
import { Router } from '../../runtime/serve/router.ts';
import { StaticFiles } from '../../runtime/serve/static-files.ts';
import { Headers } from '../../runtime/web/headers.ts';
import { Request } from '../../runtime/web/request.ts';
import { Response } from '../../runtime/web/response.ts';
import type { Check } from '../net/suite.ts';

const INFO = { remoteAddress: '192.0.2.1', remotePort: 1, switchTo: (): void => {} };

async function routes(check: Check): Promise<void> {
  const router = new Router()
    .get('/', () => new Response('root'))
    .get('/users/:id', (_request, { id }) => new Response(`user ${id}`))
    .get('/users/me', () => new Response('me'))
    .post('/users', () => new Response('made'))
    .get('/users/:id/posts/:post', (_request, { id, post }) => new Response(`${id} ${post}`))
    .get('/files/*', (_request, params) => new Response(`file ${params['*']}`))
    .get('/files/special', () => new Response('special'))
    .on('*', '/any', (request) => new Response(request.method))
    .otherwise(() => new Response('nothing', { status: 404 }));
  const ask = async (path: string, method = 'GET'): Promise<string> => {
    const response = await router.fetch(new Request(`http://test${path}`, { method }), INFO);
    return `${response.status} ${await response.text()}`;
  };
  const cases: readonly (readonly [string, string, string])[] = [
    ['/', 'GET', '200 root'],
    ['/?q=1', 'GET', '200 root'],
    ['/users/7', 'GET', '200 user 7'],
    ['/users/a%20b%2Fc', 'GET', '200 user a b/c'],
    ['/users/me', 'GET', '200 me'],
    ['/users/me/posts/1', 'GET', '200 me 1'],
    ['/users/', 'GET', '404 nothing'],
    ['/users', 'POST', '200 made'],
    ['/users', 'GET', '405 Method Not Allowed'],
    ['/users', 'OPTIONS', '204 '],
    ['/users/7', 'HEAD', '200 user 7'],
    ['/files/a/b.txt', 'GET', '200 file a/b.txt'],
    ['/files/special', 'GET', '200 special'],
    ['/files/', 'GET', '200 file '],
    ['/any', 'DELETE', '200 DELETE'],
    ['/none', 'GET', '404 nothing'],
    [`/${'a/'.repeat(100)}`, 'GET', '404 nothing'],
  ];
  for (const [path, method, answer] of cases)
    check(`${method} ${path.slice(0, 30)}`, (await ask(path, method)) === answer);
  const refused = await router.fetch(new Request('http://test/users'), INFO);
  check('Allow', refused.headers.get('allow') === 'POST, OPTIONS');
}

const text = (length: number, letter: string): Uint8Array => new Uint8Array(length).fill(letter.charCodeAt(0));

async function files(check: Check): Promise<void> {
  const served = new StaticFiles(
    [
      { path: 'index.html', bytes: text(100, 'a'), gzip: text(50, 'g'), brotli: text(40, 'b') },
      { path: 'docs/index.html', bytes: text(10, 'd') },
      { path: 'x.png', bytes: text(20, 'p') },
      { path: 'ünï.txt', bytes: text(5, 'u') },
    ],
    { cacheControl: 'max-age=9' },
  );
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET'): Response | undefined =>
    served.respond(new Request(`http://test${path}`, { method, headers }));
  const index = ask('/')!;
  check(
    'the index',
    index.status === 200 &&
      index.headers.get('content-type') === 'text/html; charset=utf-8' &&
      (await index.text()).length === 100,
  );
  check(
    'vary and cache',
    index.headers.get('vary') === 'accept-encoding' && index.headers.get('cache-control') === 'max-age=9',
  );
  const brotli = ask('/', { 'accept-encoding': 'gzip, br' })!;
  check('brotli is best', brotli.headers.get('content-encoding') === 'br' && (await brotli.text()).length === 40);
  check(
    'gzip if asked',
    ask('/', { 'accept-encoding': 'gzip;q=1, br;q=0.5' })!.headers.get('content-encoding') === 'gzip',
  );
  check(
    'identity if nothing else',
    ask('/', { 'accept-encoding': 'deflate' })!.headers.get('content-encoding') === null,
  );
  const etag = index.headers.get('etag')!;
  check('variants have their own tags', brotli.headers.get('etag') !== etag);
  const kept = ask('/', { 'if-none-match': `"x", W/${etag}` })!;
  check('304', kept.status === 304 && kept.body === null && kept.headers.get('etag') === etag);
  check('412', ask('/', { 'if-match': '"other"' })!.status === 412);
  const part = ask('/x.png', { range: 'bytes=5-9' })!;
  check(
    '206',
    part.status === 206 && part.headers.get('content-range') === 'bytes 5-9/20' && (await part.text()).length === 5,
  );
  check('the last bytes', ask('/x.png', { range: 'bytes=-3' })!.headers.get('content-range') === 'bytes 17-19/20');
  check(
    '416',
    ask('/x.png', { range: 'bytes=20-' })!.status === 416 &&
      ask('/x.png', { range: 'bytes=20-' })!.headers.get('content-range') === 'bytes */20',
  );
  check('If-Range with another version', ask('/x.png', { range: 'bytes=0-1', 'if-range': '"old"' })!.status === 200);
  check('405', ask('/x.png', {}, 'POST')!.status === 405);
  check(
    'a folder',
    ask('/docs')!.status === 308 &&
      ask('/docs?a')!.headers.get('location') === '/docs/?a' &&
      ask('/docs/')!.status === 200,
  );
  check('escaped names', ask('/%C3%BCn%C3%AF.txt')!.status === 200);
  for (const path of ['/none', '/%2e%2e/x', '/..%2fx.png', '/a%00', '/%5cx', '/docs/../../etc/passwd', '//x.png'])
    check(`nothing at ${path}`, ask(path) === undefined);
  const prefixed = new StaticFiles([{ path: 'a.css', bytes: text(3, 'c') }], { prefix: '/assets' });
  check(
    'a prefix',
    prefixed.respond(new Request('http://test/assets/a.css'))?.headers.get('content-type') ===
      'text/css; charset=utf-8' && prefixed.respond(new Request('http://test/a.css')) === undefined,
  );
}

function fields(check: Check): void {
  const range = (field: string): string => {
    const parsed = parseRange(field, 100);
    return typeof parsed === 'object' ? `${parsed.start} ${parsed.end}` : `${parsed}`;
  };
  const ranges: readonly (readonly [string, string])[] = [
    ['bytes=0-0', '0 1'],
    ['bytes=0-', '0 100'],
    ['bytes=99-', '99 100'],
    ['bytes=0-1000', '0 100'],
    ['bytes=-1', '99 100'],
    ['bytes=-1000', '0 100'],
    ['BYTES=1-2', '1 3'],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=2-1', 'undefined'],
    ['bytes=a-b', 'undefined'],
    ['bytes=-', 'undefined'],
    ['bytes=0-1,2-3', 'undefined'],
    ['items=0-1', 'undefined'],
    ['bytes=1', 'undefined'],
    ['bytes=99999999999999999999-', 'undefined'],
  ];
  for (const [field, answer] of ranges) check(`Range: ${field}`, range(field) === answer);
  const qualities: readonly (readonly [string | null, string, number])[] = [
    [null, 'identity', 1],
    [null, 'gzip', 0],
    ['', 'gzip', 0],
    ['gzip', 'gzip', 1],
    ['gzip;q=0.5', 'gzip', 0.5],
    ['gzip;q=0', 'gzip', 0],
    ['*', 'br', 1],
    ['*;q=0, gzip', 'identity', 0],
    ['identity;q=0', 'identity', 0],
    ['GZIP ; Q=0.25', 'gzip', 0.25],
    ['gzip;q=2', 'gzip', 0],
    ['x-gzip', 'gzip', 1],
    ['br', 'identity', 1],
  ];
  for (const [field, coding, quality] of qualities)
    check(`Accept-Encoding: ${field} for ${coding}`, encodingQuality(field, coding) === quality);
  const dated = { etag: '"a"', lastModified: 784111777 };
  const none = { ifMatch: null, ifNoneMatch: null, ifModifiedSince: null, ifUnmodifiedSince: null };
  const date = 'Sun, 06 Nov 1994 08:49:37 GMT';
  const outcome = (change: Partial<typeof none> | Record<string, string>, safe = true): number =>
    evaluateConditions({ ...none, ...change }, dated, safe, 784111777);
  check(
    'If-Modified-Since',
    outcome({ ifModifiedSince: date }) === 304 && outcome({ ifModifiedSince: date.replace('37', '36') }) === 0,
  );
  check(
    'If-Unmodified-Since',
    outcome({ ifUnmodifiedSince: date }) === 0 && outcome({ ifUnmodifiedSince: date.replace('37', '36') }) === 412,
  );
  check('If-None-Match comes before the date', outcome({ ifNoneMatch: '"b"', ifModifiedSince: date }) === 0);
  check('If-None-Match of a change', outcome({ ifNoneMatch: '*' }, false) === 412);
  check('If-Match is strong', outcome({ ifMatch: 'W/"a"' }) === 412 && outcome({ ifMatch: '"x", "a"' }) === 0);
  check('a date', formatDate(784111777) === date && parseDate(date, 0) === 784111777);
  check(
    'obsolete dates',
    parseDate('Sunday, 06-Nov-94 08:49:37 GMT', 784111777) === 784111777 &&
      parseDate('Sun Nov  6 08:49:37 1994', 0) === 784111777,
  );
  let exact = true;
  for (let seconds = -5_000_000_000; seconds < 9_000_000_000; seconds += 86_399 * 37) {
    const written = formatDate(seconds);
    if (parseDate(written, seconds) !== seconds || written !== new Date(seconds * 1000).toUTCString()) exact = false;
  }
  check('dates of four centuries', exact);
  for (const wrong of [
    '',
    'x',
    'Sun, 06 Nov 1994 08:49:37 CET',
    'Sun, 06 Foo 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 25:49:37 GMT',
  ])
    check(`no date: ${wrong}`, Number.isNaN(parseDate(wrong, 0)));
}

/** Fields of a request as a server has them: lines, until somebody asks for more than a name. */
function received(check: Check): void {
  const lines = new TextEncoder().encode(
    'Host: a:80\r\naccept:\t text/html \r\nX-A: 1\r\nCookie: a=1\r\nx-a:\r\ncookie: b=2\r\nX-AB: ab\r\n',
  );
  const unread = (): Headers => {
    const head = new Head(20);
    head.readBlock(lines);
    return Headers.unread(lines, head.seen);
  };
  const whole = unread();
  const all = [...whole].map((pair) => pair.join('=')).join('|');
  check('lines become lists', all === 'accept=text/html|cookie=a=1; b=2|host=a:80|x-a=1, |x-ab=ab');
  for (const name of ['host', 'Accept', 'x-a', 'COOKIE', 'x-ab', 'x-b', 'hos', 'hostt', 'x', 'accept-encoding', 'y-ab'])
    check(
      `${name} of lines as of lists`,
      unread().get(name) === whole.get(name) && unread().has(name) === whole.has(name),
    );
  const changed = unread();
  changed.append('x-a', '2');
  check('lines change as lists do', changed.get('x-a') === '1, , 2' && changed.get('host') === 'a:80');
  const copy = new Headers(unread());
  copy.delete('host');
  check('a copy of lines', !copy.has('host') && copy.get('x-ab') === 'ab');
  const many = Array.from({ length: 300 }, (_, i) => `n${i % 150}: ${i}\r\n`).join('');
  const more = new TextEncoder().encode(many);
  const head = new Head(400);
  head.readBlock(more);
  check(
    'no field is missed',
    Array.from({ length: 150 }, (_, i) => Headers.unread(more, head.seen).get(`n${i}`) === `${i}, ${i + 150}`).every(
      (same) => same,
    ),
  );
  const shared = new Response('a');
  shared.headers.set('content-type', 'text/x');
  check(
    'responses do not share a change',
    new Response('b').headers.get('content-type') === 'text/plain;charset=UTF-8',
  );
  Response.json(1).headers.append('x', 'y');
  check('nor those with JSON', [...Response.json(2).headers].length === 1);
}

export async function suite(check: Check): Promise<void> {
  received(check);
  await routes(check);
  await files(check);
  fields(check);
}
