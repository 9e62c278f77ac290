// The library by path: `Math.floor`, `Array.prototype.slice`, `console.log`. A name that resolves to an ambient
// declaration of the library becomes such a path; runtime/lang implements paths by name.
import ts from 'typescript';
import { constant, expr } from '../ir/builder.ts';
import type { Expr } from '../ir/nodes.ts';
import { diagnose, CompileError } from '../diagnostics/report.ts';
import { spanOfNode } from '../frontend/diagnostics.ts';
import { isOnlyTested } from '../frontend/tested.ts';
import {
  globalSymbol,
  isDeclareStatement,
  isLibraryGlobal,
  linkedGlobal,
  NODE_GLOBALS,
} from '../frontend/linked-globals.ts';
import type { FunctionContext } from './context.ts';
import { isIntrinsics, INTRINSIC } from './lang-index.ts';
import { skipOuter } from './scopes.ts';

/** Globals that are objects holding functions and constants, not constructors. */
const NAMESPACES = new Set(['Math', 'JSON', 'Reflect', 'console', 'performance', 'crypto', 'process', 'globalThis']);
/** Properties that functions inherit: `Math.max.apply` is a method of the function `Math.max`. */
const FUNCTION_MEMBERS = new Set([
  'call',
  'apply',
  'bind',
  'toString',
  'name',
  'length',
  'hasOwnProperty',
  'constructor',
  'caller',
  'arguments',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'valueOf',
  'toLocaleString',
]);
/** Namespaces whose plain properties change at run time: only their functions are paths. */
const STATEFUL = new Set(['process', 'console']);

/** The path of an expression that names something of the library; undefined for everything else. */
export function libraryPath(cx: FunctionContext, node: ts.Expression): string | undefined {
  const inner = skipOuter(node);
  if (ts.isIdentifier(inner)) return globalName(cx, inner);
  if (!ts.isPropertyAccessExpression(inner) || inner.questionDotToken !== undefined || !ts.isIdentifier(inner.name))
    return undefined;
  const base = libraryPath(cx, inner.expression);
  if (base === undefined) return undefined;
  const { text } = inner.name;
  // A linked global is a variable of the module that exports it (namespaceMember).
  if (base === 'globalThis') {
    const { frontend } = cx.lowering;
    const symbol = globalSymbol(frontend.checker, text);
    const isLinked = symbol !== undefined && linkedGlobal(frontend.checker, symbol) !== undefined;
    return symbol === undefined || isLinked || !isLibraryGlobal(frontend, text) ? undefined : text;
  }
  // What the library does not declare is looked up where it stands, and is undefined: `declare global` claims more members.
  const { frontend } = cx.lowering;
  const member = frontend.checker.getSymbolAtLocation(inner.name);
  if (member?.declarations?.every((each) => !frontend.isAmbient(each.getSourceFile())) ?? true) return undefined;
  if (base === 'NaN' || base === 'Infinity') return undefined;
  const depth = base.split('.').length;
  if (depth === 1) {
    if (NAMESPACES.has(base)) return FUNCTION_MEMBERS.has(text) ? undefined : `${base}.${text}`;
    return /^[A-Z]/.test(base) && !FUNCTION_MEMBERS.has(text) ? `${base}.${text}` : undefined;
  }
  return depth === 2 && base.endsWith('.prototype') ? `${base}.${text}` : undefined;
}

/** The name of a global of the library, or an intrinsic. */
function globalName(cx: FunctionContext, node: ts.Identifier): string | undefined {
  const { checker } = cx.lowering.frontend;
  const found = cx.file.resolved.get(node) ?? checker.getSymbolAtLocation(node);
  if (found === undefined) return undefined;
  const symbol = cx.lowering.canonical(found);
  // `declare global` adds declarations of its own to a name of the library.
  const { frontend } = cx.lowering;
  const declaration =
    symbol.declarations?.find((each) => frontend.isAmbient(each.getSourceFile()) && isGlobalDeclaration(each)) ??
    symbol.declarations?.[0];
  if (declaration === undefined) return node.text === 'undefined' || node.text === 'globalThis' ? node.text : undefined;
  const file = declaration.getSourceFile();
  if (isIntrinsics(file) && ts.isFunctionDeclaration(declaration)) return INTRINSIC + symbol.name;
  return frontend.isAmbient(file) && isGlobalDeclaration(declaration) ? symbol.name : undefined;
}
function isGlobalDeclaration(node: ts.Node): boolean {
  const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  return ts.isSourceFile(statement.parent) || ts.isModuleBlock(statement.parent);
}

/** A path that is called: every function of the library. */
export function callablePath(cx: FunctionContext, node: ts.Expression): string | undefined {
  const path = libraryPath(cx, node);
  if (path === undefined || path === 'undefined' || path === 'globalThis') return undefined;
  return path;
}

/** The library as a value. State of `process` and `console` is read where it stands. */
export function libraryValue(cx: FunctionContext, node: ts.Expression, path: string): Expr {
  if (path.startsWith(INTRINSIC))
    return cx.notSupported(`the intrinsic ${path.slice(INTRINSIC.length)} as a value`, node);
  // Nothing makes one (subset/shared-memory.ts): all that is asked of the name is whether it is there.
  if (path === 'SharedArrayBuffer' && isOnlyTested(node)) return constant(true);
  const dot = path.indexOf('.');
  const position = cx.position(node);
  if (dot !== -1 && STATEFUL.has(path.slice(0, dot))) {
    const object = expr({ kind: 'builtin', path: path.slice(0, dot) }, position);
    return expr({ kind: 'get', object, key: path.slice(dot + 1), text: path }, position, cx.hint(node));
  }
  return expr({ kind: 'builtin', path }, position, cx.hint(node));
}

/** True for a name that is a global of no engine at hand, such as `window`. */
export function isForeign(cx: FunctionContext, node: ts.Identifier): boolean {
  const symbol = cx.file.resolved.get(node);
  const declaration = symbol?.valueDeclaration;
  const declared = declaration !== undefined && isDeclareStatement(declaration);
  return (declared || isUndeclared(symbol)) && !NODE_GLOBALS.has(node.text) && libraryPath(cx, node) === undefined;
}
/** `Buffer`, as Node has it. No value of a module is one, so a library may ask: that is all that can be done with the name. */
export function isNodeBuffer(cx: FunctionContext, node: ts.Expression): boolean {
  const inner = skipOuter(node);
  if (!ts.isIdentifier(inner) || inner.text !== 'Buffer') return false;
  const symbol = cx.file.resolved.get(inner);
  const declaration = symbol?.valueDeclaration;
  return isUndeclared(symbol) || (declaration !== undefined && isDeclareStatement(declaration));
}
/** The value that `Buffer.isBuffer(value)` asks about. */
export function askedForBuffer(cx: FunctionContext, node: ts.CallExpression): ts.Expression | undefined {
  const callee = skipOuter(node.expression);
  const asks = ts.isPropertyAccessExpression(callee) && callee.name.text === 'isBuffer';
  return asks && node.arguments.length === 1 && isNodeBuffer(cx, callee.expression) ? node.arguments[0] : undefined;
}
/** Packages are taken as they are, whatever tsc says of names that only their own set-up knows. */
function isUndeclared(symbol: ts.Symbol | undefined): boolean {
  return symbol === undefined || (symbol.declarations === undefined && symbol.name === 'unknown');
}

/** A name that is declared but that nothing defines. */
export function refuseUndefined(node: ts.Node, name: string): never {
  throw new CompileError([diagnose('CSN1017', spanOfNode(node), name)]);
}
