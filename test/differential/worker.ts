// One process of the pool: compiles and runs the programs that it is told, one after another, and answers each.
import { compileAndRun, type Mode } from './compiled.ts';

export interface WorkerJob {
  readonly entry: string;
  readonly mode: Mode;
}

process.on('message', (job: WorkerJob) => {
  void compileAndRun(job.entry, job.mode).then((outcome) => process.send?.(outcome));
});
