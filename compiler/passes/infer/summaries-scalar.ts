// Summaries of what works on primitives: Math, Number, String, Boolean, BigInt, Symbol, Date's statics, the global functions
// and the console. Objects among the arguments are converted by their own methods (ECMA-262 §19.2, §20 to §22).
import { wellKnown } from '../../ir/keys.ts';
import { Kind } from '../../ir/types.ts';
import {
  BIGINT,
  BOOLEAN,
  BOTTOM,
  INT32,
  NUMBER,
  SAFE,
  STRING,
  STRING_MAX,
  SYMBOL,
  UINT32,
  UNDEFINED,
  has,
  integers,
  kinds,
  without,
  type Flow,
} from './lattice.ts';
import { apply, args, callUnknown, escapeArguments } from './calls.ts';
import type { LibraryCall, Summary } from './library.ts';
import { absolute, extreme, rounded, toNumber } from './ranges.ts';
import { getNamed, ownNames, writeField } from './heap.ts';
import type { Obj } from './objects.ts';
import type { World } from './world.ts';
import { arg, convertAll, freshArray, freshIterator, given, inert, pure } from './summary-tools.ts';

const POSITION = integers(-1, STRING_MAX);
const TEXT_OR_UNDEFINED = kinds(Kind.String | Kind.Undefined);

const onNumber =
  (result: (value: Flow) => Flow): Summary =>
  (call) => {
    convertAll(call);
    return result(arg(call, 0));
  };
const extremum =
  (pick: (x: number, y: number) => number): Summary =>
  (call) => {
    convertAll(call);
    if (call.args.rest !== null || call.args.list.length === 0) return NUMBER;
    return call.args.list.slice(1).reduce((best, value) => extreme(best, value, pick), toNumber(call.args.list[0]!));
  };
const numbers = (names: readonly string[]): Record<string, Summary> =>
  Object.fromEntries(names.map((name) => [`Math.${name}`, pure(NUMBER)]));

/** A pattern that may have methods of its own for what it is asked. */
function isOdd(world: World, object: Obj): boolean {
  if (object.site === 'unknown') return false;
  return object.builtin !== 'RegExp' || object.site === 'instance' || ownNames(world, object).has('exec');
}
/** `replace` with a function: called with the match, groups, position and the whole. */
const replaced: Summary = (call) => {
  const { world } = call;
  const pattern = arg(call, 0);
  if ([...pattern.objects].some((object) => isOdd(world, object)))
    return world.join(callUnknown(world, call.receiver, call.args), STRING);
  const parts = world.join(kinds(Kind.String | Kind.Undefined | Kind.Number), world.anyObject);
  const by = arg(call, 1);
  const made = apply(call.caller, by, UNDEFINED, args([STRING], parts));
  convertAll({ ...call, args: args([made, without(by, Kind.Object)]) });
  return STRING;
};
/** A method that hands over to `Symbol.match` and the like of its argument. */
const matched =
  (result: Flow): Summary =>
  (call) => {
    const pattern = arg(call, 0);
    if ([...pattern.objects].some((object) => isOdd(call.world, object)))
      return callUnknown(call.world, call.receiver, call.args);
    return call.path.endsWith('match')
      ? call.world.join(result, matchArray(call))
      : call.path.endsWith('matchAll')
        ? freshIterator(call, matchArray(call))
        : result;
  };
const split: Summary = (call) => {
  const separator = arg(call, 0);
  if ([...separator.objects].some((object) => isOdd(call.world, object)))
    return callUnknown(call.world, call.receiver, call.args);
  // Groups of a pattern that did not take part are undefined.
  return freshArray(call, has(separator, Kind.Object) ? TEXT_OR_UNDEFINED : STRING);
};
/** What a match gives: an array of the whole and its groups, with named properties of its own. */
function matchArray(call: LibraryCall): Flow {
  const { world } = call;
  const array = world.object('RegExp', 'match', 'array:match', 'Array', 'array');
  world.raise(array.irregular);
  world.write(array.elements, TEXT_OR_UNDEFINED);
  writeField(world, array, 'index', integers(0, STRING_MAX));
  writeField(world, array, 'input', STRING);
  writeField(world, array, 'groups', world.join(world.anyObject, UNDEFINED));
  writeField(world, array, 'indices', world.join(world.anyObject, UNDEFINED));
  return world.flowOf(array);
}
const execute: Summary = (call) => {
  convertAll({ ...call, receiver: BOTTOM });
  return call.world.join(matchArray(call), kinds(Kind.Null));
};
const date = (names: readonly string[], result: Flow): Record<string, Summary> =>
  Object.fromEntries(names.map((name) => [`Date.prototype.${name}`, pure(result)]));
const PARTS = ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'];

const read: Summary = (call) => {
  convertAll(call);
  return UNDEFINED;
};

const S = 'String.prototype.';
const texts = (names: readonly string[], result: Flow): Record<string, Summary> =>
  Object.fromEntries(names.map((name) => [S + name, pure(result)]));

/** `Number(x)`: bigints convert too. */
function numberOf(value: Flow): Flow {
  return has(value, Kind.BigInt) ? NUMBER : toNumber(value);
}
const wrapper: Summary = (call: LibraryCall) => {
  escapeArguments(call.world, call.args);
  return call.world.anyObject;
};

export const SCALAR_SUMMARIES: Readonly<Record<string, Summary>> = {
  // What device code asks of the machine: numbers in, numbers out; a buffer whose address is taken stays its owner's.
  'intrinsic:addressOf': inert(UINT32),
  'intrinsic:busRead': inert(UINT32),
  'intrinsic:busWrite': inert(UNDEFINED),
  'intrinsic:busNow': inert(NUMBER),
  'intrinsic:deviceSlot': inert(UINT32),
  'Math.floor': onNumber(rounded),
  'Math.ceil': onNumber(rounded),
  'Math.trunc': onNumber(rounded),
  'Math.round': onNumber(rounded),
  'Math.abs': onNumber(absolute),
  'Math.min': extremum(Math.min),
  'Math.max': extremum(Math.max),
  'Math.imul': pure(INT32),
  'Math.clz32': pure(integers(0, 32)),
  'Math.random': inert(NUMBER),
  ...numbers([
    'sqrt',
    'cbrt',
    'fround',
    'f16round',
    'sign',
    'exp',
    'expm1',
    'log',
    'log2',
    'log10',
    'log1p',
    'pow',
    'hypot',
    'sin',
    'cos',
    'tan',
    'asin',
    'acos',
    'atan',
    'atan2',
    'sinh',
    'cosh',
    'tanh',
    'asinh',
    'acosh',
    'atanh',
  ]),
  Number: (call) => {
    convertAll(call);
    return given(call, 0) && call.args.rest === null ? numberOf(arg(call, 0)) : NUMBER;
  },
  String: pure(STRING),
  Boolean: inert(BOOLEAN),
  BigInt: pure(BIGINT),
  Symbol: pure(SYMBOL),
  'Symbol.for': pure(SYMBOL),
  'Symbol.keyFor': pure(TEXT_OR_UNDEFINED),
  'new Number': wrapper,
  'new String': wrapper,
  'new Boolean': wrapper,
  'BigInt.asIntN': pure(BIGINT),
  'BigInt.asUintN': pure(BIGINT),
  parseInt: pure(NUMBER),
  parseFloat: pure(NUMBER),
  isNaN: pure(BOOLEAN),
  isFinite: pure(BOOLEAN),
  'Number.parseInt': pure(NUMBER),
  'Number.parseFloat': pure(NUMBER),
  'Number.isInteger': inert(BOOLEAN),
  'Number.isSafeInteger': inert(BOOLEAN),
  'Number.isFinite': inert(BOOLEAN),
  'Number.isNaN': inert(BOOLEAN),
  'Date.now': inert(integers(-SAFE, SAFE)),
  'performance.now': inert(NUMBER),
  encodeURIComponent: pure(STRING),
  decodeURIComponent: pure(STRING),
  encodeURI: pure(STRING),
  decodeURI: pure(STRING),
  'String.fromCharCode': pure(STRING),
  'String.fromCodePoint': pure(STRING),
  ...texts(
    [
      'charAt',
      'slice',
      'substring',
      'substr',
      'toUpperCase',
      'toLowerCase',
      'toLocaleUpperCase',
      'toLocaleLowerCase',
      'trim',
      'trimStart',
      'trimEnd',
      'padStart',
      'padEnd',
      'repeat',
      'concat',
      'normalize',
      'anchor',
      'big',
      'blink',
      'bold',
      'fixed',
      'fontcolor',
      'fontsize',
      'italics',
      'link',
      'small',
      'strike',
      'sub',
      'sup',
      'toString',
      'valueOf',
      'toWellFormed',
    ],
    STRING,
  ),
  ...texts(['startsWith', 'endsWith', 'includes', 'isWellFormed'], BOOLEAN),
  ...texts(['indexOf', 'lastIndexOf'], POSITION),
  [`${S}search`]: matched(POSITION),
  [`${S}localeCompare`]: pure(integers(-1, 1)),
  [`${S}charCodeAt`]: pure(NUMBER),
  [`${S}codePointAt`]: pure({ ...integers(0, 0x10ffff), kinds: Kind.Number | Kind.Undefined }),
  [`${S}at`]: pure(TEXT_OR_UNDEFINED),
  [`${S}split`]: split,
  [`${S}replace`]: replaced,
  [`${S}replaceAll`]: replaced,
  [`${S}match`]: matched(kinds(Kind.Null)),
  [`${S}matchAll`]: matched(BOTTOM),
  ...Object.fromEntries(
    ['toString', 'toFixed', 'toPrecision', 'toExponential', 'toLocaleString'].map((name) => [
      `Number.prototype.${name}`,
      pure(STRING),
    ]),
  ),
  'Number.prototype.valueOf': pure(NUMBER),
  'Boolean.prototype.toString': pure(STRING),
  'Boolean.prototype.valueOf': pure(BOOLEAN),
  'BigInt.prototype.toString': pure(STRING),
  'BigInt.prototype.valueOf': pure(BIGINT),
  'Symbol.prototype.toString': pure(STRING),
  'RegExp.prototype.test': (call) => {
    convertAll({ ...call, receiver: BOTTOM });
    if ([...call.receiver.objects].some((object) => isOdd(call.world, object)))
      callUnknown(call.world, call.receiver, call.args);
    return BOOLEAN;
  },
  'RegExp.prototype.exec': execute,
  'RegExp.prototype.toString': pure(STRING),
  'new RegExp': (call) => {
    convertAll(call);
    return call.world.flowOf(call.world.object('RegExp', 'typed', 'builtin:RegExp', 'RegExp', 'collection'));
  },
  'new Date': (call) => {
    convertAll(call);
    return call.world.flowOf(call.world.object('Date', 'typed', 'builtin:Date', 'Date', 'collection'));
  },
  Date: pure(STRING),
  'Date.UTC': pure(NUMBER),
  'Date.parse': pure(NUMBER),
  ...date(
    [
      'getTime',
      'valueOf',
      'getTimezoneOffset',
      'setTime',
      ...PARTS.flatMap((part) => [`get${part}`, `getUTC${part}`, `set${part}`, `setUTC${part}`]),
    ],
    NUMBER,
  ),
  ...date(
    [
      'toISOString',
      'toString',
      'toDateString',
      'toTimeString',
      'toUTCString',
      'toLocaleString',
      'toLocaleDateString',
      'toLocaleTimeString',
    ],
    STRING,
  ),
  // It asks for the receiver's own `toISOString` (§21.4.4.37).
  'Date.prototype.toJSON': (call) => {
    convertAll(call);
    const method = getNamed(call.caller, call.receiver, 'toISOString');
    return call.world.join(kinds(Kind.Null), apply(call.caller, method, call.receiver, args([])));
  },
  [`Date.prototype.${wellKnown('toPrimitive')}`]: pure(kinds(Kind.String | Kind.Number)),
  btoa: pure(STRING),
  atob: pure(STRING),
  'String.raw': (call) => {
    convertAll(call);
    return STRING;
  },
  ...Object.fromEntries(
    [
      'log',
      'error',
      'warn',
      'info',
      'debug',
      'trace',
      'assert',
      'group',
      'groupEnd',
      'time',
      'timeEnd',
      'count',
      'dir',
      'table',
    ].map((name) => [`console.${name}`, read]),
  ),
  'process.exit': () => BOTTOM,
};
