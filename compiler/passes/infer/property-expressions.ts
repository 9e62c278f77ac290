// Properties in the abstract: reads, writes and definitions by name, with the object under construction followed exactly
// (see fresh objects in walker.ts), and what a successful access says of its object.

import { privateName } from '../../ir/keys.ts';
import { assigns } from '../../ir/children.ts';
import type { ClassInfo, Expr } from '../../ir/nodes.ts';
import { reached, privateOf } from './expressions.ts';
import { localOf } from './conditions.ts';
import { generated } from './calls.ts';
import { Kind } from '../../ir/types.ts';
import { getNamed, getOf, writeField, setNamed } from './heap.ts';
import { processMember } from './library.ts';
import { type Flow, BOTTOM, without, UNDEFINED, STRING, NULLISH, has } from './lattice.ts';
import { awaited, iterated, converted } from './protocols.ts';
import type { Walker } from './walker.ts';

/** `super.key`: a member of the base of the class whose prototype, or which itself, is the home object. */
export function superMember(w: Walker, e: Expr & { kind: 'get-super' }, receiver: Flow): Flow {
  const { world } = w;
  const viaPrototype = e.home.kind === 'get' && e.home.key === 'prototype';
  const home = viaPrototype ? w.eval((e.home as Expr & { kind: 'get' }).object) : w.eval(e.home);
  w.notes?.expression(e.home, world.any);
  w.eval(e.key);
  if (e.key.kind !== 'const' || typeof e.key.value !== 'string') {
    world.escape(receiver);
    world.escape(home);
    return world.any;
  }
  let result: Flow = BOTTOM;
  for (const object of home.objects) {
    const { class_ } = object;
    const base = class_?.base ?? null;
    if (object.site !== 'class' || class_ === null || class_.dynamicBase) {
      world.escape(receiver);
      world.escape(home);
      return world.any;
    }
    // The members of the base, looked up for the receiver: an object of the base's own chain stands in for its prototype.
    const proxy =
      base === null
        ? world.object(
            class_.builtinBase ?? 'Object',
            'prototype',
            'prototype',
            class_.builtinBase ?? 'Object',
            'collection',
          )
        : viaPrototype
          ? world.object(base, 'prototype', `prototype:${base.name}`, base.builtinBase ?? 'Object', 'collection', {
              class_: base,
            })
          : world.classObject(base);
    result = world.join(result, getOf(w, proxy, e.key.value, receiver));
  }
  return result;
}
export function evaluateYield(w: Walker, e: Expr & { kind: 'yield' }): Flow {
  const { world } = w;
  const value = w.eval(e.value);
  w.leak();
  const generator = generated(world, w.func);
  const isAsync = w.func.kind === 'async-generator';
  if (!e.delegate) {
    world.write(generator.elements, isAsync ? awaited(w, value) : value);
    return world.read(generator.keys);
  }
  world.write(generator.elements, iterated(w, value, isAsync));
  let result: Flow = BOTTOM;
  for (const inner of value.objects) {
    const isGenerator =
      (inner.builtin === 'Generator' || inner.builtin === 'AsyncGenerator') && inner.site === 'collection';
    // What is sent in goes on to the inner generator, and what that returns is the value.
    if (isGenerator) {
      world.write(inner.keys, world.read(generator.keys));
      result = world.join(result, world.join(world.read(inner.dynamic), UNDEFINED));
    } else if (inner.site === 'array' || inner.site === 'collection') result = world.join(result, UNDEFINED);
    else {
      world.escape(world.flowOf(inner));
      result = world.join(result, world.any);
    }
  }
  return has(value, Kind.String) ? world.join(result, UNDEFINED) : result;
}
// Properties.
/** The object under construction where an access by this name runs no code: nobody learns of it. */
function quietly(w: Walker, object: Expr, key: string): Flow | null {
  if (!isFresh(w, object)) return null;
  const flow = w.local((object as Expr & { kind: 'local' }).local);
  const plain = [...flow.objects].every((each) => each.site === 'instance' && !runsCode(each.class_!, key));
  if (!plain) return null;
  noteFresh(w, object);
  return flow;
}
function runsCode(class_: ClassInfo, key: string): boolean {
  for (let at: ClassInfo | null = class_; at !== null; at = at.base)
    if (at.dynamicBase || at.methods.some((member) => member.key === key.split('@')[0])) return true;
  return false;
}
export function quietOr(w: Walker, object: Expr, key: string): Flow {
  return quietly(w, object, key) ?? w.eval(object);
}
/** A field of the object under construction, or null when it is not one. */
export function freshField(w: Walker, object: Expr, key: string): Flow | null {
  if (!isFresh(w, object)) return null;
  const value = w.env!.fresh!.fields.get(key);
  if (value === undefined || has(value, Kind.Absent)) return null;
  noteFresh(w, object);
  return value;
}
export function storeFresh(w: Walker, object: Expr, key: string, value: Expr): Flow | null {
  if (!isFresh(w, object) || !w.env!.fresh!.fields.has(key)) return null;
  noteFresh(w, object);
  const flow = w.eval(value);
  const fresh = w.env?.fresh ?? null;
  if (fresh !== null) w.env!.fresh = { ...fresh, fields: new Map([...fresh.fields, [key, flow]]) };
  else if (w.env !== null) setNamed(w, w.local((object as Expr & { kind: 'local' }).local), key, flow);
  return flow;
}
export function evaluateGet(w: Walker, e: Expr & { kind: 'get' }): Flow {
  const fresh = freshField(w, e.object, e.key);
  if (fresh !== null) return fresh;
  if (isProcess(w, e.object)) return processMember(w.world, e.key);
  const value = getNamed(w, quietOr(w, e.object, e.key), e.key);
  present(w, e.object);
  return value.kinds === 0 ? reached(w, value) : value;
}
export function evaluateSet(w: Walker, e: Expr & { kind: 'set' }): Flow {
  const plain = w.env?.fresh?.class_.methods.some((member) => member.key === e.key) !== true;
  const fresh = plain ? storeFresh(w, e.object, e.key, e.value) : null;
  if (fresh !== null) return fresh;
  if (isProcess(w, e.object)) {
    const value = w.eval(e.value);
    w.world.escape(value);
    return value;
  }
  // The object is evaluated first, but what it holds is changed last.
  const object = quietOr(w, e.object, e.key);
  const value = store(w, object, e.key, w.eval(e.value));
  presentUnless(w, e.object, e.value);
  return value;
}
/** `process` where only one of its members is named, so that nobody gets hold of the others. */
function isProcess(w: Walker, e: Expr): boolean {
  if (e.kind !== 'builtin' || e.path !== 'process') return false;
  w.notes?.expression(e, w.world.any);
  return true;
}
/** An access has succeeded: the local whose property it was is neither undefined nor null. */
export function present(w: Walker, object: Expr): void {
  const local = localOf(object);
  if (local === null || w.env === null) return;
  const flow = w.env.types[w.state.slot(local)];
  if (flow !== undefined && has(flow, NULLISH)) w.refine(local, without(flow, NULLISH));
}
/** As `present`, unless one of the operands that were evaluated in between assigns the local. */
export function presentUnless(w: Walker, object: Expr, ...operands: readonly Expr[]): void {
  const local = localOf(object);
  if (local !== null && !operands.some((operand) => assigns(operand, local))) present(w, object);
}
export function store(w: Walker, object: Flow, key: string, value: Flow): Flow {
  if (w.env !== null) setNamed(w, object, key, value);
  return value;
}
export function evaluateDefine(w: Walker, e: Expr & { kind: 'define' }): Flow {
  const { world } = w;
  const name = e.key.kind === 'const' && typeof e.key.value === 'string' ? e.key.value : null;
  const key = name !== null && e.private === true && w.func.owner !== null ? privateName(w.func.owner, name) : name;
  if (key !== null) {
    w.notes?.expression(e.key, STRING);
    const fresh = storeFresh(w, e.object, key, e.value);
    if (fresh !== null) return UNDEFINED;
  }
  const object = key === null ? w.eval(e.object) : quietOr(w, e.object, key);
  if (key === null) converted(w, w.eval(e.key));
  const value = w.eval(e.value);
  for (const target of object.objects) {
    if (target.site === 'unknown') world.escape(value);
    else if (key !== null && e.private === true && !target.born.has(key))
      writeField(world, target, privateOf(e, key, target.class_) ?? key, value);
    else if (key !== null) writeField(world, target, key, value);
    else {
      world.raise(target.irregular);
      world.write(target.dynamic, value);
    }
  }
  return UNDEFINED;
}
/** A local that names the object under construction, read without giving it away. */
export function isFresh(w: Walker, e: Expr): boolean {
  return e.kind === 'local' && w.env?.fresh?.names.has(e.local) === true;
}
export function noteFresh(w: Walker, e: Expr): void {
  if (e.kind === 'local') w.notes?.expression(e, w.local(e.local));
}
