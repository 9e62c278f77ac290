// Abstract objects and the cells that hold what flows into them. One object stands for all that one allocation site, class
// or library value makes at run time; a cell is read and written without regard to order, and remembers who read it.
import type { ClassInfo, Func, Variant } from '../../ir/nodes.ts';
import type { AbstractObject } from '../../ir/types.ts';
import { BOTTOM, type Flow } from './lattice.ts';
import type { FuncState } from './world.ts';

/** What sort of site an object stands for. */
export type Site =
  | 'unknown'
  | 'instance'
  | 'class'
  | 'function'
  | 'literal'
  | 'array'
  | 'library'
  | 'collection'
  | 'bound'
  | 'settle'
  | 'box'
  | 'cursor';

/** A place in the abstract heap. */
export class Cell {
  value: Flow = BOTTOM;
  /** How often a numeric bound moved: from then on it moves by thresholds. */
  growth = 0;
  /** Unknown code can read it: whatever is written escapes. */
  leaks = false;
  readonly readers = new Set<FuncState>();
  /** Elements of an array whose positions are told apart: a write here that names no position ends that. */
  tuple: Obj | null = null;
}

export interface ObjOptions {
  readonly func?: Func;
  readonly class_?: ClassInfo;
  readonly path?: string;
  readonly ref?: number;
  readonly variant?: Variant | null;
}

export class Obj implements AbstractObject {
  readonly id: number;
  readonly name: string;
  readonly builtin: string;
  readonly ref: number;
  readonly site: Site;
  /** Functions and constructors. */
  readonly func: Func | null;
  /** Instances and class objects. */
  readonly class_: ClassInfo | null;
  /** Instances of a generic class: the set of type arguments. */
  readonly variant: Variant | null;
  /** Library values: the path in the global object. */
  readonly path: string | null;
  /** Own properties by name; private ones as `#x@class`. */
  readonly fields = new Map<string, Cell>();
  /** Elements, collection values, promised, yielded or iterated values, box contents. */
  readonly elements = new Cell();
  /** Keys of maps; values sent into generators. */
  readonly keys = new Cell();
  /** Values written under names that nobody knows. */
  readonly dynamic = new Cell();
  /** Of arrays: values under numbers that may be no positions, negative or fractional. No method has such a name. */
  readonly numbered = new Cell();
  /** Prototype objects given at run time (`Object.create`, `__proto__:`). */
  readonly parents = new Cell();
  /** Flags that only ever get set; cells, so that who relied on their absence is told. */
  readonly escaped = new Cell();
  /** Deleted from, redefined, frozen or of unknown prototype: its slots prove nothing. */
  readonly irregular = new Cell();
  /** An array that may lose elements. */
  readonly shrinks = new Cell();
  /** Typed arrays of a site that says how long they are: the lengths. */
  lengths: Cell | null = null;
  /** Short arrays: one cell a position, in use until `mixed` is raised; `elements` holds the join all the while. */
  items: readonly Cell[] | null = null;
  readonly mixed = new Cell();
  /** Own accessors of literals: functions called on get and set. */
  readonly getters = new Map<string, Cell>();
  readonly setters = new Map<string, Cell>();
  /** Own names it is born with, and the byte offset of each; null when codegen gives it no fixed layout. */
  slots: ReadonlyMap<string, number> | null = null;
  /** Names it certainly has from birth on, or that its constructor accounts for. */
  readonly born = new Set<string>();
  /** Names that were given a value, and who must hear of a new one. */
  readonly written = new Set<string>();
  readonly nameReaders = new Set<FuncState>();
  /** Another object with a role of its own: result objects of generators, entries of maps, the bound function. */
  target: Flow = BOTTOM;

  constructor(id: number, name: string, builtin: string, site: Site, options: ObjOptions = {}) {
    this.id = id;
    this.name = name;
    this.builtin = builtin;
    this.site = site;
    this.func = options.func ?? null;
    this.class_ = options.class_ ?? null;
    this.path = options.path ?? null;
    this.variant = options.variant ?? null;
    this.ref = options.ref ?? options.class_?.id ?? options.func?.id ?? -1;
  }
}
