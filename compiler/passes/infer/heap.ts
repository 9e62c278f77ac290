// Property access on the abstract heap: own fields, accessors, the class's chain, prototypes given at run time, and what the
// library's prototypes offer (ECMA-262 §10.1.8 and §10.1.9). Unknown objects give anything and swallow what is written.
import { isPrivate } from '../../ir/keys.ts';
import type { ClassInfo, Func, MethodInfo, Variant } from '../../ir/nodes.ts';
import { Kind } from '../../ir/types.ts';
import {
  ABSENT,
  BOTTOM,
  NULLISH,
  STRING,
  UNDEFINED,
  has,
  integers,
  isOnly,
  kinds,
  without,
  withKinds,
  STRING_MAX,
  type Flow,
} from './lattice.ts';
import { OBJECT_MEMBER, libraryMember } from './library.ts';
import type { Cell, Obj } from './objects.ts';
import { isUniform, type World } from './world.ts';
import { apply, args, type Caller } from './calls.ts';

const STRING_LENGTH = integers(0, STRING_MAX);
/** Kinds of primitives and the built-in whose prototype serves them. */
const WRAPPERS: readonly (readonly [number, string])[] = [
  [Kind.String, 'String'],
  [Kind.Number, 'Number'],
  [Kind.Boolean, 'Boolean'],
  [Kind.Symbol, 'Symbol'],
  [Kind.BigInt, 'BigInt'],
];

/** `base.key`. Undefined and null throw and give nothing. */
export function getNamed(caller: Caller, base: Flow, key: string): Flow {
  const { world } = caller;
  let result = BOTTOM;
  for (const object of base.objects) result = world.join(result, getOf(caller, object, key, world.flowOf(object)));
  for (const [bit, wrapper] of WRAPPERS) {
    if (!has(base, bit)) continue;
    result = world.join(
      result,
      wrapper === 'String' && key === 'length'
        ? STRING_LENGTH
        : libraryMember(world, wrapper, key, withKinds(base, bit)),
    );
  }
  return result;
}

/** The property of one object, inherited ones included; `receiver` is what accessors see as `this`. */
export function getOf(caller: Caller, object: Obj, key: string, receiver: Flow): Flow {
  const { world } = caller;
  if (object.site === 'unknown') return world.any;
  if (object.site === 'library' || object.site === 'box')
    return libraryMember(world, object.builtin, key, receiver, object.path);
  const getter = object.getters.get(key);
  let result = getter === undefined ? BOTTOM : apply(caller, world.read(getter), receiver, args([]));
  const own = world.read(world.field(object, key));
  result = world.join(result, without(own, Kind.Absent));
  if (isUniform(object) && world.raised(object.escaped) && world.mayOverwrite(key))
    return world.join(result, world.any);
  if (!isPrivate(key)) result = world.join(result, world.read(object.dynamic));
  if (String(Number(key)) === key) result = world.join(result, world.read(object.numbered));
  if (!has(own, Kind.Absent)) return result;
  if (key === 'length' && object.lengths !== null && !world.raised(world.detaches))
    return world.join(result, world.read(object.lengths));
  return getter !== undefined && !world.raised(object.irregular)
    ? result
    : world.join(result, inherited(caller, object, key, receiver));
}

function inherited(caller: Caller, object: Obj, key: string, receiver: Flow): Flow {
  const { world } = caller;
  const { class_ } = object;
  if (class_ !== null && object.site === 'class' && key === 'prototype') {
    // Whoever holds the prototype can call every method on anything.
    for (const each of withSubclasses(world, class_)) world.escape(world.flowOf(world.instance(each)));
    return world.any;
  }
  if (class_ !== null && object.site === 'instance' && key === 'constructor')
    return world.join(
      world.flowOf(world.classObject(class_)),
      class_.dynamicBase || world.raised(object.irregular) ? world.any : BOTTOM,
    );
  if (class_ !== null && !isPrivate(key)) {
    for (let at: ClassInfo | null = class_; at !== null; at = at.base) {
      const found = memberValue(caller, membersOf(object, at), key, receiver, object.variant);
      if (found !== null) return found;
      if (object.site === 'class' && at.base !== null) {
        const base = world.find(at.base, 'class');
        const own = base === undefined ? ABSENT : world.read(world.field(base, key));
        if (!isOnly(own, Kind.Absent))
          return world.join(without(own, Kind.Absent), has(own, Kind.Absent) ? world.any : BOTTOM);
      }
      // What a built-in constructor hands down makes instances of the class that it is asked through.
      if (at.dynamicBase || (object.site === 'class' && at.base === null && at.builtinBase !== null)) return world.any;
    }
  }
  if (class_ !== null && isPrivate(key)) return privateMember(caller, object, class_, key, receiver);
  const parents = world.read(object.parents);
  const above = parents.kinds === 0 ? BOTTOM : getFromParents(caller, parents, key, receiver);
  if (parents.kinds !== 0 && !world.raised(object.irregular)) return above;
  return world.join(above, libraryMember(world, object.builtin, key, receiver));
}
/** Prototype objects, each visited once on the way up. */
function* climb(world: World, parents: Flow): Generator<Obj> {
  for (const parent of parents.objects) {
    if (world.climbing.has(parent)) continue;
    world.climbing.add(parent);
    yield parent;
    world.climbing.delete(parent);
  }
}
function getFromParents(caller: Caller, parents: Flow, key: string, receiver: Flow): Flow {
  const { world } = caller;
  let result = has(parents, NULLISH) ? UNDEFINED : BOTTOM;
  for (const parent of climb(world, parents)) result = world.join(result, getOf(caller, parent, key, receiver));
  return result;
}

function withSubclasses(world: World, class_: ClassInfo): ClassInfo[] {
  return [class_, ...(world.subclasses.get(class_) ?? []).flatMap((each) => withSubclasses(world, each))];
}
function memberValue(
  caller: Caller,
  members: readonly MethodInfo[],
  key: string,
  receiver: Flow,
  variant: Variant | null,
): Flow | null {
  const found = members.filter((member) => member.key === key);
  if (found.length === 0) return null;
  const { world } = caller;
  const methods = found.filter((member) => member.kind === 'method');
  const own = (func: Func): Obj => functionObject(world, variant?.copies.get(func) ?? func);
  if (methods.length > 0) return world.flowOf(...methods.map((member) => own(member.func)));
  const getter = found.find((member) => member.kind === 'get');
  return getter === undefined ? UNDEFINED : apply(caller, world.flowOf(own(getter.func)), receiver, args([]));
}
/** Private methods and accessors. */
function privateMember(caller: Caller, object: Obj, class_: ClassInfo, key: string, receiver: Flow): Flow {
  const [name, owner] = key.split('@');
  for (let at: ClassInfo | null = class_; at !== null; at = at.base) {
    if (String(at.id) !== owner) continue;
    return (
      memberValue(caller, at.methods, name!, receiver, object.variant) ??
      memberValue(caller, at.statics, name!, receiver, null) ??
      BOTTOM
    );
  }
  return BOTTOM;
}

/** The one object that stands for all closures of a function. */
export function functionObject(world: World, func: { id: number; name: string } & ClassInfo['constructor_']): Obj {
  return world.object(func, 'function', `function:${func.name}`, 'Function', 'function', { func });
}

/** `base.key = value`. */
export function setNamed(caller: Caller, base: Flow, key: string, value: Flow): void {
  for (const object of base.objects) setOf(caller, object, key, value, caller.world.flowOf(object));
}
function setOf(caller: Caller, object: Obj, key: string, value: Flow, receiver: Flow): void {
  const { world } = caller;
  if (object.site === 'unknown') {
    world.raise(world.overwrite(key));
    world.escape(value);
    return;
  }
  if (object.site === 'library' || object.site === 'box') {
    world.escape(value);
    return;
  }
  if (key === '__proto__') {
    world.raise(object.irregular);
    world.write(object.parents, value);
    return;
  }
  if (object.builtin === 'Array' && key === 'length') {
    world.raise(object.shrinks);
    world.raise(object.mixed);
    world.write(object.elements, ABSENT);
    return;
  }
  if (callSetter(caller, object, key, value, receiver)) return;
  writeField(world, object, key, value);
}

/** True when a setter (or an accessor without one) certainly takes the value. */
function callSetter(caller: Caller, object: Obj, key: string, value: Flow, receiver: Flow): boolean {
  const { world } = caller;
  const own = object.setters.get(key);
  if (own !== undefined) apply(caller, world.read(own), receiver, args([value]));
  if (own !== undefined || object.getters.has(key)) return !world.raised(object.irregular);
  for (const parent of climb(world, world.read(object.parents))) callSetter(caller, parent, key, value, receiver);
  const { class_ } = object;
  // A private name is one of its class, where it stands without it.
  const [name, owner] = isPrivate(key) ? (key.split('@') as [string, string]) : [key, null];
  for (let at: ClassInfo | null = class_; at !== null; at = at.base) {
    if (owner !== null && String(at.id) !== owner) continue;
    const found = membersOf(object, at).filter((member) => member.key === name && member.kind !== 'method');
    if (found.length === 0) continue;
    const setter = found.find((member) => member.kind === 'set');
    if (setter !== undefined) {
      const func = object.variant?.copies.get(setter.func) ?? setter.func;
      apply(caller, world.flowOf(functionObject(world, func)), receiver, args([value]));
    }
    // A field of that name shadows the accessor where it was defined first.
    return !object.born.has(key);
  }
  return false;
}

/** Stores into an own field; those who enumerate the object's names hear of a new one. */
export function writeField(world: World, object: Obj, key: string, value: Flow): void {
  const cell = world.field(object, key);
  world.write(cell, value);
  if (value.kinds !== 0 && !object.written.has(key)) {
    object.written.add(key);
    for (const reader of object.nameReaders) world.enqueue(reader);
  }
}
/** Own names with a value, for spread and Object.assign; the reader is told of later ones. */
export function ownNames(world: World, object: Obj): ReadonlySet<string> {
  if (world.reader !== null) object.nameReaders.add(world.reader);
  return object.written;
}

/** Everything that a read under a name nobody knows may give, methods of prototypes left out. */
export function anyOwn(caller: Caller, object: Obj): Flow {
  const { world } = caller;
  if (object.site === 'unknown') return world.any;
  let result = world.join(world.read(object.dynamic), world.read(object.numbered));
  const take = (cell: Cell): void => {
    result = world.join(result, without(world.read(cell), Kind.Absent));
  };
  take(object.elements);
  for (const key of ownNames(world, object)) if (!isPrivate(key)) take(world.field(object, key));
  for (const [, getter] of object.getters)
    result = world.join(result, apply(caller, world.read(getter), world.flowOf(object), args([])));
  if (object.builtin === 'String') result = world.join(result, STRING);
  return result;
}
/** As `anyOwn`, with what classes and prototypes offer under such a name. */
export function anyProperty(caller: Caller, object: Obj): Flow {
  const { world } = caller;
  // A plain object has the members of Object.prototype besides its own; runtime/lang knows no `__proto__` accessor.
  const plain = object.builtin === 'Object' && object.class_ === null;
  const above = plain ? world.flowOf(world.libraryFunction(OBJECT_MEMBER)) : world.anyObject;
  let result = world.join(anyOwn(caller, object), world.join(above, kinds(NULLISH)));
  if (object.class_ !== null) result = world.join(result, world.flowOf(world.classObject(object.class_)));
  result = world.join(
    result,
    declaredMembers(caller, object, () => true),
  );
  if (object.site === 'unknown' || object.builtin !== 'Object') return world.join(result, world.any);
  for (let at: ClassInfo | null = object.class_; at !== null; at = at.base)
    if (at.dynamicBase) return world.join(result, world.any);
  for (const parent of climb(world, world.read(object.parents)))
    result = world.join(result, anyProperty(caller, parent));
  return result;
}

/** What the members that its classes declare under numbers give: `C[0]()`. */
export function numberedMembers(caller: Caller, object: Obj): Flow {
  return declaredMembers(caller, object, (key) => /^\d/.test(key));
}
function declaredMembers(caller: Caller, object: Obj, has: (key: string) => boolean): Flow {
  const { world } = caller;
  let result = BOTTOM;
  for (let at: ClassInfo | null = object.class_; at !== null; at = at.base) {
    const members = membersOf(object, at);
    for (const { key } of members) {
      if (!has(key)) continue;
      const value = memberValue(caller, members, key, world.flowOf(object), object.variant);
      result = world.join(result, value ?? BOTTOM);
    }
  }
  return result;
}
/** What a class declares for its instances, or for itself. */
function membersOf(object: Obj, class_: ClassInfo): readonly MethodInfo[] {
  return object.site === 'class' ? class_.statics : class_.methods;
}

/** Assigns under a name nobody knows: every setter may run, every own name may change. */
export function setAny(caller: Caller, object: Obj, value: Flow): void {
  const { world } = caller;
  if (object.site === 'unknown' || object.site === 'library') {
    world.raise(world.overwritesAny);
    world.escape(value);
    return;
  }
  world.raise(object.irregular);
  world.write(object.dynamic, value);
  if (object.builtin === 'Array') {
    world.raise(object.shrinks);
    world.write(object.elements, world.join(value, ABSENT));
  }
  const receiver = world.flowOf(object);
  for (const [, setter] of object.setters) apply(caller, world.read(setter), receiver, args([value]));
  for (let at: ClassInfo | null = object.class_; at !== null; at = at.base) {
    for (const member of membersOf(object, at))
      if (member.kind === 'set')
        apply(caller, world.flowOf(functionObject(world, member.func)), receiver, args([value]));
  }
  for (const parent of world.read(object.parents).objects)
    if (parent.setters.size > 0) world.escape(world.flowOf(parent));
}

/** `delete base.key`; null for a key that nobody knows. */
export function remove(world: World, base: Flow, key: string | null): void {
  for (const object of base.objects) {
    if (object.site === 'unknown') continue;
    world.raise(object.irregular);
    if (object.builtin === 'Array') world.write(object.elements, ABSENT);
    if (key !== null) world.write(world.field(object, key), ABSENT);
    else for (const name of ownNames(world, object)) world.write(world.field(object, name), ABSENT);
  }
}
