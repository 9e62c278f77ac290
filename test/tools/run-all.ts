// `just test-all`: vitest, then cargo's tests of each Rust workspace, then one line that adds them up.
// It ends with 1 when a test failed or a runner could not run, so that a broken build is never a green one.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';

interface Counts {
  passed: number;
  failed: number;
}

const VITEST_RESULTS = '.cache/vitest.json';
const WORKSPACES = ['host/Cargo.toml', 'wasi-shim/Cargo.toml'];

/** Runs a program, shows what it prints, and gives its exit code and text. */
function run(file: string, args: readonly string[]): Promise<{ code: number; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      process.stdout.write(chunk);
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, text: Buffer.concat(chunks).toString('utf8') }));
  });
}

interface VitestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

async function vitest(): Promise<Counts> {
  mkdirSync('.cache', { recursive: true });
  rmSync(VITEST_RESULTS, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_RESULTS}`];
  const { code } = await run('npx', ['vitest', 'run', ...reporters]);
  if (!existsSync(VITEST_RESULTS)) return { passed: 0, failed: 1 };
  const results = JSON.parse(readFileSync(VITEST_RESULTS, 'utf8')) as VitestResults;
  // A file that does not load has no tests of its own, and still failed.
  const unloaded = results.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failed = results.numFailedTests + unloaded.length;
  return { passed: results.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

async function cargo(manifest: string): Promise<Counts> {
  const { code, text } = await run('cargo', ['test', '--release', '--no-fail-fast', '--manifest-path', manifest]);
  const counts: Counts = { passed: 0, failed: 0 };
  for (const [, passed, failed] of text.matchAll(/^test result: \w+\. (\d+) passed; (\d+) failed/gm)) {
    counts.passed += Number(passed);
    counts.failed += Number(failed);
  }
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

const total = await vitest();
for (const manifest of WORKSPACES.filter((path) => existsSync(path))) {
  const { passed, failed } = await cargo(manifest);
  total.passed += passed;
  total.failed += failed;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
