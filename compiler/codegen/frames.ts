// Heap frames of resumable functions: locals move to the slots of an internal cell at a suspension and back on resumption.
import binaryen from 'binaryen';
import type { Expr } from '../ir/nodes.ts';
import { asStatement, genSetLocal, genVal } from './expressions.ts';
import { convert } from './convert.ts';
import { mayHoldReference, type Code, type FunctionContext, type Ref } from './function-context.ts';
import { storeField } from './properties.ts';
import { allocateCell } from './allocation.ts';
import { Tag, boxed, wasmType } from './values.ts';

const { i32 } = binaryen;
type FrameNode = Expr & { kind: 'cell-new' | 'slot-set' | 'save-frame' | 'restore-frame' };
const slotAt = (index: number): number => 8 + 8 * index;

export function genFrame(fx: FunctionContext, e: FrameNode): Code {
  const { m } = fx;
  if (e.kind === 'cell-new') {
    const cell = allocateCell(fx, slotAt(e.slots));
    return { ref: m.i64.or(m.i64.const(boxed(Tag.Cell, 0)), m.i64.extend_u(cell)), machine: 'val' };
  }
  const frame = fx.temp(i32);
  const set = m.local.set(frame, m.i32.wrap(genVal(fx, e.kind === 'slot-set' ? e.cell : e.frame)));
  if (e.kind === 'slot-set') {
    // Slots written this way hold numbers: nothing to tell the collector.
    return {
      ref: m.block(
        null,
        [set, m.i64.store(slotAt(e.index), 8, fx.get(frame, i32), genVal(fx, e.value))],
        binaryen.none,
      ),
      machine: 'void',
    };
  }
  const moves = e.locals.map((local, i): Ref => {
    const flow = fx.lang ? local.hint : local.flow;
    const offset = slotAt(e.first + i);
    if (e.kind === 'restore-frame') {
      const value = m.i64.load(offset, 8, fx.get(frame, i32));
      return asStatement(fx, genSetLocal(fx, local, convert(fx, { ref: value, machine: 'val' }, local.machine, flow)));
    }
    const type = wasmType(local.machine);
    const value = convert(fx, { ref: fx.get(fx.indexOf(local), type), machine: local.machine }, 'val', flow);
    if (e.fresh || local.machine !== 'val' || !mayHoldReference(flow))
      return m.i64.store(offset, 8, fx.get(frame, i32), value);
    return storeField(fx, m.i32.add(fx.get(frame, i32), m.i32.const(offset)), value);
  });
  return { ref: m.block(null, [set, ...moves], binaryen.none), machine: 'void' };
}
