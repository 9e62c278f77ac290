// What every check of the subset has in common: its type, and questions about names of the library.
import ts from 'typescript';
import { diagnose, type Diagnostic } from '../diagnostics/report.ts';
import type { DiagnosticCode } from '../diagnostics/codes.ts';
import { spanOfNode } from '../frontend/diagnostics.ts';
import type { Frontend } from '../frontend/frontend.ts';

/** Looks at one node; gives a diagnostic when the node is refused. */
export interface Check {
  (node: ts.Node, frontend: Frontend): Diagnostic | undefined;
}

export function refused(code: DiagnosticCode, node: ts.Node, subject?: string): Diagnostic {
  return diagnose(code, spanOfNode(node), subject);
}

/** Strips parentheses and type assertions. */
export function plain(node: ts.Expression): ts.Expression {
  let at = node;
  while (
    ts.isParenthesizedExpression(at) ||
    ts.isAsExpression(at) ||
    ts.isNonNullExpression(at) ||
    ts.isSatisfiesExpression(at) ||
    ts.isTypeAssertionExpression(at)
  )
    at = at.expression;
  return at;
}

/** An identifier that is a value and means the global of that name. */
export function isGlobal(node: ts.Node, names: ReadonlySet<string>, frontend: Frontend): node is ts.Identifier {
  if (!ts.isIdentifier(node) || !names.has(node.text) || !isReference(node)) return false;
  const declaration = frontend.checker.getSymbolAtLocation(node)?.declarations?.[0];
  return declaration === undefined || frontend.isAmbient(declaration.getSourceFile());
}

/** Not the name of a property, member, label or type. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent) || ts.isBindingElement(parent) || ts.isEnumMember(parent))
    return parent.name !== node && (parent as ts.BindingElement).propertyName !== node;
  if (ts.isClassElement(parent) || ts.isTypeElement(parent) || ts.isQualifiedName(parent))
    return (parent as ts.NamedDeclaration).name !== node && !ts.isQualifiedName(parent);
  return (
    !ts.isTypeNode(parent) &&
    !ts.isTypeParameterDeclaration(parent) &&
    !ts.isImportSpecifier(parent) &&
    !ts.isExportSpecifier(parent) &&
    !ts.isLabeledStatement(parent)
  );
}

/** `Math`, `Array.prototype`: the path of library names that an expression spells, if it starts at a global. */
export function globalPath(node: ts.Expression, frontend: Frontend): string | undefined {
  const inner = plain(node);
  if (ts.isIdentifier(inner)) {
    const declaration = frontend.checker.getSymbolAtLocation(inner)?.declarations?.[0];
    const ambient =
      declaration === undefined ? inner.text === 'globalThis' : frontend.isAmbient(declaration.getSourceFile());
    return ambient ? inner.text : undefined;
  }
  if (!ts.isPropertyAccessExpression(inner)) return undefined;
  const base = globalPath(inner.expression, frontend);
  return base === undefined ? undefined : base === 'globalThis' ? inner.name.text : `${base}.${inner.name.text}`;
}

/** The expression that a node writes to: the left side of an assignment, the operand of `++` or `delete`. */
export function writtenTarget(node: ts.Node): ts.Expression | undefined {
  if (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    node.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  )
    return plain(node.left);
  if (ts.isDeleteExpression(node)) return plain(node.expression);
  if (!ts.isPrefixUnaryExpression(node) && !ts.isPostfixUnaryExpression(node)) return undefined;
  return node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken
    ? plain(node.operand)
    : undefined;
}

/** The object that a call of `Object.defineProperty` and its kin changes. */
export function redefinedObject(node: ts.Node, frontend: Frontend): ts.Expression | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const path = globalPath(node.expression, frontend);
  if (
    path === undefined ||
    !/^(Object\.(assign|defineProperty|defineProperties)|Reflect\.(set|defineProperty|deleteProperty))$/.test(path)
  )
    return undefined;
  return node.arguments[0] === undefined ? undefined : plain(node.arguments[0]);
}
