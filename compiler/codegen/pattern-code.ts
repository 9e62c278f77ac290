// A pattern's program as a function of its own, for subjects in Latin-1: what the matcher (runtime/lang/regexp-match.ts) does with each
// instruction is decided here. A choice looks at the next unit first and keeps no record where only one way can go on.
import * as op from './pattern-instructions.ts';
import type { Ref } from './function-context.ts';
import type { ModuleContext } from './context.ts';
import { AT, LENGTH, PatternContext, fixedOf, place } from './pattern-context.ts';
import { emitLook, emitLookEnd } from './pattern-looks.ts';
import { waysOf, type Instruction, type PatternProgram } from './pattern-program.ts';
import { emitRun } from './pattern-runs.ts';
import { genUnitTest } from './pattern-units.ts';
import { callRuntime } from './runtime-calls.ts';

const UNIT_MAX = 255;

export function genPattern(mc: ModuleContext, program: PatternProgram, name: string): void {
  const px = new PatternContext(mc, program, name);
  px.layOut();
  px.start();
  px.begin();
  for (const instruction of program.instructions) emit(px, instruction);
  px.finish();
}

function emit(px: PatternContext, instruction: Instruction): void {
  if (px.order.has(place(instruction.at))) {
    emitTaken(px);
    px.start();
  }
  if (fixedOf(px.program, instruction) !== null) {
    px.taken.push(instruction);
    return;
  }
  emitTaken(px);
  emitOther(px, instruction);
}

/** What takes exactly one unit each: one test of the length, then the units, neighbours at once. */
function emitTaken(px: PatternContext): void {
  const fixed = px.taken.flatMap((one) => fixedOf(px.program, one)!);
  px.taken.length = 0;
  if (fixed.length === 0) return;
  const { m } = px;
  const left = m.i32.sub(px.get(LENGTH), px.get(AT));
  px.add(px.failIf(fixed.length === 1 ? px.atEnd() : m.i32.lt_u(left, px.const(fixed.length))));
  for (let i = 0; i < fixed.length;) {
    const one = fixed[i]!;
    if ('units' in one) {
      const test = genUnitTest(m, px.program, one.units, px.unit(i), px.scratch)!;
      px.add(px.failIf(m.i32.eqz(test)));
      i++;
      continue;
    }
    let text = 0;
    while (text < 4 && i + text < fixed.length && 'unit' in fixed[i + text]!) text++;
    const bytes = text === 3 ? 2 : text;
    px.add(px.failIf(differs(px, fixed.slice(i, i + bytes) as { unit: number }[], i)));
    i += bytes;
  }
  px.add(px.move(px.const(fixed.length)));
}
function differs(px: PatternContext, text: readonly { readonly unit: number }[], offset: number): Ref {
  const { m } = px;
  if (text.some(({ unit }) => unit > UNIT_MAX)) return px.const(1);
  const value = text.reduce((word, { unit }, i) => word | (unit << (8 * i)), 0);
  const read =
    text.length === 4
      ? m.i32.load(offset, 1, px.place())
      : text.length === 2
        ? m.i32.load16_u(offset, 1, px.place())
        : px.unit(offset);
  return m.i32.ne(read, px.const(value));
}

function emitOther(px: PatternContext, instruction: Instruction): void {
  const { op: code, argument, operands, next, at } = instruction;
  const { m } = px;
  switch (code) {
    case op.OP_SPLIT:
      return emitSplit(px, instruction);
    case op.OP_RUN:
      return emitRun(px, instruction);
    case op.OP_SAVE:
      return px.add(...px.save(at, argument, px.get(AT)));
    case op.OP_JUMP:
      return px.add(px.goTo(argument));
    case op.OP_MATCH:
      return px.add(m.return(px.const(1)));
    case op.OP_POINT:
      return emitPoint(px, argument, (operands[0]! & op.MODE_BACK) !== 0);
    case op.OP_RESET:
      for (let register = argument; register < operands[0]!; register++)
        px.add(
          m.if(
            m.i32.ne(px.register(register), px.const(op.UNSET | 0)),
            m.block(null, px.save(at, register, px.const(op.UNSET | 0))),
          ),
        );
      return undefined;
    case op.OP_CHECK:
      return px.add(px.failIf(m.i32.eq(px.register(argument), px.get(AT))));
    case op.OP_ASSERT:
      return emitAssertion(px, argument);
    case op.OP_ZERO:
      return px.add(...px.save(at, argument, px.const(0)));
    case op.OP_INCREMENT: {
      px.add(m.local.set(px.count, m.i32.add(px.register(argument), px.const(1))));
      return px.add(...px.save(at, argument, px.get(px.count)));
    }
    case op.OP_CHECK_COUNTED:
      return px.add(
        px.failIf(
          m.i32.and(
            m.i32.ge_u(px.register(operands[0]!), px.const(operands[1]!)),
            m.i32.eq(px.register(argument), px.get(AT)),
          ),
        ),
      );
    case op.OP_COUNT:
      return emitCount(px, argument, operands, next);
    case op.OP_REFERENCE: {
      const pc = px.program.address + 4 * at;
      const end = callRuntime(px.fx, 'referenceEnd', [
        { ref: px.const(pc), machine: 'u32' },
        { ref: px.const(argument), machine: 'u32' },
        { ref: px.get(AT), machine: 'u32' },
      ]);
      return px.add(m.local.set(AT, end.ref), px.failIf(m.i32.eq(px.get(AT), px.const(op.UNSET | 0))));
    }
    case op.OP_LOOK:
      return emitLook(px, instruction);
    case op.OP_LOOK_END:
      return emitLookEnd(px, argument !== 0, operands[0]!);
    default:
      throw new Error(`Cannot compile a pattern: instruction ${code}`);
  }
}

function emitSplit(px: PatternContext, split: Instruction): void {
  const { m } = px;
  const [first, second] = waysOf(split);
  const tests = [px.canStart(px.first(first)), px.canStart(px.first(second))];
  if (tests[0] !== null) px.add(m.if(m.i32.eqz(tests[0]!), px.goTo(second)));
  if (px.keeps(split)) {
    const push = px.pushChoice(second);
    if (tests[1] === null) px.add(...push);
    else px.add(m.if(tests[1]!, m.block(null, push)));
  }
  px.add(px.goTo(first));
}

function emitPoint(px: PatternContext, class_: number, back: boolean): void {
  const { m } = px;
  if (!back) {
    px.add(px.failIf(px.atEnd()), px.failIf(m.i32.eqz(px.inClass(class_, px.unit()))), px.move(px.const(1)));
    return;
  }
  px.add(px.failIf(m.i32.eqz(px.get(AT))), px.move(px.const(-1)), px.failIf(m.i32.eqz(px.inClass(class_, px.unit()))));
}

function emitAssertion(px: PatternContext, which: number): void {
  const { m } = px;
  if (which === op.ASSERT_START) return px.add(px.failIf(px.get(AT)));
  if (which === op.ASSERT_END) return px.add(px.failIf(m.i32.ne(px.get(AT), px.get(LENGTH))));
  const holds = callRuntime(px.fx, 'holds', [
    { ref: px.const(which), machine: 'u32' },
    { ref: px.get(AT), machine: 'u32' },
  ]).ref;
  return px.add(px.failIf(m.i32.eqz(holds)));
}

function emitCount(px: PatternContext, counter: number, [min, max, lazy, exit]: readonly number[], next: number): void {
  const { m } = px;
  px.add(
    m.if(m.i32.lt_u(px.register(counter), px.const(min!)), px.goTo(next)),
    m.if(m.i32.ge_u(px.register(counter), px.const(max! | 0)), px.goTo(exit!)),
    ...px.pushChoice(lazy === 1 ? next : exit!),
    px.goTo(lazy === 1 ? exit! : next),
  );
}
