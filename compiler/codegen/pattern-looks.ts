// Look-around in a compiled pattern: a barrier on the stack of records, above which what is inside keeps its own (regexp-stack.ts).
import * as op from './pattern-instructions.ts';
import type { Ref } from './function-context.ts';
import { AT, BASE, FAIL, REGISTERS, resumption, type PatternContext } from './pattern-context.ts';
import type { Instruction } from './pattern-program.ts';
import { callRuntime } from './runtime-calls.ts';

export function emitLook(px: PatternContext, look: Instruction): void {
  const { m } = px;
  const [register, end] = look.operands;
  const height = m.i32.sub(px.get(px.top), px.get(BASE));
  px.add(
    ...px.push(px.const(px.labelOf(resumption(look))), px.get(AT), px.const(look.argument)),
    m.i32.store(4 * register!, 4, px.get(REGISTERS), height),
    px.goTo(look.next),
  );
  // The barrier is reached when all inside has failed: that is what a negative one wants.
  px.start();
  px.add(look.argument === 0 ? m.br(FAIL) : px.goTo(end!));
}
export function emitLookEnd(px: PatternContext, negative: boolean, register: number): void {
  const { m } = px;
  if (!negative) {
    const place_ = callRuntime(px.fx, 'cutStack', [
      { ref: px.get(px.top), machine: 'u32' },
      { ref: px.register(register), machine: 'u32' },
    ]).ref;
    px.add(m.local.set(AT, place_), m.local.set(px.top, px.shared(op.SEARCH_TOP)));
    return;
  }
  // What it captured is undone, then its barrier goes without taking its way.
  const word = (): Ref => m.i32.load(0, 4, px.get(px.top));
  const undone = px.fx.label('undone');
  const undo = px.fx.label('undo');
  px.add(
    m.local.set(px.from, m.i32.add(px.get(BASE), px.register(register))),
    m.block(undone, [
      m.loop(
        undo,
        m.block(null, [
          m.br(undone, m.i32.le_u(px.get(px.top), px.get(px.from))),
          px.moveTop(-op.RECORD),
          m.if(m.i32.lt_s(word(), px.const(0)), px.restore(word())),
          m.br(undo),
        ]),
      ),
    ]),
    m.local.set(px.top, m.i32.sub(px.get(px.from), px.const(op.RECORD))),
    m.br(FAIL),
  );
}
