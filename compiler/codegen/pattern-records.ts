// Where in a pattern's program the stack of things to go back to may hold any: elsewhere registers are set without a note of what they
// were, for an attempt that fails with an empty stack starts afresh.
import * as op from './pattern-instructions.ts';
import { waysOf, type Instruction, type PatternProgram } from './pattern-program.ts';

/** For each instruction that can be reached, whether records may be there before it. `keeps` tells which choices make one. */
export function keepsRecords(
  { instructions }: PatternProgram,
  keeps: (split: Instruction) => boolean,
): ReadonlyMap<number, boolean> {
  const byPlace = new Map(instructions.map((one) => [one.at, one]));
  const result = new Map<number, boolean>();
  const queue: [at: number, records: boolean][] = [[instructions[0]!.at, false]];
  for (let item = queue.pop(); item !== undefined; item = queue.pop()) {
    const [at, records] = item;
    const before = result.get(at);
    if (before === true || before === records) continue;
    result.set(at, records);
    const instruction = byPlace.get(at)!;
    const { op: code, argument, operands, next } = instruction;
    if (code === op.OP_MATCH) continue;
    if (code === op.OP_JUMP) queue.push([argument, records]);
    else if (code === op.OP_SPLIT) {
      const [first, second] = waysOf(instruction);
      queue.push([first, records || keeps(instruction)], [second, records]);
    } else if (code === op.OP_RUN)
      queue.push([next, records || ((operands[0]! & op.RUN_POSSESSIVE) === 0 && operands[1] !== operands[2])]);
    else if (code === op.OP_COUNT) queue.push([next, true], [operands[3]!, true]);
    else if (code === op.OP_LOOK) queue.push([next, true], [operands[1]!, true]);
    else queue.push([next, records]);
  }
  return result;
}
