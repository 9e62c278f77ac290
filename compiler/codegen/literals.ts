// Objects, arrays, closures, templates, regular expressions and built-ins as values: allocation and initialisation.
// The new object is rooted first and filled slot by slot; nobody else sees it before it is complete.
import { wellKnown, WELL_KNOWN_SYMBOLS } from '../ir/keys.ts';
import binaryen from 'binaryen';
import { allocateCell, allocateObject } from './allocation.ts';
import { textCode } from './calls.ts';
import type { Argument, Expr, PropertyInit } from '../ir/nodes.ts';
import { STRING, TOP } from '../ir/types.ts';
import { asStatement, gen, genBoxedConst, genConst, genVal, genWith } from './expressions.ts';
import { takesClosure } from './context.ts';
import type { Code, FunctionContext, Ref } from './function-context.ts';
import {
  FUNCTION_BYTES,
  builtKind,
  builtinConstructor,
  builtinNamespace,
  findMethod,
  findStatic,
  flagsOf,
  functionInfo,
  functionShape,
  genericIndex,
  kindNumber,
  ordinaryConstructor,
  staticClosure,
} from './links.ts';
import { BYTES_PER_ELEMENT, NAMESPACES, NUMBERS, inheritsMember } from '../ir/library-members.ts';
import { notePattern } from './pattern-features.ts';
import { genPatternLiteral } from './patterns.ts';
import { keyValue } from './properties.ts';
import { callRuntime } from './runtime-calls.ts';
import { SHAPE_BYTES, writeShape } from './static-data.ts';
import { ABSENT, Tag, UNDEFINED, boxed } from './values.ts';

const { i32, i64 } = binaryen;

/** A fresh value kept in a local and a frame slot while it is filled. */
function rootedLocal(fx: FunctionContext, value: Ref): { temp: number; set: Ref[]; free: () => void } {
  const temp = fx.temp(i64);
  const slot = fx.frame ? fx.takeSlot() : -1;
  const set = [fx.m.local.set(temp, value), ...(slot >= 0 ? [fx.storeSlot(slot, fx.get(temp, i64))] : [])];
  return { temp, set, free: () => (slot >= 0 ? fx.freeSlot(slot) : undefined) };
}

export function genObject(fx: FunctionContext, e: Expr & { kind: 'object' }): Code {
  const { m } = fx;
  const keys = e.properties.map(staticKey);
  const plain =
    keys.every((key): key is string => key !== null) &&
    new Set(keys).size === keys.length &&
    keys.every((key) => !/^\d/.test(key));
  const shape = literalShape(fx, plain ? (keys as string[]) : []);
  const [first] = e.properties;
  const fresh =
    first?.kind === 'spread'
      ? callRuntime(fx, 'spreadObject', [{ ref: genVal(fx, first.value), machine: 'val' }]).ref
      : plain && keys.length > 0
        ? allocateObject(
            fx,
            { ref: fx.m.i32.const(shape), machine: 'u32' },
            { builtin: 0, properties: keys.length },
            true,
          )
        : callRuntime(fx, 'newObject', [{ ref: m.i32.const(shape), machine: 'u32' }]).ref;
  const object = rootedLocal(fx, fresh);
  const code = [...object.set];
  e.properties.forEach((property, i) => {
    if (i === 0 && property.kind === 'spread') return;
    if (plain) {
      const value = genVal(fx, (property as PropertyInit & { kind: 'value' }).value);
      code.push(m.i64.store(8 + 8 * i, 8, m.i32.wrap(fx.get(object.temp, i64)), value));
    } else code.push(...initProperty(fx, object.temp, property));
  });
  object.free();
  return { ref: m.block(null, [...code, fx.get(object.temp, i64)], i64), machine: 'val' };
}
function staticKey(property: PropertyInit): string | null {
  return property.kind === 'value' && property.key.kind === 'const' && typeof property.key.value === 'string'
    ? property.key.value
    : null;
}

/** Static shape of plain objects that start with these keys; equal lists share one. */
export function literalShape(fx: FunctionContext, keys: readonly string[]): number {
  const { mc } = fx;
  const name = keys.join('\0');
  const known = mc.literals.get(name);
  if (known !== undefined) return known;
  const object = builtKind(mc, 'Object');
  if (keys.length === 0) {
    mc.literals.set(name, object.shape);
    return object.shape;
  }
  const address = mc.data.mutable.allocate(SHAPE_BYTES);
  mc.literals.set(name, address);
  const listed = keys.map((key, i) => ({ key, attributes: 0, slot: i, accessor: false }));
  writeShape(mc.data, address, {
    kind: kindNumber('Object'),
    flags: 0,
    prototype: object.prototype,
    keys: listed,
    inlineSlots: keys.length,
    builtinSlots: 0,
    name: 'Object',
  });
  return address;
}

function initProperty(fx: FunctionContext, object: number, property: PropertyInit): Ref[] {
  const self = (): Code => ({ ref: fx.get(object, i64), machine: 'val' });
  const keyCode = (key: Expr): Code =>
    key.kind === 'const' && typeof key.value === 'string'
      ? keyValue(fx, key.value)
      : { ref: genVal(fx, key), machine: 'val' };
  switch (property.kind) {
    case 'spread':
      return [
        asStatement(
          fx,
          callRuntime(fx, 'copyDataProperties', [
            self(),
            { ref: genVal(fx, property.value), machine: 'val' },
            { ref: fx.m.i64.const(UNDEFINED), machine: 'val' },
          ]),
        ),
      ];
    case 'proto':
      return [
        asStatement(
          fx,
          callRuntime(fx, 'literalPrototype', [self(), { ref: genVal(fx, property.value), machine: 'val' }]),
        ),
      ];
    case 'value': {
      const [key, value] = genWith(
        fx,
        [property.key, property.value],
        [() => keyCode(property.key), () => ({ ref: genVal(fx, property.value), machine: 'val' })],
      );
      return [asStatement(fx, callRuntime(fx, 'defineProperty', [self(), key!, value!]))];
    }
    default: {
      const [key, value] = genWith(
        fx,
        [property.key, property.value],
        [() => keyCode(property.key), () => ({ ref: genVal(fx, property.value), machine: 'val' })],
      );
      const absent: Code = { ref: fx.m.i64.const(UNDEFINED), machine: 'val' };
      const pair = property.kind === 'get' ? [value!, absent] : [absent, value!];
      return [
        asStatement(
          fx,
          callRuntime(fx, 'defineAccessor', [self(), key!, ...pair, { ref: fx.m.i32.const(1), machine: 'bool' }]),
        ),
      ];
    }
  }
}

export function genArray(fx: FunctionContext, e: Expr & { kind: 'array' }): Code {
  const { m } = fx;
  const spread = e.elements.some((element) => element?.spread === true);
  const array = rootedLocal(
    fx,
    callRuntime(fx, 'newArray', [{ ref: m.i32.const(spread ? 0 : e.elements.length), machine: 'u32' }]).ref,
  );
  const code = [...array.set];
  const address = (): Ref => m.i32.wrap(fx.get(array.temp, i64));
  const self = (): Code => ({ ref: fx.get(array.temp, i64), machine: 'val' });
  e.elements.forEach((element, i) => {
    if (element?.spread === true)
      code.push(
        asStatement(
          fx,
          callRuntime(fx, appender(element), [
            self(),
            { ref: genVal(fx, element.value), machine: 'val' },
            ...(element.text === undefined ? [] : [textCode(fx, element.text)]),
          ]),
        ),
      );
    else {
      const value = element === null ? m.i64.const(ABSENT) : genVal(fx, element.value);
      if (spread) code.push(asStatement(fx, callRuntime(fx, 'arrayPush', [self(), { ref: value, machine: 'val' }])));
      else {
        const temp = fx.temp(i64);
        code.push(m.local.set(temp, value), m.i64.store(8 + 8 * i, 8, m.i32.load(16, 4, address()), fx.get(temp, i64)));
      }
    }
  });
  array.free();
  if (!spread && e.elements.length > 0) code.push(m.i32.store(8, 4, address(), m.i32.const(e.elements.length)));
  return { ref: m.block(null, [...code, fx.get(array.temp, i64)], i64), machine: 'val' };
}

function appender(element: Argument): string {
  if (element.text === undefined) return 'appendIterable';
  return element.ofCall === true ? 'appendArguments' : 'appendNamed';
}

export function genClosure(fx: FunctionContext, e: Expr & { kind: 'closure' }): Code {
  const { m, mc } = fx;
  const { func } = e;
  if (e.static === true && !takesClosure(func))
    return { ref: m.i64.const(boxed(Tag.Object, staticClosure(mc, func))), machine: 'val' };
  const exprs = [...e.captures, ...(e.home === null ? [] : [e.home])];
  const codes = genWith(
    fx,
    exprs,
    exprs.map((x) => () => ({ ref: genVal(fx, x), machine: 'val' as const })),
    1,
  );
  const temps = codes.map(() => fx.temp(i64));
  const code = codes.map((value, i) => m.local.set(temps[i]!, value.ref));
  const cell = fx.temp(i32);
  const bytes = FUNCTION_BYTES + 8 * e.captures.length;
  code.push(m.local.set(cell, allocateCell(fx, bytes)));
  const store = (offset: number, value: number): Ref => m.i32.store(offset, 4, fx.get(cell, i32), m.i32.const(value));
  code.push(
    store(0, functionShape(mc, func)),
    store(8, genericIndex(mc, func)),
    store(16, functionInfo(mc, func, flagsOf(func), ordinaryConstructor(mc, func))),
  );
  if (e.home !== null) code.push(m.i64.store(24, 8, fx.get(cell, i32), fx.get(temps[e.captures.length]!, i64)));
  e.captures.forEach((_, i) =>
    code.push(m.i64.store(FUNCTION_BYTES + 8 * i, 8, fx.get(cell, i32), fx.get(temps[i]!, i64))),
  );
  return {
    ref: m.block(null, [...code, m.i64.or(m.i64.const(boxed(Tag.Object, 0)), m.i64.extend_u(fx.get(cell, i32)))], i64),
    machine: 'val',
  };
}

/** Template literals: ToString of each value, concatenated left to right. */
export function genTemplate(fx: FunctionContext, e: Expr & { kind: 'template' }): Code {
  const text = (value: string): Expr => ({ kind: 'const', value, flow: STRING, hint: STRING });
  let result: Expr | null = e.parts[0] === '' && e.values.length > 0 ? null : text(e.parts[0]!);
  e.values.forEach((value, i) => {
    const piece: Expr = { kind: 'unary', op: 'tostring', value, flow: STRING, hint: STRING };
    result =
      result === null ? piece : { kind: 'binary', op: '+', left: result, right: piece, flow: STRING, hint: STRING };
    const part = e.parts[i + 1]!;
    if (part !== '') result = { kind: 'binary', op: '+', left: result, right: text(part), flow: STRING, hint: STRING };
  });
  return { ref: genVal(fx, result!), machine: 'val' };
}

/** One frozen strings array a site, made on first use and kept in a static cell. */
export function genTemplateObject(fx: FunctionContext, e: Expr & { kind: 'template-object' }): Code {
  const { m, mc } = fx;
  let cell = mc.templateCells.get(e.site);
  if (cell === undefined) mc.templateCells.set(e.site, (cell = mc.data.cell()));
  const strings = (texts: readonly (string | undefined)[]): Expr => ({
    kind: 'array',
    flow: TOP,
    elements: texts.map((value) => ({ spread: false, value: { kind: 'const', value, flow: TOP } })),
  });
  const exprs = [strings(e.cooked), strings(e.raw)];
  const args = genWith(
    fx,
    exprs,
    exprs.map((x) => () => ({ ref: genVal(fx, x), machine: 'val' as const })),
  );
  const made = callRuntime(fx, 'templateObject', args).ref;
  const temp = fx.temp(i64);
  const read = m.local.tee(temp, m.i64.load(0, 8, m.i32.const(cell)), i64);
  const fill = m.block(
    null,
    [m.local.set(temp, made), m.i64.store(0, 8, m.i32.const(cell), fx.get(temp, i64))],
    binaryen.none,
  );
  return {
    ref: m.block(null, [m.if(m.i64.eq(read, m.i64.const(ABSENT)), fill), fx.get(temp, i64)], i64),
    machine: 'val',
  };
}

/** A regular expression: literals that are spelt the same share a static cell, where the runtime keeps what it compiled. */
export function genRegExp(fx: FunctionContext, e: Expr & { kind: 'regexp' }): Code {
  const { m, mc } = fx;
  if (mc.source.runtimeFunction('regExpLiteral') === undefined) return fx.refuse('regular expressions');
  notePattern(mc, { text: e.pattern, flags: e.flags });
  builtKind(mc, 'RegExp');
  const spelling = `/${e.pattern}/${e.flags}`;
  let cell = mc.patternCells.get(spelling);
  if (cell === undefined) mc.patternCells.set(spelling, (cell = mc.data.cell()));
  mc.patternTexts.set(spelling, { text: e.pattern, flags: e.flags });
  const site: Code = { ref: m.i32.const(cell), machine: 'u32' };
  const text = (): Code[] => [genConst(fx, e.pattern), genConst(fx, e.flags)];
  return e.shared === true
    ? genPatternLiteral(fx, spelling, cell, 'regExpKept', () => callRuntime(fx, 'regExpMade', [site, ...text()]))
    : genPatternLiteral(fx, spelling, cell, 'regExpCopy', () => callRuntime(fx, 'regExpLiteral', [site, ...text()]));
}

/** Functions that stand at two places of the library (ECMA-262 §21.1.2.12, §21.1.2.13). */
const SAME_FUNCTION: Readonly<Record<string, string>> = {
  'Number.parseFloat': 'parseFloat',
  'Number.parseInt': 'parseInt',
};

export function genBuiltin(fx: FunctionContext, named: string): Code {
  const { m, mc } = fx;
  const path = SAME_FUNCTION[named] ?? named;
  if (path === 'undefined') return { ref: m.i64.const(UNDEFINED), machine: 'val' };
  if (Object.hasOwn(NUMBERS, path)) return genBoxedConst(fx, NUMBERS[path]!);
  const [owner, member] = path.split('.');
  if (member === 'BYTES_PER_ELEMENT' && Object.hasOwn(BYTES_PER_ELEMENT, owner!))
    return genConst(fx, BYTES_PER_ELEMENT[owner!]!);
  if (owner === 'Symbol' && WELL_KNOWN_SYMBOLS.has(member ?? ''))
    return { ref: m.i64.const(mc.data.key(wellKnown(member))), machine: 'val' };
  if (path.endsWith('.prototype') && path.split('.').length === 2)
    return { ref: m.i64.const(boxed(Tag.Object, builtKind(mc, owner!).prototype)), machine: 'val' };
  if (path.includes('.prototype.')) {
    const [kind, key] = path.split('.prototype.');
    const type = key === 'constructor' ? builtinConstructor(mc, kind!) : null;
    if (type !== null) return { ref: m.i64.const(boxed(Tag.Object, type)), machine: 'val' };
    if (key === 'name' || key === 'message') return prototypeData(fx, kind!, key);
    const func = findMethod(mc, kind!, key!);
    if (func === null && inheritsMember(mc.source, kind!, key!)) {
      // A constant or an accessor: read where it stands.
      mc.needKey(key!);
      const prototype = m.i64.const(boxed(Tag.Object, builtKind(mc, kind!).prototype));
      const cache: Code = { ref: m.i32.const(0), machine: 'u32' };
      return callRuntime(fx, 'getProperty', [{ ref: prototype, machine: 'val' }, keyValue(fx, key!), cache]);
    }
    return func === null
      ? fx.refuse(path)
      : { ref: m.i64.const(boxed(Tag.Object, staticClosure(mc, func))), machine: 'val' };
  }
  const getter =
    mc.source.runtimeFunction(`${owner}_$get_${member ?? ''}`) ?? mc.source.runtimeFunction(`global_$get_${path}`);
  if (getter !== undefined) return callRuntime(fx, getter.name, []);
  if (member === undefined) {
    const closure = builtinConstructor(mc, path);
    if (closure !== null) return { ref: m.i64.const(boxed(Tag.Object, closure)), machine: 'val' };
    if (NAMESPACES.has(path))
      return { ref: m.i64.const(boxed(Tag.Object, builtinNamespace(mc, path))), machine: 'val' };
  }
  const func = findStatic(mc, path);
  return func === null
    ? fx.refuse(`${path} as a value`)
    : { ref: m.i64.const(boxed(Tag.Object, staticClosure(mc, func))), machine: 'val' };
}

/** What error prototypes hold beside functions (§20.5.3). */
function prototypeData(fx: FunctionContext, kind: string, key: string): Code {
  const object: Expr = { kind: 'builtin', path: `${kind}.prototype`, flow: TOP };
  return gen(fx, { kind: 'get', object, key, text: `${kind}.prototype.${key}`, flow: TOP });
}

/** Embedded bytes: read-only data, wrapped in a `Uint8Array` on a copy made once; where that is at build time, the copy alone ships. */
export function genBytes(fx: FunctionContext, e: Expr & { kind: 'bytes' }): Code {
  const { m, mc } = fx;
  const address = mc.data.embedded(e.bytes);
  const cell = mc.data.cell();
  const temp = fx.temp(i64);
  const made = callRuntime(fx, 'bytesFromStatic', [
    { ref: m.i32.const(address), machine: 'u32' },
    { ref: m.i32.const(e.bytes.length), machine: 'u32' },
  ]).ref;
  const read = m.local.tee(temp, m.i64.load(0, 8, m.i32.const(cell)), i64);
  const fill = m.block(
    null,
    [m.local.set(temp, made), m.i64.store(0, 8, m.i32.const(cell), fx.get(temp, i64))],
    binaryen.none,
  );
  return {
    ref: m.block(null, [m.if(m.i64.eq(read, m.i64.const(ABSENT)), fill), fx.get(temp, i64)], i64),
    machine: 'val',
  };
}
