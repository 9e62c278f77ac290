// `{ ...point, z: 3 }` where every object that `point` may be has the same properties: the properties are listed one by one,
// so that the new object has a layout of its own from birth and copying is a load and a store (ECMA-262 §13.2.5.4,
// CopyDataProperties). Reads `facts`, writes the tree. Every other spread is the runtime's.
import { isSymbolKey } from '../ir/keys.ts';
import { isEffectFree } from '../ir/effects.ts';
import type { Expr, Func, LiteralShape, Program, PropertyInit, Stmt } from '../ir/nodes.ts';
import { BottomUp } from '../ir/rewrite.ts';
import { TOP } from '../ir/types.ts';
import type { InferredFacts } from './facts.ts';
import { keep, type Kept } from './keep.ts';

/** A literal with more properties is left to the runtime: its code would be longer than the copy is slow. */
const PROPERTIES_MAX = 32;

/** Rewrites the object literals of the given functions; gives how many. */
export function listSpreads(functions: Iterable<Func>, facts: InferredFacts, program: Program): number {
  return new Spreads(facts, program.literalShapes).run(functions);
}

class Spreads extends BottomUp {
  readonly #facts: InferredFacts;
  readonly #shapes: LiteralShape[];

  constructor(facts: InferredFacts, shapes: LiteralShape[]) {
    super();
    this.#facts = facts;
    this.#shapes = shapes;
  }
  protected rewrite(e: Expr): Expr {
    if (e.kind !== 'object' || !e.properties.some((property) => property.kind === 'spread')) return e;
    const sources = e.properties.map((property) => this.#source(property));
    if (sources.includes(null)) return e;
    const keys = new Set(sources.flatMap((source) => [...source!.keys()]));
    if (keys.size === 0 || keys.size > PROPERTIES_MAX) return e;
    this.count++;
    return this.#list(e, sources as ReadonlyMap<string, number | null>[]);
  }

  /** The keys that a property brings, with their slots in the spread object; null when they are not certain. */
  #source(property: PropertyInit): ReadonlyMap<string, number | null> | null {
    if (property.kind === 'spread') return this.#facts.spreadSlots(property.value.flow);
    if (property.kind !== 'value' || property.key.kind !== 'const' || typeof property.key.value !== 'string')
      return null;
    const { value } = property.key;
    return /^\d/.test(value) || value === '__proto__' || isSymbolKey(value) ? null : new Map([[value, null]]);
  }

  #list(e: Expr & { kind: 'object' }, sources: readonly ReadonlyMap<string, number | null>[]): Expr {
    const { host } = this;
    const effects: Stmt[] = [];
    const kept = (value: Expr): Kept => {
      const result = keep(host, value);
      effects.push(result.store);
      return result;
    };
    // What has effects is evaluated in its place; what was read before it must not see them.
    const calm = e.properties.every(({ kind, value }) => kind === 'spread' || isEffectFree(value, this.#facts));
    const values = new Map<string, () => Expr>();
    e.properties.forEach((property, i) => {
      if (property.kind !== 'spread') {
        const [key] = sources[i]!.keys();
        const read = calm ? null : kept(property.value);
        values.set(key!, read === null ? () => property.value : () => read.read());
        return;
      }
      const object = kept(property.value);
      for (const [key, offset] of sources[i]!) {
        const load = (): Expr => ({ kind: 'get-slot', object: object.read(), key, offset: offset!, flow: TOP });
        const read = calm ? null : kept(load());
        values.set(key, read === null ? load : () => read.read());
      }
    });
    const keys = [...values.keys()];
    const shape: LiteralShape = { id: Math.max(-1, ...this.#shapes.map(({ id }) => id)) + 1, keys };
    this.#shapes.push(shape);
    const properties = keys.map((key): PropertyInit => ({
      kind: 'value',
      key: { kind: 'const', value: key, flow: TOP },
      value: values.get(key)!(),
    }));
    const object: Expr = { ...e, shape, properties };
    return effects.length === 0 ? object : { kind: 'sequence', effects, value: object, flow: e.flow };
  }
}
