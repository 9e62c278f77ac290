// Constructs that are refused, each where this program does not come.
// @ts-expect-error: Node's own types are not at hand, and nothing here reaches it.
import { Worker } from 'node:worker_threads';

export class Codec {
  private readonly values: readonly number[];
  constructor(values: readonly number[]) {
    this.values = values;
  }
  sum(): number {
    return this.values.reduce((left, right) => left + right, 0);
  }
}

export function checksum(text: string): number {
  let sum = 7;
  for (const char of text) sum = (sum * 31 + char.codePointAt(0)!) % 65521;
  return sum;
}

/** Needs the source text of a function and a thread. */
export function offload(task: (input: number) => number): Worker {
  return new Worker(`(${task.toString()})(1)`, { eval: true });
}

export const evaluate = (source: string): unknown => new Function(`return ${source}`)();

export const describe = (value: object): string => JSON.stringify(value);

export const formatted = (value: number): string => new Intl.NumberFormat('en').format(value);

export async function load(name: string): Promise<unknown> {
  return import(name);
}
