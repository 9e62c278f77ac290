// With which Latin-1 units a match can go on at an instruction of a pattern's program. A choice looks at the next unit first: where
// only one of its ways can go on, it needs no record to come back to.
import {
  ASSERT_END,
  ASSERT_LINE_END,
  OP_ASSERT,
  OP_CHAR,
  OP_CLASS,
  OP_COUNT,
  OP_JUMP,
  OP_LOOK,
  OP_LOOK_END,
  OP_MATCH,
  OP_POINT,
  OP_REFERENCE,
  OP_RUN,
  OP_SPLIT,
  MODE_BACK,
} from './pattern-instructions.ts';
import type { Instruction, PatternProgram, Units } from './pattern-program.ts';

export interface First {
  /** Whether nothing is known: any unit, and none. */
  readonly any: boolean;
  readonly units: Units;
  /** Whether it can go on where the subject ends. */
  readonly end: boolean;
}

const LINE_ENDS = [10, 13];
const UNIT_MAX = 255;

export function firstUnits(program: PatternProgram, byPlace: ReadonlyMap<number, Instruction>, from: number): First {
  const units = new Array<boolean>(UNIT_MAX + 1).fill(false);
  let any = false;
  let end = false;
  const seen = new Set<number>();
  const queue = [from];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const instruction = byPlace.get(at)!;
    const { op, argument, operands, next } = instruction;
    const addClass = (): void =>
      program.classes.get(argument)!.units.forEach((is, unit) => {
        if (is) units[unit] = true;
      });
    switch (op) {
      case OP_CHAR:
        if (argument <= UNIT_MAX) units[argument] = true;
        break;
      case OP_CLASS:
        addClass();
        break;
      case OP_POINT:
        if ((operands[0]! & MODE_BACK) === 0) addClass();
        else any = true;
        break;
      case OP_RUN:
        addClass();
        if (operands[1] === 0) queue.push(next);
        break;
      case OP_SPLIT:
        queue.push(next, operands[0]!);
        break;
      case OP_JUMP:
        queue.push(argument);
        break;
      case OP_COUNT:
        queue.push(next, operands[3]!);
        break;
      case OP_ASSERT:
        if (argument !== ASSERT_END && argument !== ASSERT_LINE_END) queue.push(next);
        else {
          end = true;
          if (argument === ASSERT_LINE_END) for (const unit of LINE_ENDS) units[unit] = true;
        }
        break;
      case OP_MATCH:
      case OP_LOOK:
      case OP_LOOK_END:
      case OP_REFERENCE:
        any = true;
        break;
      default:
        queue.push(next);
    }
  }
  return { any, units, end };
}

/** Whether no way can go on where the other can. */
export function areApart(one: First, other: First): boolean {
  return !one.any && !other.any && !(one.end && other.end) && !one.units.some((is, unit) => is && other.units[unit]);
}
