// Generators and async functions become resumable functions. The body moves into a second function
// `resume(state, mode, value)`, whose variables live in a heap frame while it is suspended. Control flow stays structured:
// on resumption each enclosing statement is entered again and everything before the suspension is skipped, by one test of
// the local `at` for each run of statements. Slot 0 of the frame holds the state, slot 1 how it suspended. The runtime sets
// slot 0 to "running" before each call: if it finds that again afterwards, the body has finished. The runtime's
// side is runtime/lang/generator.ts and async.ts. ECMA-262 §27.5 to §27.7.
import type { Expr, Func, Local, Program, Stmt } from '../ir/nodes.ts';
import { INT32, TOP, type FlowType, type Machine } from '../ir/types.ts';
import { explicitFinally, forOfProtocol, redirectContinue, returnPaths } from './state-machine-rewrites.ts';
import { Mode, RESUME_ID, generatorPrototype, isAt, isResumable, number, splitAtStart } from './state-machine-spans.ts';
import { localsIn, receiversOf, spanInside, spanOf, spans, union, type Span } from './state-machine-spans.ts';
import { lift, readLocal, setLocal, suspends, type Lifter, type Suspension } from './suspension.ts';

const FIRST_SLOT = 2;
const AWAIT = 0;
const YIELD = 1;

/** Rewrites every generator and async function of the program, those found later included (`functions` grows). */
export function runStateMachine(program: Program): void {
  for (let i = 0; i < program.functions.length; i++) {
    const func = program.functions[i]!;
    if (isResumable(func) && !done.has(func)) rewrite(program, func);
  }
}
const done = new WeakSet<Func>();

/** Rewrites one function in place. */
export function rewrite(program: Program, func: Func): void {
  done.add(func);
  const { before, body } = splitAtStart(func);
  const machine = new ResumableBody(func);
  const transformed = machine.statement({ kind: 'block', body });
  const resume = machine.finish(transformed, before);
  const frame = machine.outerFrame;
  const starter =
    func.kind === 'generator' ? 'makeGenerator' : func.kind === 'async' ? 'asyncStart' : 'makeAsyncGenerator';
  const closure: Expr = { kind: 'closure', func: resume, captures: [readLocal(frame)], home: null, flow: TOP };
  const args: Expr[] = [readLocal(frame), closure];
  if (func.kind !== 'async') args.push(generatorPrototype(func));
  const start: Stmt[] = [
    ...machine.allocate(),
    { kind: 'return', value: { kind: 'runtime', name: starter, args, flow: TOP } },
  ];
  (func as { body: Stmt }).body = { kind: 'block', body: [...before, ...start] };
  program.functions.push(resume);
}

class ResumableBody implements Lifter {
  readonly #func: Func;
  readonly #locals: Local[] = [];
  readonly outerFrame: Local;
  readonly #frame: Local;
  readonly #at: Local;
  readonly #mode: Local;
  readonly #value: Local;
  #points = 0;
  #labels: { next: number };
  #nextLocal: number;
  readonly #saved: Local[];
  /** Hold what is handed over at a suspension: nobody reads them behind it. */
  readonly #handedOver = new Set<Local>();
  readonly #isAsync: boolean;

  constructor(func: Func) {
    this.#func = func;
    this.#isAsync = func.kind === 'async';
    this.#nextLocal = 100000;
    this.#labels = { next: 100000 };
    this.#at = { ...this.#local('at', 'i32'), flow: INT32 };
    this.#mode = { ...this.#local('mode', 'i32'), flow: INT32 };
    this.#value = this.#local('value', 'val');
    this.#frame = this.#local('frame', 'val');
    this.outerFrame = this.#local('frame', 'val');
    func.locals.push(this.outerFrame);
    this.#saved = [
      ...receiversOf(func),
      ...func.captures,
      ...func.params,
      ...func.locals.filter((local) => local !== this.outerFrame),
    ];
  }

  #local(name: string, machine: Machine): Local {
    return { id: this.#nextLocal++, name, hint: TOP, flow: TOP, machine };
  }
  fresh(name: string, like?: { readonly flow: FlowType }): Local {
    const local: Local = { ...this.#local(name, 'val'), flow: like?.flow ?? TOP };
    this.#locals.push(local);
    this.#saved.push(local);
    return local;
  }
  #save(): Stmt {
    const frame = readLocal(this.#frame);
    return { kind: 'expr', value: { kind: 'save-frame', frame, locals: this.#saved, first: FIRST_SLOT, flow: TOP } };
  }
  #out(): Local {
    const out = this.fresh('out');
    this.#handedOver.add(out);
    return out;
  }
  label(): number {
    return this.#labels.next++;
  }

  /** One suspension point: leave with the value, or arrive with what the caller sent. */
  suspend(e: Suspension, value: Expr, into: Local): Stmt[] {
    if (e.kind === 'yield' && e.delegate) return this.#delegate(value, into);
    if (e.kind === 'await') return this.#point(value, AWAIT, into, null);
    if (this.#func.kind !== 'async-generator')
      return this.#point(value, YIELD, into, this.#returning(readLocal(this.#value)));
    // A `return` request awaits its value (§27.6.3.8); what is yielded was awaited by lowering.
    const returned = this.fresh('returned');
    const awaited = this.#point(readLocal(this.#value), AWAIT, returned, null);
    return this.#point(value, YIELD, into, [...awaited, ...this.#returning(readLocal(returned))]);
  }

  /** Ways out of the enclosing `finally`s that were made explicit, the innermost last. */
  readonly #returnPaths: ((result: Expr) => Stmt[])[] = [];
  #returning(result: Expr): Stmt[] {
    const path = this.#returnPaths.at(-1);
    return path === undefined ? [{ kind: 'return', value: result }] : path(result);
  }

  /** Suspends with `value`; on return requests runs `onReturn` (null: cannot happen). */
  #point(value: Expr, how: number, into: Local, onReturn: Stmt[] | null): Stmt[] {
    const point = ++this.#points;
    const out = this.#out();
    const leave: Stmt[] = [
      setLocal(out, value),
      ...(how === AWAIT && this.#isAsync ? [] : [this.#setSlot(1, number(how))]),
      this.#setSlot(0, number(point)),
      this.#save(),
      { kind: 'suspend', value: readLocal(out) },
    ];
    const arrive: Stmt[] = [
      setLocal(this.#at, number(0)),
      {
        kind: 'if',
        test: isAt(this.#mode, '===', Mode.Throw),
        then: { kind: 'throw', value: readLocal(this.#value) },
        else: null,
      },
    ];
    const rest: Stmt[] = [setLocal(into, readLocal(this.#value))];
    const pointStmt: Stmt = {
      kind: 'block',
      body: [
        { kind: 'if', test: isAt(this.#at, '===', 0), then: { kind: 'block', body: leave }, else: null },
        ...arrive,
        ...(onReturn === null ? rest : []),
      ],
    };
    spans.set(pointStmt, { first: point, last: point });
    if (onReturn === null) return [pointStmt];
    const requested = this.fresh('requested');
    (pointStmt as { body: Stmt[] }).body.push(
      setLocal(requested, {
        kind: 'binary',
        op: '===',
        left: readLocal(this.#mode),
        right: number(Mode.Return),
        flow: TOP,
      }),
      ...rest,
    );
    // The return request may itself suspend (async generators), so it is a statement with its own points.
    const handle: Stmt = this.#guarded({
      kind: 'if',
      test: readLocal(requested),
      then: { kind: 'block', body: onReturn },
      else: null,
    });
    return [pointStmt, handle];
  }

  /** Gives hand-made statements that contain suspension points the guards of ordinary ones. */
  #guarded(stmt: Stmt & { kind: 'if' }): Stmt {
    const span = spanOf(stmt.then);
    if (span === null) return stmt;
    return this.#withSpan(
      {
        kind: 'if',
        test: this.#enter(span, stmt.test),
        then: this.#sequence((stmt.then as { body: Stmt[] }).body),
        else: null,
      },
      span,
    );
  }

  #setSlot(index: number, value: Expr): Stmt {
    return { kind: 'expr', value: { kind: 'slot-set', cell: readLocal(this.#frame), index, value, flow: TOP } };
  }

  /** `yield*`: passes every request on until the inner iterator is done (§15.5.5). */
  #delegate(iterable: Expr, into: Local): Stmt[] {
    const isAsync = this.#func.kind === 'async-generator';
    const iterator = this.fresh('iterator');
    const mode = this.fresh('mode');
    const sent = this.fresh('sent');
    const result = this.fresh('result');
    const label = this.label();
    const call = (name: string, ...args: Expr[]): Expr => ({ kind: 'runtime', name, args, flow: TOP });
    const step = call('delegateStep', readLocal(iterator), readLocal(mode), readLocal(sent));
    const stepped = isAsync ? this.#point(step, AWAIT, result, null) : [setLocal(result, step)];
    const finish: Stmt[] = [
      {
        kind: 'if',
        test: { kind: 'binary', op: '===', left: readLocal(mode), right: number(Mode.Return), flow: TOP },
        then: { kind: 'block', body: this.#returning(call('resultValue', readLocal(result))) },
        else: null,
      },
      setLocal(into, call('resultValue', readLocal(result))),
      { kind: 'break', label },
    ];
    const point = [
      ...this.#rawPoint(call('resultValue', readLocal(result)), mode, sent),
      ...(isAsync ? [this.#awaitReturned(mode, sent)] : []),
    ];
    const body: Stmt[] = [
      ...stepped,
      {
        kind: 'if',
        test: call('resultDone', call('checkResult', readLocal(result))),
        then: { kind: 'block', body: finish },
        else: null,
      },
      ...point,
    ];
    const loop: Stmt = {
      kind: 'loop',
      label,
      test: null,
      testFirst: false,
      body: { kind: 'block', body },
      update: null,
    };
    const open = call(isAsync ? 'asyncIterate' : 'getIteratorObject', iterable);
    const stmts: Stmt[] = [
      setLocal(iterator, open),
      setLocal(mode, number(Mode.Next)),
      setLocal(sent, { kind: 'const', value: undefined, flow: TOP }),
    ];
    return [...stmts, this.#loopOf(loop as Stmt & { kind: 'loop' })];
  }
  /** In async generators the value of a kept `return` request is awaited; if that throws, the request becomes a throw. */
  #awaitReturned(mode: Local, sent: Local): Stmt {
    const error = this.fresh('error');
    const wait: Stmt = setLocal(sent, { kind: 'await', value: readLocal(sent), flow: TOP });
    const failed: Stmt = {
      kind: 'block',
      body: [setLocal(mode, number(Mode.Throw)), setLocal(sent, readLocal(error))],
    };
    const guarded: Stmt = {
      kind: 'try',
      body: { kind: 'block', body: [wait] },
      catchLocal: error,
      handler: failed,
      finalizer: null,
    };
    return this.statement({
      kind: 'if',
      test: { kind: 'binary', op: '===', left: readLocal(mode), right: number(Mode.Return), flow: TOP },
      then: guarded,
      else: null,
    });
  }
  /** A yield whose request is kept, not acted upon. */
  #rawPoint(value: Expr, mode: Local, sent: Local): Stmt[] {
    const point = ++this.#points;
    const out = this.#out();
    const leave: Stmt[] = [
      setLocal(out, value),
      this.#setSlot(1, number(YIELD)),
      this.#setSlot(0, number(point)),
      this.#save(),
      { kind: 'suspend', value: readLocal(out) },
    ];
    const arrive: Stmt[] = [
      setLocal(this.#at, number(0)),
      setLocal(mode, readLocal(this.#mode)),
      setLocal(sent, readLocal(this.#value)),
    ];
    const stmt: Stmt = {
      kind: 'block',
      body: [
        { kind: 'if', test: isAt(this.#at, '===', 0), then: { kind: 'block', body: leave }, else: null },
        ...arrive,
      ],
    };
    spans.set(stmt, { first: point, last: point });
    return [stmt];
  }
  /** Wraps a loop whose body was built by hand out of suspension points. */
  #loopOf(loop: Stmt & { kind: 'loop' }): Stmt {
    const span = spanOf(loop.body)!;
    return this.#withSpan({ ...loop, body: this.#sequence((loop.body as { body: Stmt[] }).body) }, span);
  }

  #withSpan(stmt: Stmt, span: Span | null): Stmt {
    if (span !== null) spans.set(stmt, span);
    return stmt;
  }

  /** A statement rewritten; its span of suspension points is recorded. */
  statement(stmt: Stmt): Stmt {
    if (!suspends(stmt)) return stmt;
    const first = this.#points + 1;
    const result = this.#rewrite(stmt);
    return this.#withSpan(result, { first, last: this.#points });
  }

  #rewrite(stmt: Stmt): Stmt {
    switch (stmt.kind) {
      case 'expr': {
        const lifted = lift(stmt.value, this);
        return this.#sequence([...this.#relift(lifted.before), { kind: 'expr', value: lifted.value }]);
      }
      case 'block':
        return this.#sequence(stmt.body.map((child) => this.statement(child)));
      case 'if': {
        const test = lift(stmt.test, this);
        const before = this.#relift(test.before);
        const then = this.statement(stmt.then);
        const otherwise = stmt.else === null ? null : this.statement(stmt.else);
        const [thenSpan, elseSpan] = [spanOf(then), otherwise === null ? null : spanOf(otherwise)];
        const choice: Stmt = {
          kind: 'if',
          test: this.#enterBranch(test.value, thenSpan, elseSpan),
          then,
          else: otherwise,
        };
        return this.#sequence([...before, this.#withSpan(choice, union(thenSpan, elseSpan))]);
      }
      case 'return':
      case 'throw': {
        if (stmt.value === null) return stmt;
        const lifted = lift(stmt.value, this);
        return this.#sequence([...this.#relift(lifted.before), { ...stmt, value: lifted.value }]);
      }
      case 'labelled':
        return { ...stmt, body: this.statement(stmt.body) };
      case 'loop':
        return this.#loop(stmt);
      case 'for-of':
        return this.statement(forOfProtocol(stmt, this));
      case 'switch':
        return this.#switch(stmt);
      case 'try':
        return this.#try(stmt);
      default:
        return stmt;
    }
  }

  /** Statements that `lift` made: branches of lifted conditions hold suspension points of their own. */
  #relift(stmts: readonly Stmt[]): Stmt[] {
    return stmts.map((stmt) => (stmt.kind === 'if' && spanOf(stmt) === null ? this.#relifted(stmt) : stmt));
  }
  #relifted(stmt: Stmt & { kind: 'if' }): Stmt {
    const branch = (child: Stmt): Stmt =>
      child.kind === 'block' && spanInside(child) !== null
        ? this.#withSpan(this.#sequence(this.#relift(child.body)), spanInside(child))
        : child;
    const then = branch(stmt.then);
    const otherwise = stmt.else === null ? null : branch(stmt.else);
    const span = union(spanOf(then), otherwise === null ? null : spanOf(otherwise));
    if (span === null) return stmt;
    return this.#withSpan(
      {
        kind: 'if',
        test: this.#enterBranch(stmt.test, spanOf(then), otherwise === null ? null : spanOf(otherwise)),
        then,
        else: otherwise,
      },
      span,
    );
  }

  /** `at === 0 ? test : (the point lies in the first branch)`. */
  #enterBranch(test: Expr, then: Span | null, otherwise: Span | null): Expr {
    if (then === null && otherwise === null) return test;
    const inside: Expr = then === null ? { kind: 'const', value: false, flow: TOP } : this.#inSpan(then);
    return { kind: 'cond', test: isAt(this.#at, '===', 0), then: test, else: inside, flow: TOP };
  }
  #enter(span: Span, test: Expr): Expr {
    return { kind: 'cond', test: isAt(this.#at, '===', 0), then: test, else: this.#inSpan(span), flow: TOP };
  }
  #inSpan(span: Span): Expr {
    const compare = (op: '>=' | '<=', value: number): Expr => ({
      kind: 'binary',
      op,
      left: readLocal(this.#at),
      right: number(value),
      flow: TOP,
    });
    if (span.first === span.last) return isAt(this.#at, '===', span.first);
    return { kind: 'logical', op: '&&', left: compare('>=', span.first), right: compare('<=', span.last), flow: TOP };
  }

  /** Runs of statements without points are skipped on resumption; the others are entered when they hold the point. */
  #sequence(stmts: readonly Stmt[]): Stmt {
    const result: Stmt[] = [];
    let run: Stmt[] = [];
    const flush = (): void => {
      if (run.length > 0)
        result.push({ kind: 'if', test: isAt(this.#at, '===', 0), then: { kind: 'block', body: run }, else: null });
      run = [];
    };
    let span: Span | null = null;
    for (const stmt of stmts) {
      const own = spanOf(stmt);
      if (own === null) {
        run.push(stmt);
        continue;
      }
      flush();
      span = union(span, own);
      result.push({
        kind: 'if',
        test: this.#enter(own, { kind: 'const', value: true, flow: TOP }),
        then: stmt,
        else: null,
      });
    }
    if (span === null) return { kind: 'block', body: [...stmts] };
    flush();
    return this.#withSpan({ kind: 'block', body: result }, span);
  }

  #loop(stmt: Stmt & { kind: 'loop' }): Stmt {
    const simple = !suspends(stmt.test) && !suspends(stmt.update);
    if (simple) {
      const body = this.statement(stmt.body);
      const span = spanOf(body);
      const test =
        stmt.test === null ? null : stmt.testFirst && span !== null ? this.#enter(span, stmt.test) : stmt.test;
      return { ...stmt, test, body };
    }
    // The test or the update suspends: both become statements, and `continue` leaves an inner block.
    const inner = this.label();
    const leave: Stmt[] =
      stmt.test === null
        ? []
        : [
            {
              kind: 'if',
              test: { kind: 'unary', op: '!', value: stmt.test, flow: TOP },
              then: { kind: 'break', label: stmt.label },
              else: null,
            },
          ];
    const update: Stmt[] = stmt.update === null ? [] : [{ kind: 'expr', value: stmt.update }];
    const body: Stmt = { kind: 'labelled', label: inner, body: redirectContinue(stmt.body, stmt.label, inner) };
    const order = stmt.testFirst ? [...leave, body, ...update] : [body, ...update, ...leave];
    return this.#rewrite({
      kind: 'loop',
      label: stmt.label,
      test: null,
      testFirst: false,
      body: { kind: 'block', body: order },
      update: null,
    });
  }

  /** The matching clause is found first; then each clause from it on runs, so that falling through needs no jump. */
  #switch(stmt: Stmt & { kind: 'switch' }): Stmt {
    const chosen = this.fresh('chosen');
    const subject = this.fresh('subject', stmt.value);
    const found = this.label();
    const fallback = stmt.cases.findIndex((clause) => clause.test === null);
    const tests: Stmt[] = stmt.cases.flatMap((clause, i): Stmt[] => {
      if (clause.test === null) return [];
      const hit: Stmt[] = [setLocal(chosen, number(i)), { kind: 'break', label: found }];
      return [
        {
          kind: 'if',
          test: { kind: 'binary', op: '===', left: readLocal(subject), right: clause.test, flow: TOP },
          then: { kind: 'block', body: hit },
          else: null,
        },
      ];
    });
    const choose: Stmt = {
      kind: 'labelled',
      label: found,
      body: { kind: 'block', body: [...tests, setLocal(chosen, number(fallback < 0 ? stmt.cases.length : fallback))] },
    };
    const bodies = stmt.cases.map((clause, i): Stmt => ({
      kind: 'if',
      test: { kind: 'binary', op: '<=', left: readLocal(chosen), right: number(i), flow: TOP },
      then: { kind: 'block', body: clause.body },
      else: null,
    }));
    return this.#rewrite({
      kind: 'labelled',
      label: stmt.label,
      body: { kind: 'block', body: [setLocal(subject, stmt.value), choose, ...bodies] },
    });
  }

  #try(stmt: Stmt & { kind: 'try' }): Stmt {
    const path = returnPaths.get(stmt);
    if (path === undefined) return this.#tryInside(stmt);
    this.#returnPaths.push(path);
    const result = this.#tryInside(stmt);
    this.#returnPaths.pop();
    return result;
  }
  #tryInside(stmt: Stmt & { kind: 'try' }): Stmt {
    if (stmt.finalizer !== null && suspends(stmt.finalizer))
      return this.statement(explicitFinally(stmt, this, (result) => this.#returning(result)));
    if (stmt.finalizer !== null && stmt.handler !== null && suspends(stmt.handler)) {
      return this.#try({
        kind: 'try',
        body: { ...stmt, finalizer: null },
        catchLocal: null,
        handler: null,
        finalizer: stmt.finalizer,
      });
    }
    if (stmt.handler === null || !suspends(stmt.handler)) {
      return { ...stmt, body: this.statement(stmt.body) };
    }
    // A handler that suspends runs outside the try: the exception is kept in a local.
    const caught = this.fresh('caught');
    const error = this.fresh('error');
    const note: Stmt[] = [setLocal(caught, { kind: 'const', value: true, flow: TOP })];
    const guarded: Stmt = {
      kind: 'try',
      body: stmt.body,
      catchLocal: error,
      handler: { kind: 'block', body: note },
      finalizer: null,
    };
    const bind: Stmt[] = stmt.catchLocal === null ? [] : [setLocal(stmt.catchLocal, readLocal(error))];
    const handle: Stmt = {
      kind: 'if',
      test: readLocal(caught),
      then: { kind: 'block', body: [...bind, stmt.handler] },
      else: null,
    };
    return this.#rewrite({
      kind: 'block',
      body: [setLocal(caught, { kind: 'const', value: false, flow: TOP }), guarded, handle],
    });
  }

  /** The frame as the starting function makes it: a new one, so it is enough to write what it was given. */
  allocate(): Stmt[] {
    const slots = FIRST_SLOT + this.#saved.length;
    const locals = this.#saved.slice(0, this.#given);
    const frame = readLocal(this.outerFrame);
    return [
      setLocal(this.outerFrame, { kind: 'cell-new', slots, flow: TOP }),
      { kind: 'expr', value: { kind: 'save-frame', frame, locals, first: FIRST_SLOT, fresh: true, flow: TOP } },
    ];
  }
  /** How many of the saved locals have a value when the function is called. */
  #given = 0;

  /** The resumable function around the rewritten body; `before` ran in the function that starts it. */
  finish(body: Stmt, before: readonly Stmt[]): Func {
    const locals = this.#saved.slice();
    const [used, set] = [localsIn([body]), localsIn(before)];
    const func = this.#func;
    const given = new Set([...func.captures, ...func.params, ...receiversOf(func), ...set]);
    const kept = locals.filter((local) => used.has(local) && !this.#handedOver.has(local));
    kept.sort((a, b) => Number(given.has(b)) - Number(given.has(a)));
    this.#given = kept.filter((local) => given.has(local)).length;
    // In place: every suspension point has this list.
    this.#saved.splice(0, this.#saved.length, ...kept);
    const frame = readLocal(this.#frame);
    const saved = { frame, locals: this.#saved, first: FIRST_SLOT };
    const restore: Stmt = { kind: 'expr', value: { kind: 'restore-frame', ...saved, flow: TOP } };
    const value: Expr = { kind: 'const', value: undefined, flow: TOP };
    return {
      ...func,
      id: func.id + RESUME_ID,
      name: `${func.name}`,
      kind: 'arrow',
      params: [this.#at, this.#mode, this.#value],
      rest: false,
      argumentsLocal: null,
      thisLocal: null,
      newTargetLocal: null,
      selfLocal: null,
      captures: [this.#frame],
      locals,
      body: { kind: 'block', body: [restore, body, { kind: 'return', value }] },
      result: 'val',
      resultFlow: TOP,
    };
  }
}
