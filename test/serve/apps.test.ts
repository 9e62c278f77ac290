// The HTTP apps end to end under `caisson dev`, asked over loopback: the same sources that are sealed, on Node's sockets.

import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const NODE = join(ROOT, 'node_modules/node/bin/node');
const START_LIMIT_MS = 50_000;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

class App {
  readonly base: string;
  private readonly child: ChildProcess;
  private log = '';

  private constructor(name: string, port: number, environment: Record<string, string>) {
    this.base = `http://127.0.0.1:${port}`;
    this.child = spawn(NODE, ['compiler/main.ts', 'dev', `apps/${name}/main.ts`], {
      cwd: ROOT,
      env: { ...process.env, ...environment, PORT: `${port}` },
    });
    this.child.stdout?.on('data', (text) => (this.log += text));
    this.child.stderr?.on('data', (text) => (this.log += text));
  }
  static async start(name: string, environment: Record<string, string> = {}): Promise<App> {
    const app = new App(name, await freePort(), environment);
    for (const limit = Date.now() + START_LIMIT_MS; ;) {
      try {
        await fetch(`${app.base}/`, { method: 'HEAD' });
        return app;
      } catch {
        if (Date.now() > limit) throw new Error(`Cannot reach the app ${name}: ${app.log}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }
  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGINT');
    await ended;
  }
  ask(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.base + path, { redirect: 'manual', ...init });
  }
}

describe('web', () => {
  let app: App;
  beforeAll(async () => {
    app = await App.start('web');
  }, START_LIMIT_MS);
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
});

describe('proxy', () => {
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
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      servers.push(server);
    }
    const origins = servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    app = await App.start('proxy', { BACKENDS: origins.join(',') });
  }, START_LIMIT_MS);
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
});
