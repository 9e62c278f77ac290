// Statements: control flow as wasm blocks, and `try` in Binaryen's exception form. A jump that leaves through `finally`
// records its aim in a completion and is continued behind the finalizer (ECMA-262 §14.15).
import binaryen from 'binaryen';
import type { Expr, Local, Stmt } from '../ir/nodes.ts';
import { Kind, TOP, isOnly } from '../ir/types.ts';
import { asStatement, gen, genAs, genSetLocal, genTest, genVal, genVoid } from './expressions.ts';
import { FUEL, TAG } from './context.ts';
import { convert } from './convert.ts';
import type { ControlFrame, FinallyFrame, FunctionContext, Ref } from './function-context.ts';
import { resultLocal } from './functions.ts';
import { genSplitBytes } from './joined-bytes.ts';
import { ARRAY_LENGTH, ARRAY_STORAGE, STORAGE_ELEMENTS, certainKind } from './properties.ts';
import { knownTest } from './known-tests.ts';
import { callRuntime } from './runtime-calls.ts';
import { textTable } from './strings.ts';
import { ABSENT, UNDEFINED, wasmType } from './values.ts';
import { unrolled } from './unroll.ts';
import { withViews } from './views.ts';

const { i32, i64 } = binaryen;
const NORMAL = 0;
const THROWN = 1;
const FIRST_JUMP = 2;

export function genStatements(fx: FunctionContext, body: readonly Stmt[]): Ref[] {
  const parts: Ref[] = [];
  for (let i = 0; i < body.length; i++) {
    const joined = genSplitBytes(fx, body, i);
    if (joined !== null) i += joined.count - 1;
    if (body[i]!.kind !== 'empty') parts.push(joined?.ref ?? genStatement(fx, body[i]!));
    if (leaves(fx, body[i]!)) break;
  }
  return parts;
}

/** Nothing runs behind it, as its jumps and the only outcomes of its conditions say. */
function leaves(fx: FunctionContext, stmt: Stmt): boolean {
  switch (stmt.kind) {
    case 'return':
    case 'throw':
    case 'break':
    case 'continue':
      return true;
    case 'block':
      return stmt.body.some((inner) => leaves(fx, inner));
    case 'if': {
      const only = fx.onlyOutcome(stmt);
      if (only !== false && !leaves(fx, stmt.then)) return false;
      return only === true || (stmt.else !== null && leaves(fx, stmt.else));
    }
    default:
      return false;
  }
}

export function genStatement(fx: FunctionContext, stmt: Stmt): Ref {
  const { m } = fx;
  if (stmt.position !== undefined) fx.position = stmt.position;
  switch (stmt.kind) {
    case 'empty':
    case 'generator-start':
      return m.nop();
    case 'expr':
      return genVoid(fx, stmt.value);
    case 'block':
      return m.block(null, genStatements(fx, stmt.body), binaryen.none);
    case 'if': {
      const known = knownTest(fx, stmt.test);
      if (known === true) return statementBlock(fx, stmt.then);
      if (known === false) return stmt.else === null ? m.nop() : statementBlock(fx, stmt.else);
      // An outcome that inference rules out is no code but a trap, should it be wrong.
      const only = fx.onlyOutcome(stmt);
      return m.if(
        genTest(fx, stmt.test),
        only === false ? m.unreachable() : statementBlock(fx, stmt.then),
        only === true ? m.unreachable() : stmt.else === null ? undefined : statementBlock(fx, stmt.else),
      );
    }
    case 'loop':
      return genLoop(fx, stmt);
    case 'for-of':
      return genForOf(fx, stmt);
    case 'labelled': {
      const breakName = fx.label('label');
      const body = within(fx, { jump: { label: stmt.label, breakName, continueName: null } }, () =>
        genStatement(fx, stmt.body),
      );
      return m.block(breakName, [body], binaryen.none);
    }
    case 'break':
    case 'continue':
      return genJump(fx, stmt);
    case 'switch':
      return genSwitch(fx, stmt);
    case 'return':
      return genReturn(fx, stmt.value);
    case 'suspend':
      return m.block(
        null,
        [m.local.set(resultLocal(fx, i64), genVal(fx, stmt.value)), m.br(fx.returnLabel)],
        binaryen.none,
      );
    case 'throw':
      return fx.throwing(genVal(fx, stmt.value));
    case 'try':
      return genTry(fx, stmt);
  }
}

function statementBlock(fx: FunctionContext, stmt: Stmt): Ref {
  return fx.m.block(null, [genStatement(fx, stmt)], binaryen.none);
}
function within<T>(fx: FunctionContext, frame: ControlFrame, generate: () => T): T {
  fx.control.push(frame);
  const result = generate();
  fx.control.pop();
  return result;
}

function genLoop(fx: FunctionContext, stmt: Stmt & { kind: 'loop' }): Ref {
  const { before, result } = withViews(fx, stmt, () => genPlainLoop(fx, stmt));
  return before.length === 0 ? result : fx.m.block(null, [...before, result], binaryen.none);
}
function genPlainLoop(fx: FunctionContext, stmt: Stmt & { kind: 'loop' }): Ref {
  const { m } = fx;
  const [breakName, loopName] = [fx.label('break'), fx.label('loop')];
  const leave = (): Ref => m.br(breakName, m.i32.eqz(genTest(fx, stmt.test!)));
  const parts: Ref[] = burnFuel(fx);
  for (let left = unrolled(fx, stmt); left > 0; left--) {
    if (stmt.test !== null && stmt.testFirst) parts.push(leave());
    const continueName = fx.label('continue');
    const body = within(fx, { jump: { label: stmt.label, breakName, continueName } }, () =>
      genStatement(fx, stmt.body),
    );
    parts.push(m.block(continueName, [body], binaryen.none));
    if (stmt.update !== null) parts.push(genVoid(fx, stmt.update));
    if (stmt.test !== null && !stmt.testFirst)
      parts.push(left === 1 ? m.br(loopName, genTest(fx, stmt.test)) : leave());
    else if (left === 1) parts.push(m.br(loopName));
  }
  return m.block(breakName, [m.loop(loopName, m.block(null, parts, binaryen.none))], binaryen.none);
}

/** In build-time evaluation: one unit of fuel; without any left the step is given up, as if it had reached an effect. */
export function burnFuel(fx: FunctionContext): Ref[] {
  const { m, mc } = fx;
  if (!mc.evaluation || fx.lang) return [];
  const spend = m.global.set(FUEL, m.i32.sub(m.global.get(FUEL, i32), m.i32.const(1)));
  const stop = m.drop(m.call('virtio-read', [m.i32.const(-1)], i32));
  return [spend, m.if(m.i32.lt_s(m.global.get(FUEL, i32), m.i32.const(0)), stop)];
}

function genForOf(fx: FunctionContext, stmt: Stmt & { kind: 'for-of' }): Ref {
  if (stmt.async) return fx.refuse('for await in this position');
  const generate = certainKind(fx, stmt.iterable) === 'Array' ? genArrayLoop : genIteratorLoop;
  const { before, result } = withViews(fx, stmt, () => generate(fx, stmt));
  return before.length === 0 ? result : fx.m.block(null, [...before, result], binaryen.none);
}

/** `for (x of array)`: an index loop; the length is read at each step, holes are undefined (§23.1.5.1). */
function genArrayLoop(fx: FunctionContext, stmt: Stmt & { kind: 'for-of' }): Ref {
  const { m } = fx;
  const array = fx.temp(i64);
  const index = fx.temp(i32);
  const value = fx.temp(i64);
  const [breakName, loopName] = [fx.label('break'), fx.label('loop')];
  const slot = fx.frame ? fx.takeSlot() : -1;
  const set = [m.local.set(array, genVal(fx, stmt.iterable)), m.local.set(index, m.i32.const(0))];
  if (slot >= 0) set.push(fx.storeSlot(slot, fx.get(array, i64)));
  const address = (): Ref => m.i32.wrap(fx.get(array, i64));
  const leave = (): Ref => m.br(breakName, m.i32.ge_u(fx.get(index, i32), m.i32.load(ARRAY_LENGTH, 4, address())));
  const element = (): Ref =>
    m.i64.load(
      STORAGE_ELEMENTS,
      8,
      m.i32.add(m.i32.load(ARRAY_STORAGE, 4, address()), m.i32.shl(fx.get(index, i32), m.i32.const(3))),
    );
  const whole = (): Ref =>
    fx.lang || fx.mc.facts.mayHaveHoles(fx.proof(stmt.iterable))
      ? m.if(
          m.i64.eq(m.local.tee(value, element(), i64), m.i64.const(ABSENT)),
          fx.lang || !fx.mc.known.definesElements
            ? m.i64.const(UNDEFINED)
            : callRuntime(fx, 'getIndex', [
                { ref: fx.get(array, i64), machine: 'val' },
                { ref: m.i64.reinterpret(m.f64.convert_u.i32(fx.get(index, i32))), machine: 'val' },
              ]).ref,
          fx.get(value, i64),
        )
      : element();
  const flow = fx.lang ? stmt.local.hint : stmt.local.flow;
  const parts: Ref[] = [];
  for (let left = unrolled(fx, stmt); left > 0; left--) {
    const assigned = convert(fx, { ref: whole(), machine: 'val' }, stmt.local.machine, flow);
    parts.push(leave(), asStatement(fx, genSetLocal(fx, stmt.local, assigned)));
    const continueName = fx.label('continue');
    const body = within(fx, { jump: { label: stmt.label, breakName, continueName } }, () =>
      genStatement(fx, stmt.body),
    );
    parts.push(m.block(continueName, [body], binaryen.none));
    parts.push(m.local.set(index, m.i32.add(fx.get(index, i32), m.i32.const(1))));
  }
  if (slot >= 0) fx.freeSlot(slot);
  const loop = m.loop(loopName, m.block(null, [...parts, m.br(loopName)], binaryen.none));
  return m.block(breakName, [...set, loop], binaryen.none);
}

/** The iteration protocol, with the iterator closed on every abrupt exit (§14.7.5.7). */
function genIteratorLoop(fx: FunctionContext, stmt: Stmt & { kind: 'for-of' }): Ref {
  const { m } = fx;
  const cursor = fx.temp(i64);
  const value = fx.temp(i64);
  const thrown = fx.temp(i64);
  const [breakName, continueName, loopName, tryName] = [
    fx.label('break'),
    fx.label('continue'),
    fx.label('loop'),
    fx.label('try'),
  ];
  const slot = fx.frame ? fx.takeSlot() : -1;
  const set = [
    m.local.set(
      cursor,
      gen(fx, {
        kind: 'iterate',
        iterable: stmt.iterable,
        async: false,
        flow: TOP,
        ...(stmt.text === undefined ? {} : { text: stmt.text }),
      }).ref,
    ),
  ];
  if (slot >= 0) set.push(fx.storeSlot(slot, fx.get(cursor, i64)));
  const cursorCode = () => ({ ref: fx.get(cursor, i64), machine: 'val' }) as const;
  const next = m.local.set(value, callRuntime(fx, 'iterateNext', [cursorCode()]).ref);
  const leave = m.br(breakName, m.i64.eq(fx.get(value, i64), m.i64.const(ABSENT)));
  const local = stmt.local;
  const assign = asStatement(
    fx,
    genSetLocal(
      fx,
      local,
      convert(fx, { ref: fx.get(value, i64), machine: 'val' }, local.machine, fx.lang ? local.hint : local.flow),
    ),
  );
  const close = (): Ref => asStatement(fx, callRuntime(fx, 'iterateClose', [cursorCode()]));
  const jump: ControlFrame = { jump: { label: stmt.label, breakName, continueName } };
  fx.control.push(jump, { close });
  const body = genStatement(fx, stmt.body);
  fx.control.length -= 2;
  const quiet = asStatement(fx, callRuntime(fx, 'iterateCloseQuiet', [cursorCode()]));
  const handler = m.block(
    null,
    [
      m.local.set(thrown, m.i64.pop()),
      ...fx.restoreStack(),
      ...rootThrown(fx, thrown),
      quiet,
      fx.throwing(fx.get(thrown, i64)),
    ],
    binaryen.none,
  );
  const guarded = m.try(tryName, m.block(null, [assign, body], binaryen.none), [TAG], [handler]);
  if (slot >= 0) fx.freeSlot(slot);
  const loop = m.loop(
    loopName,
    m.block(null, [next, leave, m.block(continueName, [guarded], binaryen.none), m.br(loopName)], binaryen.none),
  );
  return m.block(breakName, [...set, loop], binaryen.none);
}

function rootThrown(fx: FunctionContext, thrown: number): Ref[] {
  if (!fx.frame) return [];
  const slot = fx.takeSlot();
  return [fx.storeSlot(slot, fx.get(thrown, i64))];
}

function genReturn(fx: FunctionContext, value: Expr | null): Ref {
  const { m } = fx;
  const machine = fx.func?.result ?? 'val';
  const type = wasmType(machine);
  const effects: Ref[] = [];
  if (type === binaryen.none) {
    if (value !== null) effects.push(genVoid(fx, value));
  } else {
    const ref =
      value === null ? convert(fx, { ref: m.nop(), machine: 'void' }, machine, TOP) : genAs(fx, value, machine);
    effects.push(m.local.set(resultLocal(fx, type), ref));
  }
  return m.block(null, [...effects, leaveTo(fx, { kind: 'return' })], binaryen.none);
}
function genJump(fx: FunctionContext, stmt: Stmt & { kind: 'break' | 'continue' }): Ref {
  return leaveTo(fx, { kind: stmt.kind, label: stmt.label });
}

/** Jumps outwards: closes iterators on the way, and stops at the first `finally`, which continues the jump. */
function leaveTo(fx: FunctionContext, aim: { kind: 'return' } | { kind: 'break' | 'continue'; label: number }): Ref {
  const { m } = fx;
  const before: Ref[] = [];
  for (let depth = fx.control.length - 1; depth >= 0; depth--) {
    const frame = fx.control[depth]!;
    if ('finally' in frame) return m.block(null, [...before, recordJump(fx, frame.finally, aim)], binaryen.none);
    if ('close' in frame) {
      // `continue` of the loop that owns this iterator leaves its body without ending the iteration.
      const owner = fx.control[depth - 1];
      if (aim.kind === 'continue' && owner !== undefined && 'jump' in owner && owner.jump.label === aim.label) continue;
      before.push(...rootResult(fx, aim), frame.close());
      continue;
    }
    if (aim.kind !== 'return' && frame.jump.label === aim.label) {
      const target = aim.kind === 'break' ? frame.jump.breakName : frame.jump.continueName!;
      return m.block(null, [...before, m.br(target)], binaryen.none);
    }
  }
  return m.block(null, [...before, m.br(fx.returnLabel)], binaryen.none);
}
/** The result waits while iterators close or finalizers run. */
function rootResult(fx: FunctionContext, aim: { kind: string }): Ref[] {
  if (aim.kind !== 'return' || !fx.frame || (fx.func?.result ?? 'val') !== 'val') return [];
  return [fx.storeSlot(fx.takeSlot(), fx.get(resultLocal(fx, i64), i64))];
}
function recordJump(
  fx: FunctionContext,
  frame: FinallyFrame,
  aim: { kind: 'return' } | { kind: 'break' | 'continue'; label: number },
): Ref {
  const { m } = fx;
  let index = frame.jumps.findIndex(
    (jump) => jump.kind === aim.kind && (jump.kind === 'return' || (aim.kind !== 'return' && jump.label === aim.label)),
  );
  if (index < 0) index = frame.jumps.push(aim) - 1;
  return m.block(
    null,
    [...rootResult(fx, aim), m.local.set(frame.completion, m.i32.const(FIRST_JUMP + index)), m.br(frame.exit)],
    binaryen.none,
  );
}

function genTry(fx: FunctionContext, stmt: Stmt & { kind: 'try' }): Ref {
  return stmt.finalizer === null ? genTryCatch(fx, stmt) : genTryFinally(fx, stmt);
}

function genTryCatch(fx: FunctionContext, stmt: Stmt & { kind: 'try' }): Ref {
  const { m } = fx;
  const thrown = fx.temp(i64);
  const body = statementBlock(fx, stmt.body);
  const bind =
    stmt.catchLocal === null ? m.nop() : asStatement(fx, genSetLocal(fx, stmt.catchLocal, fx.get(thrown, i64)));
  const handler = m.block(
    null,
    [m.local.set(thrown, m.i64.pop()), ...fx.restoreStack(), bind, genStatement(fx, stmt.handler!)],
    binaryen.none,
  );
  return m.try(fx.label('try'), body, [TAG], [handler]);
}

function genTryFinally(fx: FunctionContext, stmt: Stmt & { kind: 'try' }): Ref {
  const { m } = fx;
  const frame: FinallyFrame = { exit: fx.label('finally'), completion: fx.temp(i32), value: fx.temp(i64), jumps: [] };
  const saved = fx.temp(i64);
  const inner: Stmt =
    stmt.handler === null
      ? stmt.body
      : { kind: 'try', body: stmt.body, catchLocal: stmt.catchLocal, handler: stmt.handler, finalizer: null };
  const body = within(fx, { finally: frame }, () =>
    m.block(null, [genStatement(fx, inner), m.local.set(frame.completion, m.i32.const(NORMAL))], binaryen.none),
  );
  const handler = m.block(
    null,
    [
      m.local.set(frame.value, m.i64.pop()),
      ...fx.restoreStack(),
      ...rootThrown(fx, frame.value),
      m.local.set(frame.completion, m.i32.const(THROWN)),
    ],
    binaryen.none,
  );
  const guarded = m.block(frame.exit, [m.try(fx.label('try'), body, [TAG], [handler])], binaryen.none);
  // A `return` inside the finalizer overrides: keep the pending result aside while it runs.
  const machine = fx.func?.result ?? 'val';
  const keeps = machine === 'val' && frame.jumps.some((jump) => jump.kind === 'return');
  const keep = keeps ? [m.local.set(saved, fx.get(resultLocal(fx, i64), i64)), ...rootThrown(fx, saved)] : [];
  const finalizer = genStatement(fx, stmt.finalizer!);
  const restore = keeps
    ? [
        m.if(
          m.i32.ge_u(fx.get(frame.completion, i32), m.i32.const(FIRST_JUMP)),
          m.local.set(resultLocal(fx, i64), fx.get(saved, i64)),
        ),
      ]
    : [];
  const after: Ref[] = [
    m.if(m.i32.eq(fx.get(frame.completion, i32), m.i32.const(THROWN)), fx.throwing(fx.get(frame.value, i64))),
  ];
  frame.jumps.forEach((jump, i) =>
    after.push(m.if(m.i32.eq(fx.get(frame.completion, i32), m.i32.const(FIRST_JUMP + i)), leaveTo(fx, jump))),
  );
  return m.block(null, [guarded, ...keep, finalizer, ...restore, ...after], binaryen.none);
}

function genSwitch(fx: FunctionContext, stmt: Stmt & { kind: 'switch' }): Ref {
  const { m } = fx;
  const breakName = fx.label('switch');
  const names = stmt.cases.map(() => fx.label('case'));
  const flow = fx.proof(stmt.value);
  const code = gen(fx, stmt.value);
  const type = wasmType(code.machine);
  const value = fx.temp(type);
  const local: Local = { id: -1, name: 'switch', hint: stmt.value.hint ?? TOP, flow, machine: code.machine };
  const subject: Expr = {
    kind: 'local',
    local,
    flow,
    ...(stmt.value.hint === undefined ? {} : { hint: stmt.value.hint }),
  };
  fx.bindParam(local, value);
  const slot = fx.frame && code.machine === 'val' && !isOnly(flow, Kind.Number | Kind.Boolean) ? fx.takeSlot() : -1;
  const dispatch: Ref[] = [m.local.set(value, code.ref)];
  if (slot >= 0) dispatch.push(fx.storeSlot(slot, fx.get(value, type)));
  const table =
    denseTable(fx, stmt, names, breakName, value, code.machine) ??
    (code.machine === 'val' && !fx.lang ? textTable(fx, stmt, names, breakName, value) : null);
  if (table !== null) dispatch.push(table);
  else {
    stmt.cases.forEach((clause, i) => {
      if (clause.test === null) return;
      const test: Expr = { kind: 'binary', op: '===', left: subject, right: clause.test, flow: TOP };
      dispatch.push(m.br(names[i]!, genTest(fx, test)));
    });
    const fallback = stmt.cases.findIndex((clause) => clause.test === null);
    dispatch.push(m.br(fallback < 0 ? breakName : names[fallback]!));
  }
  if (slot >= 0) fx.freeSlot(slot);
  let nested: Ref[] = dispatch;
  fx.control.push({ jump: { label: stmt.label, breakName, continueName: null } });
  stmt.cases.forEach((clause, i) => {
    nested = [m.block(names[i]!, nested, binaryen.none), ...genStatements(fx, clause.body)];
  });
  fx.control.pop();
  return m.block(breakName, nested, binaryen.none);
}

const DENSE_SPAN = 256;
/** Integer cases close together: br_table. */
function denseTable(
  fx: FunctionContext,
  stmt: Stmt & { kind: 'switch' },
  names: readonly string[],
  breakName: string,
  value: number,
  machine: string,
): Ref | null {
  const { m } = fx;
  if (machine !== 'i32' && machine !== 'u32') return null;
  const keys = stmt.cases.map((clause) =>
    clause.test === null
      ? null
      : clause.test.kind === 'const' && Number.isInteger(clause.test.value)
        ? (clause.test.value as number)
        : NaN,
  );
  const numbers = keys.filter((key): key is number => key !== null);
  if (numbers.length < 3 || numbers.some(Number.isNaN)) return null;
  const low = Math.min(...numbers);
  const span = Math.max(...numbers) - low + 1;
  if (span > DENSE_SPAN || span > numbers.length * 8) return null;
  const fallbackIndex = keys.indexOf(null);
  const fallback = fallbackIndex < 0 ? breakName : names[fallbackIndex]!;
  const targets = Array.from({ length: span }, (_, i) => {
    const at = keys.indexOf(low + i);
    return at < 0 ? fallback : names[at]!;
  });
  return m.switch(targets, fallback, m.i32.sub(fx.get(value, i32), m.i32.const(low)));
}
