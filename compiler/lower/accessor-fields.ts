// `accessor` fields: a private field that keeps the value, and a getter and a setter on the prototype or on the class, as tsc's
// emit has them (`#x_accessor_storage`). They have no node of their own, so their functions are made here.
import ts from 'typescript';
import { isWellKnown, privateKey, unmarked } from '../ir/keys.ts';
import { expr, readLocal, run } from '../ir/builder.ts';
import type { ClassInfo, Expr, Func, MethodInfo } from '../ir/nodes.ts';
import type { FunctionContext } from './context.ts';
import { staticKey } from './keys.ts';
import { readVariable } from './names.ts';
import { isStatic } from './scope-facts.ts';

/** A property declaration with the modifier `accessor`. */
export type AccessorField = ts.PropertyDeclaration & { readonly modifiers: ts.NodeArray<ts.ModifierLike> };

export function isAccessorField(node: ts.ClassElement): node is AccessorField {
  return ts.isPropertyDeclaration(node) && hasModifier(node, ts.SyntaxKind.AccessorKeyword);
}
function hasModifier(node: ts.PropertyDeclaration, kind: ts.SyntaxKind): boolean {
  return node.modifiers?.some((modifier) => modifier.kind === kind) === true;
}

/** The private name under which the value is kept. */
export function accessorStorage(cx: FunctionContext, field: ts.PropertyDeclaration): string {
  const name = field.name;
  if (staticKey(cx, name) === undefined) return cx.notSupported('an accessor field with a computed name', field);
  const text = ts.isComputedPropertyName(name) ? `#${name.getText()}` : name.text;
  return privateKey(`${text.startsWith('#') ? '' : '#'}${text}_accessor_storage`);
}

/** The getter and the setter of an accessor field; abstract and ambient ones have none. */
export function accessorMembers(cx: FunctionContext, owner: ClassInfo, field: ts.PropertyDeclaration): MethodInfo[] {
  if (hasModifier(field, ts.SyntaxKind.AbstractKeyword) || hasModifier(field, ts.SyntaxKind.DeclareKeyword)) return [];
  const key = accessorStorage(cx, field);
  const name = staticKey(cx, field.name)!;
  const { program } = cx.lowering;
  const make = (kind: 'getter' | 'setter'): Func => {
    const text = `${kind === 'getter' ? 'get' : 'set'} ${isWellKnown(name) ? field.name.getText() : unmarked(name)}`;
    const options = { name: text, jsName: text, length: kind === 'getter' ? 0 : 1, kind, rest: false, owner };
    const func = program.func({ ...options, position: cx.position(field) });
    if (!isStatic(field)) func.thisLocal = program.temporary(func, 'this');
    return func;
  };
  const getter = make('getter');
  const setter = make('setter');
  const value = program.local(setter, 'value');
  setter.params.push(value);
  cx.lowering.later(() => {
    const self = (func: Func): Expr => (func.thisLocal === null ? classOf(cx, field) : readLocal(func.thisLocal));
    const position = cx.position(field);
    getter.body = { kind: 'return', value: expr({ kind: 'get-private', object: self(getter), owner, key }, position) };
    setter.body = run(
      expr({ kind: 'set-private', object: self(setter), owner, key, value: readLocal(value) }, position),
    );
  });
  return [
    { key: name, kind: 'get', func: getter },
    { key: name, kind: 'set', func: setter },
  ];
}

/** The class itself, which subclasses do not stand for. Its functions capture nothing, so it has to be global. */
function classOf(cx: FunctionContext, field: ts.PropertyDeclaration): Expr {
  const home = cx.file.homes.get(field.parent);
  if (home === undefined || !home.global)
    return cx.notSupported('a static accessor field of a class that is not at the top level', field);
  return readVariable(cx, home, null);
}
