// `{ ...point, z: 3 }` and `{ x, ...rest } = point` where every object that `point` may be has the same properties: they are listed,
// so that the new object has a layout of its own from birth and copying is a load and a store (ECMA-262 §13.2.5.4,
// CopyDataProperties). Reads `facts`, writes the tree. Every other spread is the runtime's.
import { isSymbolKey } from '../ir/keys.ts';
import { isEffectFree } from '../ir/effects.ts';
import type { Expr, Func, LiteralShape, Program, PropertyInit, Stmt } from '../ir/nodes.ts';
import { readLocal } from '../ir/builder.ts';
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
    if (e.kind === 'runtime' && e.name === 'objectRest') return this.#listRest(e);
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

  /** `{ x, ...rest } = point`: what the pattern did not name. */
  #listRest(e: Expr & { kind: 'runtime' }): Expr {
    const [source, excluded] = e.args as [Expr, Expr];
    const slots = this.#facts.spreadSlots(source.flow);
    if (slots === null || slots.size > PROPERTIES_MAX || source.kind !== 'local' || excluded.kind !== 'array') return e;
    const named = new Set<string>();
    for (const element of excluded.elements) {
      if (element?.value.kind !== 'const' || typeof element.value.value !== 'string') return e;
      named.add(element.value.value);
    }
    this.count++;
    const { local } = source;
    const left = [...slots].filter(([key]) => !named.has(key));
    return this.#literal(
      e,
      new Map(
        left.map(([key, offset]) => [key, { kind: 'get-slot', object: readLocal(local), key, offset, flow: TOP }]),
      ),
    );
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
    const object = this.#literal(e, new Map([...values].map(([key, read]) => [key, read()])));
    return effects.length === 0 ? object : { kind: 'sequence', effects, value: object, flow: e.flow };
  }

  /** A literal in the place of `e`, with a layout of its own. */
  #literal(e: Expr, values: ReadonlyMap<string, Expr>): Expr {
    const shape: LiteralShape = { id: Math.max(-1, ...this.#shapes.map(({ id }) => id)) + 1, keys: [...values.keys()] };
    this.#shapes.push(shape);
    const properties = [...values].map(([key, value]): PropertyInit => {
      return { kind: 'value', key: { kind: 'const', value: key, flow: TOP }, value };
    });
    const literal: Expr = { kind: 'object', shape, properties, flow: e.flow };
    if (e.hint !== undefined) literal.hint = e.hint;
    if (e.position !== undefined) literal.position = e.position;
    return literal;
  }
}
