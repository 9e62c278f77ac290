// Runs of units of one class in a compiled pattern: greedy ones that give back a unit at a time, possessive ones that need not, lazy
// ones that take one more each time (runtime/lang/regexp-match.ts has the same for the matcher).
import * as op from './pattern-instructions.ts';
import type { Ref } from './function-context.ts';
import { AT, LENGTH, resumption, type PatternContext } from './pattern-context.ts';
import type { Instruction } from './pattern-program.ts';

/** A run of units of one class: as many as there are or, lazy, as few. */
export function emitRun(px: PatternContext, run: Instruction): void {
  const { m } = px;
  const { argument: class_, operands, next } = run;
  const [mode, min, max] = [operands[0]!, operands[1]!, operands[2]! >>> 0];
  if (min > 0) emitExactly(px, class_, min);
  if (min === max) return px.add(px.goTo(next));
  px.add(m.local.set(px.from, px.get(AT)));
  if ((mode & op.RUN_LAZY) !== 0) return emitLazy(px, run, max);
  px.add(takeAll(px, class_, max));
  if ((mode & op.RUN_POSSESSIVE) !== 0) {
    const eighths = (): Ref => m.i32.shr_u(m.i32.sub(px.get(AT), px.get(px.from)), px.const(3));
    px.add(m.if(eighths(), px.countSteps(eighths())), px.goTo(next));
    return undefined;
  }
  const record = px.push(px.const(px.labelOf(resumption(run))), px.get(AT), px.get(px.from));
  px.add(m.if(m.i32.ne(px.get(AT), px.get(px.from)), m.block(null, record)), px.goTo(next));
  px.start();
  return emitGiveBack(px, next);
}
function emitExactly(px: PatternContext, class_: number, count: number): void {
  const { m } = px;
  const left = m.i32.sub(px.get(LENGTH), px.get(AT));
  const again = px.fx.label('exactly');
  px.add(
    px.failIf(m.i32.lt_u(left, px.const(count))),
    m.local.set(px.count, m.i32.add(px.get(AT), px.const(count))),
    m.loop(
      again,
      m.block(null, [
        px.failIf(m.i32.eqz(px.inClass(class_, px.unit()))),
        px.move(px.const(1)),
        m.br(again, m.i32.lt_u(px.get(AT), px.get(px.count))),
      ]),
    ),
  );
}
function takeAll(px: PatternContext, class_: number, max: number): Ref {
  const { m } = px;
  const bounded = max < op.INFINITE;
  const left = (): Ref => m.i32.sub(px.get(LENGTH), px.get(AT));
  const end = bounded ? px.count : LENGTH;
  const taken = px.fx.label('taken');
  const again = px.fx.label('take');
  const take = m.block(taken, [
    m.loop(
      again,
      m.block(null, [
        m.br(taken, m.i32.ge_u(px.get(AT), px.get(end))),
        m.br(taken, m.i32.eqz(px.inClass(class_, px.unit()))),
        px.move(px.const(1)),
        m.br(again),
      ]),
    ),
  ]);
  if (!bounded) return take;
  const least = m.select(m.i32.lt_u(left(), px.const(max | 0)), left(), px.const(max | 0));
  return m.block(null, [m.local.set(px.count, m.i32.add(px.get(AT), least)), take]);
}
/** A greedy run is resumed: `AT` is its last place, the record, off the stack but in place, says its first. */
function emitGiveBack(px: PatternContext, next: number): void {
  const { m } = px;
  const canStart = px.canStart(px.first(next));
  const again = px.fx.label('give');
  px.add(
    m.local.set(px.from, m.i32.load(8, 4, px.get(px.top))),
    m.loop(
      again,
      m.block(null, [
        px.failIf(m.i32.le_u(px.get(AT), px.get(px.from))),
        px.move(px.const(-1)),
        ...(canStart === null ? [] : [px.countSteps(px.const(1)), m.br(again, m.i32.eqz(canStart))]),
      ]),
    ),
    m.if(
      m.i32.ne(px.get(AT), px.get(px.from)),
      m.block(null, [m.i32.store(4, 4, px.get(px.top), px.get(AT)), px.moveTop(op.RECORD)]),
    ),
  );
}
/** A lazy run: tries what follows, and is resumed to take one more. */
function emitLazy(px: PatternContext, run: Instruction, max: number): void {
  const { m } = px;
  const { argument: class_, next } = run;
  const label = px.labelOf(resumption(run));
  px.add(...px.push(px.const(label), px.get(AT), px.const(max | 0)));
  const test = px.canStart(px.first(next));
  if (test !== null) px.add(px.failIf(m.i32.eqz(test)));
  px.add(px.goTo(next));
  px.start();
  const canStart = px.canStart(px.first(next));
  const again = px.fx.label('more');
  px.add(
    m.local.set(px.count, m.i32.load(8, 4, px.get(px.top))),
    m.loop(
      again,
      m.block(null, [
        px.failIf(m.i32.eqz(px.get(px.count))),
        px.failIf(px.atEnd()),
        px.failIf(m.i32.eqz(px.inClass(class_, px.unit()))),
        px.move(px.const(1)),
        ...(max === op.INFINITE ? [] : [m.local.set(px.count, m.i32.sub(px.get(px.count), px.const(1)))]),
        px.countSteps(px.const(1)),
        ...(canStart === null ? [] : [m.br(again, m.i32.eqz(canStart))]),
      ]),
    ),
    m.i32.store(4, 4, px.get(px.top), px.get(AT)),
    m.i32.store(8, 4, px.get(px.top), px.get(px.count)),
    px.moveTop(op.RECORD),
  );
}
