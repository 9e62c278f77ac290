// `just mutate [PART OF A NAME]… [--markdown]`: is every suite seen to fail when its subject is broken? Copies what git tracks to a folder of
// its own, runs each suite there as it is (it must pass), then breaks one thing at a time (mutations.ts) and runs the suites named
// beside it (each must fail). Slow: it compiles the host's tests once and some apps often. No part of continuous integration.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { MUTATIONS, type Mutation, type Suite } from './mutations.ts';

const ROOT = join(import.meta.dirname, '../..');
/** A broken subject may never come to an end; that counts as failing. */
const LIMIT_MS = 600_000;

const { values: flags, positionals } = parseArgs({
  options: { markdown: { type: 'boolean', default: false } },
  allowPositionals: true,
});

interface Outcome {
  readonly passed: boolean;
  /** How it failed, in a few words. */
  readonly how: string;
}

function nameOf(suite: Suite): string {
  if ('vitest' in suite) return suite.vitest;
  if ('programs' in suite) return `differential ${suite.programs} (${suite.mode})`;
  return `cargo ${suite.cargo}${suite.test === undefined ? '' : ` ${suite.test}`}`;
}

function commandOf(suite: Suite): readonly string[] {
  if ('vitest' in suite) return ['npx', 'vitest', 'run', suite.vitest];
  if ('programs' in suite) {
    const options = ['--filter', suite.programs, '--modes', suite.mode];
    return ['node_modules/node/bin/node', 'test/differential/run.ts', ...options];
  }
  const test = suite.test === undefined ? [] : ['--test', suite.test];
  return ['cargo', 'test', '--release', '--manifest-path', 'host/Cargo.toml', '--package', suite.cargo, ...test];
}

function run(suite: Suite, copy: string): Outcome {
  const [file, ...args] = commandOf(suite);
  // The host that others use is never replaced by a broken one.
  const env = { ...process.env, CARGO_TARGET_DIR: join(ROOT, '.cache/mutate-target'), NO_COLOR: '1' };
  const { status, signal, stdout, stderr } = spawnSync(file!, args, {
    cwd: copy,
    env,
    encoding: 'utf8',
    timeout: LIMIT_MS,
  });
  if (status === 0) return { passed: true, how: '' };
  if (signal !== null) return { passed: false, how: 'does not end' };
  const text = stdout + stderr;
  const counts = [...text.matchAll(/Tests +(\d+) failed|(\d+) failed;/g)];
  const failed = counts.reduce((sum, [, tests, cargo]) => sum + Number(tests ?? cargo), 0);
  if (/SIGSEGV/.test(text)) return { passed: false, how: 'the process dies' };
  if (failed > 0) return { passed: false, how: `${failed} failed` };
  if ('programs' in suite) return { passed: false, how: 'programs differ from Node' };
  if (/could not compile|error\[E/.test(text))
    throw new Error(`Cannot judge a suite: it does not compile\n${text.slice(-2000)}`);
  return { passed: false, how: 'ends with an error' };
}

function copyRepository(): string {
  const copy = mkdtempSync(join(tmpdir(), 'caisson-mutate-'));
  const { stdout } = spawnSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26 });
  for (const path of stdout.split('\0').filter((each) => each !== '' && existsSync(join(ROOT, each)))) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    copyFileSync(join(ROOT, path), join(copy, path));
  }
  // The style tests ask git which files there are.
  for (const args of [
    ['init', '--quiet'],
    ['add', '--all'],
  ])
    spawnSync('git', args, { cwd: copy });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  symlinkSync(join(ROOT, 'host/target'), join(copy, 'host/target'));
  return copy;
}

function apply(mutation: Mutation, copy: string): () => void {
  const path = join(copy, mutation.file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(mutation.from))
    throw new Error(`Cannot break '${mutation.name}': ${mutation.file} reads otherwise`);
  writeFileSync(
    path,
    text.replace(mutation.from, () => mutation.to),
  );
  return () => writeFileSync(path, text);
}

const copy = copyRepository();
const wanted = MUTATIONS.filter(
  ({ name }) => positionals.length === 0 || positionals.some((part) => name.includes(part)),
);
let survivors = 0;
try {
  const suites = new Map(wanted.flatMap((each) => each.suites.map((suite) => [nameOf(suite), suite])));
  for (const [name, suite] of suites) {
    if (!run(suite, copy).passed) throw new Error(`Cannot begin: ${name} fails before anything was broken`);
    console.error(`passes unbroken: ${name}`);
  }
  if (flags.markdown) console.log('| broken | where | the suite | |\n| --- | --- | --- | --- |');
  for (const mutation of wanted) {
    const restore = apply(mutation, copy);
    for (const suite of mutation.suites) {
      const { passed, how } = run(suite, copy);
      if (passed) survivors++;
      const cells = [mutation.name, mutation.file, nameOf(suite), passed ? 'NOT SEEN TO FAIL' : how];
      console.log(
        flags.markdown ? `| ${cells.join(' | ')} |` : `${cells[3]}: ${cells[0]} (${cells[1]}), by ${cells[2]}`,
      );
    }
    restore();
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.error(`${wanted.length} mutations, ${survivors} suites that did not notice`);
process.exitCode = survivors === 0 ? 0 : 1;
