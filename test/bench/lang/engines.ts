// The engines that are compared, in the order of the table's columns.
import { caisson } from './engine-caisson.ts';
import { assemblyscript } from './engine-assemblyscript.ts';
import { clang } from './engine-clang.ts';
import { node } from './engine-node.ts';
import { porffor } from './engine-porffor.ts';
import type { Command, Refused } from './processes.ts';

export interface Engine {
  readonly name: string;
  /** Looks for what the engine needs and gets it where it can; why it cannot be measured. */
  prepare(): Promise<Refused | undefined>;
  /** Builds a program; `reuse` takes what an earlier run built. */
  build(program: string, source: string, reuse: boolean): Promise<Command | Refused>;
}

export const ENGINES: readonly Engine[] = [caisson, node, assemblyscript, porffor, clang];
