// Answers codegen's questions from what inference found: slots that are certain, built-in methods that cannot be shadowed,
// arrays without holes, element reads inside of arrays. In doubt the answer is no.
import { walkTree, type Node } from '../ir/children.ts';
import { isPrivate, isSymbolKey } from '../ir/keys.ts';
import { fieldNames, hasFixedFields } from '../ir/class-fields.ts';
import type { Facts as CodegenFacts } from '../ir/facts.ts';
import { KINDS } from '../ir/kinds.ts';
import { constructorOf, type ClassInfo, type Expr, type Func, type MethodInfo, type Stmt } from '../ir/nodes.ts';
import { Kind, TOP, isOnly, type AbstractObject, type FlowType } from '../ir/types.ts';
import type { Inference } from './infer/infer.ts';
import type { Flow } from './infer/lattice.ts';
import { Obj } from './infer/objects.ts';
import { NAMES_MAX, keepsShape } from './infer/shapes.ts';
import type { World } from './infer/world.ts';

export interface Facts extends CodegenFacts {
  inBounds(expr: Expr): boolean;
  /** Every user function that a call, call-method or new may run; null when somebody else may be called. */
  callTargets(expr: Expr): readonly Func[] | null;
}

export type Access = 'get' | 'set' | 'call';
const MEMBERS = { get: 'get', set: 'set', call: 'method' } as const;

/** What an access comes to, and the objects for which it does. */
export interface Resolution {
  /** Byte offset of a slot; the getter, setter or method that runs; or nothing, which reads as undefined. */
  readonly target: number | Func | 'none';
  readonly objects: Obj[];
  /** Each of the objects certainly has the shape it was born with. */
  certain: boolean;
}

export interface Resolutions {
  readonly cases: Resolution[];
  /** There are no others: every value that it may be is an object of one of the cases. */
  readonly complete: boolean;
}

/** Names of properties with the byte offset of each, in their order. */
export type Slots = ReadonlyMap<string, number>;
/** Those of a literal with these keys. */
export function slotsOf(keys: Iterable<string>): Slots {
  return new Map([...keys].map((key, i) => [key, FIRST_SLOT + SLOT * i]));
}

const FIRST_SLOT = 8;
const SLOT = 8;
/** Kinds whose objects look the same however they were made. */
const UNIFORM = new Set([
  'Array',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'Promise',
  'RegExp',
  'ArrayBuffer',
  'DataView',
  ...Object.keys(KINDS).filter((kind) => KINDS[kind]!.parent === 'TypedArray'),
]);

export class InferredFacts implements Facts {
  readonly #inference: Inference;
  readonly #staticClasses: ReadonlySet<ClassInfo>;
  #idle: ReadonlySet<Func> = new Set();

  constructor(inference: Inference, staticClasses: ReadonlySet<ClassInfo>) {
    this.#inference = inference;
    this.#staticClasses = staticClasses;
  }

  fieldSlot(flow: FlowType, key: string): number | null {
    const objects = knownObjects(flow);
    if (objects === null || !isOnly(flow, Kind.Object)) return null;
    let offset: number | null = null;
    for (const object of objects) {
      const at = this.#slotOf(object, key);
      if (at === null || (offset !== null && at !== offset)) return null;
      offset = at;
    }
    return offset;
  }
  fieldFlow(flow: FlowType, key: string): FlowType {
    let result: Flow | null = null;
    for (const object of knownObjects(flow) ?? []) {
      const names = object.site === 'instance' ? this.#classSlots(object.class_!) : object.slots;
      const name = names !== null && isPrivate(key) ? privateOf(names, key) : key;
      const cell = name === null ? undefined : object.fields.get(name);
      if (cell === undefined) return TOP;
      result = result === null ? cell.value : this.world.join(result, cell.value);
    }
    return result ?? TOP;
  }
  #slotOf(object: Obj, key: string): number | null {
    if (
      raised(object.escaped) ||
      raised(object.irregular) ||
      object.dynamic.value.kinds !== 0 ||
      object.written.size > NAMES_MAX
    )
      return null;
    const names = object.site === 'instance' ? this.#classSlots(object.class_!) : object.slots;
    if (names === null) return null;
    const name = isPrivate(key) ? privateOf(names, key) : key;
    const offset = name === null ? undefined : names.get(name);
    const cell = name === null ? undefined : object.fields.get(name);
    if (offset === undefined || cell === undefined || cell.value.kinds === 0) return null;
    if ((cell.value.kinds & Kind.Absent) !== 0 && !this.#isOwnOnly(object, key)) return null;
    return offset;
  }
  /** Neither the object nor what it inherits from has a property of this name. */
  #isMissing(object: Obj, key: string): boolean {
    if (!keepsShape(this.world, object) || object.written.has(key)) return false;
    if (key === '__proto__' || this.world.mayOverwrite(key)) return false;
    if (object.site === 'literal') return !this.world.offers('Object', key);
    // Built-ins have properties of their own besides.
    return object.class_!.builtinBase === null && this.#isOwnOnly(object, key);
  }
  /** An object whose class does not declare the name may find it above: in `Object.prototype`, or put there by the program. */
  mayInherit(key: string): boolean {
    return !isPrivate(key) && (this.world.mayOverwrite(key) || this.world.offers('Object', key));
  }
  /** Where an object has no property of this name yet, nothing it inherits has it: absent reads as undefined. */
  #isOwnOnly(object: Obj, key: string): boolean {
    if (object.site !== 'instance' || isPrivate(key) || object.parents.value.kinds !== 0) return false;
    for (let at: ClassInfo | null = object.class_; at !== null; at = at.base)
      if (at.methods.some((member) => member.key === key)) return false;
    return !this.world.offers(object.class_!.builtinBase ?? 'Object', key);
  }

  /**
   * How an access by this name goes for the objects that the flow lists, by what it comes to; objects that come to the same
   * are together. What is found holds for an object that has the shape it was born with.
   */
  resolutions(flow: FlowType, key: string, access: Access): Resolutions {
    const found = new Map<number | Func | 'none', Resolution>();
    let complete = isOnly(flow, Kind.Object) && flow.objects !== null && flow.objects.size > 0;
    for (const object of flow.objects ?? []) {
      const target = object instanceof Obj ? this.#resolve(object, key, access) : null;
      if (target === null || !(object instanceof Obj)) {
        complete = false;
        continue;
      }
      let resolution = found.get(target);
      if (resolution === undefined) found.set(target, (resolution = { target, objects: [], certain: true }));
      resolution.objects.push(object);
      resolution.certain &&= keepsShape(this.world, object);
    }
    return { cases: [...found.values()], complete };
  }
  /**
   * The properties that spreading copies, by name with the byte offset of each: those of every object that the flow lists,
   * when each has the shape it was born with and all list the same in one order. Null when that is not certain. Literals that
   * spread have no layout yet: `assumed` says which one they are to get, null for none and undefined for any that fits.
   */
  spreadSlots(flow: FlowType, assumed: (object: Obj) => Slots | null | undefined): Slots | null | undefined {
    const objects = knownObjects(flow);
    if (objects === null || !isOnly(flow, Kind.Object)) return null;
    let found: Slots | undefined;
    for (const object of objects) {
      const own = this.#isCopy(object) ? assumed(object) : this.#copiedSlots(object);
      if (own === undefined) continue;
      if (own === null || (found !== undefined && !sameSlots(found, own))) return null;
      found = own;
    }
    return found;
  }
  /** A literal that spreads, which nothing but its own properties gives names. */
  #isCopy(object: Obj): boolean {
    return object.site === 'literal' && object.slots === null;
  }
  #copiedSlots(object: Obj): Slots | null {
    const names = object.site === 'instance' ? this.#classSlots(object.class_!) : object.slots;
    if (names === null || (object.class_?.builtinBase ?? null) !== null || !keepsShape(this.world, object)) return null;
    const own = new Map([...names].filter(([name]) => !isPrivate(name)));
    return [...own.keys()].every((name) => isAlwaysPresent(object, name) && isListable(name)) ? own : null;
  }
  /** Whether a literal that is given these slots will keep them. */
  keepsSlots(object: Obj, slots: Slots): boolean {
    return this.#isCopy(object) && keepsShape(this.world, object, slots);
  }
  writesAllSlots(flow: FlowType, class_: ClassInfo): boolean {
    const objects = knownObjects(flow);
    const names = this.#classSlots(class_);
    if (objects === null || names === null || class_.builtinBase !== null) return false;
    return [...objects].every(
      (object) =>
        object.site === 'instance' &&
        object.class_ === class_ &&
        keepsShape(this.world, object) &&
        [...names.keys()].every((name) => isAlwaysPresent(object, name)),
    );
  }
  /** Where the slot is, which function runs, or that there is no such property. */
  #resolve(object: Obj, key: string, access: Access): number | Func | 'none' | null {
    if (object.site === 'instance' && !this.#staticClasses.has(object.class_!)) return null;
    const names = object.site === 'instance' ? this.#classSlots(object.class_!) : object.slots;
    if (names === null || names.size > NAMES_MAX || isPrivate(key)) return null;
    const offset = names.get(key);
    if (offset !== undefined) {
      const inherited = object.site === 'instance' ? this.#isOwnOnly(object, key) : object.born.has(key);
      return inherited ? offset : null;
    }
    if (access === 'get' && this.#isMissing(object, key)) return 'none';
    if (object.site !== 'instance' || this.world.mayOverwrite(key)) return null;
    const shared = declared(object, key, MEMBERS[access]);
    return shared === null ? null : (object.variant?.copies.get(shared) ?? shared);
  }
  /** Classes made at run time give their instances the same slots, as long as each evaluation names the same fields. */
  #classSlots(class_: ClassInfo): ReadonlyMap<string, number> | null {
    if (!this.#staticClasses.has(class_) && !hasFixedFields(class_)) return null;
    const builtinSlots = class_.builtinBase === null ? 0 : (KINDS[class_.builtinBase]?.slots ?? 0);
    return new Map([...fieldNames(class_)].map((name, i) => [name, FIRST_SLOT + SLOT * (builtinSlots + i)]));
  }

  builtinMethod(flow: FlowType, key: string): string | null {
    if (isOnly(flow, Kind.String)) return `String.prototype.${key}`;
    const kind = this.builtinKind(flow);
    if (kind === null) return null;
    for (const object of knownObjects(flow)!) {
      const own = object.fields.get(key);
      const shadowed = own !== undefined && own.value.kinds !== Kind.Absent && own.value.kinds !== 0;
      if (
        shadowed ||
        (raised(object.escaped) && this.world.mayOverwrite(key)) ||
        object.dynamic.value.kinds !== 0 ||
        object.parents.value.kinds !== 0
      )
        return null;
    }
    return `${kind}.prototype.${key}`;
  }

  hasOnlyElements(flow: FlowType): boolean {
    const objects = knownObjects(flow);
    return (
      objects !== null &&
      [...objects].every(
        ({ dynamic, numbered, escaped }) =>
          dynamic.value.kinds === 0 &&
          numbered.value.kinds === 0 &&
          !(raised(escaped) && raised(this.world.overwritesAny)),
      )
    );
  }

  lacksName(flow: FlowType, key: string): boolean {
    const objects = knownObjects(flow);
    return (
      objects !== null &&
      this.hasOnlyElements(flow) &&
      !this.world.mayOverwrite(key) &&
      [...objects].every(({ written }) => !written.has(key))
    );
  }

  isPlainArray(flow: FlowType): boolean {
    const objects = knownObjects(flow);
    return (
      objects !== null &&
      isOnly(flow, Kind.Object) &&
      [...objects].every(
        (object) =>
          object.site === 'array' && object.builtin === 'Array' && !raised(object.irregular) && !raised(object.escaped),
      )
    );
  }
  elementFlow(flow: FlowType): FlowType {
    const objects = knownObjects(flow);
    if (objects === null || [...objects].some((object) => object.builtin !== 'Array')) return TOP;
    return this.world.joinAll(
      [...objects].flatMap((each) => [each.elements.value, each.dynamic.value, each.numbered.value]),
    );
  }

  mayHaveHoles(flow: FlowType): boolean {
    const objects = knownObjects(flow);
    return (
      objects === null ||
      [...objects].some((object) => object.builtin !== 'Array' || (object.elements.value.kinds & Kind.Absent) !== 0)
    );
  }

  /** Arrays that never lose elements. */
  keepsLength(flow: FlowType): boolean {
    const objects = knownObjects(flow);
    return (
      objects !== null &&
      isOnly(flow, Kind.Object) &&
      [...objects].every(
        (object) => object.builtin === 'Array' && object.site !== 'instance' && !raised(object.shrinks),
      )
    );
  }

  /** Elements that every array of the flow has, each in a place of its own. */
  tupleLength(flow: FlowType): number {
    const objects = knownObjects(flow);
    if (objects === null || !this.keepsLength(flow)) return 0;
    return Math.min(...[...objects].map((object) => (this.world.item(object, 0) === null ? 0 : object.items!.length)));
  }
  /** Typed arrays keep their length: no buffer is ever detached or resized. */
  get keepsBuffers(): boolean {
    return !raised(this.world.detaches);
  }

  get instancesByClass(): boolean {
    return !this.world.namesHasInstance;
  }

  builtinKind(flow: FlowType): string | null {
    const objects = knownObjects(flow);
    if (objects === null || !isOnly(flow, Kind.Object)) return null;
    let kind: string | null = null;
    for (const object of objects) {
      if ((object.site !== 'array' && object.site !== 'collection') || object.class_ !== null) return null;
      if (kind !== null && object.builtin !== kind) return null;
      kind = object.builtin;
    }
    return kind !== null && UNIFORM.has(kind) ? kind : null;
  }

  isReached(func: Func): boolean {
    return !this.#idle.has(func);
  }
  /**
   * Finds the functions that inference saw no way to. Those that are made later, for functions that suspend, are none of them,
   * nor is what the shared methods of generic classes name or call by a value: inference looks at their copies instead, so
   * that `asWritten`, what it reached before anything was inlined, tells what those may call.
   */
  findUnreached(asWritten: readonly Func[]): void {
    const { program } = this.world;
    const { unproven } = this.#inference;
    const called = new Set<Func>([
      program.entry,
      ...this.world.reached.map((state) => state.func),
      ...(unproven.size === 0 ? [] : asWritten),
    ]);
    const follow = (func: Func): void => {
      called.add(func);
      walkTree(func.body, (node) => {
        for (const next of functionsOf(node)) if (!called.has(next)) follow(next);
      });
    };
    for (const func of unproven) follow(func);
    this.#idle = new Set(program.functions.filter((func) => func.kind !== 'lang' && !called.has(func)));
  }
  inBounds(expr: Expr): boolean {
    return this.#inference.notes.insides.get(expr) === true;
  }

  onlyOutcome(node: Stmt | Expr): boolean | null {
    const [yes, no] = this.#inference.notes.outcomes.get(node) ?? [true, true];
    return yes === no ? null : yes;
  }

  callTargets(expr: Expr): readonly Func[] | null {
    const targets = this.#inference.notes.targets.get(expr);
    if (targets === undefined || targets.size === 0 || targets.has(null)) return null;
    return [...targets] as Func[];
  }

  /** The method of the program that `object.key` certainly is. */
  methodOf(flow: FlowType, key: string): Func | null {
    return this.#memberOf(flow, key, 'method');
  }
  /** The method of the program that `super.key` is, in a method or a static one of a class that is laid out statically. */
  superMethod(e: Expr & { kind: 'get-super' }): Func | null {
    const isStatic = e.home.kind !== 'get' || e.home.key !== 'prototype';
    const home = e.home.kind === 'get' && !isStatic ? e.home.object : e.home;
    const class_ = this.classOf(home.flow);
    if (e.key.kind !== 'const' || typeof e.key.value !== 'string' || class_ === null) return null;
    if (!this.#staticClasses.has(class_) || this.world.mayOverwrite(e.key.value)) return null;
    for (let at = class_.base; at !== null; at = at.base) {
      const { value } = e.key;
      const found = (isStatic ? at.statics : at.methods).filter((member) => member.key === value);
      if (found.length > 0) return found.length === 1 && found[0]!.kind === 'method' ? found[0]!.func : null;
      if (isStatic && this.world.find(at, 'class')?.fields.has(value) === true) return null;
    }
    return null;
  }
  getterOf(flow: FlowType, key: string): Func | null {
    return this.#memberOf(flow, key, 'get');
  }
  #memberOf(flow: FlowType, key: string, kind: 'method' | 'get'): Func | null {
    const objects = knownObjects(flow);
    if (objects === null || !isOnly(flow, Kind.Object) || this.world.mayOverwrite(key)) return null;
    let found: Func | null = null;
    for (const object of objects) {
      const shared = regular(object) && !hasOwn(object, key) ? declared(object, key, kind) : null;
      const func = shared === null ? null : (object.variant?.copies.get(shared) ?? shared);
      if (func === null || (found !== null && func !== found)) return null;
      found = func;
    }
    return found;
  }
  privateMethodOf(flow: FlowType, owner: ClassInfo, key: string): Func | null {
    const objects = knownObjects(flow);
    const found = owner.methods.filter((member) => member.key === key);
    if (objects === null || !isOnly(flow, Kind.Object) || found.length !== 1 || found[0]!.kind !== 'method')
      return null;
    const shared = found[0]!.func;
    const [first] = objects;
    const func = first!.variant?.copies.get(shared) ?? shared;
    const same = (object: Obj): boolean => (object.variant?.copies.get(shared) ?? shared) === func;
    return [...objects].every((object) => object.site === 'instance' && inherits(object.class_!, owner) && same(object))
      ? func
      : null;
  }
  /** The function whose closure a value certainly is. */
  closureOf(flow: FlowType): Func | null {
    const objects = knownObjects(flow);
    if (objects === null || !isOnly(flow, Kind.Object) || objects.size !== 1) return null;
    const [object] = objects;
    return object!.site === 'function' ? object!.func : null;
  }
  /** The class that a value certainly is. */
  classOf(flow: FlowType): ClassInfo | null {
    const objects = knownObjects(flow);
    if (objects === null || !isOnly(flow, Kind.Object) || objects.size !== 1) return null;
    const [object] = objects;
    return object!.site === 'class' ? object!.class_ : null;
  }

  get world(): World {
    return this.#inference.world;
  }
}

/** The functions of the program that a node names. */
function functionsOf(node: Node): readonly Func[] {
  switch (node.kind) {
    case 'call-direct':
    case 'closure':
      return [node.func];
    case 'new-class':
    case 'call-super':
      return [constructorOf(node)];
    case 'class': {
      const { constructor_, methods, statics } = node.class;
      return [constructor_, ...methods.map((member) => member.func), ...statics.map((member) => member.func)];
    }
    default:
      return [];
  }
}
function regular(object: Obj): boolean {
  return (
    (object.site === 'instance' || object.site === 'class') &&
    !raised(object.irregular) &&
    object.dynamic.value.kinds === 0 &&
    object.parents.value.kinds === 0
  );
}
function hasOwn(object: Obj, key: string): boolean {
  const cell = object.fields.get(key);
  return object.born.has(key) || (cell !== undefined && cell.value.kinds !== 0 && cell.value.kinds !== Kind.Absent);
}
/** The member of the class chain by this name; null when it is of another sort, given twice, or the chain is unknown. */
function declared(object: Obj, key: string, kind: MethodInfo['kind']): Func | null {
  for (let at: ClassInfo | null = object.class_; at !== null; at = at.base) {
    if (at.dynamicBase) return null;
    const found = (object.site === 'class' ? at.statics : at.methods).filter((member) => member.key === key);
    if (kind === 'method' ? found.length > 1 : found.some((member) => member.kind === 'method')) return null;
    const member = found.find((candidate) => candidate.kind === kind);
    if (member !== undefined) return member.func;
    if (found.length > 0) return null;
    // Static fields of a base class are inherited too.
    if (object.site === 'class' && at.base !== null) return null;
  }
  return null;
}
function inherits(class_: ClassInfo, owner: ClassInfo): boolean {
  for (let at: ClassInfo | null = class_; at !== null; at = at.base) if (at === owner) return true;
  return false;
}
function raised(flag: Obj['escaped']): boolean {
  return flag.value.kinds !== 0;
}
/** Objects of a flow when all of them are known. */
function knownObjects(flow: FlowType): ReadonlySet<Obj> | null {
  if (flow.objects === null || flow.objects.size === 0) return null;
  for (const object of flow.objects as ReadonlySet<AbstractObject>)
    if (!(object instanceof Obj) || object.site === 'unknown') return null;
  return flow.objects as ReadonlySet<Obj>;
}
/** `#x` of the one class of the chain that has it. */
function privateOf(names: ReadonlyMap<string, number>, key: string): string | null {
  const found = [...names.keys()].filter((name) => name.startsWith(`${key}@`));
  return found.length === 1 ? found[0]! : null;
}

/** Whoever sees the object finds the property there: its constructor wrote it before. */
function isAlwaysPresent(object: Obj, name: string): boolean {
  const cell = object.fields.get(name);
  return cell !== undefined && cell.value.kinds !== 0 && (cell.value.kinds & Kind.Absent) === 0;
}
function isListable(name: string): boolean {
  return !/^\d/.test(name) && !isSymbolKey(name);
}
export function sameSlots(a: Slots, b: Slots): boolean {
  return a.size === b.size && [...a].every(([name, at], i) => b.get(name) === at && [...b.keys()][i] === name);
}
