// Where an error was thrown: the lines of TypeScript that the Rust host tells a compiled program, optimised as it ships.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const NODE = join(ROOT, 'node_modules/node/bin/node');
const HOST = join(ROOT, 'host/target/release/caisson-host');
const LIMIT_MS = 120_000;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'caisson-errors-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(name: string, source: string): { status: number | null; stdout: string; stderr: string } {
  const file = join(folder, name);
  writeFileSync(file, source);
  return spawnSync(NODE, ['compiler/main.ts', 'run', file], { cwd: ROOT, encoding: 'utf8', timeout: LIMIT_MS });
}

/** Names of functions and file:line of each frame. */
function frames(text: string): string[] {
  return [...text.matchAll(/^ {4}at (?:(.*) \()?(?:.*\/)?([^/]*:\d+):\d+\)?$/gm)].map(
    ([, name, place]) => `${name} ${place}`,
  );
}

describe.skipIf(!existsSync(HOST))('an error', { timeout: LIMIT_MS }, () => {
  it('that nobody catches is told with the line that threw it', () => {
    const { status, stderr } = run(
      'uncaught.ts',
      `function inner(count: number): number {
         if (count > 1) throw new RangeError(\`too many: \${count}\`);
         return count;
       }
       async function work(): Promise<void> {
         await null;
         inner(process.argv.length);
       }
       await work();`,
    );
    expect(status).toBe(1);
    expect(stderr).toContain('Uncaught RangeError: too many: 2\n    at ');
    expect(frames(stderr)[0]).toMatch(/ uncaught\.ts:2$/);
    expect(stderr).not.toContain('runtime/lang');
  });

  it('tells its stack, names of every script included', () => {
    const { status, stdout, stderr } = run(
      'stack.ts',
      `class Größe {
         constructor(readonly wert: number) {}
         prüfe(): void {
           if (this.wert > 1) throw new Error('zu groß');
         }
       }
       function all(list: readonly Größe[]): void {
         list.forEach((each) => each.prüfe());
       }
       try {
         all([new Größe(process.argv.length)]);
       } catch (error) {
         console.log((error as Error).stack);
       }
       const nothing = JSON.parse('null') as { name: string };
       console.log(nothing.name);`,
    );
    expect(status).toBe(1);
    expect(stdout.split('\n')[0]).toContain('Error: zu groß');
    expect(frames(stdout)[0]).toMatch(/ stack\.ts:4$/);
    // One that the language itself throws: the line of the program that asked for it.
    expect(stderr).toContain("TypeError: Cannot read properties of null (reading 'name')");
    expect(frames(stderr)[0]).toMatch(/ stack\.ts:16$/);
  });

  it('made while the program was built has no line, and does not end what runs then', () => {
    const { status, stdout } = run(
      'built.ts',
      `function make(text: string): Error { return new Error(text); }
       const early = make('early');
       console.log(early.message, early.stack!.split('\\n').length, early.stack!.includes('<anonymous>'));`,
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'early 2 true\n' });
  });
});
