// Allocation sites written in the program: object and array literals, classes. Object literals with plain keys have the
// layout that codegen gives them (compiler/codegen/literals.ts): slot i at byte 8 + 8 * i.
import { wellKnown } from '../../ir/keys.ts';
import { KINDS } from '../../ir/kinds.ts';
import type { ClassInfo, Expr, PropertyInit } from '../../ir/nodes.ts';
import { Kind } from '../../ir/types.ts';
import { ABSENT, has, type Flow } from './lattice.ts';
import { apply, args, prepareInstance } from './calls.ts';
import { functionObject, writeField } from './heap.ts';
import { keptUnderSymbol } from './indexed.ts';
import type { Cell } from './objects.ts';
import { Cell as CellClass } from './objects.ts';
import { converted, iterated } from './protocols.ts';
import { copyProperties } from './summary-tools.ts';
import type { Walker } from './walker.ts';

const FIRST_SLOT = 8;
const SLOT = 8;

function staticKey(property: PropertyInit): string | null {
  return property.kind === 'value' && property.key.kind === 'const' && typeof property.key.value === 'string'
    ? property.key.value
    : null;
}
/** Byte offsets of a literal's properties, or null when it has no fixed layout. */
function layout(properties: readonly PropertyInit[]): Map<string, number> | null {
  const keys = properties.map(staticKey);
  const names = keys.filter((key): key is string => key !== null && !/^\d/.test(key) && key !== '__proto__');
  if (names.length !== keys.length || new Set(names).size !== names.length) return null;
  return new Map(names.map((key, i) => [key, FIRST_SLOT + SLOT * i]));
}

/** Methods that conversions, JSON and promises call by themselves. */
const IMPLICIT = new Set([
  'toString',
  'toLocaleString',
  'valueOf',
  'toJSON',
  wellKnown('toPrimitive'),
  wellKnown('hasInstance'),
  wellKnown('toStringTag'),
  wellKnown('isConcatSpreadable'),
  wellKnown('species'),
  wellKnown('dispose'),
  wellKnown('asyncDispose'),
  wellKnown('nodejs.util.inspect.custom'),
]);

/** Accessors that `Error.prototype.toString`, the console and the report of an uncaught error read. */
const OF_ERRORS = new Set(['name', 'message', 'stack', 'cause', 'errors', 'error', 'suppressed']);
/** Accessors of a class itself that the console reads. */
const OF_CLASSES = new Set(['name']);
function isErrorKind(kind: string | null): boolean {
  return kind !== null && KINDS[kind]?.number === KINDS['Error']!.number;
}

export function evaluateObject(w: Walker, e: Expr & { kind: 'object' }): Flow {
  const { world } = w;
  const object = world.object(e, 'object', `literal:${e.shape.id}`, 'Object', 'literal', { ref: e.shape.id });
  if (object.slots === null) {
    object.slots = layout(e.properties);
    for (const property of e.properties) {
      const key = staticKey(property);
      if (key !== null) object.born.add(key);
    }
  }
  for (const property of e.properties) initialise(w, object, property);
  return world.flowOf(object);
}

function initialise(w: Walker, object: ReturnType<Walker['world']['instance']>, property: PropertyInit): void {
  const { world } = w;
  switch (property.kind) {
    case 'spread':
      copyProperties(w, object, w.eval(property.value));
      return;
    case 'proto':
      world.write(object.parents, w.eval(property.value));
      return;
    case 'value': {
      const key = staticKey(property);
      const name = w.eval(property.key);
      const value = w.eval(property.value);
      if (key === null) {
        converted(w, name);
        world.raise(object.irregular);
        world.write(object.dynamic, value);
        if (has(name, Kind.Symbol)) keptUnderSymbol(w, world.flowOf(object), value);
      } else {
        writeField(world, object, key, value);
        if (IMPLICIT.has(key)) apply(w, value, world.flowOf(object), args([], world.any));
      }
      return;
    }
    default: {
      const key = property.key.kind === 'const' && typeof property.key.value === 'string' ? property.key.value : null;
      converted(w, w.eval(property.key));
      const value = w.eval(property.value);
      if (key === null) {
        world.raise(object.irregular);
        world.escape(world.flowOf(object));
        world.escape(value);
        return;
      }
      const accessors = property.kind === 'get' ? object.getters : object.setters;
      let cell: Cell | undefined = accessors.get(key);
      if (cell === undefined) accessors.set(key, (cell = new CellClass()));
      world.write(cell, value);
      if (property.kind === 'get') apply(w, value, world.flowOf(object), args([]));
    }
  }
}

export function evaluateArray(w: Walker, e: Expr & { kind: 'array' }): Flow {
  const { world } = w;
  const array = world.object(e, 'array', 'array', 'Array', 'array');
  if (e.elements.every((element) => element !== null && !element.spread)) world.makeTuple(array, e.elements.length);
  e.elements.forEach((element, i) => {
    if (element === null) return world.write(array.elements, ABSENT);
    const value = w.eval(element.value);
    if (element.spread) world.write(array.elements, iterated(w, value));
    else world.writeItem(array, i, value);
  });
  return world.flowOf(array);
}

export function evaluateClass(w: Walker, e: Expr & { kind: 'class' }): Flow {
  const { world } = w;
  const { class: class_ } = e;
  if (e.heritage !== null) {
    const heritage = w.eval(e.heritage);
    if (class_.dynamicBase) world.escape(heritage);
  }
  for (const [func, captures] of e.captures) {
    const state = world.state(func);
    captures.forEach((capture, i) => {
      const value = w.eval(capture);
      const cell = state.captures[i];
      if (cell !== undefined) world.write(cell, value);
    });
  }
  const constructor = world.classObject(class_);
  const instance = world.instance(class_);
  // Before a method is looked at that the language calls by itself: fields are no less certain there.
  prepareInstance(world, class_, instance);
  for (const member of e.computed) {
    converted(w, w.eval(member.key));
    const value = w.eval(member.closure);
    const holder = member.static ? constructor : instance;
    world.raise(holder.irregular);
    // An accessor gives what its function returns; any name may be its.
    world.write(holder.dynamic, member.kind === 'method' ? value : world.any);
    // Its name may be one that the language calls by itself.
    world.escape(value);
  }
  runImplicit(w, class_);
  return world.flowOf(constructor);
}
/** Members that run without being named: conversions of instances, and everything of a class over an unknown base. */
function runImplicit(w: Walker, class_: ClassInfo): void {
  const { world } = w;
  const instance = world.instance(class_);
  const self = world.flowOf(instance);
  const type = world.flowOf(world.classObject(class_));
  const isError = isErrorKind(class_.builtinBase);
  for (let at: ClassInfo | null = class_; at !== null; at = at.base) {
    for (const member of at.methods) {
      if (class_.dynamicBase) world.exposeFunction(member.func, self);
      else if (IMPLICIT.has(member.key) || (isError && OF_ERRORS.has(member.key)))
        apply(w, world.flowOf(functionObject(world, member.func)), self, args([], world.any));
    }
    for (const member of at.statics)
      if (IMPLICIT.has(member.key) || OF_CLASSES.has(member.key))
        apply(w, world.flowOf(functionObject(world, member.func)), type, args([], world.any));
  }
}
