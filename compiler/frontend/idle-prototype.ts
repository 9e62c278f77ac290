// Setting a prototype to what it is already: `Object.setPrototypeOf(this, new.target.prototype)` in a constructor, which code
// that once was compiled to ECMAScript 5 still says in its subclasses of Error. It changes nothing, so it is not refused.
import ts from 'typescript';

const SETTERS = new Set(['Object', 'Reflect']);

/** `Object.setPrototypeOf(this, …)` or `this.__proto__ = …` that leaves the object as it is. */
export function setsNothing(checker: ts.TypeChecker, program: ts.Program, node: ts.Node): boolean {
  const [object, prototype] = ts.isCallExpression(node)
    ? isSetter(node.expression)
      ? node.arguments
      : []
    : ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && isProto(node.left)
      ? [node.left.expression, node.right]
      : [];
  if (object === undefined || prototype === undefined || plain(object).kind !== ts.SyntaxKind.ThisKeyword) return false;
  const constructor = constructorOf(node);
  return constructor !== undefined && isOwnPrototype(checker, program, plain(prototype), constructor);
}

/** `if (Object.setPrototypeOf)`: asks whether the function exists. */
export function asksForSetter(node: ts.Node): boolean {
  if (!ts.isPropertyAccessExpression(node) || !isSetter(node)) return false;
  const { parent } = node;
  return (
    (ts.isIfStatement(parent) && parent.expression === node) ||
    (ts.isConditionalExpression(parent) && parent.condition === node) ||
    (ts.isBinaryExpression(parent) &&
      parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken &&
      parent.left === node)
  );
}

function isSetter(node: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === 'setPrototypeOf' &&
    ts.isIdentifier(node.expression) &&
    SETTERS.has(node.expression.text)
  );
}
function isProto(node: ts.Expression): node is ts.PropertyAccessExpression {
  return ts.isPropertyAccessExpression(node) && node.name.text === '__proto__';
}

/** The constructor in which `this` is that of the node. */
function constructorOf(node: ts.Node): ts.ConstructorDeclaration | undefined {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isConstructorDeclaration(at)) return at;
    if ((ts.isFunctionLike(at) && !ts.isArrowFunction(at)) || ts.isClassLike(at)) return undefined;
  }
  return undefined;
}

/** `new.target.prototype`, a constant that holds it, or `C.prototype` in a class that nothing extends. */
function isOwnPrototype(
  checker: ts.TypeChecker,
  program: ts.Program,
  node: ts.Expression,
  constructor: ts.ConstructorDeclaration,
): boolean {
  if (ts.isIdentifier(node)) {
    const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration;
    return (
      declaration !== undefined &&
      ts.isVariableDeclaration(declaration) &&
      (declaration.parent.flags & ts.NodeFlags.Const) !== 0 &&
      declaration.initializer !== undefined &&
      !ts.isIdentifier(plain(declaration.initializer)) &&
      constructorOf(declaration) === constructor &&
      isOwnPrototype(checker, program, plain(declaration.initializer), constructor)
    );
  }
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'prototype') return false;
  const owner = plain(node.expression);
  if (ts.isMetaProperty(owner)) return true;
  const type = constructor.parent;
  const symbol = ts.isIdentifier(owner) ? checker.getSymbolAtLocation(owner) : undefined;
  if (symbol === undefined || symbol !== (type as { symbol?: ts.Symbol }).symbol) return false;
  const bases = extended(checker, program);
  return !bases.has(null) && !bases.has(symbol);
}

type Bases = ReadonlySet<ts.Symbol | null>;
const extendedOf = new WeakMap<ts.Program, Bases>();
/** What stands behind `extends` anywhere; null for an expression that may give any class. */
function extended(checker: ts.TypeChecker, program: ts.Program): Bases {
  let found = extendedOf.get(program);
  if (found === undefined) {
    const symbols = new Set<ts.Symbol | null>();
    const visit = (node: ts.Node): void => {
      if (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ExtendsKeyword && ts.isClassLike(node.parent)) {
        const base = checker.getTypeAtLocation(node.types[0]!.expression).symbol as ts.Symbol | undefined;
        const named = ts.SymbolFlags.Class | ts.SymbolFlags.Variable | ts.SymbolFlags.Interface;
        symbols.add(base !== undefined && (base.flags & named) !== 0 ? base : null);
      }
      ts.forEachChild(node, visit);
    };
    for (const file of program.getSourceFiles())
      if (!file.isDeclarationFile && !file.fileName.includes('/runtime/')) visit(file);
    extendedOf.set(program, (found = symbols));
  }
  return found;
}

export function plain(node: ts.Expression): ts.Expression {
  let at = node;
  while (ts.isParenthesizedExpression(at) || ts.isAsExpression(at) || ts.isNonNullExpression(at)) at = at.expression;
  return at;
}
