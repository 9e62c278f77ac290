// `{ ...point, z: 3 }` and `{ x, ...rest } = point` where every object that `point` may be has the same properties: they are listed,
// so that the new object has a layout of its own from birth and copying is a load and a store (ECMA-262 §13.2.5.4,
// CopyDataProperties). Reads `facts`, writes the tree. Every other spread is the runtime's.
import { walkTree } from '../ir/children.ts';
import { isSymbolKey } from '../ir/keys.ts';
import { isEffectFree } from '../ir/effects.ts';
import type { Expr, Func, LiteralShape, Program, PropertyInit, Stmt } from '../ir/nodes.ts';
import { readLocal } from '../ir/builder.ts';
import { BottomUp } from '../ir/rewrite.ts';
import { TOP } from '../ir/types.ts';
import { sameSlots, slotsOf, type InferredFacts, type Slots } from './facts.ts';
import { Obj } from './infer/objects.ts';
import { keep, type Kept } from './keep.ts';

/** A literal with more properties is left to the runtime: its code would be longer than the copy is slow. */
const PROPERTIES_MAX = 32;

/** Rewrites the object literals of the given functions; gives how many. */
export function listSpreads(functions: Iterable<Func>, facts: InferredFacts, program: Program): number {
  return new Spreads(facts, program.literalShapes).run(functions);
}

type Literal = Expr & { kind: 'object' };

class Spreads extends BottomUp {
  readonly #facts: InferredFacts;
  readonly #shapes: LiteralShape[];
  /** Slots that literals which spread are to get; null where they cannot be listed. */
  readonly #assumed = new Map<Obj, Slots | null>();

  constructor(facts: InferredFacts, shapes: LiteralShape[]) {
    super();
    this.#facts = facts;
    this.#shapes = shapes;
  }
  override run(functions: Iterable<Func>): number {
    this.#assume([...functions]);
    return super.run(functions);
  }
  /**
   * What `state = { ...state, n }` has depends on what it has itself: each such literal is taken to have what all others that
   * may be spread there have, until one of them is found to differ.
   */
  #assume(functions: readonly Func[]): void {
    const literals = new Map<Obj, Literal>();
    for (const { body } of functions) {
      walkTree(body, (node) => {
        if (node.kind !== 'object' || !spreads(node)) return;
        const [object, ...others] = node.flow.objects ?? [];
        if (object instanceof Obj && others.length === 0) literals.set(object, node);
      });
    }
    for (let changed = true; changed;) {
      changed = false;
      for (const [object, literal] of literals) {
        const known = this.#assumed.get(object);
        if (known === null) continue;
        let slots = this.#slotsOf(literal, (other) => (literals.has(other) ? this.#assumed.get(other) : null));
        if (slots === undefined) continue;
        if (slots !== null && known !== undefined && !sameSlots(slots, known)) slots = null;
        if (slots !== null && !this.#facts.keepsSlots(object, slots)) slots = null;
        if (slots !== null && known !== undefined) continue;
        this.#assumed.set(object, slots);
        changed = true;
      }
    }
  }
  /** The slots that a literal has when it is listed. */
  #slotsOf(e: Literal, assumed: (object: Obj) => Slots | null | undefined): Slots | null | undefined {
    const keys = new Set<string>();
    for (const property of e.properties) {
      const source = this.#source(property, assumed);
      if (source === null || source === undefined) return source;
      for (const key of source.keys()) keys.add(key);
    }
    return keys.size === 0 || keys.size > PROPERTIES_MAX ? null : slotsOf(keys);
  }

  protected rewrite(e: Expr): Expr {
    if (e.kind === 'runtime' && e.name === 'objectRest') return this.#listRest(e);
    if (e.kind !== 'object' || !spreads(e) || !this.#slotsOf(e, this.#slotsAssumed)) return e;
    this.count++;
    return this.#list(
      e,
      e.properties.map((property) => this.#source(property, this.#slotsAssumed)!),
    );
  }

  readonly #slotsAssumed = (object: Obj): Slots | null => this.#assumed.get(object) ?? null;

  /** The keys that a property brings, with their slots in the spread object; null when they are not certain. */
  #source(
    property: PropertyInit,
    assumed: (object: Obj) => Slots | null | undefined,
  ): ReadonlyMap<string, number | null> | null | undefined {
    if (property.kind === 'spread') return this.#facts.spreadSlots(property.value.flow, assumed);
    if (property.kind !== 'value' || property.key.kind !== 'const' || typeof property.key.value !== 'string')
      return null;
    const { value } = property.key;
    return /^\d/.test(value) || value === '__proto__' || isSymbolKey(value) ? null : new Map([[value, null]]);
  }

  /** `{ x, ...rest } = point`: what the pattern did not name. */
  #listRest(e: Expr & { kind: 'runtime' }): Expr {
    const [source, excluded] = e.args as [Expr, Expr];
    const slots = this.#facts.spreadSlots(source.flow, this.#slotsAssumed) ?? null;
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

function spreads(e: Literal): boolean {
  return e.properties.some((property) => property.kind === 'spread');
}
