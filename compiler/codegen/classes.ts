// Classes. One that is declared at the top level, extends nothing dynamic and captures nothing is laid out statically;
// every other is made at run time, once per evaluation of its declaration (ECMA-262 §15.7.14).
import { isPrivate, privateName, privateText } from '../ir/keys.ts';
import binaryen from 'binaryen';
import type { Expr } from '../ir/nodes.ts';
import { TOP } from '../ir/types.ts';
import { asStatement, gen, genVal, genWith } from './expressions.ts';
import type { Code, FunctionContext, Ref } from './function-context.ts';
import { generateConstructor, generateRefusingCall } from './functions.ts';
import { FUNCTION_BYTES, builtKind, classKeys, classLayout, flagsOf, functionInfo } from './links.ts';
import { typeNode } from './link-graph.ts';
import { keyValue } from './properties.ts';
import { callRuntime } from './runtime-calls.ts';
import { ABSENT, Tag, boxed } from './values.ts';

const { i32, i64 } = binaryen;
type ClassNode = Expr & { kind: 'class' };

export function genClass(fx: FunctionContext, e: ClassNode): Code {
  const layout = classLayout(fx.mc, e.class);
  if (layout !== null) fx.mc.graph.refer(typeNode(e.class));
  if (layout !== null) return { ref: fx.m.i64.const(boxed(Tag.Object, layout.closure)), machine: 'val' };
  return genDynamicClass(fx, e);
}

function genDynamicClass(fx: FunctionContext, e: ClassNode): Code {
  const { m, mc } = fx;
  const { constructor_ } = e.class;
  const text = (value: string): Code => ({
    ref: m.i64.const(boxed(Tag.String, mc.data.string(value))),
    machine: 'val',
  });
  const number = (value: number): Code => ({ ref: m.i32.const(value), machine: 'u32' });
  const info = functionInfo(
    mc,
    constructor_,
    flagsOf(constructor_),
    mc.tableIndex(generateConstructor(mc, constructor_)),
  );
  const entry = mc.tableIndex(generateRefusingCall(mc, e.class.name, constructor_));
  const heritage: Code = e.heritage === null ? { ref: m.i64.const(ABSENT), machine: 'val' } : gen(fx, e.heritage);
  const captures = e.captures.get(constructor_) ?? [];
  const made = callRuntime(fx, 'createClass', [
    text(e.class.name),
    number(info),
    number(entry),
    heritage,
    number(builtKind(mc, 'Object').shape),
    number(FUNCTION_BYTES + 8 * captures.length),
  ]);
  const closure = fx.temp(i64);
  const slot = fx.frame ? fx.takeSlot() : -1;
  const code: Ref[] = [
    m.local.set(closure, made.ref),
    ...(slot >= 0 ? [fx.storeSlot(slot, fx.get(closure, i64))] : []),
  ];
  const self = (): Code => ({ ref: fx.get(closure, i64), machine: 'val' });
  captures.forEach((capture, i) => code.push(storeCapture(fx, closure, i, capture)));
  // Private names that each evaluation makes anew are not known to the layout: their fields are added object by object.
  for (const { key } of classKeys({ ...e.class, base: null }, 0))
    if (!e.class.renewed || !isPrivate(key))
      code.push(asStatement(fx, callRuntime(fx, 'addClassField', [self(), keyValue(fx, key)])));
  for (const [infos, isStaticSide] of [
    [e.class.methods, false],
    [e.class.statics, true],
  ] as const) {
    for (const method of infos) {
      const hidden = isPrivate(method.key);
      const key =
        hidden && e.class.renewed
          ? callRuntime(fx, 'privateNameOf', [self(), text(privateText(method.key))])
          : keyValue(fx, hidden ? privateName(e.class, method.key) : method.key);
      const value: Expr = {
        kind: 'closure',
        func: method.func,
        captures: e.captures.get(method.func) ?? [],
        home: null,
        flow: TOP,
      };
      code.push(defineMember(fx, self, key, value, method.kind, isStaticSide));
      mc.needKey(method.key);
    }
  }
  for (const member of e.computed) {
    const key = gen(fx, member.key);
    code.push(defineMember(fx, self, key, member.closure, member.kind, member.static));
  }
  if (slot >= 0) fx.freeSlot(slot);
  return { ref: m.block(null, [...code, fx.get(closure, i64)], i64), machine: 'val' };
}

function storeCapture(fx: FunctionContext, closure: number, index: number, capture: Expr): Ref {
  const { m } = fx;
  const temp = fx.temp(i64);
  return m.block(
    null,
    [
      m.local.set(temp, genVal(fx, capture)),
      m.i64.store(FUNCTION_BYTES + 8 * index, 8, m.i32.wrap(fx.get(closure, i64)), fx.get(temp, i64)),
    ],
    binaryen.none,
  );
}

const MEMBER_KIND = { method: 0, get: 1, set: 2 } as const;
function defineMember(
  fx: FunctionContext,
  self: () => Code,
  key: Code,
  value: Expr,
  kind: 'method' | 'get' | 'set',
  isStaticSide: boolean,
): Ref {
  const { m } = fx;
  const [keyCode, valueCode] = genWith(
    fx,
    [value, value],
    [() => key, () => ({ ref: genVal(fx, value), machine: 'val' as const })],
  );
  const flags = MEMBER_KIND[kind] + (isStaticSide ? 4 : 0);
  return asStatement(
    fx,
    callRuntime(fx, 'defineMember', [self(), keyCode!, valueCode!, { ref: m.i32.const(flags), machine: 'i32' }]),
  );
}
void i32;
