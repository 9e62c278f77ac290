// Computed property access (ECMA-262 §13.3.2): elements of arrays and typed arrays by number, everything else by a key that
// may be any name. A read outside of an array gives undefined; inside is proven by bounds.ts.
import { wellKnown, WELL_KNOWN_SYMBOLS } from '../../ir/keys.ts';
import type { Expr } from '../../ir/nodes.ts';
import { Kind } from '../../ir/types.ts';
import { ABSENT, BOTTOM, NULLISH, STRING, UNDEFINED, has, isOnly, without, type Flow } from './lattice.ts';
import { nameOf } from '../../ir/named.ts';
import { isInside, keepsLength } from './bounds.ts';
import { anyOwn, anyProperty, getNamed, numberedMembers, setAny, setNamed } from './heap.ts';
import { OBJECT_MEMBER, elementOf } from './library.ts';
import type { Obj } from './objects.ts';
import { presentUnless } from './property-expressions.ts';
import { converted } from './protocols.ts';
import type { Walker } from './walker.ts';

/** A key that is known: a constant name, or a well-known symbol. */
function knownKey(e: Expr): string | null {
  if (e.kind === 'const' && typeof e.value === 'string' && !/^\d/.test(e.value)) return e.value;
  const [owner, name] = e.kind === 'builtin' ? e.path.split('.') : [];
  return owner === 'Symbol' && WELL_KNOWN_SYMBOLS.has(name ?? '') ? wellKnown(name!) : null;
}

export function readIndexed(w: Walker, e: Expr & { kind: 'get-index' }): Flow {
  const { world } = w;
  const base = w.eval(e.object);
  const index = w.eval(e.index);
  if (w.env === null) return BOTTOM;
  presentUnless(w, e.object, e.index);
  const key = knownKey(e.index);
  if (key !== null) return getNamed(w, base, key);
  converted(w, index);
  const inside = isInside(w, e.object, base, e.index, index) || isInsideTuple(w, base, e.index);
  w.notes?.access(e, inside);
  let result = BOTTOM;
  for (const name of namesOf(index)) result = world.join(result, getNamed(w, base, name));
  const rest = without(index, NAMED);
  if (rest.kinds === 0) return result;
  if (has(base, Kind.String)) result = world.join(result, fromString(w, rest, inside));
  if (has(base, ~(Kind.String | Kind.Object | NULLISH | Kind.Absent))) result = world.join(result, world.any);
  for (const object of base.objects)
    result = world.join(result, elementOfObject(w, object, rest, inside, position(e.index)));
  return result;
}
/** Keys of these kinds have few names: an index that was read past an end is the property `undefined`, which nobody has. */
const NAMED = NULLISH | Kind.Boolean | Kind.Absent;
function namesOf(index: Flow): string[] {
  const names: string[] = [];
  if (has(index, Kind.Undefined)) names.push('undefined');
  if (has(index, Kind.Null)) names.push('null');
  if (has(index, Kind.Boolean)) names.push('true', 'false');
  return names;
}
function fromString(w: Walker, index: Flow, inside: boolean): Flow {
  if (!isOnly(index, Kind.Number)) return w.world.any;
  return inside ? STRING : w.world.join(STRING, UNDEFINED);
}

/** A constant position. */
function position(e: Expr): number | null {
  return e.kind === 'const' && typeof e.value === 'number' && Number.isInteger(e.value) && e.value >= 0
    ? e.value
    : null;
}
/** A constant position of arrays that all have it, now and later. */
function isInsideTuple(w: Walker, array: Flow, index: Expr): boolean {
  const at = position(index);
  if (at === null || !keepsLength(w, array) || has(array, Kind.String)) return false;
  return [...array.objects].every(
    (object) => object.items !== null && at < object.items.length && w.world.item(object, at) !== null,
  );
}

function elementOfObject(w: Walker, object: Obj, index: Flow, inside: boolean, at: number | null): Flow {
  const { world } = w;
  if (object.site === 'unknown') return world.any;
  if (object.site === 'library')
    return object.path === OBJECT_MEMBER && isOnly(index, Kind.Number) ? UNDEFINED : world.any;
  if (!isOnly(index, Kind.Number)) return anyProperty(w, object);
  const element = elementOf(object.builtin);
  if (element !== undefined) return inside ? element : world.join(element, UNDEFINED);
  if (object.builtin === 'Array' || object.builtin === 'Arguments') {
    const item = at === null ? null : world.item(object, at);
    if (item !== null)
      return inside
        ? item
        : world.join(item, at! < object.items!.length && !world.raised(object.shrinks) ? BOTTOM : UNDEFINED);
    const value = world.read(object.elements);
    const others = world.joinAll([value, world.read(object.dynamic), world.read(object.numbered)]);
    return inside && !has(others, Kind.Absent) ? others : world.join(without(others, Kind.Absent), UNDEFINED);
  }
  const own = world.join(anyOwn(w, object), numberedMembers(w, object));
  return world.joinAll([own, UNDEFINED, world.read(object.parents).kinds === 0 ? BOTTOM : anyProperty(w, object)]);
}

export function writeIndexed(w: Walker, e: Expr & { kind: 'set-index' }): Flow {
  const { world } = w;
  const base = w.eval(e.object);
  const index = w.eval(e.index);
  // What is known of the index now: the value may give its local another one.
  const inside = isInside(w, e.object, base, e.index, index);
  const value = w.eval(e.value);
  if (w.env === null) return BOTTOM;
  presentUnless(w, e.object, e.index, e.value);
  const key = knownKey(e.index);
  if (key !== null) {
    setNamed(w, base, key, value);
    return value;
  }
  converted(w, index);
  w.notes?.access(e, inside);
  const fills = inside || isAppend(e);
  const at = position(e.index);
  for (const name of namesOf(index)) setNamed(w, base, name, value);
  const rest = without(index, NAMED);
  if (rest.kinds === 0) return value;
  if (has(rest, Kind.Symbol)) keptUnderSymbol(w, base, value);
  for (const object of base.objects) {
    if (at !== null && object.items !== null && at < object.items.length && object.site === 'array')
      world.writeItem(object, at, value);
    else storeElement(w, object, rest, value, fills);
  }
  return value;
}
/** What stands under a symbol the runtime may look for and call: `Symbol.for('nodejs.util.inspect.custom')` is one like any other. */
export function keptUnderSymbol(w: Walker, object: Flow, value: Flow): void {
  if (!has(value, Kind.Object)) return;
  w.world.escape(object);
  w.world.escape(value);
}
/** `a[a.length] = x` leaves no hole. */
function isAppend(e: Expr & { kind: 'set-index' }): boolean {
  const base = nameOf(e.object);
  return base !== null && e.index.kind === 'get' && e.index.key === 'length' && nameOf(e.index.object) === base;
}

function storeElement(w: Walker, object: Obj, index: Flow, value: Flow, fills: boolean): void {
  const { world } = w;
  const numeric = isOnly(index, Kind.Number);
  if (elementOf(object.builtin) !== undefined && numeric) {
    converted(w, value);
    return;
  }
  if (object.builtin === 'Array' && object.site !== 'unknown' && numeric) {
    world.write(object.elements, fills ? value : world.join(value, ABSENT));
    // A negative or fractional index names an ordinary property.
    if (!index.integer || index.low < 0) world.write(object.numbered, value);
    return;
  }
  if (object.site === 'unknown' && numeric) {
    world.escape(value);
    return;
  }
  if (object.builtin === 'Arguments' && numeric) {
    world.write(object.elements, value);
    return;
  }
  setAny(w, object, value);
}
