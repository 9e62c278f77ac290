// The closed world while it is analysed: one state a function, the abstract heap, and the list of functions to look at again
// because a cell they read grew. Also what "escape" means: an object that unknown code may hold has unknown contents, and
// functions that unknown code may call are called with anything.
import { walkTree } from '../../ir/children.ts';
import { inheritsMember } from '../../ir/library-members.ts';
import { isPrivate, wellKnown } from '../../ir/keys.ts';
import type { ClassInfo, Func, Global, Local, Program, Variant } from '../../ir/nodes.ts';
import { Kind } from '../../ir/types.ts';
import {
  ABSENT,
  BOOLEAN,
  BOTTOM,
  ObjectSets,
  UNDEFINED,
  VISIBLE,
  equal,
  has,
  make,
  widen,
  withObjects,
  type Flow,
  type ObjectSet,
} from './lattice.ts';
import { Cell, Obj, type ObjOptions, type Site } from './objects.ts';
import type { Env } from './env.ts';

/** More objects in one place than this: they escape and the place holds the unknown one. */
export const OBJECTS_MAX = 64;
/** Arrays up to this length have a cell for each position. */
export const TUPLE_MAX = 8;
/** After so many moves of a bound a cell widens. */
const GROWTH_MAX = 1;
/** Served entries that may stay at the front of the queue. */
const QUEUE_SLACK = 1024;

/** What is known of one function. */
export class FuncState {
  readonly func: Func;
  readonly params: readonly Cell[];
  readonly receiver = new Cell();
  readonly newTarget = new Cell();
  readonly captures: readonly Cell[];
  readonly self = new Cell();
  readonly allArguments = new Cell();
  readonly result = new Cell();
  /** Generators: what `next` sends in and what is yielded stand in the generator object. */
  readonly slots = new Map<Local, number>();
  /** Environments at loop heads, kept between visits: they only grow. */
  readonly loops = new Map<object, Env>();
  /** The same where rounds are counted (trips.ts). */
  readonly limited = new Map<object, Env>();
  /** Locals that each loop assigns. */
  readonly assigned = new Map<object, ReadonlySet<number>>();
  reached = false;
  queued = false;

  constructor(func: Func) {
    this.func = func;
    this.params = func.params.map(() => new Cell());
    this.captures = func.captures.map(() => new Cell());
  }

  /** Dense number of a local. */
  slot(local: Local): number {
    let slot = this.slots.get(local);
    if (slot === undefined) this.slots.set(local, (slot = this.slots.size));
    return slot;
  }
}

/** The runtime library by the names of its functions (docs/internals.md, built-ins). */
export interface RuntimeNames {
  runtimeFunction(name: string): Func | undefined;
}

export class World {
  readonly program: Program;
  private readonly runtime: RuntimeNames;
  readonly sets = new ObjectSets();
  readonly unknownObject: Obj;
  /** Stands for more objects than are told apart; never without the unknown one. */
  readonly #crowd: Obj;
  readonly #tooMany: ObjectSet;
  /** Any value that a program can see. */
  readonly any: Flow;
  readonly anyObject: Flow;
  readonly thrown = new Cell();
  readonly globals = new Map<Global, Cell>();
  /** Globals that are never read before their declaration ran. */
  readonly initialised: ReadonlySet<Global>;
  /** Set once a typed array may lose its buffer or change its length. */
  readonly detaches = new Cell();
  /** Typed arrays by kind whose sites are told apart. */
  readonly sized = new Map<string, number>();
  /** `new Array(n)` sites whose array is filled before anybody sees a hole. */
  readonly dense = new Set<unknown>();
  /** Objects whose prototypes are being looked at: abstract chains may be circular. */
  readonly climbing = new Set<Obj>();
  /** Objects that are being converted to primitives. */
  readonly converting = new Set<Obj>();
  /** Bound functions that are being called. */
  readonly binding = new Set<Obj>();
  /** When a function last converted an object, in changes: nothing has changed, nothing to do. */
  readonly converted = new Map<Obj, Map<FuncState | null, number>>();
  /** Names that unknown objects are given, and the flag for names nobody knows: they may shadow methods of what escaped. */
  private readonly overwrites = new Map<string, Cell>();
  readonly overwritesAny = new Cell();
  /** Some object may have a `[Symbol.hasInstance]` of the program's own. */
  readonly namesHasInstance: boolean;
  readonly subclasses = new Map<ClassInfo, ClassInfo[]>();
  private readonly states = new Map<Func, FuncState>();
  private readonly sites = new Map<unknown, Map<string, Obj>>();
  private readonly queue: FuncState[] = [];
  private front = 0;
  private nextObject = 0;
  /** The function being looked at: reads are recorded for it. */
  reader: FuncState | null = null;
  /** Set by a write that changed something; cleared by who wants to know. */
  changed = false;
  /** Counts them. */
  changes = 0;

  constructor(program: Program, initialised: ReadonlySet<Global>, runtime: RuntimeNames) {
    this.program = program;
    this.runtime = runtime;
    this.initialised = initialised;
    this.unknownObject = new Obj(this.nextObject++, 'unknown', '', 'unknown');
    const objects = this.sets.of([this.unknownObject]);
    this.#crowd = new Obj(this.nextObject++, 'many', '', 'unknown');
    this.#crowd.escaped.value = BOOLEAN;
    this.#tooMany = this.sets.of([this.unknownObject, this.#crowd]);
    this.any = make(VISIBLE, false, -Infinity, Infinity, objects);
    this.anyObject = make(Kind.Object, true, Infinity, -Infinity, objects);
    this.unknownObject.escaped.value = BOOLEAN;
    this.namesHasInstance = namesSymbol(program, 'hasInstance');
    for (const class_ of program.classes)
      if (class_.base !== null) this.subclasses.set(class_.base, [...(this.subclasses.get(class_.base) ?? []), class_]);
  }

  state(func: Func): FuncState {
    let state = this.states.get(func);
    if (state === undefined) this.states.set(func, (state = new FuncState(func)));
    return state;
  }
  get reached(): FuncState[] {
    return [...this.states.values()].filter((state) => state.reached);
  }

  /** The object of an allocation site; `role` tells apart several of one node. */
  object(site: unknown, role: string, name: string, builtin: string, kind: Site, options: ObjOptions = {}): Obj {
    let roles = this.sites.get(site);
    if (roles === undefined) this.sites.set(site, (roles = new Map()));
    let object = roles.get(role);
    if (object === undefined) roles.set(role, (object = new Obj(this.nextObject++, name, builtin, kind, options)));
    return object;
  }
  find(site: unknown, role: string): Obj | undefined {
    return this.sites.get(site)?.get(role);
  }
  flowOf(...objects: Obj[]): Flow {
    return make(Kind.Object, true, Infinity, -Infinity, this.sets.of(objects));
  }
  isUnknown(flow: Flow): boolean {
    return flow.objects.has(this.unknownObject);
  }

  join(a: Flow, b: Flow): Flow {
    const joined = this.sets.join(a, b);
    if (joined.objects.size > OBJECTS_MAX) return this.forget(joined);
    // Once too many, always too many: or sets would shrink and grow for ever.
    return joined.objects !== this.#tooMany && joined.objects.has(this.#crowd) ? this.forget(joined) : joined;
  }
  joinAll(flows: Iterable<Flow>): Flow {
    let result = BOTTOM;
    for (const flow of flows) result = this.join(result, flow);
    return result;
  }
  private forget(flow: Flow): Flow {
    this.escape(flow);
    return withObjects(flow, this.#tooMany);
  }

  read(cell: Cell): Flow {
    if (this.reader !== null) cell.readers.add(this.reader);
    return cell.value;
  }
  write(cell: Cell, value: Flow): void {
    if (value.kinds === 0) return;
    if (cell.tuple !== null) this.raise(cell.tuple.mixed);
    this.put(cell, value);
  }
  private put(cell: Cell, value: Flow): void {
    if (cell.leaks) this.escape(value);
    let next = this.join(cell.value, value);
    if (equal(next, cell.value)) return;
    if (next.low < cell.value.low || next.high > cell.value.high) {
      if (has(cell.value, Kind.Number) && cell.growth++ >= GROWTH_MAX) next = widen(cell.value, next);
    }
    cell.value = next;
    this.changed = true;
    this.changes++;
    for (const reader of cell.readers) this.enqueue(reader);
  }
  /** Gives an array positions of their own, when it is made. */
  makeTuple(array: Obj, length: number): void {
    if (array.items !== null || length === 0 || length > TUPLE_MAX || array.elements.value.kinds !== 0) return;
    array.items = Array.from({ length }, () => new Cell());
    array.elements.tuple = array;
  }
  /** Stores at a position. */
  writeItem(array: Obj, index: number, value: Flow): void {
    const cell = array.items?.[index];
    if (cell === undefined) return this.write(array.elements, value);
    if (value.kinds === 0) return;
    this.put(cell, value);
    this.put(array.elements, value);
  }
  /** What stands at a position: null when positions are not told apart, nothing past the end. */
  item(array: Obj, index: number): Flow | null {
    if (array.items === null || this.raised(array.mixed) || this.raised(array.irregular)) return null;
    const cell = array.items[index];
    return cell === undefined ? BOTTOM : this.read(cell);
  }
  /** The flag that an unknown object was given a property of this name. */
  overwrite(key: string): Cell {
    let flag = this.overwrites.get(key);
    if (flag === undefined) this.overwrites.set(key, (flag = new Cell()));
    return flag;
  }
  /** Some escaped object may have a property of this name that is not its own by any write that is known. */
  mayOverwrite(key: string): boolean {
    return this.raised(this.overwritesAny) || this.raised(this.overwrite(key));
  }
  /** Sets a flag; those who saw it clear are told. */
  raise(flag: Cell): void {
    this.write(flag, BOOLEAN);
  }
  raised(flag: Cell): boolean {
    return this.read(flag).kinds !== 0;
  }

  /** The prototype of a built-in kind, or one above it, has a member of this name. */
  offers(kind: string, key: string): boolean {
    return key === 'constructor' || inheritsMember(this.runtime, kind, key);
  }

  enqueue(state: FuncState): void {
    if (!state.reached || state.queued) return;
    state.queued = true;
    this.queue.push(state);
  }
  next(): FuncState | undefined {
    // First in, first out: a function is walked again only after everything else that was waiting has had its say.
    const state = this.queue[this.front];
    if (state === undefined) return undefined;
    this.front++;
    if (this.front > QUEUE_SLACK && this.front * 2 > this.queue.length) {
      this.queue.splice(0, this.front);
      this.front = 0;
    }
    state.queued = false;
    return state;
  }
  /** Marks a function as called. */
  reach(state: FuncState): void {
    if (state.reached || state.func.kind === 'lang') return;
    state.reached = true;
    this.changed = true;
    this.changes++;
    this.enqueue(state);
  }

  /** Cell of an own property. A name that the object is not born with is absent at first. */
  field(object: Obj, key: string): Cell {
    let cell = object.fields.get(key);
    if (cell === undefined) {
      object.fields.set(key, (cell = new Cell()));
      if (!object.born.has(key)) cell.value = make(Kind.Absent, true, Infinity, -Infinity, this.sets.of([]));
      if (this.isRaised(object.escaped)) this.exposeField(object, key, cell);
    }
    return cell;
  }
  private isRaised(flag: Cell): boolean {
    return flag.value.kinds !== 0;
  }

  /** Unknown code may hold these objects from now on. */
  escape(flow: Flow): void {
    if (flow.objects.size === 0) return;
    const work: Obj[] = [...flow.objects];
    for (let object = work.pop(); object !== undefined; object = work.pop()) this.escapeObject(object);
  }
  private escapeObject(object: Obj): void {
    if (this.isRaised(object.escaped)) return;
    if (object.site === 'box' || object.site === 'cursor') return;
    this.raise(object.escaped);
    // Whoever holds a promise's `reject` may reject with anything.
    if (object.site === 'settle') this.write(this.thrown, this.any);
    this.raise(object.irregular);
    this.raise(object.shrinks);
    for (const [key, cell] of object.fields) this.exposeField(object, key, cell);
    for (const cell of [object.elements, object.keys, object.numbered, ...(isUniform(object) ? [] : [object.dynamic])])
      this.expose(cell);
    // Who stores past its end leaves holes.
    if (object.builtin === 'Array') this.write(object.elements, ABSENT);
    for (const cell of [object.parents, ...object.getters.values(), ...object.setters.values()]) this.leak(cell);
    this.escape(object.target);
    if (object.func !== null && object.site === 'function') this.exposeFunction(object.func, this.any);
    if (object.class_ !== null) this.exposeClass(object, object.class_);
  }

  /** Arrays and collections that escaped keep their methods unless somebody writes names on unknown objects. */
  private exposeField(object: Obj, key: string, cell: Cell): void {
    // The class alone names what is private, and its methods are looked at with all that unknown code may give them.
    if (isPrivate(key)) return;
    if (isUniform(object)) this.leak(cell);
    else this.expose(cell);
  }
  /** Unknown code reads and writes the cell. */
  private expose(cell: Cell): void {
    this.leak(cell);
    this.write(cell, this.any);
  }
  private leak(cell: Cell): void {
    if (cell.leaks) return;
    cell.leaks = true;
    this.escape(cell.value);
  }
  /** Unknown code calls the function. */
  exposeFunction(func: Func, receiver: Flow): void {
    const state = this.state(func);
    func.params.forEach((_, i) =>
      this.write(
        state.params[i]!,
        func.rest && i === func.params.length - 1 ? this.restArray(state, this.any) : this.any,
      ),
    );
    this.write(state.receiver, receiver);
    this.write(state.newTarget, this.any);
    if (func.argumentsLocal !== null) this.write(state.allArguments, this.argumentsObject(state, this.any));
    this.leak(state.result);
    const generated = this.find(func, 'generated');
    if (generated !== undefined) this.escape(this.flowOf(generated));
    this.reach(state);
  }
  private exposeClass(object: Obj, class_: ClassInfo): void {
    if (object.site === 'class') {
      this.exposeFunction(class_.constructor_, this.flowOf(this.instance(class_)));
      this.escape(this.flowOf(this.instance(class_)));
    }
    // `constructor` leads from an instance to its class.
    else this.escape(this.flowOf(this.classObject(class_)));
    const receiver = this.join(this.any, this.flowOf(object));
    for (let at: ClassInfo | null = class_; at !== null; at = at.base) {
      for (const member of object.site === 'class' ? at.statics : at.methods)
        this.exposeFunction(member.func, receiver);
    }
  }

  /** The class itself, as a value. */
  classObject(class_: ClassInfo): Obj {
    return this.object(class_, 'class', `constructor:${class_.name}`, 'Function', 'class', { class_ });
  }
  /** What stands for all instances made by `new` of exactly this class. */
  instance(class_: ClassInfo, variant: Variant | null = null): Obj {
    const name = `class:${class_.name}`;
    return this.object(variant ?? class_, 'instance', name, class_.builtinBase ?? 'Object', 'instance', {
      class_,
      variant,
    });
  }
  /** The fresh array of a rest parameter. */
  restArray(state: FuncState, element: Flow): Flow {
    const array = this.object(state.func, 'rest', `array:rest ${state.func.name}`, 'Array', 'array');
    this.write(array.elements, element);
    return this.flowOf(array);
  }
  argumentsObject(state: FuncState, element: Flow): Flow {
    const array = this.object(state.func, 'arguments', `arguments ${state.func.name}`, 'Arguments', 'array');
    this.write(array.elements, this.join(element, UNDEFINED));
    return this.flowOf(array);
  }
  /** A module-level variable; what it holds before its declaration runs is added where that may be seen. */
  globalCell(global: Global): Cell {
    let cell = this.globals.get(global);
    if (cell === undefined) {
      this.globals.set(global, (cell = new Cell()));
      if (!this.initialised.has(global)) cell.value = global.checked ? ABSENT : UNDEFINED;
    }
    return cell;
  }
  libraryFunction(path: string): Obj {
    return this.object(path, 'library', `builtin:${path}`, 'Function', 'library', { path });
  }
}

/** Objects that the library makes: their named properties are methods, which programs hardly ever shadow. */
export function isUniform(object: Obj): boolean {
  return object.class_ === null && (object.site === 'array' || object.site === 'collection');
}

/** Whether the program names a well-known symbol: as a key, or as a value that may become one. */
function namesSymbol(program: Program, name: string): boolean {
  const key = wellKnown(name);
  if (program.classes.some((class_) => [...class_.methods, ...class_.statics].some((member) => member.key === key)))
    return true;
  let found = false;
  for (const func of program.functions) {
    if (func.kind === 'lang' || found) continue;
    walkTree(func.body, (node) => {
      if (node.kind === 'builtin') found ||= node.path === `Symbol.${name}`;
      else if (node.kind === 'const') found ||= node.value === key;
      else if (node.kind === 'get' || node.kind === 'set') found ||= node.key === key;
    });
  }
  return found;
}
