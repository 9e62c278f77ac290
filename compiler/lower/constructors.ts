// Constructors (ECMA-262 §10.2.1.3, §13.3.7): allocation is the caller's; the body runs field initialisers, at the start in
// base classes and behind `super()` in derived ones. Where `super()` does not stand exactly once as a statement of the
// body, the initialisers get a function of their own.
import { privateKey } from '../ir/keys.ts';
import ts from 'typescript';
import { constant, expr, isAbsent, readLocal, run, sequence, setLocal } from '../ir/builder.ts';
import type { Argument, ClassInfo, Expr, FuncKind, Stmt } from '../ir/nodes.ts';
import { accessorStorage, isAccessorField } from './accessor-fields.ts';
import { classInfoOf, heritageOf, privateNameOf } from './classes.ts';
import type { FunctionContext } from './context.ts';
import { lowerExpression } from './expressions.ts';
import type { FunctionFacts, Variable } from './facts.ts';
import { functionValue } from './functions.ts';
import { lowerKey } from './keys.ts';
import { lowerArguments } from './calls.ts';
import { createFunctions, enterScope, placeOf, readVariable } from './names.ts';
import { constructorPlan } from './scopes.ts';
import { isAmbientStatement, isStatic } from './scope-facts.ts';
import { lowerStatements } from './statements.ts';
import { foldConstant, NO_CONSTANT } from './constants.ts';
import { constantOf } from './constant-names.ts';
import type { Lowering } from './lowering.ts';

export function constructorKind(node: ts.ClassLikeDeclaration, facts: FunctionFacts): FuncKind {
  const plan = constructorPlan(node);
  if (facts.node === node && plan.declared !== null) return 'method';
  return plan.derived ? 'derived-constructor' : 'constructor';
}

export function lowerConstructorBody(cx: FunctionContext, node: ts.ClassLikeDeclaration): Stmt[] {
  const plan = constructorPlan(node);
  const self = (): Expr => thisValue(cx);
  if (!plan.derived) return [...afterSuper(cx, node, plan.declared), ...bodyOf(cx, plan.declared)];
  if (!plan.inline) cx.returnThis = () => initialisedThis(cx, node);
  else if (mayReplaceThis(cx, node)) cx.returnThis = self;
  if (plan.declared === null) return synthesised(cx, node);
  const end: Stmt[] = cx.returnThis === null ? [] : [{ kind: 'return', value: cx.returnThis() }];
  return [...bodyOf(cx, plan.declared), ...end];
}

function synthesised(cx: FunctionContext, node: ts.ClassLikeDeclaration): Stmt[] {
  const count = parametersPassedOn(cx.lowering, node);
  const params =
    count === null
      ? [cx.lowering.program.local(cx.func, 'args')]
      : Array.from({ length: count }, (_, i) => cx.lowering.program.local(cx.func, `argument${i}`));
  cx.func.params.push(...params);
  const args = params.map((param) => ({ value: readLocal(param), spread: count === null }));
  const call = superCall(cx, node, args, node);
  const end: Stmt[] = cx.returnThis === null ? [] : [{ kind: 'return', value: thisValue(cx) }];
  return [run(call), ...lowerFields(cx, node, () => thisValue(cx)), ...end];
}

/**
 * How many parameters a constructor that is not written hands to its base: those the base declares, each in its place, so
 * that they are not mixed in an array. Null where the base may look at more (rest parameters, `arguments`, an unknown base).
 */
export function parametersPassedOn(lowering: Lowering, node: ts.ClassLikeDeclaration): number | null {
  const { base } = heritageOf(lowering, node);
  if (base === null) return null;
  const plan = constructorPlan(base);
  if (plan.declared === null) return plan.derived ? parametersPassedOn(lowering, base) : 0;
  const { parameters } = plan.declared;
  if (parameters.at(-1)?.dotDotDotToken !== undefined || mentionsArguments(plan.declared)) return null;
  return parameters.length;
}
function mentionsArguments(node: ts.Node): boolean {
  return (
    (ts.isIdentifier(node) && node.text === 'arguments') ||
    ts.forEachChild(node, (child) => mentionsArguments(child) || undefined) === true
  );
}

function bodyOf(cx: FunctionContext, declared: ts.ConstructorDeclaration | null): Stmt[] {
  if (declared === null) return [];
  const body = declared.body!;
  return [
    ...enterScope(cx, body),
    ...lowerStatements(cx, body.statements, body),
    ...createFunctions(cx, body, body.end),
  ];
}

/** The base may return another object, so the constructor must return its `this`. */
function mayReplaceThis(cx: FunctionContext, node: ts.ClassLikeDeclaration): boolean {
  const info = classInfoOf(cx.lowering, node);
  if (info.dynamicBase) return true;
  const heritage = heritageOf(cx.lowering, node);
  if (heritage.base === null) return false;
  const plan = constructorPlan(heritage.base);
  return (plan.declared !== null && returnsValue(plan.declared)) || (plan.derived && mayReplaceThis(cx, heritage.base));
}
function returnsValue(node: ts.Node): boolean {
  if (ts.isReturnStatement(node)) return node.expression !== undefined;
  return (
    ts.forEachChild(
      node,
      (child) => (!ts.isFunctionLike(child) && !ts.isClassLike(child) && returnsValue(child)) || undefined,
    ) === true
  );
}

/** `this` where a constructor is left that may not have called `super()` (§10.2.2, step 12). */
function initialisedThis(cx: FunctionContext, node: ts.ClassLikeDeclaration): Expr {
  return expr({ kind: 'check-initialised', value: thisValue(cx), name: 'this' }, cx.position(node));
}

/** `this` where it is known to be initialised. */
export function thisValue(cx: FunctionContext): Expr {
  const variable = cx.facts.thisVariable;
  if (variable === null || !cx.places.has(variable)) return readLocal(cx.func.thisLocal!);
  return readVariable(cx, variable, null);
}

export function lowerSuperCall(cx: FunctionContext, node: ts.CallExpression): Expr {
  const home = ts.findAncestor(node, ts.isClassLike);
  if (home === undefined) return cx.notSupported('super() outside of a class', node);
  const args = lowerArguments(cx, node.arguments);
  const plan = constructorPlan(home);
  const call = superCall(cx, home, args, node);
  if (plan.inline) return sequence([run(call), ...afterSuper(cx, home, plan.declared)], readThis(cx, node));
  const fields = cx.file.functions.get(home);
  if (fields !== undefined && cx.facts.arrow)
    return cx.notSupported('super() in an arrow function of a class with fields', node);
  const initialise = fields === undefined ? [] : [callFields(cx, fields, node)];
  return sequence(
    [run(call), ...parameterStores(cx, plan.declared, home, () => readThis(cx, node)), ...initialise],
    readThis(cx, node),
  );
}

function afterSuper(
  cx: FunctionContext,
  node: ts.ClassLikeDeclaration,
  declared: ts.ConstructorDeclaration | null,
): Stmt[] {
  const self = (): Expr => thisValue(cx);
  return [
    ...parameterFields(cx, declared, node, self),
    ...lowerFields(cx, node, self),
    ...parameterStores(cx, declared, node, self),
  ];
}

function callFields(cx: FunctionContext, fields: FunctionFacts, node: ts.Node): Stmt {
  const func = cx.lowering.funcOf(cx.file, fields);
  const closure = fields.captures.length > 0 ? functionValue(cx, fields) : null;
  return run(expr({ kind: 'call-direct', func, closure, receiver: readThis(cx, node), args: [] }));
}

function readThis(cx: FunctionContext, node: ts.Node): Expr {
  const variable = superThis(cx, node);
  return variable === undefined ? thisValue(cx) : readVariable(cx, variable, null);
}
function superThis(cx: FunctionContext, node: ts.Node): Variable | undefined {
  return ts.isCallExpression(node) ? cx.file.pseudo.get(node.expression) : (cx.facts.thisVariable ?? undefined);
}

/** Calls the base constructor on the allocated object and stores what `this` becomes. */
function superCall(cx: FunctionContext, node: ts.ClassLikeDeclaration, args: Argument[], place: ts.Node): Expr {
  const info = classInfoOf(cx.lowering, node);
  const variable = superThis(cx, place);
  const type = baseValue(cx, node);
  const receiver = receiverOf(cx, place);
  const call = expr(
    { kind: 'call-super', class: info, type, receiver, newTarget: newTargetOf(cx, place), args },
    cx.position(place),
  );
  if (variable === undefined || !(variable.boxed || variable.checked)) return setLocal(placeOfThis(cx, variable), call);
  const made = cx.save('object', call);
  const again = expr({ kind: 'runtime', name: 'throwSuperTwice', args: [] }, cx.position(place));
  const current = readVariable(cx, variable, null);
  const check: Stmt = { kind: 'if', test: isAbsent(current), then: { kind: 'empty' }, else: run(again) };
  return sequence([made.store, check], storeThis(cx, variable, made.read()));
}
function storeThis(cx: FunctionContext, variable: Variable, value: Expr): Expr {
  const local = placeOf(cx, variable);
  return variable.boxed ? expr({ kind: 'box-set', box: readLocal(local), value }) : setLocal(local, value);
}
function placeOfThis(cx: FunctionContext, variable: Variable | undefined): ReturnType<typeof placeOf> {
  if (variable === undefined) return cx.func.thisLocal!;
  if (!cx.places.has(variable) && cx.func.thisLocal !== null) cx.places.set(variable, cx.func.thisLocal);
  return placeOf(cx, variable);
}

/** The allocated object. In arrow functions it comes from the constructor through `new.target`'s capture. */
function receiverOf(cx: FunctionContext, place: ts.Node): Expr {
  if (cx.func.thisLocal !== null && !cx.facts.arrow) return readLocal(cx.func.thisLocal);
  return cx.notSupported('super() in an arrow function', place);
}
function newTargetOf(cx: FunctionContext, place: ts.Node): Expr {
  const variable = cx.file.pseudo.get(place);
  if (variable !== undefined) return readVariable(cx, variable, null);
  return readLocal(cx.func.newTargetLocal!);
}

/** The value of the base class: the heritage of the class object, read where it cannot change. */
function baseValue(cx: FunctionContext, node: ts.ClassLikeDeclaration): Expr {
  const heritage = heritageOf(cx.lowering, node);
  if (heritage.baseVariable !== null && heritage.baseVariable.global)
    return readVariable(cx, heritage.baseVariable, null);
  if (heritage.builtin !== null) return expr({ kind: 'builtin', path: heritage.builtin });
  return expr({
    kind: 'call-builtin',
    path: 'Object.getPrototypeOf',
    args: [{ value: readVariable(cx, cx.file.homes.get(node)!, null), spread: false }],
  });
}

/** The separate function of field initialisers. */
export function lowerFieldsBody(cx: FunctionContext, node: ts.ClassLikeDeclaration): Stmt[] {
  return lowerFields(cx, node, () => thisValue(cx));
}

export function instanceFields(node: ts.ClassLikeDeclaration): ts.PropertyDeclaration[] {
  return node.members.filter(
    (member): member is ts.PropertyDeclaration =>
      ts.isPropertyDeclaration(member) && !isStatic(member) && !isAmbientStatement(member) && !isAbstract(member),
  );
}
function isAbstract(node: ts.PropertyDeclaration): boolean {
  return node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.AbstractKeyword) === true;
}

function lowerFields(cx: FunctionContext, node: ts.ClassLikeDeclaration, self: () => Expr): Stmt[] {
  return instanceFields(node).map((field) => {
    const value = field.initializer === undefined ? constant(undefined) : lowerExpression(cx, field.initializer);
    const isAccessor = isAccessorField(field);
    const key = isAccessor
      ? constant(accessorStorage(cx, field))
      : ts.isPrivateIdentifier(field.name)
        ? constant(privateKey(field.name.text))
        : lowerKey(cx, field.name);
    return run(
      expr(
        {
          kind: 'define',
          object: self(),
          key,
          value,
          ...(isAccessor
            ? { private: true, owner: classInfoOf(cx.lowering, node) }
            : ts.isPrivateIdentifier(field.name)
              ? { private: true, ...privateDefinition(cx, field.name) }
              : {}),
        },
        cx.position(field),
      ),
    );
  });
}
function privateDefinition(cx: FunctionContext, name: ts.PrivateIdentifier): { owner: ClassInfo; renewed?: Expr } {
  const { owner, renewed } = privateNameOf(cx, name);
  return renewed === undefined ? { owner } : { owner, renewed };
}
export function isParameterProperty(parameter: ts.ParameterDeclaration): boolean {
  return ts.isParameterPropertyDeclaration(parameter, parameter.parent);
}
function parameterProperties(declared: ts.ConstructorDeclaration | null): ts.ParameterDeclaration[] {
  return declared?.parameters.filter(isParameterProperty) ?? [];
}

/** Field initialisers that might look at a parameter property see it undefined first, as in tsc's emit. */
function parameterFields(
  cx: FunctionContext,
  declared: ts.ConstructorDeclaration | null,
  node: ts.ClassLikeDeclaration,
  self: () => Expr,
): Stmt[] {
  return parameterProperties(declared).map((parameter) => {
    const value = simpleFields(cx, node) ? parameterValue(cx, parameter) : constant(undefined);
    return run(
      expr(
        { kind: 'define', object: self(), key: constant((parameter.name as ts.Identifier).text), value },
        cx.position(parameter),
      ),
    );
  });
}
function parameterStores(
  cx: FunctionContext,
  declared: ts.ConstructorDeclaration | null,
  node: ts.ClassLikeDeclaration,
  self: () => Expr,
): Stmt[] {
  if (simpleFields(cx, node) && constructorPlan(node).inline) return [];
  return parameterProperties(declared).map((parameter) =>
    run(
      expr(
        {
          kind: 'define',
          object: self(),
          key: constant((parameter.name as ts.Identifier).text),
          value: parameterValue(cx, parameter),
        },
        cx.position(parameter),
      ),
    ),
  );
}
function parameterValue(cx: FunctionContext, parameter: ts.ParameterDeclaration): Expr {
  const symbol = cx.lowering.parameterSymbol(parameter);
  const variable = symbol === undefined ? undefined : cx.lowering.variableOf(symbol);
  return variable === undefined
    ? cx.notSupported('this parameter property', parameter)
    : readVariable(cx, variable, null);
}
/** No initialiser runs code of the program or reads `this`. */
function simpleFields(cx: FunctionContext, node: ts.ClassLikeDeclaration): boolean {
  return instanceFields(node).every((field) => field.initializer === undefined || isSimple(cx, field.initializer));
}
function isSimple(cx: FunctionContext, node: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(node)) return node.elements.every((element) => isSimple(cx, element));
  if (ts.isNewExpression(node))
    return (
      (node.arguments ?? []).length === 0 &&
      ts.isIdentifier(node.expression) &&
      /^(Map|Set|WeakMap|WeakSet)$/.test(node.expression.text)
    );
  if (ts.isObjectLiteralExpression(node)) return node.properties.length === 0;
  return ts.isArrowFunction(node) || foldConstant(node, (name) => constantOf(cx, name)) !== NO_CONSTANT;
}
