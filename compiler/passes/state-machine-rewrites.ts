// Rewrites that give suspending statements a simpler form before state-machine.ts splits them: for-of as the iteration
// protocol (ECMA-262 §14.7.5), `finally` with explicit completions (§14.15), and redirected jumps.
import type { Expr, Local, Stmt } from '../ir/nodes.ts';
import { TOP } from '../ir/types.ts';
import { readLocal, setLocal } from './suspension.ts';

export interface Fresh {
  fresh(name: string, like?: Expr): Local;
  label(): number;
}

const value = (x: number | boolean | undefined): Expr => ({ kind: 'const', value: x, flow: TOP });
const call = (name: string, ...args: Expr[]): Expr => ({ kind: 'runtime', name, args, flow: TOP });
const not = (x: Expr): Expr => ({ kind: 'unary', op: '!', value: x, flow: TOP });
const same = (left: Expr, right: Expr): Expr => ({ kind: 'binary', op: '===', left, right, flow: TOP });
const block = (...body: Stmt[]): Stmt => ({ kind: 'block', body });
const when = (test: Expr, ...body: Stmt[]): Stmt => ({ kind: 'if', test, then: block(...body), else: null });
const effect = (e: Expr): Stmt => ({ kind: 'expr', value: e });

type ForOf = Stmt & { kind: 'for-of' };

export function forOfProtocol(stmt: ForOf, fresh: Fresh): Stmt {
  return stmt.async ? asyncProtocol(stmt, fresh) : syncProtocol(stmt, fresh);
}

function syncProtocol(stmt: ForOf, fresh: Fresh): Stmt {
  const cursor = fresh.fresh('cursor');
  const item = fresh.fresh('item');
  const error = fresh.fresh('error');
  const next: Stmt[] = [
    setLocal(item, { kind: 'iterate-next', cursor: readLocal(cursor), flow: TOP }),
    when(same(readLocal(item), { kind: 'absent', flow: TOP }), { kind: 'break', label: stmt.label }),
    setLocal(stmt.local, readLocal(item)),
  ];
  const loop: Stmt = {
    kind: 'loop',
    label: stmt.label,
    test: null,
    testFirst: false,
    body: block(...next, stmt.body),
    update: null,
  };
  const close = (quiet: boolean): Stmt =>
    effect({ kind: 'iterate-close', cursor: readLocal(cursor), quiet, flow: TOP });
  const guarded: Stmt = {
    kind: 'try',
    body: loop,
    catchLocal: error,
    handler: block(close(true), { kind: 'throw', value: readLocal(error) }),
    finalizer: null,
  };
  const whole: Stmt = { kind: 'try', body: guarded, catchLocal: null, handler: null, finalizer: close(false) };
  return block(
    setLocal(cursor, {
      kind: 'iterate',
      iterable: stmt.iterable,
      async: false,
      flow: TOP,
      ...(stmt.text === undefined ? {} : { text: stmt.text }),
    }),
    whole,
  );
}

function asyncProtocol(stmt: ForOf, fresh: Fresh): Stmt {
  const cursor = fresh.fresh('cursor');
  const result = fresh.fresh('result');
  const error = fresh.fresh('error');
  const over = fresh.fresh('over');
  const awaited = (e: Expr): Expr => ({ kind: 'await', value: e, flow: TOP });
  const next: Stmt[] = [
    setLocal(over, value(true)),
    setLocal(result, awaited(call('asyncIterateNext', readLocal(cursor)))),
    when(call('resultDone', call('checkResult', readLocal(result))), { kind: 'break', label: stmt.label }),
    setLocal(stmt.local, call('resultValue', readLocal(result))),
    setLocal(over, value(false)),
  ];
  const loop: Stmt = {
    kind: 'loop',
    label: stmt.label,
    test: null,
    testFirst: false,
    body: block(...next, stmt.body),
    update: null,
  };
  const close = (): Stmt => effect(awaited(call('asyncIterateClose', readLocal(cursor))));
  const ignore: Stmt = { kind: 'try', body: close(), catchLocal: null, handler: block(), finalizer: null };
  const handler = block(when(not(readLocal(over)), setLocal(over, value(true)), ignore), {
    kind: 'throw',
    value: readLocal(error),
  });
  const guarded: Stmt = { kind: 'try', body: loop, catchLocal: error, handler, finalizer: null };
  const finalizer = when(
    not(readLocal(over)),
    setLocal(over, value(true)),
    effect(call('checkClosed', awaited(call('asyncIterateClose', readLocal(cursor))))),
  );
  const whole: Stmt = { kind: 'try', body: guarded, catchLocal: null, handler: null, finalizer };
  return block(setLocal(cursor, call('asyncIterate', stmt.iterable)), setLocal(over, value(false)), whole);
}
/** The same statement with `continue from` as `break to`. */
export function redirectContinue(stmt: Stmt, from: number, to: number): Stmt {
  return mapJumps(
    stmt,
    (jump) => (jump.kind === 'continue' && jump.label === from ? { kind: 'break', label: to } : jump),
    new Set(),
  );
}

type Jump = Stmt & { kind: 'break' | 'continue' | 'return' };

/** Maps the jumps of a statement that leave it or target the labels not declared inside. */
function mapJumps(stmt: Stmt, map: (jump: Jump) => Stmt, inside: ReadonlySet<number>): Stmt {
  const recur = (child: Stmt): Stmt => mapJumps(child, map, inside);
  const within = (child: Stmt, label: number): Stmt => mapJumps(child, map, new Set([...inside, label]));
  switch (stmt.kind) {
    case 'break':
    case 'continue':
      return inside.has(stmt.label) ? stmt : map(stmt);
    case 'return':
      return map(stmt);
    case 'block':
      return { ...stmt, body: stmt.body.map(recur) };
    case 'if':
      return { ...stmt, then: recur(stmt.then), else: stmt.else === null ? null : recur(stmt.else) };
    case 'loop':
    case 'for-of':
    case 'labelled':
      return { ...stmt, body: within(stmt.body, stmt.label) };
    case 'switch': {
      const labels = new Set([...inside, stmt.label]);
      return {
        ...stmt,
        cases: stmt.cases.map((clause) => ({
          ...clause,
          body: clause.body.map((child) => mapJumps(child, map, labels)),
        })),
      };
    }
    case 'try':
      return {
        ...stmt,
        body: recur(stmt.body),
        handler: stmt.handler === null ? null : recur(stmt.handler),
        finalizer: stmt.finalizer === null ? null : recur(stmt.finalizer),
      };
    default:
      return stmt;
  }
}

const THROWN = 1;
const RETURNED = 2;
const FIRST_JUMP = 3;

/** How a `return` that a request at a suspension point stands for leaves such a try: past the finalizer. */
export const returnPaths = new WeakMap<Stmt, (result: Expr) => Stmt[]>();

/** `try … finally` whose finalizer suspends: the completion is kept in locals, and every way out leads past the finalizer. */
export function explicitFinally(stmt: Stmt & { kind: 'try' }, fresh: Fresh, returning: (result: Expr) => Stmt[]): Stmt {
  const completion = fresh.fresh('completion');
  const kept = fresh.fresh('kept');
  const error = fresh.fresh('error');
  const label = fresh.label();
  const jumps: Jump[] = [];
  const leave = (code: number): Stmt[] => [setLocal(completion, value(code)), { kind: 'break', label }];
  const inner: Stmt = stmt.handler === null ? stmt.body : { ...stmt, finalizer: null };
  const body = mapJumps(
    inner,
    (jump) => {
      if (jump.kind === 'return') return block(setLocal(kept, jump.value ?? value(undefined)), ...leave(RETURNED));
      let index = jumps.findIndex(
        (known) => known.kind === jump.kind && (known as { label: number }).label === jump.label,
      );
      if (index < 0) index = jumps.push(jump) - 1;
      return block(...leave(FIRST_JUMP + index));
    },
    new Set(),
  );
  const guarded: Stmt = {
    kind: 'try',
    body,
    catchLocal: error,
    handler: block(setLocal(completion, value(THROWN)), setLocal(kept, readLocal(error))),
    finalizer: null,
  };
  returnPaths.set(guarded, (result) => [setLocal(kept, result), ...leave(RETURNED)]);
  const is = (code: number): Expr => same(readLocal(completion), value(code));
  const after: Stmt[] = [
    when(is(THROWN), { kind: 'throw', value: readLocal(kept) }),
    when(is(RETURNED), ...returning(readLocal(kept))),
    ...jumps.map((jump, i) => when(is(FIRST_JUMP + i), jump)),
  ];
  return block(setLocal(completion, value(0)), { kind: 'labelled', label, body: guarded }, stmt.finalizer!, ...after);
}
