// The lang dialect (docs/internals.md): machine types from annotations, and the conversions that its arithmetic implies.
// Only functions of files under `runtime/lang` come here; in programs every value is a JavaScript value.
import ts from 'typescript';
import { constant, expr } from '../ir/builder.ts';
import type { BinaryOp, Expr } from '../ir/nodes.ts';
import type { Machine } from '../ir/types.ts';

const NAMED: Readonly<Record<string, Machine>> = { i32: 'i32', u32: 'u32', f64: 'f64', bool: 'bool', i64: 'i64' };
const COMPARISONS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '==', '!=', '===', '!==']);
const SHIFTS: ReadonlySet<string> = new Set(['<<', '>>', '>>>']);

/** The machine type that an annotation names; `val` for everything boxed. */
export function machineOfType(node: ts.TypeNode | undefined): Machine {
  if (node === undefined) return 'val';
  switch (node.kind) {
    case ts.SyntaxKind.NumberKeyword:
      return 'f64';
    case ts.SyntaxKind.BooleanKeyword:
      return 'bool';
    case ts.SyntaxKind.BigIntKeyword:
      return 'i64';
    case ts.SyntaxKind.VoidKeyword:
    case ts.SyntaxKind.NeverKeyword:
      return 'void';
    case ts.SyntaxKind.TypePredicate:
      return 'bool';
  }
  if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName) && Object.hasOwn(NAMED, node.typeName.text))
    return NAMED[node.typeName.text]!;
  return 'val';
}

/** Result machines of intrinsics and of built-ins implemented in lang, by call path. */
export type ResultOf = (path: string) => Machine;

/** The machine type of a lowered lang expression; `literal` for integer constants, which take any numeric type. */
export function machineOf(node: Expr, resultOf: ResultOf): Machine | 'literal' {
  switch (node.kind) {
    case 'const':
      return machineOfConstant(node.value);
    case 'local':
    case 'set-local':
      return node.local.machine;
    case 'global':
    case 'set-global':
      return node.global.machine ?? 'val';
    case 'call-direct':
      return node.func.result;
    case 'call-builtin':
      return resultOf(node.path);
    case 'convert':
      return node.to;
    case 'machine':
      return node.result;
    case 'sequence':
    case 'check-initialised':
      return machineOf(node.value, resultOf);
    case 'unary':
      return machineOfUnary(node.op, machineOf(node.value, resultOf));
    case 'binary':
      return COMPARISONS.has(node.op) ? 'bool' : unify(machineOf(node.left, resultOf), machineOf(node.right, resultOf));
    case 'cond':
      return unify(machineOf(node.then, resultOf), machineOf(node.else, resultOf));
    case 'logical':
      return unify(machineOf(node.left, resultOf), machineOf(node.right, resultOf));
    case 'instanceof':
    case 'is-shape':
    case 'has':
    case 'delete':
    case 'has-private':
      return 'bool';
    default:
      return 'val';
  }
}

function machineOfConstant(value: unknown): Machine | 'literal' {
  if (typeof value === 'number') return Number.isInteger(value) && !Object.is(value, -0) ? 'literal' : 'f64';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'i64';
  return 'val';
}

function machineOfUnary(op: string, operand: Machine | 'literal'): Machine | 'literal' {
  if (op === '!') return 'bool';
  if (op === 'typeof' || op === 'void' || op === 'tostring' || op === 'topropertykey') return 'val';
  return operand;
}

function unify(a: Machine | 'literal', b: Machine | 'literal'): Machine | 'literal' {
  if (a === b || b === 'literal' || b === 'void') return a === 'void' || (a === 'bool' && b === 'literal') ? 'i32' : a;
  if (a === 'literal' || a === 'void') return b === 'bool' ? 'i32' : b;
  if (a === 'val' || b === 'val') return 'val';
  if (a === 'f64' || b === 'f64') return 'f64';
  if (a === 'i64' || b === 'i64') return 'i64';
  return a === 'u32' || b === 'u32' ? 'u32' : 'i32';
}

/** Converts to a machine type; constants are converted here. */
export function coerce(node: Expr, to: Machine, resultOf: ResultOf): Expr {
  const from = machineOf(node, resultOf);
  if (from === to || to === 'void' || from === 'void') return node;
  if (node.kind === 'const' && typeof node.value === 'number' && to !== 'val') return constantAs(node, to);
  if (from === 'literal' && to === 'f64') return node;
  return expr({ kind: 'convert', value: node, to }, node.position);
}

function constantAs(node: Expr & { kind: 'const' }, to: Machine): Expr {
  const value = node.value as number;
  if (to === 'u32') return expr({ kind: 'convert', value: constant(value >>> 0), to });
  if (to === 'i32') return expr({ kind: 'convert', value: constant(value | 0), to });
  if (to === 'i64') return constant(BigInt(value));
  if (to === 'bool') return constant(value !== 0);
  return node;
}

/** Gives both operands of a lang operator one machine type. */
export function langBinary(op: BinaryOp, left: Expr, right: Expr, resultOf: ResultOf): Expr {
  const a = machineOf(left, resultOf);
  if (SHIFTS.has(op)) {
    const machine: Machine = op === '>>>' && (a === 'i32' || a === 'literal') ? 'u32' : a === 'literal' ? 'i32' : a;
    return expr({ kind: 'binary', op, left: coerce(left, machine, resultOf), right: coerce(right, machine, resultOf) });
  }
  const common = unify(a, machineOf(right, resultOf));
  const machine: Machine = common === 'literal' ? 'f64' : common;
  return expr({ kind: 'binary', op, left: coerce(left, machine, resultOf), right: coerce(right, machine, resultOf) });
}
