// Classes (ECMA-262 §15.7.14): what is known of them at compile time (ClassInfo), and the evaluation of a declaration:
// heritage, computed names in order, the class object, then static fields and blocks with `this` as the class.
import { isWellKnown, privateKey } from '../ir/keys.ts';
import ts from 'typescript';
import { absent, constant, expr, readLocal, run, sequence, setLocal } from '../ir/builder.ts';
import type { ClassInfo, Expr, Func, MethodInfo, Stmt } from '../ir/nodes.ts';
import { libraryPath } from './builtins.ts';
import { hasParenthesisInHead } from './class-head.ts';
import { instanceFields, isParameterProperty } from './constructors.ts';
import type { FunctionContext } from './context.ts';
import { lowerExpression } from './expressions.ts';
import type { Variable } from './facts.ts';
import { syntacticName } from './function-names.ts';
import { accessorMembers, accessorStorage, isAccessorField } from './accessor-fields.ts';
import { functionValue } from './functions.ts';
import { lowerKey, staticKey } from './keys.ts';
import type { Lowering } from './lowering.ts';
import { captureOf, enterScope, initialiseVariable, placeOf, readVariable } from './names.ts';
import { constructorPlan, isFunctionNode, skipOuter } from './scopes.ts';
import { classOfPrivateName, isAmbientStatement, isRenewed, isStatic } from './scope-facts.ts';
import { lowerStatements } from './statements.ts';

export interface Heritage {
  readonly expression: ts.Expression | null;
  readonly base: ts.ClassLikeDeclaration | null;
  readonly baseVariable: Variable | null;
  readonly builtin: string | null;
}

export function heritageOf(lowering: Lowering, node: ts.ClassLikeDeclaration): Heritage {
  const clause = node.heritageClauses?.find((candidate) => candidate.token === ts.SyntaxKind.ExtendsKeyword);
  const expression = clause?.types[0]?.expression ?? null;
  if (expression === null) return { expression, base: null, baseVariable: null, builtin: null };
  const inner = skipOuter(expression);
  const { cx } = lowering.unitsOf(node.getSourceFile());
  const symbol = ts.isIdentifier(inner) ? cx.file.resolved.get(inner) : undefined;
  const variable = symbol === undefined ? undefined : lowering.variableOf(symbol);
  const base = variable === undefined ? undefined : classOfVariable(variable);
  if (variable !== undefined && base !== undefined) return { expression, base, baseVariable: variable, builtin: null };
  const path = libraryPath(cx, inner);
  return {
    expression,
    base: null,
    baseVariable: null,
    builtin: path !== undefined && path !== 'Object' && path !== 'Function' && !path.includes('.') ? path : null,
  };
}

/** The class that a variable always holds. */
export function classOfVariable(variable: Variable): ts.ClassLikeDeclaration | undefined {
  const { declaration } = variable;
  if (variable.assigned) return undefined;
  if (ts.isClassLike(declaration)) return declaration;
  if (
    variable.kind !== 'const' ||
    !ts.isVariableDeclaration(declaration) ||
    !ts.isIdentifier(declaration.name) ||
    declaration.initializer === undefined
  )
    return undefined;
  const value = skipOuter(declaration.initializer);
  return ts.isClassExpression(value) ? value : undefined;
}

interface MutableClassInfo {
  fields: string[];
  methods: MethodInfo[];
  statics: MethodInfo[];
}

export function classInfoOf(lowering: Lowering, node: ts.ClassLikeDeclaration): ClassInfo {
  const known = lowering.classes.get(node);
  if (known !== undefined) return known;
  const { cx } = lowering.unitsOf(node.getSourceFile());
  const heritage = heritageOf(lowering, node);
  const base = heritage.base === null ? null : classInfoOf(lowering, heritage.base);
  const position = cx.position(node);
  const parts: MutableClassInfo = { fields: [], methods: [], statics: [] };
  const info: ClassInfo = {
    id: lowering.nextClassId(),
    name: syntacticName(node),
    base,
    builtinBase: base?.builtinBase ?? heritage.builtin,
    dynamicBase: heritage.expression !== null && base === null && heritage.builtin === null,
    printsAsFunction: hasParenthesisInHead(node),
    ...parts,
    renewed: isRenewed(node),
    constructor_: null as unknown as Func,
    position,
  };
  lowering.classes.set(node, info);
  lowering.program.classes.push(info);
  const plan = constructorPlan(node);
  parts.fields.push(...fieldKeys(cx, node, plan.declared));
  info.constructor_ = lowering.funcOf(cx.file, cx.file.functions.get(plan.declared ?? node)!);
  for (const member of node.members) {
    if (isAccessorField(member))
      (isStatic(member) ? parts.statics : parts.methods).push(...accessorMembers(cx, info, member));
    if (!isFunctionNode(member) || ts.isConstructorDeclaration(member) || member.body === undefined) continue;
    const key = staticKey(cx, member.name as ts.PropertyName);
    if (key !== undefined)
      (isStatic(member) ? parts.statics : parts.methods).push({
        key,
        kind: memberKind(member),
        func: lowering.funcOf(cx.file, cx.file.functions.get(member)!),
      });
  }
  return info;
}

function memberKind(member: ts.Node): 'method' | 'get' | 'set' {
  return ts.isGetAccessor(member) ? 'get' : ts.isSetAccessor(member) ? 'set' : 'method';
}

function fieldKeys(
  cx: FunctionContext,
  node: ts.ClassLikeDeclaration,
  declared: ts.ConstructorDeclaration | null,
): string[] {
  const keys = (declared?.parameters ?? [])
    .filter(isParameterProperty)
    .map((parameter) => (parameter.name as ts.Identifier).text);
  for (const field of instanceFields(node)) {
    const key = isAccessorField(field) ? accessorStorage(cx, field) : staticKey(cx, field.name);
    if (key !== undefined && !isWellKnown(key) && !keys.includes(key)) keys.push(key);
  }
  return keys;
}

/** The class of which a function is a member, for Func.owner. */
export function classOwner(lowering: Lowering, node: ts.Node): ClassInfo | null {
  const class_ = ts.isClassLike(node)
    ? node
    : isFunctionNode(node) && ts.isClassLike(node.parent)
      ? node.parent
      : undefined;
  return class_ === undefined ? null : classInfoOf(lowering, class_);
}

/** A private name: the class that declares it, and the name itself where each evaluation of that class has its own. */
export function privateNameOf(
  cx: FunctionContext,
  name: ts.PrivateIdentifier,
): { owner: ClassInfo; key: string; renewed?: Expr } {
  const class_ = classOfPrivateName(name);
  if (class_ === undefined) return cx.notSupported('this private name', name);
  const owner = classInfoOf(cx.lowering, class_);
  const key = privateKey(name.text);
  if (!owner.renewed) return { owner, key };
  return { owner, key, renewed: renewedName(readVariable(cx, cx.file.homes.get(class_)!, null), name) };
}
/** The private name of the evaluation that made a class object. */
export function renewedName(class_: Expr, name: ts.PrivateIdentifier): Expr {
  return expr({ kind: 'runtime', name: 'privateNameOf', args: [class_, constant(name.text)] });
}

/** The home object of `super`: the class for static members, its prototype for others, the literal for methods of literals. */
export function homeObject(cx: FunctionContext, node: ts.Node): () => Expr {
  const member = ts.findAncestor(
    node,
    (at) =>
      (ts.isClassElement(at) || ts.isObjectLiteralElementLike(at)) &&
      at.parent !== undefined &&
      (ts.isClassLike(at.parent) || (ts.isObjectLiteralExpression(at.parent) && isFunctionNode(at))),
  );
  const home = member === undefined ? undefined : cx.file.homes.get(member.parent);
  if (member === undefined || home === undefined) return cx.notSupported('super outside of a method', node);
  const value = (): Expr => readVariable(cx, home, null);
  if (!ts.isClassLike(member.parent) || isStatic(member) || ts.isClassStaticBlockDeclaration(member)) return value;
  return () => expr({ kind: 'get', object: value(), key: 'prototype', text: 'prototype' });
}

export function lowerClassDeclaration(cx: FunctionContext, node: ts.ClassDeclaration): Stmt[] {
  if (isAmbientStatement(node)) return [];
  return evaluateClass(cx, node).effects;
}

export function lowerClassExpression(cx: FunctionContext, node: ts.ClassExpression): Expr {
  const home = cx.file.homes.get(node)!;
  const start: Stmt[] =
    !home.global && home.boxed ? [run(setLocal(placeOf(cx, home), expr({ kind: 'box-new', value: absent() })))] : [];
  const { effects, value } = evaluateClass(cx, node);
  return sequence([...start, ...effects], value);
}

/** The statements that make a class and initialise its static part. */
function evaluateClass(cx: FunctionContext, node: ts.ClassLikeDeclaration): { effects: Stmt[]; value: Expr } {
  const home = cx.file.homes.get(node);
  if (home === undefined) return cx.notSupported('this class', node);
  const info = classInfoOf(cx.lowering, node);
  const local = cx.temporary(info.name || 'class');
  const keys = new ComputedKeys(cx);
  const computed = computedMembers(cx, node, keys);
  const heritage = heritageOf(cx.lowering, node).expression;
  const made = expr(
    {
      kind: 'class',
      class: info,
      heritage: heritage === null ? null : lowerExpression(cx, heritage),
      captures: memberCaptures(cx, node),
      computed,
    },
    cx.position(node),
  );
  const effects: Stmt[] = [run(setLocal(local, made)), ...keys.left()];
  effects.push(run(initialiseVariable(cx, home, readLocal(local))));
  cx.places.set(cx.file.staticThis.get(node)!, local);
  for (const member of node.members) effects.push(...lowerStatic(cx, member, () => readLocal(local), keys));
  return { effects, value: readLocal(local) };
}

function memberCaptures(cx: FunctionContext, node: ts.ClassLikeDeclaration): Map<Func, Expr[]> {
  const captures = new Map<Func, Expr[]>();
  const note = (at: ts.Node): void => {
    const facts = cx.file.functions.get(at);
    if (facts !== undefined && facts.captures.length > 0)
      captures.set(
        cx.lowering.funcOf(cx.file, facts),
        facts.captures.map((variable) => captureOf(cx, variable)),
      );
  };
  note(constructorPlan(node).declared ?? node);
  for (const member of node.members)
    if (isFunctionNode(member) && !ts.isConstructorDeclaration(member) && member.body !== undefined) note(member);
  return captures;
}

/** Names of computed static fields: evaluated with the class, between those of methods. */
class ComputedKeys {
  private readonly cx: FunctionContext;
  private waiting: Stmt[] = [];
  private readonly statics = new Map<ts.PropertyDeclaration, () => Expr>();

  constructor(cx: FunctionContext) {
    this.cx = cx;
  }

  add(field: ts.PropertyDeclaration): void {
    const { cx } = this;
    const key = expr({ kind: 'unary', op: 'topropertykey', value: lowerKey(cx, field.name) }, cx.position(field.name));
    const saved = cx.save('key', key);
    this.waiting.push(saved.store);
    this.statics.set(field, saved.read);
  }

  /** Evaluates what waits before `key`. */
  before(key: Expr): Expr {
    const effects = this.waiting;
    this.waiting = [];
    return sequence(effects, key);
  }
  left(): Stmt[] {
    const effects = this.waiting;
    this.waiting = [];
    return effects;
  }
  ofStatic(field: ts.PropertyDeclaration): Expr | undefined {
    return this.statics.get(field)?.();
  }
}

function computedMembers(
  cx: FunctionContext,
  node: ts.ClassLikeDeclaration,
  keys: ComputedKeys,
): (Expr & { kind: 'class' })['computed'] {
  const computed: (Expr & { kind: 'class' })['computed'] = [];
  for (const member of node.members) {
    if (
      member.name === undefined ||
      isAmbientStatement(member) ||
      staticKey(cx, member.name as ts.PropertyName) !== undefined
    )
      continue;
    if (ts.isPropertyDeclaration(member)) {
      if (isStatic(member)) keys.add(member);
    } else if (isFunctionNode(member) && member.body !== undefined) {
      const closure = functionValue(cx, cx.file.functions.get(member)!);
      computed.push({
        key: keys.before(lowerKey(cx, member.name as ts.PropertyName)),
        static: isStatic(member),
        kind: memberKind(member),
        closure,
      });
    }
  }
  return computed;
}

function privateStatic(
  cx: FunctionContext,
  node: ts.ClassLikeDeclaration,
  name: ts.PrivateIdentifier,
  self: () => Expr,
): { private: true; owner: ClassInfo; renewed?: Expr } {
  const owner = classInfoOf(cx.lowering, node);
  return { private: true, owner, ...(owner.renewed ? { renewed: renewedName(self(), name) } : {}) };
}

function lowerStatic(cx: FunctionContext, member: ts.ClassElement, self: () => Expr, keys: ComputedKeys): Stmt[] {
  if (ts.isClassStaticBlockDeclaration(member))
    return [
      {
        kind: 'block',
        body: [...enterScope(cx, member.body), ...lowerStatements(cx, member.body.statements, member.body)],
      },
    ];
  if (!ts.isPropertyDeclaration(member) || !isStatic(member) || isAmbientStatement(member)) return [];
  const value = member.initializer === undefined ? constant(undefined) : lowerExpression(cx, member.initializer);
  const key = isAccessorField(member)
    ? constant(accessorStorage(cx, member))
    : ts.isPrivateIdentifier(member.name)
      ? constant(privateKey(member.name.text))
      : (keys.ofStatic(member) ?? lowerKey(cx, member.name));
  return [
    run(
      expr(
        {
          kind: 'define',
          object: self(),
          key,
          value,
          ...(isAccessorField(member)
            ? { private: true, owner: classInfoOf(cx.lowering, member.parent as ts.ClassLikeDeclaration) }
            : ts.isPrivateIdentifier(member.name)
              ? privateStatic(cx, member.parent as ts.ClassLikeDeclaration, member.name, self)
              : {}),
        },
        cx.position(member),
      ),
    ),
  ];
}
