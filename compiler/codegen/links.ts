// What is linked: built-in kinds with their shapes and prototype objects, built-in functions by name, static classes.
// A prototype offers only the methods whose names some unproven access mentions (docs/internals.md, "Built-ins").
import { isPrivate, isWellKnown, wellKnown } from '../ir/keys.ts';
import { fieldNames } from '../ir/class-fields.ts';
import type { ClassInfo, Func } from '../ir/nodes.ts';
import { KINDS } from '../ir/kinds.ts';
import type { BuiltKind, ClassLayout, ModuleContext } from './context.ts';
import { generateGeneric, generateConstructor, generateRefusingCall } from './functions.ts';
import { classNode, closureNode, functionNode, typeNode } from './link-graph.ts';
import { notePattern } from './pattern-features.ts';
import { Attribute, FIELDS, MADE_WHEN_ASKED, SHAPE_BYTES, asked, writeShape, type StaticKey } from './static-data.ts';
import {
  NAMESPACES,
  parentConstructor,
  prototypeMember,
  staticMember,
  symbolic,
  type LibraryMember,
} from '../ir/library-members.ts';
import { FALSE, Tag, UNDEFINED, boxed, boxedNumber } from './values.ts';
import { linkClassMembers, inDeclaredOrder } from './class-links.ts';

export const FUNCTION_BYTES = 32;
const FUNCTION_SLOTS = 3;
const INFO_BYTES = 16;
const CLASS_PROTOTYPE = 16;
/** Methods that the runtime itself looks up by name on any object. */
export const InfoFlag = { Constructor: 1, Class: 2, Generator: 4, Async: 8, Method: 16, PrintsAsFunction: 32 } as const;

export function hasKind(kind: string): boolean {
  return Object.hasOwn(KINDS, kind);
}
export function kindNumber(kind: string): number {
  return KINDS[kind]!.number;
}
export function builtinSlots(kind: string): number {
  return KINDS[kind]!.slots;
}

/** Prototypes that are wrapper objects themselves, with what they wrap (ECMA-262 §20.3.3, §21.1.3, §22.1.3). */
const WRAPPED: Readonly<Record<string, ((mc: ModuleContext) => bigint) | undefined>> = {
  Boolean: () => FALSE,
  Number: () => boxedNumber(0),
  String: (mc) => boxed(Tag.String, mc.data.string('')),
};

/** Shape and prototype of a built-in kind, laid out on first use. */
export function builtKind(mc: ModuleContext, kind: string): BuiltKind {
  const known = mc.kinds.get(kind);
  if (known !== undefined) return known;
  const built: BuiltKind = {
    shape: mc.data.mutable.allocate(SHAPE_BYTES),
    prototype: mc.data.mutable.allocate(16),
    prototypeShape: mc.data.mutable.allocate(SHAPE_BYTES),
  };
  mc.kinds.set(kind, built);
  mc.data.mutable.set32(built.prototype, built.prototypeShape);
  const wrapped = WRAPPED[kind]?.(mc);
  if (wrapped !== undefined) mc.data.mutable.set64(built.prototype + 8, wrapped);
  const { number, slots, parent } = KINDS[kind]!;
  if (parent !== null) builtKind(mc, parent);
  writeShape(mc.data, built.shape, {
    kind: number,
    flags: 0,
    prototype: built.prototype,
    keys: [],
    inlineSlots: slots + (kind === 'Object' ? 4 : 0),
    builtinSlots: slots,
    name: kind,
  });
  return built;
}

/** A method of a built-in kind or of a kind it inherits from. */
export function findMethod(mc: ModuleContext, kind: string, key: string): Func | null {
  for (let at: string | null = kind; at !== null && hasKind(at); at = KINDS[at]!.parent) {
    const found = prototypeMember(mc.source, at, key);
    if (found?.kind === 'function') return found.func;
  }
  return null;
}
/** The getter of an accessor of the library; null for what is none. */
export function findGetter(mc: ModuleContext, kind: string, key: string): Func | null {
  for (let at: string | null = kind; at !== null && hasKind(at); at = KINDS[at]!.parent) {
    const found = prototypeMember(mc.source, at, key);
    if (found !== null) return found.kind === 'accessor' ? (found.get ?? null) : null;
  }
  return null;
}
export function findStatic(mc: ModuleContext, path: string): Func | null {
  const [owner, key] = path.split('.') as [string, string?];
  if (key === undefined)
    return mc.source.runtimeFunction(`${owner}_call`) ?? mc.source.runtimeFunction(`global_${owner}`) ?? null;
  for (let at: string | null = owner; at !== null; at = parentConstructor(at)) {
    const func = mc.source.runtimeFunction(`${at}_${symbolic(key)}`);
    if (func !== undefined) return func;
  }
  return null;
}

/** FunctionInfo of a function: name, length, flags. */
export function functionInfo(mc: ModuleContext, func: Func, flags: number, constructorEntry: number): number {
  const known = mc.infos.get(func);
  if (known !== undefined) return known;
  const { readOnly } = mc.data;
  const address = readOnly.allocate(INFO_BYTES);
  readOnly.set32(address, mc.data.string(func.jsName));
  readOnly.set32(address + 4, func.length);
  readOnly.set32(address + 8, flags);
  readOnly.set32(address + 12, constructorEntry);
  mc.infos.set(func, address);
  return address;
}

export function genericIndex(mc: ModuleContext, func: Func): number {
  return mc.tableIndex(mc.genericName(func, (name) => generateGeneric(mc, func, name)));
}
/** Shape of the function objects of a function. */
export function functionShape(mc: ModuleContext, func: Func): number {
  return builtKind(mc, FUNCTION_KINDS[func.kind] ?? 'Function').shape;
}
const FUNCTION_KINDS: Readonly<Record<string, string | undefined>> = {
  async: 'AsyncFunction',
  generator: 'GeneratorFunction',
  'async-generator': 'AsyncGeneratorFunction',
};

export function flagsOf(func: Func): number {
  switch (func.kind) {
    case 'constructor':
    case 'derived-constructor':
      return InfoFlag.Constructor | InfoFlag.Class | (func.owner?.printsAsFunction ? InfoFlag.PrintsAsFunction : 0);
    case 'generator':
      return InfoFlag.Generator;
    case 'async-generator':
      return InfoFlag.Generator | InfoFlag.Async;
    case 'async':
      return InfoFlag.Async;
    case 'normal':
      return func.newTargetLocal === null ? 0 : InfoFlag.Constructor;
    default:
      return InfoFlag.Method;
  }
}

/** Constructor entry of an ordinary function: the generic one serves unless it asks for new.target. */
export function ordinaryConstructor(mc: ModuleContext, func: Func): number {
  return func.kind === 'normal' && func.newTargetLocal !== null ? mc.tableIndex(generateConstructor(mc, func)) : 0;
}

function writeFunctionCell(
  mc: ModuleContext,
  address: number,
  shape: number,
  tableIndex: number,
  info: number,
  instanceShape: number,
): void {
  const { mutable } = mc.data;
  mutable.set32(address, shape);
  mutable.set32(address + 8, tableIndex);
  mutable.set32(address + 16, info);
  mutable.set32(address + 20, instanceShape);
}

/** The one function object of a function that captures nothing. */
export function staticClosure(mc: ModuleContext, func: Func): number {
  const known = mc.staticClosures.get(func);
  const address = known ?? mc.data.mutable.allocate(FUNCTION_BYTES);
  mc.graph.refer(closureNode(address));
  if (known !== undefined) return known;
  mc.staticClosures.set(func, address);
  const [index, constructorEntry] = mc.graph.within(closureNode(address), () => [
    genericIndex(mc, func),
    ordinaryConstructor(mc, func),
  ]);
  const info = functionInfo(mc, func, flagsOf(func), constructorEntry);
  writeFunctionCell(mc, address, functionShape(mc, func), index, info, 0);
  return address;
}

/** The constructor of a built-in kind as a value. Whoever has that of regular expressions can give it any pattern. */
export function builtinConstructor(mc: ModuleContext, kind: string): number | null {
  if (kind === 'RegExp') notePattern(mc, null);
  return linkedConstructor(mc, kind);
}

/** The same where nobody has it yet: it stands in its prototype. */
function linkedConstructor(mc: ModuleContext, kind: string): number | null {
  const known = mc.staticClosures.get(kind);
  if (known !== undefined) {
    mc.graph.refer(closureNode(known));
    return known;
  }
  const construct = mc.source.runtimeFunction(`${kind}_construct`);
  if (construct === undefined || !hasKind(kind)) return null;
  const address = mc.data.mutable.allocate(FUNCTION_BYTES);
  mc.staticClosures.set(kind, address);
  mc.graph.refer(closureNode(address));
  const built = builtKind(mc, kind);
  const call = mc.source.runtimeFunction(`${kind}_call`);
  const [entry, constructor] = mc.graph.within(closureNode(address), () => [
    call === undefined ? mc.tableIndex(generateRefusingCall(mc, kind)) : genericIndex(mc, call),
    mc.tableIndex(mc.genericName(construct, (name) => generateGeneric(mc, construct, name))),
  ]);
  const { readOnly } = mc.data;
  const info = readOnly.allocate(INFO_BYTES);
  readOnly.set32(info, mc.data.string(kind));
  readOnly.set32(info + 4, Math.max(0, construct.length));
  readOnly.set32(info + 8, InfoFlag.Constructor);
  readOnly.set32(info + 12, constructor);
  const shape = mc.data.mutable.allocate(SHAPE_BYTES);
  mc.libraryObjects.set(kind, { address, shape });
  writeFunctionCell(mc, address, shape, entry, info, built.shape);
  return address;
}

/** `Math`, `JSON` and their like as values. */
export function builtinNamespace(mc: ModuleContext, name: string): number {
  const known = mc.libraryObjects.get(name);
  if (known !== undefined) return known.address;
  const address = mc.data.mutable.allocate(16);
  const shape = mc.data.mutable.allocate(SHAPE_BYTES);
  mc.data.mutable.set32(address, shape);
  mc.libraryObjects.set(name, { address, shape });
  return address;
}

/** Layout of a class evaluated once; null when it is made at run time. */
export function classLayout(mc: ModuleContext, class_: ClassInfo): ClassLayout | null {
  const known = mc.classes.get(class_);
  if (known === undefined && !mc.staticClasses.has(class_)) return null;
  mc.graph.refer(classNode(class_));
  if (known !== undefined) return known;
  const base = class_.base === null ? null : mc.graph.within(classNode(class_), () => classLayout(mc, class_.base!));
  if (class_.base !== null && base === null) return null;
  const { mutable } = mc.data;
  const kind = class_.builtinBase ?? 'Object';
  const slots = builtinSlots(kind);
  const keys = classKeys(class_, slots);
  const layout: ClassLayout = {
    shape: mutable.allocate(SHAPE_BYTES),
    builtinSlots: slots,
    propertySlots: keys.length,
    prototype: mutable.allocate(16),
    prototypeShape: mutable.allocate(SHAPE_BYTES),
    closure: mutable.allocate(FUNCTION_BYTES),
    closureShape: mutable.allocate(SHAPE_BYTES),
    statics: 0,
  };
  mc.classes.set(class_, layout);
  if (keys.length > 0) mc.data.made.add(FIELDS);
  for (const { key } of class_.methods) if (isWellKnown(key)) mc.data.made.add(key);
  mutable.set32(layout.prototype, layout.prototypeShape);
  writeShape(mc.data, layout.shape, {
    kind: kindNumber(kind),
    flags: 0,
    prototype: layout.prototype,
    keys,
    inlineSlots: slots + keys.length,
    builtinSlots: slots,
    name: class_.name,
    type: layout.closure,
  });
  const constructor = class_.constructor_;
  const [entry, constructorEntry] = mc.graph.within(typeNode(class_), () => {
    if (class_.base !== null) mc.graph.refer(typeNode(class_.base));
    mc.graph.refer(classNode(class_));
    return [
      mc.tableIndex(generateRefusingCall(mc, class_.name, constructor)),
      mc.tableIndex(generateConstructor(mc, constructor)),
    ];
  });
  // Methods of built-ins make their results by the class of the receiver (`Symbol.species`).
  if (class_.builtinBase !== null) mc.graph.within(classNode(class_), () => mc.graph.refer(typeNode(class_)));
  const info = functionInfo(mc, constructor, flagsOf(constructor), constructorEntry);
  writeFunctionCell(mc, layout.closure, layout.closureShape, entry, info, layout.shape);
  return layout;
}

/** Keys of instances: the base's first, then own fields, each once. */
export function classKeys(class_: ClassInfo, firstSlot: number): StaticKey[] {
  return [...fieldNames(class_)].map((key, i) => ({
    key,
    attributes: isPrivate(key) ? Attribute.Hidden : 0,
    slot: firstSlot + i,
    accessor: false,
  }));
}

export interface Member {
  readonly key: string;
  value: bigint;
  accessor: boolean;
  readonly attributes?: number;
}

/** Links what unproven accesses may reach, until nothing new appears, then lays the prototypes out. */
export function linkPrototypes(mc: ModuleContext): void {
  const members = new Map<
    number,
    {
      shapeAddress: number;
      prototypeOf: number;
      kind: number;
      name: string;
      list: Member[];
      builtin: number;
      type?: number;
    }
  >();
  const done = new Set<string>();
  for (let changed = true; changed;) {
    changed = false;
    mc.drain();
    const keys = offeredKeys(mc);
    const all = mc.anyDynamicKey || isLinked(mc, LISTING);
    for (const name of MADE_WHEN_ASKED)
      if (all || keys.has(name) || isLinked(mc, REFLECTING)) mc.data.made.add(asked(name));
    for (const [kind, built] of [...mc.kinds]) {
      const entry = entryFor(members, built.prototype, () => ({
        shapeAddress: built.prototypeShape,
        prototypeOf: parentPrototype(mc, kind),
        kind: kindNumber(WRAPPED[kind] === undefined ? 'Object' : kind),
        name: kind,
        list: [],
        builtin: WRAPPED[kind] === undefined ? 0 : builtinSlots(kind),
        type: built.shape,
      }));
      for (const key of keys) changed = linkBuiltinMember(mc, kind, key, entry.list, done) || changed;
      if (all && kind === 'Object')
        for (const key of OF_EVERY_OBJECT) changed = linkBuiltinMember(mc, kind, key, entry.list, done) || changed;
      for (const key of [...mc.writtenKeys]) {
        if (mc.source.runtimeFunction(`${kind}_prototype_$set_${symbolic(key)}`) !== undefined)
          changed = linkBuiltinMember(mc, kind, key, entry.list, done) || changed;
      }
    }
    for (const [owner, { address, shape }] of [...mc.libraryObjects]) {
      const isNamespace = NAMESPACES.has(owner);
      const entry = entryFor(members, address, () => ({
        shapeAddress: shape,
        prototypeOf: isNamespace ? builtKind(mc, 'Object').prototype : constructorParent(mc, owner),
        kind: kindNumber(isNamespace ? 'Object' : 'Function'),
        name: isNamespace ? 'Object' : 'Function',
        list: [],
        builtin: isNamespace ? 0 : FUNCTION_SLOTS,
      }));
      // Nobody writes to a global of the library: who tries has to find it.
      const asked = owner === 'globalThis' ? new Set([...keys, ...mc.writtenKeys]) : keys;
      for (const key of asked) {
        if (done.has(`${owner}::${key}`)) continue;
        done.add(`${owner}::${key}`);
        const found = staticMember(mc.source, owner, key);
        if (found === null) continue;
        const linked = libraryMember(mc, key, found);
        const attributes = linked.accessor ? Attribute.Hidden | Attribute.Fixed : CONSTANT;
        entry.list.push(owner === 'globalThis' ? { ...linked, attributes } : linked);
        changed = true;
      }
    }
    for (const [class_, layout] of [...mc.classes]) {
      const prototype = entryFor(members, layout.prototype, () => ({
        shapeAddress: layout.prototypeShape,
        prototypeOf: basePrototype(mc, class_),
        kind: kindNumber('Object'),
        name: class_.name,
        list: [],
        builtin: 0,
      }));
      const statics = entryFor(members, layout.closure, () => ({
        shapeAddress: layout.closureShape,
        prototypeOf: baseClosure(mc, class_),
        kind: kindNumber('Function'),
        name: 'Function',
        list: [],
        builtin: FUNCTION_SLOTS,
      }));
      const lists = [prototype.list, statics.list] as const;
      changed = linkClassMembers(mc, class_, layout, lists, all ? null : keys, done) || changed;
      inDeclaredOrder(class_.methods, prototype.list);
      inDeclaredOrder(class_.statics, statics.list);
    }
    mc.drain();
  }
  if (mc.staticClosures.has('RegExp') && (mc.readsConstructors || isLinked(mc, GIVING))) notePattern(mc, null);
  for (const [address, entry] of members) layOut(mc, address, entry);
  for (const [name, func] of mc.functionsByName)
    if (REFLECTING.includes(func.name) || LISTING.includes(func.name))
      mc.graph.within(functionNode(name), () => mc.graph.refer('k:*'));
}

/** Runtime functions that look up a key which the program computes. */
const REFLECTING = [
  'Object_getOwnPropertyDescriptor',
  'Object_getOwnPropertyDescriptors',
  'Object_getOwnPropertyNames',
  'Object_hasOwn',
  'Object_prototype_hasOwnProperty',
  'Object_prototype_propertyIsEnumerable',
  'Reflect_get',
  'Reflect_getOwnPropertyDescriptor',
  'Reflect_has',
];
/** Runtime functions that give the program values under names that it computes. */
const GIVING = [
  'Object_getOwnPropertyDescriptor',
  'Object_getOwnPropertyDescriptors',
  'Reflect_get',
  'Reflect_getOwnPropertyDescriptor',
];
/** Members of Object.prototype (§20.1.3) that every plain object has. */
const OF_EVERY_OBJECT = [
  'constructor',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
  'toString',
  'valueOf',
];
/** Runtime functions that list what an object has. */
const LISTING = [
  'Object_getOwnPropertyNames',
  'Object_getOwnPropertySymbols',
  'Object_getOwnPropertyDescriptors',
  'Reflect_ownKeys',
];
function isLinked(mc: ModuleContext, names: readonly string[]): boolean {
  for (const func of mc.functionsByName.values()) if (names.includes(func.name)) return true;
  return false;
}
/** Names that prototypes offer: those that accesses mention, and where keys are computed the program's strings. */
function offeredKeys(mc: ModuleContext): Set<string> {
  const computed = mc.computedKey || isLinked(mc, REFLECTING);
  return new Set([...mc.dynamicKeys, ...(computed ? mc.literalKeys : [])]);
}

function entryFor<T>(map: Map<number, T>, key: number, make: () => T): T {
  let entry = map.get(key);
  if (entry === undefined) map.set(key, (entry = make()));
  return entry;
}
function parentPrototype(mc: ModuleContext, kind: string): number {
  const { parent } = KINDS[kind]!;
  return parent === null ? 0 : builtKind(mc, parent).prototype;
}
function constructorParent(mc: ModuleContext, kind: string): number {
  const parent = parentConstructor(kind);
  return (parent === null ? null : builtinConstructor(mc, parent)) ?? builtKind(mc, 'Function').prototype;
}
function basePrototype(mc: ModuleContext, class_: ClassInfo): number {
  if (class_.base !== null) return classLayout(mc, class_.base)!.prototype;
  return builtKind(mc, class_.builtinBase ?? 'Object').prototype;
}
function baseClosure(mc: ModuleContext, class_: ClassInfo): number {
  if (class_.base !== null) return classLayout(mc, class_.base)!.closure;
  if (class_.builtinBase !== null)
    return builtinConstructor(mc, class_.builtinBase) ?? builtKind(mc, 'Function').prototype;
  return builtKind(mc, 'Function').prototype;
}

function linkBuiltinMember(mc: ModuleContext, kind: string, key: string, list: Member[], done: Set<string>): boolean {
  const mark = `${kind}.${key}`;
  if (done.has(mark)) return false;
  done.add(mark);
  if (key === 'constructor') {
    const closure = linkedConstructor(mc, kind);
    if (closure === null) return false;
    list.push({ key, value: boxed(Tag.Object, closure), accessor: false });
    mc.graph.member({ holder: null, key, closures: [closure] });
    return true;
  }
  const found = prototypeMember(mc.source, kind, key);
  if (found === null) return false;
  list.push(libraryMember(mc, key, found));
  return true;
}

const CONSTANT = Attribute.ReadOnly | Attribute.Hidden | Attribute.Fixed;
function libraryMember(mc: ModuleContext, key: string, found: LibraryMember): Member {
  const closures = functionsOf(found).map((func) => staticClosure(mc, func));
  if (closures.length > 0) mc.graph.member({ holder: null, key, closures });
  switch (found.kind) {
    case 'function': {
      const attributes = key === wellKnown('toPrimitive') ? Attribute.ReadOnly | Attribute.Hidden : Attribute.Hidden;
      return { key, value: boxed(Tag.Object, staticClosure(mc, found.func)), accessor: false, attributes };
    }
    case 'accessor':
      return { key, value: accessorPair(mc, found.get, found.set), accessor: true };
    case 'number':
      return { key, value: boxedNumber(found.value), accessor: false, attributes: CONSTANT };
    case 'text':
      return {
        key,
        value: boxed(Tag.String, mc.data.string(found.value)),
        accessor: false,
        attributes: found.writable ? Attribute.Hidden : Attribute.ReadOnly | Attribute.Hidden,
      };
    case 'global': {
      const closure = hasKind(found.path) ? builtinConstructor(mc, found.path) : null;
      if (closure !== null) mc.graph.member({ holder: null, key, closures: [closure] });
      const name = found.path === 'global' ? 'globalThis' : found.path;
      const address = closure ?? builtinNamespace(mc, name);
      return { key, value: boxed(Tag.Object, address), accessor: false, attributes: Attribute.Hidden };
    }
    case 'symbol':
      return { key, value: mc.data.key(wellKnown(found.name)), accessor: false, attributes: CONSTANT };
  }
}

function functionsOf(found: LibraryMember): Func[] {
  if (found.kind === 'function') return [found.func];
  return found.kind === 'accessor' ? [found.get, found.set].filter((func) => func !== undefined) : [];
}

/** An accessor pair: an internal cell {0, 0, getter, setter}. */
export function accessorPair(mc: ModuleContext, getter: Func | undefined, setter: Func | undefined): bigint {
  const { mutable } = mc.data;
  const pair = mutable.allocate(24);
  mc.memberCells.add(pair + 8).add(pair + 16);
  mutable.set64(pair + 8, getter === undefined ? UNDEFINED : boxed(Tag.Object, staticClosure(mc, getter)));
  mutable.set64(pair + 16, setter === undefined ? UNDEFINED : boxed(Tag.Object, staticClosure(mc, setter)));
  return boxed(Tag.Cell, pair);
}

/** Writes the shape of a static object and the cell that holds its properties (all of them lie outside the object). */
function layOut(
  mc: ModuleContext,
  address: number,
  entry: {
    shapeAddress: number;
    prototypeOf: number;
    kind: number;
    name: string;
    list: Member[];
    builtin: number;
    type?: number;
  },
): void {
  const { mutable } = mc.data;
  const keys = entry.list.map((member, i): StaticKey => ({
    key: member.key,
    attributes: member.attributes ?? Attribute.Hidden,
    slot: entry.builtin + i,
    accessor: member.accessor,
  }));
  writeShape(mc.data, entry.shapeAddress, {
    kind: entry.kind,
    flags: CLASS_PROTOTYPE,
    prototype: entry.prototypeOf,
    keys,
    inlineSlots: entry.builtin,
    builtinSlots: entry.builtin,
    name: entry.name,
    ...(entry.type === undefined ? {} : { type: entry.type }),
  });
  if (entry.list.length === 0) return;
  const cell = mutable.allocate(8 + 8 * entry.list.length);
  mutable.set32(cell, entry.list.length);
  mutable.set32(address + 4, cell);
  entry.list.forEach((member, i) => {
    mutable.set64(cell + 8 + 8 * i, member.value);
    mc.memberCells.add(cell + 8 + 8 * i);
  });
}
