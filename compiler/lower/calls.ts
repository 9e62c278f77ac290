// Calls and `new`: directly where the checker's symbol is one function or class, by path for the library, as method calls,
// and through values otherwise.
import ts from 'typescript';
import { constant, expr, run, sequence } from '../ir/builder.ts';
import type { Argument, Expr } from '../ir/nodes.ts';
import { setsNothing } from '../frontend/idle-prototype.ts';
import { askedForBuffer, callablePath, libraryPath } from './builtins.ts';
import { classInfoOf, classOfVariable, homeObject } from './classes.ts';
import { lowerSuperCall } from './constructors.ts';
import type { FunctionContext } from './context.ts';
import { lowerExpression } from './expressions.ts';
import type { Variable } from './facts.ts';
import { coerce } from './lang.ts';
import { INTRINSIC, isIntrinsics } from './lang-index.ts';
import { mayBeEarly, readVariable } from './names.ts';
import { accessOn, constantKey, lowerChain, namespaceMember, withHint } from './properties.ts';
import { skipOuter } from './scopes.ts';
import { sourceText } from './source-text.ts';
import { lowerTemplateObject } from './literals.ts';
import { TOP, type Machine } from '../ir/types.ts';

export function lowerArguments(cx: FunctionContext, nodes: readonly ts.Expression[] = []): Argument[] {
  const first = nodes.findIndex(ts.isSpreadElement);
  return nodes.map((node) => {
    if (!ts.isSpreadElement(node)) return { value: lowerExpression(cx, node), spread: false };
    // V8 takes calls with other spreads apart, and names nothing there.
    const text =
      first === nodes.length - 1 ? { text: `${sourceText(node.expression)} is not iterable`, ofCall: true } : {};
    return { value: lowerExpression(cx, node.expression), spread: true, ...text };
  });
}

function machineArguments(
  cx: FunctionContext,
  nodes: readonly ts.Expression[] | undefined,
  machines: readonly Machine[],
): Argument[] {
  const args = lowerArguments(cx, nodes);
  if (!cx.lang) return args;
  return args.map((arg, index) =>
    machines[index] === undefined || arg.spread
      ? arg
      : { ...arg, value: coerce(arg.value, machines[index]!, cx.lowering.resultOf) },
  );
}

export function lowerCall(cx: FunctionContext, node: ts.CallExpression): Expr {
  const callee = skipOuter(node.expression);
  if (callee.kind === ts.SyntaxKind.SuperKeyword) return lowerSuperCall(cx, node);
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return cx.notSupported('a dynamic import', node);
  const { checker, program } = cx.lowering.frontend;
  if (setsNothing(checker, program, node))
    return libraryPath(cx, callee)?.startsWith('Reflect') ? constant(true) : lowerExpression(cx, node.arguments[0]!);
  const asked = askedForBuffer(cx, node);
  if (asked !== undefined) return sequence([run(lowerExpression(cx, asked))], constant(false));
  const direct = lowerDirect(cx, node, callee) ?? lowerLibraryCall(cx, node, callee);
  if (direct !== undefined) return direct;
  if (ts.isPropertyAccessExpression(callee) || ts.isElementAccessExpression(callee)) {
    if (callee.expression.kind === ts.SyntaxKind.SuperKeyword) return lowerSuperMethod(cx, node, callee);
    if (namespaceMemberOf(cx, callee) === undefined)
      return lowerChain(cx, callee.expression, (object) =>
        callOf(cx, node, callee, hinted(cx, callee.expression, object)),
      );
  }
  return callValue(cx, node, lowerExpression(cx, callee));
}
function hinted(cx: FunctionContext, node: ts.Expression, object: Expr): Expr {
  if (object.kind !== 'const') object.hint ??= cx.hint(node);
  return object;
}
function namespaceMemberOf(cx: FunctionContext, callee: ts.Expression): ts.Symbol | undefined {
  return ts.isPropertyAccessExpression(callee) ? namespaceMember(cx, callee) : undefined;
}
function callValue(cx: FunctionContext, node: ts.CallExpression, callee: Expr): Expr {
  return expr(
    {
      kind: 'call',
      callee,
      receiver: constant(undefined),
      args: lowerArguments(cx, node.arguments),
      text: sourceText(node.expression),
    },
    cx.position(node),
    cx.hint(node),
  );
}

function isLibraryMember(cx: FunctionContext, node: ts.PropertyAccessExpression | ts.ElementAccessExpression): boolean {
  const { checker } = cx.lowering.frontend;
  const symbol = checker.getSymbolAtLocation(ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression);
  return (
    symbol?.declarations?.some((declaration) => cx.lowering.frontend.isAmbient(declaration.getSourceFile())) ?? false
  );
}

/** `object.key(args)` for an object that is already lowered. */
export function callOf(
  cx: FunctionContext,
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  object: Expr,
): Expr {
  const position = cx.position(ts.isPropertyAccessExpression(callee) ? callee.name : callee.argumentExpression);
  const text = sourceText(callee);
  const isPrivate = ts.isPropertyAccessExpression(callee) && ts.isPrivateIdentifier(callee.name);
  const key = ts.isPropertyAccessExpression(callee) ? callee.name.text : constantKey(cx, callee.argumentExpression);
  if (key !== undefined && !isPrivate) {
    // A method that the library does not declare says that the object is more than its library type: `(x as Stack).top()`.
    const receiver =
      object.hint?.claimed === undefined || isLibraryMember(cx, callee) ? object : { ...object, hint: TOP };
    return expr(
      { kind: 'call-method', object: receiver, key, args: lowerArguments(cx, node.arguments), text },
      position,
      cx.hint(node),
    );
  }
  const receiver = cx.save('receiver', object);
  const value = accessOn(cx, callee, receiver.read());
  return sequence(
    [receiver.store],
    expr(
      { kind: 'call', callee: value, receiver: receiver.read(), args: lowerArguments(cx, node.arguments), text },
      position,
      cx.hint(node),
    ),
  );
}

function lowerSuperMethod(
  cx: FunctionContext,
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): Expr {
  const home = homeObject(cx, callee.expression);
  const receiver = (): Expr => readVariable(cx, cx.file.pseudo.get(callee.expression)!, callee.expression);
  const key = ts.isPropertyAccessExpression(callee)
    ? constant(callee.name.text)
    : lowerExpression(cx, callee.argumentExpression);
  const method = expr({ kind: 'get-super', home: home(), key, receiver: receiver() }, cx.position(callee));
  return expr(
    {
      kind: 'call',
      callee: method,
      receiver: receiver(),
      args: lowerArguments(cx, node.arguments),
      text: sourceText(callee),
    },
    cx.position(node),
    cx.hint(node),
  );
}

/** The variable that a callee names, directly or as a member of an imported module. */
export function calleeVariable(cx: FunctionContext, callee: ts.Expression): Variable | undefined {
  const symbol = ts.isIdentifier(callee) ? cx.file.resolved.get(callee) : namespaceMemberOf(cx, callee);
  return symbol === undefined ? undefined : cx.lowering.variableOf(symbol);
}

/** A call of a function that its variable always holds. */
function lowerDirect(cx: FunctionContext, node: ts.CallExpression, callee: ts.Expression): Expr | undefined {
  const variable = calleeVariable(cx, callee);
  const target = variable?.target;
  if (variable === undefined || target === null || target === undefined || isIntrinsics(target.node.getSourceFile()))
    return undefined;
  const home = variable.global ? cx.lowering.factsOf(target.node.getSourceFile()) : cx.file;
  const early = mayBeEarly(cx, variable, callee);
  if (early) return undefined;
  const func = cx.lowering.funcOf(home, target);
  const closure = target.needsClosure ? readVariable(cx, variable, null) : null;
  const receiver = target.thisVariable !== null && !target.arrow ? constant(undefined) : null;
  const args = machineArguments(cx, node.arguments, cx.lowering.parameterMachines(func));
  const typeKey = cx.lowering.hints.instantiation(node);
  return expr(
    { kind: 'call-direct', func, closure, receiver, args, ...(typeKey === undefined ? {} : { typeKey }) },
    cx.position(node),
    cx.hint(node),
  );
}
function lowerLibraryCall(cx: FunctionContext, node: ts.CallExpression, callee: ts.Expression): Expr | undefined {
  const path = callablePath(cx, callee);
  if (path === undefined) return undefined;
  if (path.startsWith(INTRINSIC)) return intrinsicCall(cx, node, path);
  // A method is called on the prototype that its path names; the receiver is the first argument.
  const at = path.indexOf('.prototype.');
  const receiver: Argument[] =
    at === -1
      ? []
      : [{ value: expr({ kind: 'builtin', path: path.slice(0, at + '.prototype'.length) }), spread: false }];
  return expr(
    { kind: 'call-builtin', path, args: [...receiver, ...lowerArguments(cx, node.arguments)] },
    cx.position(node),
    cx.hint(node),
  );
}

function intrinsicCall(cx: FunctionContext, node: ts.CallExpression, path: string): Expr {
  const args = machineArguments(cx, node.arguments, cx.lowering.lang.intrinsicParameters(path.slice(INTRINSIC.length)));
  return expr({ kind: 'call-builtin', path, args }, cx.position(node));
}

export function lowerNew(cx: FunctionContext, node: ts.NewExpression): Expr {
  const callee = skipOuter(node.expression);
  const position = cx.position(node);
  const variable = calleeVariable(cx, callee);
  const known = variable === undefined ? undefined : classOfVariable(variable);
  if (variable !== undefined && known !== undefined) {
    const type = readVariable(cx, variable, callee);
    const typeKey = cx.lowering.hints.instantiation(node);
    return expr(
      {
        kind: 'new-class',
        class: classInfoOf(cx.lowering, known),
        type,
        args: lowerArguments(cx, node.arguments),
        ...(typeKey === undefined ? {} : { typeKey }),
      },
      position,
      cx.hint(node),
    );
  }
  const path = libraryPath(cx, callee);
  if (path !== undefined && !path.startsWith(INTRINSIC))
    return expr({ kind: 'new-builtin', path, args: lowerArguments(cx, node.arguments) }, position, cx.hint(node));
  const type = lowerExpression(cx, callee);
  return expr(
    { kind: 'new', type, args: lowerArguments(cx, node.arguments), text: sourceText(callee) },
    position,
    cx.hint(node),
  );
}

export function lowerTaggedTemplate(cx: FunctionContext, node: ts.TaggedTemplateExpression): Expr {
  const strings: Argument = { value: lowerTemplateObject(cx, node.template), spread: false };
  const values = ts.isTemplateExpression(node.template)
    ? node.template.templateSpans.map((span) => span.expression)
    : [];
  const args = (): Argument[] => [strings, ...lowerArguments(cx, values)];
  const tag = skipOuter(node.tag);
  const position = cx.position(node);
  const text = sourceText(tag);
  const path = callablePath(cx, tag);
  if (path !== undefined) return expr({ kind: 'call-builtin', path, args: args() }, position, cx.hint(node));
  if (
    (ts.isPropertyAccessExpression(tag) || ts.isElementAccessExpression(tag)) &&
    namespaceMemberOf(cx, tag) === undefined &&
    tag.expression.kind !== ts.SyntaxKind.SuperKeyword
  ) {
    const receiver = cx.save('receiver', withHint(cx, tag.expression));
    const callee = accessOn(cx, tag, receiver.read());
    return sequence(
      [receiver.store],
      expr({ kind: 'call', callee, receiver: receiver.read(), args: args(), text }, position, cx.hint(node)),
    );
  }
  return expr(
    { kind: 'call', callee: lowerExpression(cx, tag), receiver: constant(undefined), args: args(), text },
    position,
    cx.hint(node),
  );
}
