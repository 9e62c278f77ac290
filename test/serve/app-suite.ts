// What apps/web and apps/proxy do, whichever way they run: `serve/apps.test.ts` has them under `caisson dev`, `integration/http.test.ts`
// sealed. The same tests for both, over real sockets: fetch, RFC 9112 on the wire, and a browser where there is one.

import { createServer, request, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HAS_IPV6 } from '../../runtime/posix/ports.ts';
import { HIDDEN, OBFUSCATED } from '../http/obfuscated.ts';
import { REFUSED } from '../http/requests.suite.ts';
import { ATTACKS } from '../http/smuggling.suite.ts';
import type { App, StartApp } from '../peers/apps.ts';
import { Browser, noBrowser, visit } from '../peers/browser.ts';
import { has, start } from '../peers/namespace.ts';

/** A sealed app is compiled first. */
const LIMIT_MS = 900_000;

/** Sends bytes and gives what comes back until the server closes; what came so far when it keeps the connection for `keepsMs`. */
function exchange(port: number, input: string, keepsMs: number): Promise<{ text: string; closed: boolean }> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(input, 'latin1'));
    const settle = (closed: boolean): void => {
      clearTimeout(timer);
      resolve({ text, closed });
      socket.destroy();
    };
    const timer = setTimeout(() => settle(false), keepsMs);
    socket.on('data', (part) => (text += part.toString('latin1')));
    socket.once('end', () => settle(true));
    socket.once('error', () => settle(true));
  });
}
const statusesOf = (text: string): string[] => [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => status!);

const GET = 'GET /robots.txt HTTP/1.1\r\nhost: a\r\n\r\n';
/** [what, input, statuses of the answers, whether the connection ends]. */
const ANSWERED: readonly (readonly [string, string, string, boolean])[] = [
  ['§9.3.2 pipelined requests', GET + GET.replace('robots.txt', 'none') + GET, '200 404 200', false],
  ['§2.2 an empty line in front', `\r\n${GET}`, '200', false],
  ['§3.2.2 absolute form', GET.replace('/robots.txt', 'http://localhost/robots.txt'), '200', false],
  ['§3.2.4 asterisk form', 'OPTIONS * HTTP/1.1\r\nhost: a\r\n\r\n', '404', false],
  ['§9.6 close', GET.replace('\r\n\r\n', '\r\nConnection: x, Close\r\n\r\n') + GET, '200', true],
  ['§9.3 HTTP/1.0', 'GET /robots.txt HTTP/1.0\r\n\r\n', '200', true],
  ['§9.3 HTTP/1.0 kept alive', 'GET /robots.txt HTTP/1.0\r\nconnection: keep-alive\r\n\r\n', '200', false],
  ['§9.3.1 HEAD', GET.replace('GET', 'HEAD') + GET, '200 200', false],
  ['§6.3 content of a GET', `${GET.slice(0, -2)}content-length: 5\r\n\r\nGET /${GET}`, '200 200', false],
  [
    '§7.1 chunks with extensions and trailer',
    `POST /login HTTP/1.1\r\nhost: a\r\ncontent-type: application/x-www-form-urlencoded\r\ntransfer-encoding: chunked\r\n\r\n5;a="b c"\r\nname=\r\n001\r\nA\r\n0\r\nx: y\r\n\r\n${GET}`,
    '303 200',
    false,
  ],
  [
    'RFC 9110 §10.1.1 a client that waits for a word',
    'POST /login HTTP/1.1\r\nhost: a\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 6\r\nexpect: 100-continue\r\n\r\n',
    '100',
    false,
  ],
  [
    'RFC 9110 §10.1.1 one that does not wait, and hides a request in its content',
    `${GET.slice(0, -2)}expect: 100-continue\r\ncontent-length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`,
    '200',
    true,
  ],
  [
    'content that nobody wants',
    `${GET.slice(0, -2)}content-length: ${HIDDEN.length}\r\n\r\n${HIDDEN}${GET}`,
    '200 200',
    false,
  ],
  [
    'a name with an underscore frames nothing',
    `${GET.slice(0, -2)}transfer_encoding: chunked\r\n\r\n${GET}`,
    '200 200',
    false,
  ],
  [
    'RFC 9110 §7.8 an upgrade to what we do not speak',
    `${GET.slice(0, -2)}connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk\r\n\r\n${GET}`,
    '200 200',
    false,
  ],
  ['RFC 9110 §9.3.6 CONNECT', 'CONNECT a:80 HTTP/1.1\r\nhost: a:80\r\n\r\n', '501', false],
  ['§3 a request line past its limit', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nhost: a\r\n\r\n`, '414', true],
  ['RFC 6585 §5 a head past its limit', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(70_000)}\r\n\r\n`, '431', true],
  ['RFC 6585 §5 too many fields', `GET / HTTP/1.1\r\nhost: a\r\n${'x: y\r\n'.repeat(2000)}\r\n`, '431', true],
  ['§6.3 content past its limit', 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9999999999\r\n\r\n', '413', true],
];

export function webSuite(startApp: StartApp): void {
  let app: App;
  beforeAll(async () => {
    app = await startApp('web');
  }, LIMIT_MS);
  afterAll(() => app.stop());

  it('serves its files with types, tags and ranges', async () => {
    const index = await app.ask('/');
    expect(index.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await index.text()).toContain('This page came out of a sealed module');
    const style = await app.ask('/style.css', { headers: { 'accept-encoding': 'identity' } });
    const etag = style.headers.get('etag') ?? '';
    const whole = await style.text();
    expect(
      (await app.ask('/style.css', { headers: { 'if-none-match': etag, 'accept-encoding': 'identity' } })).status,
    ).toBe(304);
    const part = await app.ask('/style.css', { headers: { range: 'bytes=2-5', 'accept-encoding': 'identity' } });
    expect([part.status, await part.text()]).toEqual([206, whole.slice(2, 6)]);
    expect((await app.ask('/docs')).headers.get('location')).toBe('/docs/');
    const missing = await app.ask('/none');
    expect([missing.status, (await missing.text()).includes('There is no such page')]).toEqual([404, true]);
  });

  it('keeps sessions and escapes what visitors write', async () => {
    expect((await app.ask('/board', { method: 'POST', body: new URLSearchParams({ text: 'x' }) })).status).toBe(403);
    const login = await app.ask('/login', { method: 'POST', body: new URLSearchParams({ name: '<Ann>' }) });
    expect([login.status, login.headers.get('location')]).toEqual([303, '/board']);
    const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0]!;
    const said = await app.ask('/board', {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams({ text: 'a & b' }),
    });
    expect(said.status).toBe(303);
    const form = new FormData();
    form.set('text', 'from a form');
    expect((await app.ask('/board', { method: 'POST', headers: { cookie }, body: form })).status).toBe(303);
    const page = await (await app.ask('/board', { headers: { cookie } })).text();
    expect(page).toContain('<b>&lt;Ann&gt;</b> a &amp; b');
    expect(page).toContain('from a form');
    await app.ask('/logout', { method: 'POST', headers: { cookie } });
    expect(await (await app.ask('/board', { headers: { cookie } })).text()).toContain('Sign in');
  });

  it('speaks JSON', async () => {
    const login = await app.ask('/login', { method: 'POST', body: new URLSearchParams({ name: 'Bob' }) });
    const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0]!;
    const post = (body: string): Promise<Response> =>
      app.ask('/api/messages', { method: 'POST', headers: { cookie }, body });
    const made = await post('{"text":"hello ü"}');
    expect(made.status).toBe(201);
    const message = (await made.json()) as { id: number };
    expect(await (await app.ask(`/api/messages/${message.id}`)).json()).toMatchObject({
      author: 'Bob',
      text: 'hello ü',
    });
    expect((await post('{')).status).toBe(400);
    expect((await post('{"text":""}')).status).toBe(400);
    const refused = await app.ask('/api/messages', { method: 'DELETE' });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS']);
  });

  it('reads requests as RFC 9112 says, and nothing that is hidden in one', { timeout: 120_000 }, async () => {
    const wrong: string[] = [];
    const answered = ANSWERED.map(async ([what, input, statuses, ends]) => {
      const { text, closed } = await exchange(app.port, input, ends ? 10_000 : 2000);
      if (statusesOf(text).join(' ') !== statuses || closed !== ends)
        wrong.push(`${what}: ${statusesOf(text).join(' ')} ${closed}`);
    });
    await Promise.all(answered);
    // The application may have answered (405) before the content turned out to be malformed: then the connection ends without a word.
    for (const [what, input, failure] of [...ATTACKS, ...OBFUSCATED, ...REFUSED]) {
      const { text, closed } = await exchange(app.port, input, 10_000);
      const statuses = statusesOf(text);
      const known = statuses.length === 1 && [failure.slice(0, 3), '405'].includes(statuses[0]!);
      if (!known || !closed) wrong.push(`${what}: ${statuses.join(' ')} ${closed}`);
    }
    expect(wrong).toEqual([]);
    expect(statusesOf((await exchange(app.port, GET, 500)).text)).toEqual(['200']);
  });

  const noSpec = has('h1spec') ? '' : 'not installed: h1spec (dropseed/h1spec 0.1.0)';
  it.skipIf(noSpec !== '')(`passes h1spec, its strict tests too ${noSpec}`.trim(), { timeout: 120_000 }, async () => {
    const run = start('h1spec', ['--strict', `127.0.0.1:${app.port}`]);
    await run.ended;
    expect(run.text()).toMatch(/33\/33 passed/);
    expect(run.child.exitCode).toBe(0);
  });

  it('stays up while clients come and go together', async () => {
    for (let round = 0; round < 3; round++) {
      const answers = Array.from({ length: 60 }, () => exchange(app.port, GET, 200));
      expect(new Set((await Promise.all(answers)).map(({ text }) => statusesOf(text).join()))).toEqual(
        new Set(['200']),
      );
    }
    expect((await app.ask('/')).status).toBe(200);
  });

  it.skipIf(noBrowser !== '')(
    `a browser shows it, over both families ${noBrowser}`.trim(),
    { timeout: 120_000 },
    async () => {
      const browser = new Browser();
      try {
        for (const host of HAS_IPV6 ? ['127.0.0.1', '[::1]'] : ['127.0.0.1'])
          await visit(browser, `http://${host}:${app.port}`);
      } finally {
        await browser.close();
      }
    },
  );
}

export function proxySuite(startApp: StartApp): void {
  let app: App;
  const servers: Server[] = [];
  const seen: string[] = [];

  beforeAll(async () => {
    for (const name of ['one', 'two']) {
      const server = createServer((asked, response) => {
        const chunks: Buffer[] = [];
        asked.on('data', (chunk: Buffer) => chunks.push(chunk));
        asked.on('end', () => {
          if (asked.headers['x-forwarded-for'] !== undefined)
            seen.push(
              `${asked.headers.via} ${asked.headers['x-forwarded-host']} ${asked.headers['x-hop'] ?? 'no hop'}`,
            );
          response.setHeader('x-name', name);
          response.end(`${name} ${asked.method} ${asked.url} ${Buffer.concat(chunks).toString()}`);
        });
      });
      // One over each family, where there are two.
      const host = name === 'two' && HAS_IPV6 ? '::1' : '127.0.0.1';
      await new Promise<void>((resolve) => server.listen(0, host, resolve));
      servers.push(server);
    }
    app = await startApp('proxy', (loopback, loopback6) => {
      const origins = servers.map((server) => {
        const { port, family } = server.address() as AddressInfo;
        return `http://${family === 'IPv6' ? loopback6 : loopback}:${port}`;
      });
      return { BACKENDS: origins.join(',') };
    });
  }, LIMIT_MS);
  afterAll(async () => {
    await app.stop();
    for (const server of servers) server.close();
  });

  it('balances, passes content on, and tells who asked', async () => {
    const names = new Set<string | null>();
    for (let i = 0; i < 6; i++) names.add((await app.ask('/p?q')).headers.get('x-name'));
    expect(names).toEqual(new Set(['one', 'two']));
    const posted = await app.ask('/p', { method: 'POST', body: 'content' });
    expect(await posted.text()).toMatch(/^(one|two) POST \/p content$/);
    expect(posted.headers.get('via')).toBe('1.1 caisson');
    // fetch would not send it.
    await new Promise((resolve) =>
      request(`${app.base}/`, { headers: { connection: 'x-hop', 'x-hop': '1' } }, (response) =>
        response.resume().on('end', resolve),
      ).end(),
    );
    expect(seen.at(-1)).toBe(`1.1 caisson ${new URL(app.base).host} no hop`);
  });

  it('goes on with one server, and says so without any', async () => {
    servers[0]!.closeAllConnections();
    await new Promise((resolve) => servers[0]!.close(resolve));
    for (let i = 0; i < 6; i++) expect((await app.ask('/')).headers.get('x-name')).toBe('two');
    servers[1]!.closeAllConnections();
    await new Promise((resolve) => servers[1]!.close(resolve));
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await app.ask('/')).status);
    expect(statuses.at(-1)).toBe(503);
  });
}
