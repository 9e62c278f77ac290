// `just bench gc`: pauses of the collector and resident memory, of a program in the shape of a server with 64 MB live
// (gc/server.ts). Turns and the time between them are measured inside the program; memory is what the system says of the
// host's process once the program is idle.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD_DIRECTORY, HOST, NODE, ROOT, runTool } from './lang/processes.ts';

const SOURCE = join(import.meta.dirname, 'gc', 'server.ts');
const MODULE = join(BUILD_DIRECTORY, 'gc.wasm');
/** How long after it fell idle the program's memory is looked at. */
const SETTLE_MS = 1000;

/** Resident megabytes of a process, by /proc. */
function residentMb(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? Number.NaN) / 1024;
}

async function main(): Promise<number> {
  mkdirSync(BUILD_DIRECTORY, { recursive: true });
  const problem = await runTool(NODE, [join(ROOT, 'compiler', 'main.ts'), 'build', SOURCE, '-o', MODULE]);
  if (problem !== undefined) {
    console.error(problem.refused);
    return 1;
  }
  const child = spawn(HOST, ['run', '--code-cache', join(BUILD_DIRECTORY, 'code'), MODULE]);
  let text = '';
  let resident = Number.NaN;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    if (chunk.includes('idle')) setTimeout(() => (resident = residentMb(child.pid!)), SETTLE_MS);
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  console.log('ms            median       99 %     99.9 %    longest');
  for (const [, name, ...times] of text.matchAll(/^(turn|gap) (\S+) (\S+) (\S+) (\S+)$/gm))
    console.log(name!.padEnd(9) + times.map((time) => time.padStart(11)).join(''));
  console.log(`resident after idle: ${resident.toFixed(1)} MB with 64 MB live`);
  return code === 0 ? 0 : 1;
}

process.exitCode = await main();
