// Functions: their IR, parameters, pseudo variables (`this`, `arguments`, `new.target`) and closures.
// Bodies are lowered when the function is first needed (lowering.ts keeps the list).
import ts from 'typescript';
import { block, constant, expr, isUndefined, readLocal, run, setLocal } from '../ir/builder.ts';
import type { Expr, Func, FuncKind, Local, Stmt } from '../ir/nodes.ts';
import type { Machine } from '../ir/types.ts';
import { bindPattern, PARAMETER_SOURCE } from './destructuring.ts';
import { constructorKind, lowerConstructorBody, lowerFieldsBody } from './constructors.ts';
import { FunctionContext } from './context.ts';
import { lowerExpression } from './expressions.ts';
import type { FileFacts, FunctionFacts, Variable } from './facts.ts';
import { coerce, machineOfType } from './lang.ts';
import { captureOf, createFunctions, enterScope, hintOf, initialiseVariable, storeVariable } from './names.ts';
import { isFunctionNode } from './scopes.ts';
import { lowerStatements } from './statements.ts';
import type { Lowering } from './lowering.ts';

/** A closure of a function in the current context; declared functions that capture nothing are one static object. */
export function functionValue(cx: FunctionContext, facts: FunctionFacts): Expr {
  const func = cx.lowering.funcOf(cx.file, facts);
  const captures = facts.captures.map((variable) => captureOf(cx, variable));
  const node = expr({ kind: 'closure', func, captures, home: null }, cx.position(facts.node)) as Expr & {
    kind: 'closure';
  };
  if (isStaticFunction(facts)) node.static = true;
  return node;
}

function isStaticFunction(facts: FunctionFacts): boolean {
  return ts.isFunctionDeclaration(facts.node) && facts.binding?.global === true;
}

export function functionKind(lowering: Lowering, facts: FunctionFacts): FuncKind {
  const { node } = facts;
  if (ts.isClassLike(node)) return constructorKind(node, facts);
  if (!isFunctionNode(node)) return 'normal';
  if (ts.isConstructorDeclaration(node)) return constructorKind(node.parent, facts);
  const isAsync = hasAsync(node);
  if ('asteriskToken' in node && node.asteriskToken !== undefined) return isAsync ? 'async-generator' : 'generator';
  if (isAsync) return 'async';
  if (ts.isArrowFunction(node)) return 'arrow';
  if (ts.isGetAccessor(node)) return 'getter';
  if (ts.isSetAccessor(node)) return 'setter';
  if (ts.isMethodDeclaration(node)) return 'method';
  const lang =
    ts.isFunctionDeclaration(node) && ts.isSourceFile(node.parent) && lowering.frontend.isLang(node.getSourceFile());
  return lang ? 'lang' : 'normal';
}

export function hasAsync(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword) ?? false)
  );
}

export function parametersOf(node: ts.Node): readonly ts.ParameterDeclaration[] {
  if (!isFunctionNode(node)) return [];
  const [first] = node.parameters;
  return first !== undefined && ts.isIdentifier(first.name) && first.name.text === 'this'
    ? node.parameters.slice(1)
    : node.parameters;
}

/** The `length` property: parameters before the first default or rest. */
export function lengthOf(node: ts.Node): number {
  const parameters = parametersOf(node);
  const end = parameters.findIndex(
    (parameter) => parameter.initializer !== undefined || parameter.dotDotDotToken !== undefined,
  );
  return end === -1 ? parameters.length : end;
}

export function resultMachine(node: ts.Node, lang: boolean, kind: FuncKind): Machine {
  if (!lang || !isFunctionNode(node) || (kind !== 'lang' && kind !== 'arrow' && kind !== 'normal')) return 'val';
  if (node.type === undefined) return kind === 'lang' ? 'void' : 'val';
  return machineOfType(node.type);
}

/** Fills in the body, parameters and captures of a function. */
export function lowerFunctionBody(lowering: Lowering, file: FileFacts, facts: FunctionFacts, func: Func): void {
  const { node } = facts;
  if (lowering.reach(node)) return;
  const isGenerator = func.kind === 'generator' || func.kind === 'async-generator';
  const cx = new FunctionContext(
    lowering,
    file,
    facts,
    func,
    func.kind === 'async' || func.kind === 'async-generator',
    isGenerator,
  );
  const effects: Stmt[] = [];
  declareCaptures(cx);
  declarePseudo(cx, effects);
  const parameters = parametersOf(node);
  refuseSplitParameters(cx, parameters);
  effects.push(...lowerParameters(cx, parameters));
  effects.push(...enterScope(cx, node));
  if (
    isGenerator &&
    parameters.some((parameter) => parameter.initializer !== undefined || !ts.isIdentifier(parameter.name))
  )
    effects.push({ kind: 'generator-start' });
  if (ts.isClassLike(node))
    effects.push(...(func.kind === 'method' ? lowerFieldsBody(cx, node) : lowerConstructorBody(cx, node)));
  else if (ts.isConstructorDeclaration(node)) effects.push(...lowerConstructorBody(cx, node.parent));
  else if (isFunctionNode(node)) effects.push(...lowerBody(cx, node));
  func.body = block(effects);
}

export function lowerBody(cx: FunctionContext, node: ts.FunctionLikeDeclaration): Stmt[] {
  const body = node.body!;
  if (!ts.isBlock(body))
    return [{ kind: 'return', value: returned(cx, lowerExpression(cx, body)), position: cx.position(body) }];
  return [
    ...enterScope(cx, body),
    ...lowerStatements(cx, body.statements, body),
    ...createFunctions(cx, body, body.end),
  ];
}

/** The value of a `return`: awaited in async generators, of the declared machine in lang functions. */
export function returned(cx: FunctionContext, value: Expr): Expr {
  if (cx.isAsync && cx.isGenerator) return expr({ kind: 'await', value });
  return cx.lang ? coerce(value, cx.func.result, cx.lowering.resultOf) : value;
}

function declareCaptures(cx: FunctionContext): void {
  for (const variable of cx.facts.captures) {
    const local = cx.lowering.program.local(cx.func, variable.name, hintOf(cx, variable));
    cx.func.captures.push(local);
    cx.places.set(variable, local);
  }
  if (cx.facts.usesSelf) cx.func.selfLocal = cx.temporary('self');
}

function declarePseudo(cx: FunctionContext, effects: Stmt[]): void {
  const { thisVariable, argumentsVariable, newTargetVariable } = cx.facts;
  const derived = cx.func.kind === 'derived-constructor';
  const makesThis = cx.func.kind === 'constructor' || derived;
  if (thisVariable !== null || makesThis) cx.func.thisLocal = cx.temporary('this');
  if (thisVariable !== null && !derived) receivePseudo(cx, thisVariable, cx.func.thisLocal!, effects);
  if (thisVariable !== null && derived && (thisVariable.boxed || thisVariable.checked))
    effects.push(...startThis(cx, thisVariable));
  if (argumentsVariable !== null)
    receivePseudo(cx, argumentsVariable, (cx.func.argumentsLocal = cx.temporary('arguments')), effects);
  if (newTargetVariable !== null || derived) cx.func.newTargetLocal = cx.temporary('new.target');
  if (newTargetVariable !== null) receivePseudo(cx, newTargetVariable, cx.func.newTargetLocal!, effects);
}
function receivePseudo(cx: FunctionContext, variable: Variable, local: Local, effects: Stmt[]): void {
  if (!variable.boxed) cx.places.set(variable, local);
  else effects.push(run(initialiseVariable(cx, variable, readLocal(local))));
}
function startThis(cx: FunctionContext, variable: Variable): Stmt[] {
  const local = cx.temporary('this');
  cx.places.set(variable, local);
  const value = expr({ kind: 'absent' });
  return [run(setLocal(local, variable.boxed ? expr({ kind: 'box-new', value }) : value))];
}

/**
 * Where parameters have initialisers, `var x` in the body is another variable than a parameter `x` (§10.2.11, step 28). It shows
 * only to a closure in an initialiser.
 */
function refuseSplitParameters(cx: FunctionContext, parameters: readonly ts.ParameterDeclaration[]): void {
  const end = parameters.at(-1)?.end ?? 0;
  if (parameters.every((parameter) => parameter.initializer === undefined)) return;
  for (const variable of cx.file.scopes.get(cx.facts.node) ?? []) {
    if (variable.kind !== 'param' || !variable.captured) continue;
    const redeclared = variable.symbol?.declarations?.find(ts.isVariableDeclaration);
    const early = variable.references.some(({ from, node }) => from !== cx.facts && node.end <= end);
    if (redeclared !== undefined && early)
      cx.notSupported('a `var` with the name of a parameter that an initialiser captures', redeclared);
  }
}

function lowerParameters(cx: FunctionContext, parameters: readonly ts.ParameterDeclaration[]): Stmt[] {
  const received = parameters.map((parameter) => receive(cx, parameter));
  const effects = received.flatMap((entry) => entry.boxes);
  parameters.forEach((parameter, index) => effects.push(...bindParameter(cx, parameter, received[index]!.local)));
  return effects;
}

/** The parameter's local, and the boxes of what it binds where a closure of an initialiser may see them first. */
function receive(cx: FunctionContext, parameter: ts.ParameterDeclaration): { local: Local; boxes: Stmt[] } {
  const name = ts.isIdentifier(parameter.name) ? parameter.name.text : 'parameter';
  const machine = cx.lang ? machineOfType(parameter.type) : 'val';
  const local = cx.lowering.program.local(cx.func, name, cx.hint(parameter.name), machine);
  cx.func.params.push(local);
  const variable = ts.isIdentifier(parameter.name) ? variableOfName(cx, parameter.name) : undefined;
  if (variable === undefined) return { local, boxes: patternBoxes(cx, parameter.name) };
  if (!variable.boxed) {
    cx.places.set(variable, local);
    return { local, boxes: [] };
  }
  const box = cx.temporary(name);
  cx.places.set(variable, box);
  return { local, boxes: [run(setLocal(box, expr({ kind: 'box-new', value: readLocal(local) })))] };
}
function patternBoxes(cx: FunctionContext, name: ts.BindingName): Stmt[] {
  if (ts.isIdentifier(name)) {
    const variable = variableOfName(cx, name);
    if (variable === undefined || !variable.boxed || !(variable.early || variable.checked)) return [];
    const box = cx.temporary(name.text);
    cx.places.set(variable, box);
    return [run(setLocal(box, expr({ kind: 'box-new', value: constant(undefined) })))];
  }
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : patternBoxes(cx, element.name)));
}

function bindParameter(cx: FunctionContext, parameter: ts.ParameterDeclaration, local: Local): Stmt[] {
  const effects: Stmt[] = [];
  if (parameter.initializer !== undefined) {
    const variable = ts.isIdentifier(parameter.name) ? variableOfName(cx, parameter.name) : undefined;
    const value = lowerExpression(cx, parameter.initializer);
    const store = variable === undefined ? setLocal(local, value) : storeVariable(cx, variable, value);
    effects.push({ kind: 'if', test: isUndefined(readLocal(local)), then: run(store), else: null });
  }
  if (!ts.isIdentifier(parameter.name))
    effects.push(...bindPattern(cx, parameter.name, readLocal(local), PARAMETER_SOURCE));
  return effects;
}

export function variableOfName(cx: FunctionContext, name: ts.Identifier): Variable | undefined {
  const symbol = cx.file.resolved.get(name) ?? cx.lowering.declared(name.parent);
  return symbol === undefined ? undefined : cx.lowering.variableOf(symbol);
}

/** The IR of a function expression, arrow or object-literal method at its place. */
export function lowerFunctionExpression(cx: FunctionContext, node: ts.FunctionLikeDeclaration): Expr {
  const facts = cx.file.functions.get(node);
  if (facts === undefined) return cx.notSupported('a function without body', node);
  return functionValue(cx, facts);
}
