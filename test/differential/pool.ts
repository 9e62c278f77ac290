// Runs jobs in a few worker processes of the pinned Node, each job under a time limit. A worker that crashes or hangs loses
// one job and is replaced: no program can harm the result of another.
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { CompiledOutcome } from './outcome.ts';
import { NODE } from './reference.ts';
import type { WorkerJob } from './worker.ts';

/** Deep recursion is a promise of the language; below the 8 MiB that a process has. */
const STACK_KIB = 5000;
/** A worker's compiler keeps memory; a fresh one is cheap. */
const JOBS_PER_WORKER = 150;

/** Runs every job and hands each outcome to `done`, in order of completion. Jobs of one entry that follow each other share a worker. */
export async function runPool<J extends WorkerJob>(
  jobs: readonly J[],
  workers: number,
  timeoutMs: number,
  done: (job: J, outcome: CompiledOutcome) => void,
): Promise<void> {
  const queue = grouped(jobs);
  const lane = async (): Promise<void> => {
    let worker: ChildProcess | undefined;
    let count = 0;
    for (let group = queue.shift(); group !== undefined; group = queue.shift()) {
      if (count >= JOBS_PER_WORKER) {
        worker?.kill();
        worker = undefined;
        count = 0;
      }
      for (const job of group) {
        worker ??= startWorker();
        count++;
        const { outcome, alive } = await runJob(worker, job, timeoutMs);
        if (!alive) worker = undefined;
        done(job, outcome);
      }
    }
    worker?.kill();
  };
  await Promise.all(Array.from({ length: workers }, lane));
}

function grouped<J extends WorkerJob>(jobs: readonly J[]): J[][] {
  const groups: J[][] = [];
  for (const job of jobs) {
    const open = groups.at(-1);
    if (open?.[0]?.entry === job.entry) open.push(job);
    else groups.push([job]);
  }
  return groups;
}

function startWorker(): ChildProcess {
  return fork(join(import.meta.dirname, 'worker.ts'), [], {
    execPath: NODE,
    execArgv: [`--stack-size=${STACK_KIB}`, '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
}

function runJob(
  worker: ChildProcess,
  job: WorkerJob,
  timeoutMs: number,
): Promise<{ outcome: CompiledOutcome; alive: boolean }> {
  return new Promise((resolve) => {
    let errors = '';
    const onError = (chunk: Buffer): void => void (errors = (errors + chunk.toString()).slice(-2000));
    const finish = (outcome: CompiledOutcome, alive: boolean): void => {
      clearTimeout(timer);
      worker.off('message', onMessage);
      worker.off('exit', onExit);
      worker.stderr?.off('data', onError);
      resolve({ outcome, alive });
    };
    const onMessage = (outcome: CompiledOutcome): void => finish(outcome, true);
    const onExit = (code: number | null): void => {
      finish({ kind: 'crash', message: `Cannot go on: the worker ended with ${code}\n${errors}` }, false);
    };
    const timer = setTimeout(() => {
      worker.kill('SIGKILL');
      finish({ kind: 'timeout', message: `Cannot wait longer than ${timeoutMs} ms` }, false);
    }, timeoutMs);
    worker.on('message', onMessage);
    worker.on('exit', onExit);
    worker.stderr?.on('data', onError);
    worker.send(job);
  });
}
