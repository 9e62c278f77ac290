// Reading, assigning and initialising variables: locals, boxes, captures and globals, with the check of the temporal dead
// zone (ECMA-262 §9.1.1.1) only where a read may come first.
import ts from 'typescript';
import { absent, constant, expr, isAbsent, readLocal, run, sequence, setLocal } from '../ir/builder.ts';
import type { Expr, Local, Stmt } from '../ir/nodes.ts';
import { TOP, type FlowType } from '../ir/types.ts';
import { isReady } from './captures.ts';
import type { FunctionContext } from './context.ts';
import type { Variable } from './facts.ts';
import { functionValue } from './functions.ts';
import { coerce, machineOfType } from './lang.ts';

/** The local that holds a variable or its box; made at first mention. */
export function placeOf(cx: FunctionContext, variable: Variable): Local {
  let local = cx.places.get(variable);
  if (local === undefined) {
    local = cx.temporary(
      variable.name,
      hintOf(cx, variable),
      cx.lang && !variable.boxed ? declaredMachine(variable) : 'val',
    );
    cx.places.set(variable, local);
  }
  return local;
}

export function declaredMachine(variable: Variable): ReturnType<typeof machineOfType> {
  const { declaration } = variable;
  return ts.isVariableDeclaration(declaration) || ts.isParameter(declaration) ? machineOfType(declaration.type) : 'val';
}

export function hintOf(cx: FunctionContext, variable: Variable): FlowType {
  const { declaration, kind } = variable;
  if (kind === 'this' || kind === 'new-target' || kind === 'arguments' || kind === 'home') return TOP;
  return ts.isVariableDeclaration(declaration) || ts.isParameter(declaration) || ts.isBindingElement(declaration)
    ? cx.hint(declaration.name)
    : TOP;
}

/** Reads a variable at a node; `node` is null where it is known to be initialised. */
export function readVariable(cx: FunctionContext, variable: Variable, node: ts.Node | null): Expr {
  const early = node !== null && mayBeEarly(cx, variable, node);
  const value = readPlace(cx, variable, early);
  if (!early) return value;
  return expr({ kind: 'check-initialised', value, name: variable.name }, cx.position(node), value.hint);
}

export function mayBeEarly(cx: FunctionContext, variable: Variable, node: ts.Node): boolean {
  if (!variable.tdz || variable.kind === 'param') return false;
  if (variable.global) return cx.lowering.mayReadEarly(variable, node, cx);
  const reference = cx.file.references.get(node);
  return reference === undefined || reference.variable !== variable
    ? !isReady({ variable, from: cx.facts, node, write: false, called: false, ready: false })
    : !isReady(reference);
}

function readPlace(cx: FunctionContext, variable: Variable, early: boolean): Expr {
  if (variable.global) return cx.lowering.readGlobal(cx, variable, early);
  if (variable.target === cx.facts && cx.func.selfLocal !== null) return readLocal(cx.func.selfLocal);
  const local = placeOf(cx, variable);
  return variable.boxed ? expr({ kind: 'box-get', box: readLocal(local) }, undefined, local.hint) : readLocal(local);
}

/** What a closure stores for a captured variable: its value, or its box. */
export function captureOf(cx: FunctionContext, variable: Variable): Expr {
  if (variable.target === cx.facts && cx.func.selfLocal !== null) {
    const self = readLocal(cx.func.selfLocal);
    return variable.boxed ? expr({ kind: 'box-new', value: self }) : self;
  }
  return readLocal(placeOf(cx, variable));
}

/** `x = value` by the program: yields the value. */
export function assignVariable(cx: FunctionContext, variable: Variable, value: Expr, node: ts.Node): Expr {
  if (variable.kind === 'const') return refusedAssignment(cx, value, node);
  if (!mayBeEarly(cx, variable, node)) return storeVariable(cx, variable, value);
  const saved = cx.save('value', value);
  const check = run(readVariable(cx, variable, node));
  return expr({ kind: 'sequence', effects: [saved.store, check], value: storeVariable(cx, variable, saved.read()) });
}

/** tsc lets a cast of a constant be assigned to; that throws once the value is there (§9.1.1.1.5). */
function refusedAssignment(cx: FunctionContext, value: Expr, node: ts.Node): Expr {
  const message = constant('Assignment to constant variable.');
  return sequence([run(value)], expr({ kind: 'runtime', name: 'throwTypeError', args: [message] }, cx.position(node)));
}

/** Stores without a check. */
export function storeVariable(cx: FunctionContext, variable: Variable, value: Expr): Expr {
  if (variable.global) return cx.lowering.writeGlobal(cx, variable, value);
  const local = placeOf(cx, variable);
  if (variable.boxed) return expr({ kind: 'box-set', box: readLocal(local), value });
  return setLocal(local, cx.lang ? coerce(value, local.machine, cx.lowering.resultOf) : value);
}

/** The declaration's own store: makes the box where the scope's start did not. */
export function initialiseVariable(cx: FunctionContext, variable: Variable, value: Expr): Expr {
  // `var x` may stand for a parameter of that name, whose box exists.
  const exists = madeAtScopeStart(variable) || (variable.kind === 'param' && cx.places.has(variable));
  if (variable.global || !variable.boxed || exists) return storeVariable(cx, variable, value);
  return setLocal(placeOf(cx, variable), expr({ kind: 'box-new', value }));
}
function madeAtScopeStart(variable: Variable): boolean {
  return variable.early || variable.kind === 'var' || variable.checked;
}

/** What happens to the variables of a block when it is entered: boxes, dead zones, functions without closure. */
export function enterScope(cx: FunctionContext, scope: ts.Node): Stmt[] {
  const effects: Stmt[] = [];
  for (const variable of cx.file.scopes.get(scope) ?? []) {
    if (
      variable.global ||
      variable.kind === 'param' ||
      variable.kind === 'self' ||
      ts.isClassExpression(variable.declaration)
    )
      continue;
    if (variable.kind === 'function') effects.push(...enterFunction(cx, variable));
    else if (variable.boxed && madeAtScopeStart(variable))
      effects.push(run(setLocal(placeOf(cx, variable), expr({ kind: 'box-new', value: startValue(variable) }))));
    else if (variable.checked || variable.kind === 'var') effects.push(...startLocal(cx, variable));
  }
  if (ts.isCaseBlock(scope)) effects.push(...createFunctions(cx, scope, scope.pos));
  return effects;
}

function startValue(variable: Variable): Expr {
  return variable.tdz ? absent() : constant(undefined);
}
function startLocal(cx: FunctionContext, variable: Variable): Stmt[] {
  if (cx.lang && declaredMachine(variable) !== 'val') return [];
  return [run(setLocal(placeOf(cx, variable), startValue(variable)))];
}

function enterFunction(cx: FunctionContext, variable: Variable): Stmt[] {
  const { target } = variable;
  if (target === null) {
    // Assigned somewhere: an ordinary variable whose first value is the function.
    const declaration = variable.declaration as ts.FunctionDeclaration;
    const facts = cx.file.functions.get(declaration);
    if (facts === undefined) return [];
    const start = variable.boxed
      ? [run(setLocal(placeOf(cx, variable), expr({ kind: 'box-new', value: constant(undefined) })))]
      : [];
    return [...start, run(storeVariable(cx, variable, functionValue(cx, facts)))];
  }
  if (target.needsClosure)
    return variable.boxed
      ? [run(setLocal(placeOf(cx, variable), expr({ kind: 'box-new', value: constant(undefined) })))]
      : [];
  if (!variable.references.some((reference) => !reference.called)) return [];
  const value = functionValue(cx, target);
  return [run(setLocal(placeOf(cx, variable), variable.boxed ? expr({ kind: 'box-new', value }) : value))];
}

/** The declared functions of a scope whose closures are made at `offset` (see captures.ts). */
export function createFunctions(cx: FunctionContext, scope: ts.Node, offset: number): Stmt[] {
  const effects: Stmt[] = [];
  for (const variable of cx.file.scopes.get(scope) ?? []) {
    const { target } = variable;
    if (
      variable.global ||
      variable.kind !== 'function' ||
      target === null ||
      !target.needsClosure ||
      target.createdAt + 0.5 !== offset
    )
      continue;
    effects.push(run(storeVariable(cx, variable, functionValue(cx, target))));
  }
  return effects;
}

/** `local === absent`, for checks that lowering writes itself. */
export function isUninitialised(value: Expr): Expr {
  return isAbsent(value);
}
