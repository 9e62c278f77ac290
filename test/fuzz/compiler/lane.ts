// A worker process with a time limit for each program, replaced when it ends or hangs and after so many programs, because the
// compiler keeps what it parsed.
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Answer, Job, Runner } from './worker.ts';

const STACK_KIB = 5000;
const PROGRAMS_PER_WORKER = 60;

export class Lane implements Runner {
  readonly #timeoutMs: number;
  #worker: ChildProcess | null = null;
  #programs = 0;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  run(job: Job): Promise<Answer> {
    if (++this.#programs % PROGRAMS_PER_WORKER === 0) this.close();
    const worker = (this.#worker ??= fork(join(import.meta.dirname, 'worker.ts'), [], {
      execArgv: [`--stack-size=${STACK_KIB}`, '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    }));
    return new Promise((resolve) => {
      let errors = '';
      const gone = (message: string): void => {
        this.#worker = null;
        finish({ expected: '', result: { kind: 'crash', message } });
      };
      const finish = (answer: Answer): void => {
        clearTimeout(timer);
        worker.removeAllListeners();
        worker.stderr?.removeAllListeners();
        resolve(answer);
      };
      const timer = setTimeout(() => {
        worker.kill('SIGKILL');
        gone(`Cannot wait longer than ${this.#timeoutMs} ms`);
      }, this.#timeoutMs);
      worker.stderr?.on('data', (chunk: Buffer) => void (errors = (errors + chunk.toString()).slice(-1000)));
      worker.once('message', (answer: Answer) => finish(answer));
      worker.once('exit', (code) => gone(`Cannot go on: the worker ended with ${code} ${errors}`));
      worker.send(job);
    });
  }

  close(): void {
    this.#worker?.removeAllListeners();
    this.#worker?.kill();
    this.#worker = null;
  }
}
