// Prints IR for `--emit ir` and golden tests: one statement a line, expressions as calls of their kind, types where known.
// The text is for people and tests; nothing parses it.
import type { Argument, ClassInfo, Expr, Func, Local, Program, PropertyInit, Stmt } from './nodes.ts';
import { unmarked } from './keys.ts';
import { Kind, TOP, type FlowType } from './types.ts';

export function printProgram(program: Program): string {
  const globals = program.globals.map(
    (global) =>
      `global ${global.name}#${global.id}${global.checked ? ' checked' : ''}${global.constant ? '' : ' mutable'}${flowSuffix(global.flow)}`,
  );
  const classes = program.classes.map(printClass);
  const functions = program.functions.filter((func) => func !== program.entry).map(printFunction);
  return unmarked(`${[...globals, ...classes, ...functions, printFunction(program.entry)].join('\n')}\n`);
}

function printClass(info: ClassInfo): string {
  const base = info.base?.name ?? info.builtinBase ?? (info.dynamicBase ? '?' : '');
  const methods = info.methods
    .map((method) => ` ${method.kind} ${method.key}=${method.func.name}#${method.func.id}`)
    .join('');
  const statics = info.statics
    .map((method) => ` static ${method.kind} ${method.key}=${method.func.name}#${method.func.id}`)
    .join('');
  return `class ${info.name}#${info.id}${base === '' ? '' : ` extends ${base}`} { ${info.fields.join(' ')} } constructor #${info.constructor_.id}${methods}${statics}`;
}

export function printFunction(func: Func): string {
  const params = func.params
    .map((local, index) => `${func.rest && index === func.params.length - 1 ? '...' : ''}${declared(local)}`)
    .join(', ');
  const special = [
    ['this', func.thisLocal],
    ['new.target', func.newTargetLocal],
    ['arguments', func.argumentsLocal],
    ['self', func.selfLocal],
  ] as const;
  const received = special
    .filter(([, local]) => local !== null)
    .map(([name, local]) => ` ${name}=${localName(local!)}`)
    .join('');
  const captures = func.captures.length === 0 ? '' : ` captures(${func.captures.map(declared).join(', ')})`;
  const result = func.result === 'val' ? flowSuffix(func.resultFlow) : `: ${func.result}`;
  return `${func.kind} ${func.name}#${func.id}(${params})${result}${captures}${received}\n${printStatement(func.body, 1)}`;
}

function localName(local: Local): string {
  return `${local.name}.${local.id}`;
}
function declared(local: Local): string {
  return `${localName(local)}${local.machine === 'val' ? flowSuffix(local.flow) : `: ${local.machine}`}`;
}

const KIND_NAMES: readonly (readonly [number, string])[] = [
  [Kind.Undefined, 'undefined'],
  [Kind.Null, 'null'],
  [Kind.Boolean, 'boolean'],
  [Kind.Number, 'number'],
  [Kind.String, 'string'],
  [Kind.Symbol, 'symbol'],
  [Kind.BigInt, 'bigint'],
  [Kind.Object, 'object'],
  [Kind.Absent, 'absent'],
];

/** A proof in short; empty when nothing is known. */
function flowSuffix(flow: FlowType): string {
  if (flow === TOP || flow.kinds === Kind.Any) return '';
  const names = KIND_NAMES.filter(([bit]) => (flow.kinds & bit) !== 0).map(([, name]) => name);
  const range = flow.integer && (flow.kinds & Kind.Number) !== 0 ? `[${flow.low}..${flow.high}]` : '';
  return `: ${names.join('|') || 'never'}${range}`;
}

const INDENT = '  ';

export function printStatement(stmt: Stmt, depth: number): string {
  const pad = INDENT.repeat(depth);
  const nested = (child: Stmt): string => printStatement(child, depth + 1);
  switch (stmt.kind) {
    case 'expr':
      return `${pad}${printExpression(stmt.value)}\n`;
    case 'block':
      return stmt.body.map((child) => printStatement(child, depth)).join('');
    case 'if':
      return `${pad}if ${printExpression(stmt.test)}\n${nested(stmt.then)}${stmt.else === null ? '' : `${pad}else\n${nested(stmt.else)}`}`;
    case 'loop':
      return `${pad}loop @${stmt.label}${stmt.testFirst ? '' : ' do'}${stmt.test === null ? '' : ` while ${printExpression(stmt.test)}`}${stmt.update === null ? '' : ` update ${printExpression(stmt.update)}`}\n${nested(stmt.body)}`;
    case 'for-of':
      return `${pad}for${stmt.async ? ' await' : ''} @${stmt.label} ${localName(stmt.local)} of ${printExpression(stmt.iterable)}\n${nested(stmt.body)}`;
    case 'labelled':
      return `${pad}block @${stmt.label}\n${nested(stmt.body)}`;
    case 'break':
    case 'continue':
      return `${pad}${stmt.kind} @${stmt.label}\n`;
    case 'switch':
      return `${pad}switch @${stmt.label} ${printExpression(stmt.value)}\n${stmt.cases.map((entry) => `${pad}${entry.test === null ? 'default' : `case ${printExpression(entry.test)}`}\n${entry.body.map(nested).join('')}`).join('')}`;
    case 'return':
      return `${pad}return${stmt.value === null ? '' : ` ${printExpression(stmt.value)}`}\n`;
    case 'throw':
      return `${pad}throw ${printExpression(stmt.value)}\n`;
    case 'try':
      return printTry(stmt, pad, nested);
    case 'generator-start':
      return `${pad}start\n`;
    default:
      return '';
  }
}

function printTry(stmt: Stmt & { kind: 'try' }, pad: string, nested: (child: Stmt) => string): string {
  const handler =
    stmt.handler === null
      ? ''
      : `${pad}catch${stmt.catchLocal === null ? '' : ` ${localName(stmt.catchLocal)}`}\n${nested(stmt.handler)}`;
  return `${pad}try\n${nested(stmt.body)}${handler}${stmt.finalizer === null ? '' : `${pad}finally\n${nested(stmt.finalizer)}`}`;
}

/** Fields of nodes that are not operands. */
const NOT_OPERANDS = new Set(['kind', 'flow', 'hint', 'position', 'text']);

export function printExpression(node: Expr): string {
  switch (node.kind) {
    case 'const':
      return typeof node.value === 'string'
        ? JSON.stringify(node.value)
        : typeof node.value === 'bigint'
          ? `${node.value}n`
          : Object.is(node.value, -0)
            ? '-0'
            : String(node.value);
    case 'local':
      return localName(node.local);
    case 'set-local':
      return `${localName(node.local)} = ${printExpression(node.value)}`;
    case 'global':
      return `${node.global.name}#${node.global.id}`;
    case 'set-global':
      return `${node.global.name}#${node.global.id} = ${printExpression(node.value)}`;
    case 'binary':
    case 'logical':
      return `(${printExpression(node.left)} ${node.op} ${printExpression(node.right)})${flowSuffix(node.flow)}`;
    case 'unary':
      return `${node.op}(${printExpression(node.value)})`;
    case 'cond':
      return `(${printExpression(node.test)} ? ${printExpression(node.then)} : ${printExpression(node.else)})`;
    case 'convert':
      return `${node.to}(${printExpression(node.value)})`;
    case 'sequence':
      return `{ ${node.effects.map((stmt) => printStatement(stmt, 0).trimEnd().replaceAll('\n', '; ')).join('; ')}; ${printExpression(node.value)} }`;
    case 'get':
      return `${printExpression(node.object)}.${node.key}${flowSuffix(node.flow)}`;
    case 'get-index':
      return `${printExpression(node.object)}[${printExpression(node.index)}]${flowSuffix(node.flow)}`;
    case 'call-method':
      return `${printExpression(node.object)}.${node.key}(${printArguments(node.args)})${flowSuffix(node.flow)}`;
    default:
      return printGeneric(node);
  }
}

function printGeneric(node: Expr): string {
  const operands = Object.entries(node).filter(
    ([name, value]) => !NOT_OPERANDS.has(name) && value !== null && value !== undefined,
  );
  return `${node.kind}(${operands
    .map(([name, value]) => printOperand(name, value))
    .filter((text) => text !== '')
    .join(', ')})`;
}

function printOperand(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return `${name}=${String(value)}`;
  if (name === 'func' || name === 'class' || name === 'owner') return `${(value as Func).name}#${(value as Func).id}`;
  if (name === 'args' && isArguments(value)) return printArguments(value);
  if (name === 'elements')
    return (value as (Argument | null)[])
      .map((element) => (element === null ? 'hole' : printArguments([element])))
      .join(', ');
  if (name === 'properties') return (value as PropertyInit[]).map(printProperty).join(', ');
  if (name === 'shape') return '';
  if (value instanceof Map)
    return [...(value as Map<Func, Expr[]>)]
      .map(([func, captures]) => `${func.name}#${func.id}[${captures.map(printExpression).join(', ')}]`)
      .join(', ');
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (Array.isArray(value)) return `[${value.map(printLoose).join(', ')}]`;
  return 'kind' in value ? printExpression(value as Expr) : '';
}
/** A member of a class, or any node. */
function printLoose(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  if (!('closure' in value && 'key' in value)) return 'kind' in value ? printExpression(value as Expr) : '';
  const member = value as { key: Expr; closure: Expr; kind: string };
  return `${member.kind} ${printExpression(member.key)}: ${printExpression(member.closure)}`;
}
function isArguments(value: object): value is Argument[] {
  return (
    Array.isArray(value) && value.every((child) => typeof child === 'object' && child !== null && 'spread' in child)
  );
}
function printArguments(args: readonly Argument[]): string {
  return args.map((arg) => `${arg.spread ? '...' : ''}${printExpression(arg.value)}`).join(', ');
}
function printProperty(property: PropertyInit): string {
  if (property.kind === 'spread') return `...${printExpression(property.value)}`;
  if (property.kind === 'proto') return `proto ${printExpression(property.value)}`;
  return `${property.kind === 'value' ? '' : `${property.kind} `}${printExpression(property.key)}: ${printExpression(property.value)}`;
}
