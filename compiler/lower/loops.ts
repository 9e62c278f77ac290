// Loops, labels and jump targets. A `let` of a loop head is a new variable in every iteration (ECMA-262 §14.7.4.4): where a
// closure keeps one in a box, each iteration gets a fresh box.
import ts from 'typescript';
import { block, constant, expr, readLocal, run, sequence, setLocal } from '../ir/builder.ts';
import type { Expr, Local, Stmt } from '../ir/nodes.ts';
import type { JumpTarget } from './context.ts';
import type { FunctionContext } from './context.ts';
import { assignPattern, bindName, LOOP_SOURCE } from './destructuring.ts';
import { lowerDiscarded, lowerExpression } from './expressions.ts';
import { enterScope, placeOf } from './names.ts';
import { keepResource, resourceKind, withResources } from './resources.ts';
import { skipOuter } from './scopes.ts';
import { lowerBody, lowerDeclaration, lowerStatement } from './statements.ts';
import { notIterableText } from './source-text.ts';
import { lowerTarget } from './targets.ts';
import { variableOfName } from './functions.ts';

export function jumpTarget(cx: FunctionContext, name: string | undefined, isContinue: boolean): JumpTarget | undefined {
  return cx.targets.findLast((target) =>
    name === undefined
      ? !target.named && (target.loop || !isContinue)
      : target.names.includes(name) && (!isContinue || target.loop),
  );
}

/** Runs `body` with a loop as jump target; gives the label. */
function inLoop<T>(cx: FunctionContext, body: (label: number) => T): T {
  const label = cx.lowering.program.label();
  const names = cx.pendingLabels;
  cx.pendingLabels = [];
  cx.targets.push({ label, names, loop: true, named: false });
  const result = body(label);
  cx.targets.pop();
  return result;
}

export function lowerLabelled(cx: FunctionContext, node: ts.LabeledStatement): Stmt[] {
  const name = node.label.text;
  if (isLoopOrSwitch(node.statement)) {
    cx.pendingLabels.push(name);
    return lowerStatement(cx, node.statement);
  }
  const label = cx.lowering.program.label();
  cx.targets.push({ label, names: [name], loop: false, named: true });
  const body = lowerBody(cx, node.statement);
  cx.targets.pop();
  return [{ kind: 'labelled', label, body }];
}
function isLoopOrSwitch(node: ts.Statement): boolean {
  return (
    ts.isIterationStatement(node, false) ||
    ts.isSwitchStatement(node) ||
    (ts.isLabeledStatement(node) && isLoopOrSwitch(node.statement))
  );
}

export function lowerWhile(cx: FunctionContext, node: ts.WhileStatement): Stmt[] {
  const test = isTrue(node.expression) ? null : lowerExpression(cx, node.expression);
  return inLoop(cx, (label) => [
    { kind: 'loop', label, test, testFirst: true, body: lowerBody(cx, node.statement), update: null },
  ]);
}
export function lowerDoWhile(cx: FunctionContext, node: ts.DoStatement): Stmt[] {
  return inLoop(cx, (label) => {
    const body = lowerBody(cx, node.statement);
    return [{ kind: 'loop', label, test: lowerExpression(cx, node.expression), testFirst: false, body, update: null }];
  });
}
function isTrue(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.TrueKeyword;
}

export function lowerFor(cx: FunctionContext, node: ts.ForStatement): Stmt[] {
  const kind = resourceKind(node.initializer);
  return kind === null ? lowerForLoop(cx, node) : withResources(cx, kind === 'async', () => lowerForLoop(cx, node));
}
function lowerForLoop(cx: FunctionContext, node: ts.ForStatement): Stmt[] {
  const effects = enterScope(cx, node);
  const { initializer } = node;
  if (initializer !== undefined) {
    if (ts.isVariableDeclarationList(initializer))
      effects.push(...initializer.declarations.flatMap((declaration) => lowerDeclaration(cx, declaration)));
    else effects.push(run(lowerDiscarded(cx, initializer)));
  }
  const fresh = freshBoxes(cx, node);
  if (fresh.length > 0 && initializer !== undefined && hasClosure(initializer)) effects.push(...fresh);
  const test = node.condition === undefined ? null : lowerExpression(cx, node.condition);
  const loop = inLoop(cx, (label): Stmt => {
    const body = lowerBody(cx, node.statement);
    const step = node.incrementor === undefined ? null : lowerDiscarded(cx, node.incrementor);
    const update = fresh.length === 0 ? step : sequence(freshBoxes(cx, node), step ?? constant(undefined));
    return { kind: 'loop', label, test, testFirst: true, body, update };
  });
  return effects.length === 0 ? [loop] : [block([...effects, loop])];
}

/** Copies of the head's boxed variables for the next iteration. */
function freshBoxes(cx: FunctionContext, node: ts.ForStatement): Stmt[] {
  return (cx.file.scopes.get(node) ?? [])
    .filter((variable) => variable.boxed && variable.kind === 'let')
    .map((variable) => {
      const local = placeOf(cx, variable);
      return run(setLocal(local, expr({ kind: 'box-new', value: expr({ kind: 'box-get', box: readLocal(local) }) })));
    });
}
function hasClosure(node: ts.Node): boolean {
  return (
    ts.isFunctionLike(node) ||
    ts.isClassLike(node) ||
    ts.forEachChild(node, (child) => hasClosure(child) || undefined) === true
  );
}

export function lowerForOf(cx: FunctionContext, node: ts.ForOfStatement): Stmt[] {
  const before = headScope(cx, node);
  const iterable = lowerExpression(cx, node.expression);
  iterable.hint ??= cx.hint(node.expression);
  const local = cx.temporary('item');
  const loop = inLoop(cx, (label): Stmt => {
    const bind = bindHead(cx, node, readLocal(local));
    const { initializer } = node;
    const kind = resourceKind(initializer);
    const body =
      kind === null
        ? block([...bind, lowerBody(cx, node.statement)])
        : block(
            withResources(cx, kind === 'async', () => [
              keepResource(cx, initializer as ts.VariableDeclarationList, readLocal(simpleLocal(cx, node) ?? local)),
              ...bind,
              lowerBody(cx, node.statement),
            ]),
          );
    return {
      kind: 'for-of',
      label,
      local: simpleLocal(cx, node) ?? local,
      iterable,
      async: node.awaitModifier !== undefined,
      body,
      text: notIterableText(node.expression),
    };
  });
  return [...before, loop];
}

/** `for (const x of …)` with an ordinary local assigns it directly. */
function simpleLocal(cx: FunctionContext, node: ts.ForOfStatement): Local | undefined {
  const name = headName(node);
  const variable = name === undefined ? undefined : variableOfName(cx, name);
  return variable === undefined || variable.global || variable.boxed || variable.kind === 'var' || variable.checked
    ? undefined
    : placeOf(cx, variable);
}
function headName(node: ts.ForOfStatement | ts.ForInStatement): ts.Identifier | undefined {
  const { initializer } = node;
  const name = ts.isVariableDeclarationList(initializer) ? initializer.declarations[0]!.name : undefined;
  return name !== undefined && ts.isIdentifier(name) ? name : undefined;
}

/** The dead zone of the head's variables covers the iterated expression. */
function headScope(cx: FunctionContext, node: ts.ForOfStatement | ts.ForInStatement): Stmt[] {
  return (cx.file.scopes.get(node) ?? []).some((variable) => variable.checked) ? enterScope(cx, node) : [];
}

function bindHead(cx: FunctionContext, node: ts.ForOfStatement | ts.ForInStatement, value: Expr): Stmt[] {
  const { initializer } = node;
  if (ts.isVariableDeclarationList(initializer)) {
    if (ts.isForOfStatement(node) && simpleLocal(cx, node) !== undefined) return [];
    return [...freshHead(cx, node), ...bindName(cx, initializer.declarations[0]!.name, value, LOOP_SOURCE)];
  }
  const inner = skipOuter(initializer);
  if (ts.isArrayLiteralExpression(inner) || ts.isObjectLiteralExpression(inner))
    return assignPattern(cx, inner, value, LOOP_SOURCE);
  const target = lowerTarget(cx, initializer, false);
  return [...target.setup, run(target.set(value))];
}
/** Variables of the head that closures see early get their boxes anew in each iteration. */
function freshHead(cx: FunctionContext, node: ts.Node): Stmt[] {
  return enterScope(cx, node);
}

export function lowerForIn(cx: FunctionContext, node: ts.ForInStatement): Stmt[] {
  const before = headScope(cx, node);
  const saved = cx.save('object', lowerExpression(cx, node.expression));
  const iterable = expr({ kind: 'enumerate', object: saved.read() });
  const local = cx.temporary('key');
  const loop = inLoop(cx, (label): Stmt => {
    const body = block([...bindHead(cx, node, readLocal(local)), lowerBody(cx, node.statement)]);
    const present = expr({ kind: 'runtime', name: 'isEnumerableNow', args: [saved.read(), readLocal(local)] });
    const guarded: Stmt = { kind: 'if', test: present, then: body, else: null };
    return { kind: 'for-of', label, local, iterable, async: false, body: mayDelete(node.statement) ? guarded : body };
  });
  return [...before, saved.store, loop];
}
/** Keys deleted during the loop are not visited; without `delete`, calls or assignments nothing can disappear. */
function mayDelete(node: ts.Node): boolean {
  return (
    ts.isDeleteExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.forEachChild(node, (child) => mayDelete(child) || undefined) === true
  );
}
