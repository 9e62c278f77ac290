// What a program does with `globalThis`: only reads names off it, or needs an object (passes it on, keeps it, adds to it). It is
// asked of the syntax, before anything is lowered, because a name read early may be added by a module that is lowered late.
import ts from 'typescript';
import { linkedGlobal, globalSymbol, NODE_GLOBALS } from '../frontend/linked-globals.ts';
import type { Frontend } from '../frontend/frontend.ts';
import { skipOuter } from './scopes.ts';

export interface GlobalUses {
  /** The program needs the object. */
  readonly isObject: boolean;
  /** A global that the program names as a member, and that the object would lack although Node's has it. */
  readonly missing: string | null;
}

/** Names of `NODE_GLOBALS` that the object has. */
const OFFERED = new Set(['setImmediate', 'clearImmediate', 'global']);

export function globalUses(frontend: Frontend): GlobalUses {
  const files = frontend
    .modules()
    .map(({ file }) => file)
    .filter((file) => !frontend.isRuntime(file) && !file.isDeclarationFile);
  const isObject = files.some((file) => file.text.includes('globalThis') && some(file, isObjectUse));
  const isMissing = (node: ts.Node): boolean => missingName(frontend, node) !== null;
  let missing: string | null = null;
  if (isObject)
    for (const file of files)
      some(file, (node) => {
        if (isMissing(node)) missing ??= missingName(frontend, node);
        return missing !== null;
      });
  return { isObject, missing };
}

function some(node: ts.Node, test: (node: ts.Node) => boolean): boolean {
  return test(node) || (ts.forEachChild(node, (child) => some(child, test) || undefined) ?? false);
}

/** `globalThis` other than in `globalThis.name`, `typeof globalThis`, `'name' in globalThis` and types. */
function isObjectUse(node: ts.Node): boolean {
  if (!ts.isIdentifier(node) || node.text !== 'globalThis') return false;
  let outer: ts.Node = node;
  while (ts.isExpression(outer.parent) && skipOuter(outer.parent) === node) outer = outer.parent;
  const { parent } = outer;
  if (ts.isTypeNode(parent) || ts.isQualifiedName(parent) || ts.isTypeOfExpression(parent)) return false;
  if (ts.isPropertyAccessExpression(parent))
    return parent.name === outer || isWritten(parent) || ts.isPrivateIdentifier(parent.name);
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InKeyword)
    return parent.left === outer || !ts.isStringLiteralLike(skipOuter(parent.left));
  return !(ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name) && isPlain(parent.name));
}
/** Takes nothing but names, as `globalsOf` can. */
function isPlain(pattern: ts.ObjectBindingPattern): boolean {
  return pattern.elements.every(
    (each) => each.dotDotDotToken === undefined && ts.isIdentifier(each.propertyName ?? each.name),
  );
}
function isWritten(node: ts.Expression): boolean {
  let outer: ts.Node = node;
  while (ts.isExpression(outer.parent) && skipOuter(outer.parent) === skipOuter(node)) outer = outer.parent;
  const { parent } = outer;
  if (ts.isBinaryExpression(parent))
    return (
      parent.left === outer &&
      parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment
    );
  // Patterns and loops assign to what stands in them.
  return !(
    ts.isCallExpression(parent) ||
    ts.isPropertyAccessExpression(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isExpressionStatement(parent) ||
    ts.isReturnStatement(parent) ||
    ts.isIfStatement(parent) ||
    ts.isConditionalExpression(parent) ||
    ts.isTypeOfExpression(parent) ||
    ts.isNewExpression(parent)
  );
}

/** A member or text by the name of a global of Node that no object can offer; not the program's own methods of that name. */
function missingName(frontend: Frontend, node: ts.Node): string | null {
  const isName =
    ts.isPropertyAccessExpression(node.parent ?? node) && (node.parent as ts.PropertyAccessExpression).name === node;
  if (!ts.isStringLiteralLike(node) && !(ts.isIdentifier(node) && isName)) return null;
  const { checker } = frontend;
  const { text } = node;
  if (OFFERED.has(text)) return null;
  if (!NODE_GLOBALS.has(text)) {
    const symbol = globalSymbol(checker, text);
    if (symbol === undefined || linkedGlobal(checker, symbol) === undefined) return null;
  }
  if (!isName) return text;
  const base = skipOuter((node.parent as ts.PropertyAccessExpression).expression);
  if (ts.isIdentifier(base) && base.text === 'globalThis') return null;
  const own = checker.getSymbolAtLocation(node)?.declarations ?? [];
  return own.some((each) => ts.isClassElement(each) || ts.isMethodDeclaration(each) || ts.isPropertyAssignment(each))
    ? null
    : text;
}
