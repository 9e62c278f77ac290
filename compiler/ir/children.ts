// The parts of a node that are evaluated with it, in order. Functions and classes that a node names are other trees.
import type { Argument, Expr, Local, Stmt } from './nodes.ts';

export type Node = Expr | Stmt;

function values(args: readonly Argument[]): Expr[] {
  return args.map((arg) => arg.value);
}
function some<T>(...nodes: (T | null)[]): T[] {
  return nodes.filter((node): node is T => node !== null);
}

/** Direct children of an expression or statement. */
export function children(node: Node): Node[] {
  switch (node.kind) {
    case 'const':
    case 'absent':
    case 'local':
    case 'global':
    case 'builtin':
    case 'template-object':
    case 'regexp':
    case 'bytes':
    case 'new-target':
    case 'empty':
    case 'break':
    case 'continue':
    case 'generator-start':
    case 'cell-new':
      return [];
    case 'set-local':
    case 'check-initialised':
    case 'is-shape':
    case 'set-global':
    case 'box-new':
    case 'unary':
    case 'convert':
    case 'yield':
    case 'await':
    case 'expr':
    case 'suspend':
    case 'throw':
      return [node.value];
    case 'check-present':
      return [node.value, ...some(node.index)];
    case 'box-get':
      return [node.box];
    case 'box-set':
      return [node.box, node.value];
    case 'binary':
    case 'logical':
      return [node.left, node.right];
    case 'cond':
      return [node.test, node.then, node.else];
    case 'sequence':
      return [...node.effects, node.value];
    case 'get':
    case 'get-slot':
    case 'enumerate':
      return [node.object];
    case 'set':
      return [node.object, node.value];
    case 'get-private':
    case 'has-private':
      return [node.object, ...some(node.renewed ?? null)];
    case 'set-private':
      return [node.object, node.value, ...some(node.renewed ?? null)];
    case 'get-index':
      return [node.object, node.index];
    case 'set-index':
      return [node.object, node.index, node.value];
    case 'define':
      return [node.object, node.key, node.value, ...some(node.renewed ?? null)];
    case 'delete':
      return [node.object, node.key];
    case 'has':
      return [node.key, node.object];
    case 'instanceof':
      return [node.value, node.type];
    case 'get-super':
      return [node.home, node.key, node.receiver];
    case 'set-super':
      return [node.home, node.key, node.receiver, node.value];
    default:
      return moreChildren(node);
  }
}

function moreChildren(node: Node): Node[] {
  switch (node.kind) {
    case 'call-direct':
      return [...some(node.closure, node.receiver), ...values(node.args)];
    case 'call':
      return [node.callee, node.receiver, ...values(node.args)];
    case 'call-method':
      return [node.object, ...values(node.args)];
    case 'call-builtin':
    case 'new-builtin':
      return values(node.args);
    case 'runtime':
    case 'machine':
      return node.args;
    case 'new-class':
    case 'new':
      return [node.type, ...values(node.args)];
    case 'call-super':
      return [node.type, node.receiver, node.newTarget, ...values(node.args)];
    case 'class':
      return [
        ...some(node.heritage),
        ...[...node.captures.values()].flat(),
        ...node.computed.flatMap((member) => [member.key, member.closure]),
      ];
    case 'closure':
      return [...node.captures, ...some(node.home)];
    case 'object':
      return node.properties.flatMap((property) =>
        property.kind === 'spread' || property.kind === 'proto' ? [property.value] : [property.key, property.value],
      );
    case 'array':
      return node.elements.flatMap((element) => (element === null ? [] : [element.value]));
    case 'template':
      return node.values;
    case 'slot-set':
      return [node.cell, node.value];
    case 'save-frame':
    case 'restore-frame':
      return [node.frame];
    case 'iterate':
      return [node.iterable];
    case 'iterate-next':
    case 'iterate-close':
      return [node.cursor];
    case 'block':
      return node.body;
    case 'if':
      return [node.test, node.then, ...some(node.else)];
    case 'loop':
      return [...some<Node>(node.test), node.body, ...some<Node>(node.update)];
    case 'for-of':
      return [node.iterable, node.body];
    case 'labelled':
      return [node.body];
    case 'switch':
      return [node.value, ...node.cases.flatMap((clause) => [...some<Node>(clause.test), ...clause.body])];
    case 'return':
      return some(node.value);
    case 'try':
      return [node.body, ...some(node.handler, node.finalizer)];
    default:
      throw new Error(`Cannot list the parts of a node: kind ${(node as { kind: string }).kind} is not known`);
  }
}

/** Visits a tree, the node itself first. */
export function walkTree(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const child of children(node)) walkTree(child, visit);
}

/** A tree may give the local another value. */
export function assigns(node: Node, local: Local): boolean {
  if ((node.kind === 'set-local' || node.kind === 'for-of') && node.local === local) return true;
  if (node.kind === 'try' && node.catchLocal === local) return true;
  return node.kind !== 'local' && node.kind !== 'const' && children(node).some((child) => assigns(child, local));
}
