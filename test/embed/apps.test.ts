// Compiled programs under `embed/` in JavaScript: hello prints, and the DNS appliance answers another guest over a switch in
// memory. Nothing but Node takes part: no host program, no sockets.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const NODE = join(ROOT, 'node_modules/node/bin/node');
const LIMIT_MS = 300_000;

function node(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(NODE, args, { cwd: ROOT, encoding: 'utf8', timeout: LIMIT_MS });
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'caisson-embed-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function build(source: string, name: string): string {
  const module = join(folder, name);
  const { status, stderr } = node('compiler/main.ts', 'build', source, '-o', module);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return module;
}

describe('compiled programs in JavaScript', { timeout: LIMIT_MS }, () => {
  it('print and end with their exit code', () => {
    const module = build('apps/hello/main.ts', 'hello.wasm');
    const script = `const { runFile } = await import('./embed/node.ts');
      process.exitCode = (await runFile(process.argv[1])).exitCode;`;
    const { status, stdout, stderr } = node('--input-type=module', '--eval', script, module);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'Hello from a sealed module.\n', stderr: '' });
  });

  it('speak to each other over a switch: the DNS appliance answers', () => {
    const [server, client] = [build('apps/dns/main.ts', 'dns.wasm'), build('test/embed/programs/ask.ts', 'ask.wasm')];
    const { status, stdout, stderr } = node('test/embed/two-guests.ts', server, client);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('server: dns on 10.0.0.2, UDP port 53\n');
    expect(stdout).toContain('client: from 10.0.0.2: rcode 0, 2 answers, the last 192.0.2.80\n');
  });
});
