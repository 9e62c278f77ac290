// Finds the next unit that a match can start with: eight at once where one comparison tells (the zero byte of a word, as memchr finds it).
import binaryen from 'binaryen';
import type { FunctionContext, Ref } from './function-context.ts';
import type { PatternProgram, Units } from './pattern-program.ts';
import { genUnitTest, soleUnit } from './pattern-units.ts';

const { i32, i64 } = binaryen;
const WORD = 8;
const LOW_BITS = 0x0101010101010101n;
const HIGH_BITS = 0x8080808080808080n;

/** Moves the local `at` on; returns 0 from the function where there is none. */
export function genSkip(
  fx: FunctionContext,
  program: PatternProgram,
  units: Units,
  { at, units: base, length }: { readonly at: number; readonly units: number; readonly length: number },
): Ref[] {
  const { m } = fx;
  const [found, next] = [fx.label('found'), fx.label('skip')];
  const get = (local: number): Ref => m.local.get(local, i32);
  const place = (): Ref => m.i32.add(get(base), get(at));
  const move = (by: Ref): Ref => m.local.set(at, m.i32.add(get(at), by));
  const test = genUnitTest(m, program, units, m.i32.load8_u(0, 1, place()), fx.temp(i32))!;
  const single = m.loop(
    next,
    m.block(null, [
      m.if(m.i32.ge_u(get(at), get(length)), m.return(m.i32.const(0))),
      m.br(found, test),
      move(m.i32.const(1)),
      m.br(next),
    ]),
  );
  const sole = soleUnit(units);
  if (sole === null) return [m.block(found, [single])];
  const word = fx.temp(i64);
  const [words, rest] = [fx.label('words'), fx.label('rest')];
  const read = m.i64.load(0, 1, place());
  const masked = sole.mask === 0 ? read : m.i64.or(read, m.i64.const(BigInt(sole.mask) * LOW_BITS));
  const differences = m.i64.xor(masked, m.i64.const(BigInt.asIntN(64, BigInt(sole.unit) * LOW_BITS)));
  const value = (): Ref => m.local.get(word, i64);
  const zeros = m.i64.and(
    m.i64.and(m.i64.sub(value(), m.i64.const(LOW_BITS)), m.i64.const(BigInt.asIntN(64, HIGH_BITS))),
    m.i64.xor(value(), m.i64.const(-1n)),
  );
  const eight = m.loop(
    words,
    m.block(null, [
      m.br(rest, m.i32.lt_u(m.i32.sub(get(length), get(at)), m.i32.const(WORD))),
      m.local.set(word, differences),
      m.local.set(word, zeros),
      m.if(
        m.i64.ne(value(), m.i64.const(0n)),
        m.block(null, [move(m.i32.shr_u(m.i32.wrap(m.i64.ctz(value())), m.i32.const(3))), m.br(found)]),
      ),
      move(m.i32.const(WORD)),
      m.br(words),
    ]),
  );
  return [m.block(found, [m.block(rest, [eight]), single])];
}
