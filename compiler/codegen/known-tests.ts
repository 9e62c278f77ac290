// Tests of the runtime that are decided by what a program can make at all: where nothing makes a bigint or a Map, the code for
// them is not generated, and what only it calls is not linked. Codegen assumes the least, sees what the code that is then
// reached makes, and goes round again until nothing is added (module.ts, learn).
import { wellKnown } from '../ir/keys.ts';
import type { Expr } from '../ir/nodes.ts';
import type { FunctionContext } from './function-context.ts';
import { hasKind, kindNumber } from './links.ts';
import { isPatternMade } from './pattern-features.ts';
import { BIGINT_VALUES, FIELDS, MADE_WHEN_ASKED, asked } from './static-data.ts';

/** These are there before anything is made: prototypes, functions and lists of arguments. */
const ALWAYS: ReadonlySet<string> = new Set(['Object', 'Function', 'Array']);

/** Functions that `bind` makes are no kind of their own, but not in every program. */
const BOUND_FUNCTION = 'BoundFunction';
/** What a function of the runtime makes that is linked. */
export const MADE_BY: ReadonlyMap<string, string> = new Map([
  ['Function_prototype_bind', BOUND_FUNCTION],
  ['addClassField', FIELDS],
]);

/** Whether the program can make objects of a kind, as far as is known. */
export function isMade(fx: FunctionContext, kind: string): boolean {
  if (kind === BOUND_FUNCTION || kind === FIELDS) return fx.mc.known.made.has(kind);
  return !hasKind(kind) || ALWAYS.has(kind) || fx.mc.known.made.has(kindNumber(kind));
}

/** Whether a well-known or registered symbol can be a key of anything. */
export function isSymbolMade(fx: FunctionContext, name: string): boolean {
  return fx.mc.known.made.has(wellKnown(name));
}

/** Whether a property of one of the names that are made when they are first asked for may be asked for. */
export function isNameAsked(fx: FunctionContext, name: string): boolean {
  return !MADE_WHEN_ASKED.includes(name) || fx.mc.known.made.has(asked(name));
}

/** Kinds of typed arrays stand side by side: first and last of those that a test asks for. */
export const TYPED_KINDS = {
  isTypedKind: ['Int8Array', 'BigUint64Array'],
  isBigKind: ['BigInt64Array', 'BigUint64Array'],
} as const;
export type TypedTest = keyof typeof TYPED_KINDS;

/** False where the program makes none of the kinds that the test asks for. */
export function knownTypedKind(fx: FunctionContext, test: TypedTest): false | null {
  const [first, last] = TYPED_KINDS[test].map(kindNumber) as [number, number];
  for (const kind of fx.mc.known.made) if (typeof kind === 'number' && kind >= first && kind <= last) return null;
  return false;
}

/** What a test certainly gives, or null. Only of tests whose operands have no effect. */
export function knownTest(fx: FunctionContext, e: Expr): boolean | null {
  if (!fx.lang) return null;
  switch (e.kind) {
    case 'const':
      return typeof e.value === 'boolean' ? e.value : null;
    case 'convert':
      return knownTest(fx, e.value);
    case 'unary': {
      const inner = e.op === '!' ? knownTest(fx, e.value) : null;
      return inner === null ? null : !inner;
    }
    case 'logical':
      return e.op === '??' ? null : knownLogical(fx, e);
    case 'binary':
      return knownComparison(fx, e);
    case 'call-builtin':
      return knownIntrinsic(fx, e);
    default:
      return null;
  }
}

function knownLogical(fx: FunctionContext, e: Expr & { kind: 'logical' }): boolean | null {
  const deciding = e.op === '||';
  const left = knownTest(fx, e.left);
  if (left === deciding) return deciding;
  const right = knownTest(fx, e.right);
  if (left !== null) return right;
  return right === deciding && isPure(e.left) ? deciding : null;
}

/** `kind === kindOf('Map')` where nothing makes one. */
function knownComparison(fx: FunctionContext, e: Expr & { kind: 'binary' }): boolean | null {
  if (e.op !== '===' && e.op !== '!==') return null;
  for (const [one, other] of [
    [e.left, e.right],
    [e.right, e.left],
  ] as const) {
    const kind = namedKind(one);
    if (kind !== null && !isMade(fx, kind) && isPure(other)) return e.op === '!==';
  }
  return null;
}

function knownIntrinsic(fx: FunctionContext, e: Expr & { kind: 'call-builtin' }): boolean | null {
  if (e.path === 'intrinsic:gcStress') return fx.mc.options.gcStress;
  if (e.path === 'intrinsic:isBigInt')
    return !fx.mc.known.made.has(BIGINT_VALUES) && e.args.every(({ value }) => isPure(value)) ? false : null;
  if (e.path === 'intrinsic:isTypedKind' || e.path === 'intrinsic:isBigKind')
    return e.args.every(({ value }) => isPure(value))
      ? knownTypedKind(fx, e.path.slice('intrinsic:'.length) as TypedTest)
      : null;
  if (e.path === 'intrinsic:isPatternMade') return isPatternMade(fx.mc, textOf(e.args[0]?.value) ?? '');
  if (e.path === 'intrinsic:isSymbolMade') return isSymbolMade(fx, textOf(e.args[0]?.value) ?? '');
  if (e.path === 'intrinsic:isNameAsked') return isNameAsked(fx, textOf(e.args[0]?.value) ?? '');
  if (e.path !== 'intrinsic:isMade') return null;
  const kind = textOf(e.args[0]?.value);
  return kind === null ? null : isMade(fx, kind);
}

function namedKind(e: Expr): string | null {
  if (e.kind === 'convert') return namedKind(e.value);
  return e.kind === 'call-builtin' && e.path === 'intrinsic:kindOf' ? textOf(e.args[0]?.value) : null;
}
function textOf(e: Expr | undefined): string | null {
  const inner = e?.kind === 'convert' ? e.value : e;
  return inner?.kind === 'const' && typeof inner.value === 'string' ? inner.value : null;
}

/** Intrinsics without effect. */
const PURE: ReadonlySet<string> = new Set(
  [
    'load8',
    'load16',
    'load32',
    'loadVal',
    'addr',
    'kindOf',
    'shapeOf',
    'isObject',
    'isString',
    'isNumber',
    'isBigInt',
    'isSymbol',
    'isNullish',
    'tagOf',
    'sameBits',
    'isAbsent',
    'isTypedKind',
    'isBigKind',
    'isMade',
  ].map((name) => `intrinsic:${name}`),
);
/** Functions of the runtime that only read. */
const READING: ReadonlySet<string> = new Set(['kindOfObject']);

function isPure(e: Expr): boolean {
  switch (e.kind) {
    case 'const':
    case 'local':
      return true;
    case 'convert':
      return isPure(e.value);
    case 'unary':
      return e.op === '!' && isPure(e.value);
    case 'logical':
    case 'binary':
      return (e.kind === 'logical' || e.op === '===' || e.op === '!==') && isPure(e.left) && isPure(e.right);
    case 'call-builtin':
      return PURE.has(e.path) && e.args.every(({ value }) => isPure(value));
    case 'call-direct':
      return e.func.kind === 'lang' && READING.has(e.func.name) && e.args.every(({ value }) => isPure(value));
    default:
      return false;
  }
}
