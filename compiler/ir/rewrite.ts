// Replaces the parts of a node in place: the one way in which passes change trees. A pass maps expressions to expressions and
// statements to statements; a node that it gives back unchanged costs nothing.
import type { Node } from './children.ts';
import type { Argument, Expr, Func, PropertyInit, Stmt } from './nodes.ts';

export interface Rewriter {
  /** Called for each direct part, in order of evaluation. */
  expression(e: Expr): Expr;
  statement(stmt: Stmt): Stmt;
}

function mapArguments(args: Argument[], r: Rewriter): void {
  args.forEach((arg, i) => {
    const value = r.expression(arg.value);
    if (value !== arg.value) args[i] = { ...arg, value };
  });
}
function mapExpressions(list: Expr[], r: Rewriter): void {
  list.forEach((e, i) => (list[i] = r.expression(e)));
}
function mapStatements(list: Stmt[], r: Rewriter): void {
  list.forEach((stmt, i) => (list[i] = r.statement(stmt)));
}
function mapProperty(property: PropertyInit, r: Rewriter): PropertyInit {
  if (property.kind === 'spread' || property.kind === 'proto')
    return { kind: property.kind, value: r.expression(property.value) };
  const key = r.expression(property.key);
  return { kind: property.kind, key, value: r.expression(property.value) };
}

/** Fields that hold one expression each, in order of evaluation. */
const FIELDS: Readonly<Partial<Record<Node['kind'], readonly string[]>>> = {
  'set-local': ['value'],
  'check-initialised': ['value'],
  'check-present': ['value', 'index'],
  'set-global': ['value'],
  'box-new': ['value'],
  unary: ['value'],
  convert: ['value'],
  yield: ['value'],
  await: ['value'],
  expr: ['value'],
  throw: ['value'],
  'box-get': ['box'],
  'box-set': ['box', 'value'],
  binary: ['left', 'right'],
  logical: ['left', 'right'],
  cond: ['test', 'then', 'else'],
  get: ['object'],
  'get-private': ['object', 'renewed'],
  'has-private': ['object', 'renewed'],
  enumerate: ['object'],
  set: ['object', 'value'],
  'set-private': ['object', 'value', 'renewed'],
  'get-index': ['object', 'index'],
  'set-index': ['object', 'index', 'value'],
  define: ['object', 'key', 'value', 'renewed'],
  delete: ['object', 'key'],
  has: ['key', 'object'],
  instanceof: ['value', 'type'],
  'is-shape': ['value'],
  'get-slot': ['object'],
  'get-super': ['home', 'key', 'receiver'],
  'set-super': ['home', 'key', 'receiver', 'value'],
  'call-direct': ['closure', 'receiver'],
  call: ['callee', 'receiver'],
  'call-method': ['object'],
  'new-class': ['type'],
  new: ['type'],
  'call-super': ['type', 'receiver', 'newTarget'],
  class: ['heritage'],
  iterate: ['iterable'],
  'iterate-next': ['cursor'],
  'iterate-close': ['cursor'],
  'for-of': ['iterable'],
  return: ['value'],
};

/** Maps the direct parts of a node, in place. */
export function mapChildren(node: Node, r: Rewriter): void {
  const record = node as unknown as Record<string, Expr | null>;
  for (const field of FIELDS[node.kind] ?? []) {
    const part = record[field];
    if (part !== null && part !== undefined) record[field] = r.expression(part);
  }
  switch (node.kind) {
    case 'call-direct':
    case 'call':
    case 'call-method':
    case 'call-builtin':
    case 'new-class':
    case 'new':
    case 'new-builtin':
    case 'call-super':
      mapArguments(node.args, r);
      return;
    case 'runtime':
    case 'machine':
      mapExpressions(node.args, r);
      return;
    case 'template':
      mapExpressions(node.values, r);
      return;
    case 'closure':
      mapExpressions(node.captures, r);
      if (node.home !== null) node.home = r.expression(node.home);
      return;
    case 'class':
      for (const captures of node.captures.values()) mapExpressions(captures, r);
      for (const member of node.computed) {
        member.key = r.expression(member.key);
        member.closure = r.expression(member.closure);
      }
      return;
    case 'object':
      node.properties.forEach((property, i) => (node.properties[i] = mapProperty(property, r)));
      return;
    case 'array':
      node.elements.forEach((element, i) => {
        if (element !== null) node.elements[i] = { ...element, value: r.expression(element.value) };
      });
      return;
    case 'sequence':
      mapStatements(node.effects, r);
      node.value = r.expression(node.value);
      return;
    default:
      mapStatement(node, r);
  }
}

function mapStatement(node: Node, r: Rewriter): void {
  switch (node.kind) {
    case 'block':
      mapStatements(node.body, r);
      return;
    case 'if':
      node.test = r.expression(node.test);
      node.then = r.statement(node.then);
      if (node.else !== null) node.else = r.statement(node.else);
      return;
    case 'loop':
      if (node.test !== null) node.test = r.expression(node.test);
      node.body = r.statement(node.body);
      if (node.update !== null) node.update = r.expression(node.update);
      return;
    case 'for-of':
    case 'labelled':
      node.body = r.statement(node.body);
      return;
    case 'switch':
      node.value = r.expression(node.value);
      for (const clause of node.cases) {
        if (clause.test !== null) clause.test = r.expression(clause.test);
        mapStatements(clause.body, r);
      }
      return;
    case 'try':
      node.body = r.statement(node.body);
      if (node.handler !== null) node.handler = r.statement(node.handler);
      if (node.finalizer !== null) node.finalizer = r.statement(node.finalizer);
      return;
  }
}

/** A pass that rewrites the expressions of functions from the leaves up, and counts what it changed. */
export abstract class BottomUp implements Rewriter {
  /** The function that is being rewritten. */
  protected host!: Func;
  count = 0;

  /** An expression whose parts are done. */
  protected abstract rewrite(e: Expr): Expr;

  run(functions: Iterable<Func>): number {
    for (const func of functions) this.runOn(func);
    return this.count;
  }
  runOn(func: Func): void {
    this.host = func;
    func.body = this.statement(func.body);
  }
  statement(stmt: Stmt): Stmt {
    mapChildren(stmt, this);
    return stmt;
  }
  expression(e: Expr): Expr {
    mapChildren(e, this);
    return this.rewrite(e);
  }
}

/** A node that takes the place of another: what is known and claimed of that, and where it stood. */
export function inPlaceOf<T extends Expr>(e: Expr, node: T): T {
  node.flow = e.flow;
  if (e.hint !== undefined) node.hint = e.hint;
  if (e.position !== undefined) node.position = e.position;
  return node;
}
