// apps/web and apps/proxy as sealed modules on TAP devices, over our own TCP: curl against the site and the board, and the proxy in
// front of two web appliances. What is missing skips its tests by name.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compile } from '../peers/dns-app.ts';
import { missing, Namespace } from '../peers/namespace.ts';

const LIMIT_MS = 180_000;
const BUILD_MS = 900_000;
const WEB = 'http://10.77.0.2';
const reason = Namespace.reason() || missing('curl');

describe.skipIf(reason !== '')(reason === '' ? 'HTTP apps on TAP devices' : `HTTP apps (${reason})`, () => {
  let folder = '';
  let net: Namespace;
  const modules = { web: '', proxy: '' };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'caisson-http-'));
    for (const app of ['web', 'proxy'] as const) {
      modules[app] = join(folder, `${app}.wasm`);
      compile(`apps/${app}/main.ts`, modules[app]);
    }
  }, BUILD_MS);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(() => {
    net = new Namespace('http');
    net.addTap('tap0', '10.77.0.1/24');
    net.ip('addr', 'add', 'fd77::1/64', 'dev', 'tap0', 'nodad');
  });
  afterEach(() => net.remove());

  const boot = (app: 'web' | 'proxy', tap: string, address: string, params: Record<string, string> = {}): void => {
    net.boot(modules[app], tap, { 'net0.address': `${address}/24`, ...params });
  };
  const curl = (...args: string[]): string => {
    const again = ['--retry', '20', '--retry-delay', '1', '--retry-all-errors', '-m', '5'];
    return net.run(['curl', '-s', ...again, ...args]).stdout.replaceAll('\r', '');
  };

  it('serve files, sessions, a template and JSON', { timeout: LIMIT_MS }, () => {
    boot('web', 'tap0', '10.77.0.2', { 'net0.address6': 'fd77::2/64' });
    expect(curl(`${WEB}/`)).toContain('This page came out of a sealed module');
    expect(curl('-6', '-g', 'http://[fd77::2]/')).toContain('This page came out of a sealed module');
    const head = curl('-I', '-H', 'accept-encoding: br', `${WEB}/style.css`);
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\n/);
    expect(head).toContain('content-encoding: br\n');
    const etag = /^etag: (.*)$/m.exec(head)?.[1] ?? '';
    const kept = curl(
      '-o',
      '/dev/null',
      '-w',
      '%{http_code}',
      '-H',
      'accept-encoding: br',
      '-H',
      `if-none-match: ${etag}`,
      `${WEB}/style.css`,
    );
    expect(kept).toBe('304');
    expect(curl('-H', 'range: bytes=0-3', `${WEB}/style.css`)).toBe('body');
    const jar = join(folder, 'jar');
    expect(curl('-c', jar, '-d', 'name=<Ann>', '-o', '/dev/null', '-w', '%{http_code}', `${WEB}/login`)).toBe('303');
    writeFileSync(join(folder, 'message.json'), JSON.stringify({ text: 'x'.repeat(280) }));
    expect(curl('-b', jar, '-d', `@${join(folder, 'message.json')}`, `${WEB}/api/messages`)).toContain(
      '"author":"<Ann>"',
    );
    expect(curl('-b', jar, `${WEB}/board`)).toContain('<b>&lt;Ann&gt;</b>');
    const pages = Array.from({ length: 50 }, (_, i) => `${WEB}/docs/sealing.html?${i}`);
    expect(curl(...pages).split('What a seal is').length - 1).toBe(100);
    expect(curl('--path-as-is', '-o', '/dev/null', '-w', '%{http_code}', `${WEB}/%2e%2e/%2e%2e/etc/passwd`)).toBe(
      '404',
    );
  });

  it('a proxy balances between two of them', { timeout: LIMIT_MS }, () => {
    net.ip('link', 'add', 'br0', 'type', 'bridge');
    net.ip('addr', 'flush', 'dev', 'tap0');
    net.ip('addr', 'add', '10.77.0.1/24', 'dev', 'br0');
    net.addTap('tap1');
    net.addTap('tap2');
    for (const tap of ['tap0', 'tap1', 'tap2']) net.ip('link', 'set', tap, 'master', 'br0');
    net.ip('link', 'set', 'br0', 'up');
    boot('web', 'tap0', '10.77.0.2');
    boot('web', 'tap1', '10.77.0.3');
    for (const address of ['10.77.0.2', '10.77.0.3'])
      expect(curl(`http://${address}/robots.txt`)).toContain('User-agent');
    const env = JSON.stringify({ BACKENDS: 'http://10.77.0.2,http://10.77.0.3', HEALTH_PATH: '/robots.txt' });
    boot('proxy', 'tap2', '10.77.0.4', { env });
    const answers = Array.from({ length: 10 }, () => curl('http://10.77.0.4/docs/'));
    expect(answers.every((answer) => answer.includes('<h1>Notes</h1>'))).toBe(true);
    const status = JSON.parse(curl('http://10.77.0.4/_proxy/status')) as { healthy: boolean; served: number }[];
    expect(status.every(({ healthy, served }) => healthy && served >= 4)).toBe(true);
  });
});
