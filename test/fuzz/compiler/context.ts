// What a generator knows at a point of the program it writes: names in scope, declared shapes and functions, the function it
// stands in, and how often the point may run. Loops have bounds and calls have costs, so that every program ends.
import type { Random } from './random.ts';
import { type Tree, tree } from './tree.ts';
import { type Shape, type Type, same, simplest, text } from './types.ts';

export interface Variable {
  readonly name: string;
  readonly type: Type;
  readonly writable: boolean;
}

/** A declared function that may be called by name. */
export interface Callable {
  readonly name: string;
  readonly params: readonly Type[];
  readonly result: Type;
  /** Statements that a call may run, at most. */
  readonly cost: number;
  readonly kind: 'normal' | 'async' | 'generator';
}

/** The function that is being written. */
export interface Frame {
  readonly async: boolean;
  /** In generators: what `yield` takes. */
  readonly yields: Type | null;
  /** What `return` takes; null where no return may stand. */
  readonly result: Type | null;
  /** Labels that `break` and `continue` may name, innermost last; an empty name has no label. */
  readonly jumps: { readonly label: string; readonly loop: boolean }[];
  /** How often the point runs in one call, at most. */
  weight: number;
  cost: number;
  /** Calls of function values are left out, since their cost is unknown. */
  readonly leaf: boolean;
  /** Inside a function with a `this` of its own that is of no use. */
  readonly hidesThis: boolean;
}

/** How the parts of the generator call each other. */
export interface Makers {
  expression(context: Context, type: Type, depth: number): Tree;
  block(context: Context, count: number): Tree;
  lambda(context: Context, type: Type & { kind: 'function' }, depth: number): Tree;
}

/** A point runs at most so often in one call of its function. */
export const WEIGHT_MAX = 150;
/** Scopes inside each other, those of functions counted. */
const NESTING_MAX = 8;
/** Calls cost at most so many statements, loops around them counted. */
const COST_MAX = 3000;

export class Context {
  readonly random: Random;
  readonly makers: Makers;
  readonly shapes: Shape[] = [];
  readonly functions: Callable[] = [];
  /** Statements put in front of the snippet's own function, at module level. */
  readonly hoisted: Tree[] = [];
  frame: Frame = moduleFrame();
  #scopes: Variable[][] = [[]];
  #names = 0;
  /** Statements that may still be written, and how deep blocks may nest here. */
  #budget: number;
  #nesting = 0;
  readonly #suffix: string;

  constructor(random: Random, makers: Makers, suffix: string) {
    this.random = random;
    this.makers = makers;
    this.#suffix = suffix;
    const [low, high] = random.weighted<readonly [number, number]>([
      [6, [3, 12]],
      [3, [12, 28]],
      [1, [28, 70]],
    ]);
    this.#budget = random.between(low, high);
  }

  /** A name that nothing else in the program has. */
  fresh(stem: string): string {
    return `${stem}${++this.#names}${this.#suffix}`;
  }

  expression(type: Type, depth: number): Tree {
    return this.makers.expression(this, type, depth);
  }

  declare(variable: Variable): void {
    this.#scopes.at(-1)!.push(variable);
  }
  /** Runs with a scope of its own. */
  scoped<T>(run: () => T): T {
    this.#scopes.push([]);
    this.#nesting++;
    const { length } = this.functions;
    try {
      return run();
    } finally {
      this.#scopes.pop();
      this.#nesting--;
      this.functions.length = length;
    }
  }
  /** Runs inside another function. */
  within<T>(frame: Frame, run: () => T): T {
    const outer = this.frame;
    this.frame = frame;
    try {
      return this.scoped(run);
    } finally {
      this.frame = outer;
    }
  }
  /** An expression inside a function literal: neither `await` nor `yield` may stand there. */
  inside(type: Type, depth: number): Tree {
    const { frame } = this;
    this.frame = { ...frame, async: false, yields: null, jumps: [] };
    try {
      return this.expression(type, depth);
    } finally {
      frame.cost = this.frame.cost;
      this.frame = frame;
    }
  }
  /** Runs a body that is executed at most `times` times. */
  repeated<T>(times: number, run: () => T): T {
    const { weight } = this.frame;
    this.frame.weight = weight * times;
    try {
      return this.scoped(run);
    } finally {
      this.frame.weight = weight;
    }
  }

  get variables(): readonly Variable[] {
    const all = this.#scopes.flat();
    return this.frame.hidesThis ? all.filter((each) => each.name !== 'this') : all;
  }
  variablesOf(type: Type, writable = false): Variable[] {
    return this.variables.filter((each) => (!writable || each.writable) && same(each.type, type));
  }
  variablesOfKind<K extends Type['kind']>(kind: K): (Variable & { readonly type: Type & { kind: K } })[] {
    return this.variables.filter((each) => each.type.kind === kind) as (Variable & {
      readonly type: Type & { kind: K };
    })[];
  }

  /** Counts a statement; false when only simple ones should follow. */
  spend(): boolean {
    return --this.#budget > 0 && this.#nesting < NESTING_MAX;
  }
  get exhausted(): boolean {
    return this.#budget < -10;
  }

  /** Counts a call; false when it would make the program too slow. */
  affords(cost: number): boolean {
    return this.frame.weight * cost <= COST_MAX;
  }
  pays(cost: number): void {
    this.frame.cost += this.frame.weight * cost;
  }
}

export function moduleFrame(): Frame {
  return { async: false, yields: null, result: null, jumps: [], weight: 1, cost: 0, leaf: false, hidesThis: false };
}
export function functionFrame(result: Type | null, changes: Partial<Frame> = {}): Frame {
  return {
    async: false,
    yields: null,
    result,
    jumps: [],
    weight: 1,
    cost: 1,
    leaf: false,
    hidesThis: false,
    ...changes,
  };
}

/** A template tag for expressions of a type. */
export function expr(type: Type): ReturnType<typeof tree> {
  return tree(`expr:${text(type)}`, simplest(type));
}

/** A way to write something, with its weight among the others. */
export type Option = readonly [weight: number, make: () => Tree];
