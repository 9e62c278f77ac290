// `just test-all`: vitest, then cargo's tests of each Rust workspace, then one line that adds them up.
// It ends with 1 when a test failed or a runner could not run, so that a broken build is never a green one.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';

interface Counts {
  passed: number;
  failed: number;
}

/** The tests that failed, printed again behind everything else: whoever reads a log reads its end first. */
const failures: string[] = [];

const VITEST_RESULTS = '.cache/vitest.json';
const FAILURE_LINES = 12;
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

interface VitestFile {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly fullName: string;
    readonly failureMessages?: readonly string[];
  }[];
}

interface VitestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly VitestFile[];
}

/** Notes what failed in a file of tests, with the first lines of each message. */
function noteFailures({ name, message, assertionResults }: VitestFile): void {
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  const texts = failed.map(({ fullName, failureMessages }) => [fullName, ...(failureMessages ?? [])].join('\n'));
  for (const text of texts.length > 0 ? texts : [message]) {
    failures.push(`${relative('', name)}: ${text.split('\n').slice(0, FAILURE_LINES).join('\n  ')}`);
  }
}

async function vitest(): Promise<Counts> {
  mkdirSync('.cache', { recursive: true });
  rmSync(VITEST_RESULTS, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_RESULTS}`];
  const { code } = await run('npx', ['vitest', 'run', ...reporters]);
  if (!existsSync(VITEST_RESULTS)) {
    failures.push('vitest wrote no results');
    return { passed: 0, failed: 1 };
  }
  const results = JSON.parse(readFileSync(VITEST_RESULTS, 'utf8')) as VitestResults;
  // A file that does not load has no tests of its own, and still failed.
  const unloaded = results.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  for (const file of results.testResults.filter(({ status }) => status === 'failed')) noteFailures(file);
  const failed = results.numFailedTests + unloaded.length;
  if (failed === 0 && code !== 0) failures.push(`vitest ended with ${code} although no test failed`);
  return { passed: results.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

async function cargo(manifest: string): Promise<Counts> {
  const { code, text } = await run('cargo', ['test', '--release', '--no-fail-fast', '--manifest-path', manifest]);
  const counts: Counts = { passed: 0, failed: 0 };
  for (const [, passed, failed] of text.matchAll(/^test result: \w+\. (\d+) passed; (\d+) failed/gm)) {
    counts.passed += Number(passed);
    counts.failed += Number(failed);
  }
  for (const [, name] of text.matchAll(/^test (.+) \.\.\. FAILED$/gm)) failures.push(`${manifest}: ${name}`);
  if (code !== 0 && counts.failed === 0) {
    counts.failed = 1;
    failures.push(`${manifest}: cargo test ended with ${code}`);
  }
  return counts;
}

const total = await vitest();
for (const manifest of WORKSPACES.filter((path) => existsSync(path))) {
  const { passed, failed } = await cargo(manifest);
  total.passed += passed;
  total.failed += failed;
}
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((failure) => `- ${failure}`).join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
