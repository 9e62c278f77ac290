// Where a refused construct stands: what lowering reaches as a whole. A construct that is never reached is no reason to
// refuse a program (docs/language.md).
import ts from 'typescript';

/** The innermost function, else the declaration or statement of the module, that holds a node; undefined for a module itself. */
export function regionOf(node: ts.Node): ts.Node | undefined {
  for (let child = node; !ts.isSourceFile(child); child = child.parent) {
    const { parent } = child;
    if (isLoweredFunction(parent) && isInside(child, parent)) return parent;
    if (ts.isImportDeclaration(child)) return child.importClause === undefined ? undefined : child;
    if (ts.isExportDeclaration(child)) return undefined;
    if (ts.isSourceFile(parent)) return child;
    if (ts.isVariableDeclaration(child) && ts.isSourceFile(parent.parent.parent)) return child;
  }
  return undefined;
}

function isLoweredFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return ts.isFunctionLike(node) && (node as ts.FunctionLikeDeclaration).body !== undefined;
}

/** Names and decorators of a member are evaluated with its class. */
function isInside(child: ts.Node, parent: ts.FunctionLikeDeclaration): boolean {
  return child !== parent.name && !ts.isDecorator(child);
}
