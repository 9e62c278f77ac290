// One process that runs generated programs, one after another, under this Node and compiled. It exists so that a program that
// hangs or takes the process down costs one program.
import { type Mode, type Result, runCompiled, runUnderNode } from './engines.ts';

export interface Job {
  readonly source: string;
  readonly mode: Mode;
}
export interface Answer {
  /** What Node prints; null when it throws, which only a broken generator causes. */
  readonly expected: string | null;
  readonly result: Result;
}

/** Where programs are run: here, or in another process (lane.ts). */
export interface Runner {
  run(job: Job): Promise<Answer>;
}

if (process.send !== undefined && process.argv[1] === import.meta.filename)
  process.on('message', (job: Job) => {
    void answer(job).then((made) => process.send?.(made));
  });

/** Runs a program twice, in this process. */
export async function answer({ source, mode }: Job): Promise<Answer> {
  const result = await runCompiled(source, mode);
  if (result.kind !== 'ran') return { expected: '', result };
  try {
    return { expected: await runUnderNode(source), result };
  } catch (error) {
    return { expected: null, result: { kind: 'crash', message: String(error) } };
  }
}
