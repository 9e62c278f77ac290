// Types for variables, parameters and fields, with what is declared so far among them.
import type { Context } from './context.ts';
import { BIGINT, BOOLEAN, NUMBER, STRING, TYPED_ARRAYS, type Type, isPrimitive } from './types.ts';

export function randomPrimitive(context: Context): Type {
  return context.random.weighted<Type>([
    [6, NUMBER],
    [3, STRING],
    [2, BOOLEAN],
    [0.5, BIGINT],
  ]);
}

export function randomType(context: Context, depth: number): Type {
  const { random } = context;
  if (depth <= 0) return randomPrimitive(context);
  const inner = (): Type => randomType(context, depth - 1);
  const whole = (): Type => nonEmpty(inner());
  const make = random.weighted<() => Type>([
    [10, () => randomPrimitive(context)],
    [4, () => ({ kind: 'array', element: whole() })],
    [1.5, () => ({ kind: 'typed', name: random.pick(TYPED_ARRAYS) })],
    [1, () => ({ kind: 'tuple', elements: Array.from({ length: random.between(2, 3) }, inner) })],
    [1, () => ({ kind: 'map', key: random.pick([NUMBER, STRING]), value: whole() })],
    [0.7, () => ({ kind: 'set', element: random.pick([NUMBER, STRING]) })],
    [2, () => ({ kind: 'maybe', inner: whole(), empty: random.chance(0.7) ? 'undefined' : 'null' })],
    [
      1,
      () => ({
        kind: 'union',
        members: random.pick([
          [NUMBER, STRING],
          [NUMBER, BOOLEAN],
          [STRING, NUMBER, BOOLEAN],
          [NUMBER, BIGINT],
        ]),
      }),
    ],
    [2.5, () => randomFunctionType(context)],
    [context.shapes.length > 0 ? 5 : 0, () => ({ kind: 'named', shape: random.pick(context.shapes) })],
  ]);
  return make();
}

/** A type whose values are never `undefined`, `null` or of a union: elements and fields of it do not narrow. */
export function nonEmpty(type: Type): Type {
  if (type.kind === 'maybe') return nonEmpty(type.inner);
  return type.kind === 'union' ? NUMBER : type;
}

export function randomFunctionType(context: Context): Type & { kind: 'function' } {
  const params = Array.from({ length: context.random.between(0, 2) }, () => randomPrimitive(context));
  const result = context.random.chance(0.8) ? randomPrimitive(context) : randomType(context, 1);
  return { kind: 'function', params, result: isPrimitive(result) || result.kind === 'array' ? result : NUMBER };
}
