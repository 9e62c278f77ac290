// The part of Node's `process` that means something without an operating system. Arguments and environment are boot
// parameters (docs/abi.md): lines `argv` and `env` in JSON.
import {
  addr,
  busNow,
  initVal,
  isNullish,
  isNumber,
  isObject,
  isString,
  builtin,
  i64FromF64,
  kindOf,
  load32,
  loadVal,
  shapeOf,
  storeVal,
  type Arr,
  type Fn,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { consoleBytes, consoleWrite } from '../device/console.ts';
import { bootParameter } from '../device/boot.ts';
import { throwArgumentType, throwCoded } from './argument-text.ts';
import { arrayGet, arrayPush, newArray } from './array.ts';
import { bigFromI64 } from './bigint-convert.ts';
import { newError, throwTypeError } from './error.ts';
import { getIndex } from './object.ts';
import { ownKeys } from './object-keys.ts';
import { toNumber, toStringValue } from './primitive.ts';
import { addProperty, newObject, newPlainObject } from './slots.ts';
import { exitProgram, setExitCode } from './start.ts';
import { concatStrings } from './string.ts';

// The process object: +8 argv, +16 env, +24 exitCode as it was set, +32 hrtime; undefined until first asked for.
let object: Val = undefined;

export function global_$get_process(): Val {
  if (object === undefined) {
    const made: Obj = newObject(shapeOf('Process'));
    initVal(addr(made), undefined, 8);
    initVal(addr(made), undefined, 16);
    initVal(addr(made), undefined, 24);
    initVal(addr(made), undefined, 32);
    object = made;
  }
  return object;
}

/** Node's first two arguments are the runtime and the program; the host's follow. */
export function Process_prototype_$get_argv(self: Val): Val {
  const known: Val = loadVal(addr(self), 8);
  if (known !== undefined) return known;
  const list: Arr = newArray(2);
  arrayPush(list, 'caisson');
  arrayPush(list, 'app');
  const text: Val = bootParameter('argv');
  if (isString(text)) {
    const given: Arr = JSON.parse(text as Str) as Arr;
    for (let i: u32 = 0; i < (given.length as u32); i = i + 1) arrayPush(list, textOf(arrayGet(given, i)));
  }
  storeVal(addr(self), list, 8);
  return list;
}
export function Process_prototype_$get_env(self: Val): Val {
  const known: Val = loadVal(addr(self), 16);
  if (known !== undefined) return known;
  const text: Val = bootParameter('env');
  const made: Obj = isString(text) ? (JSON.parse(text as Str) as Obj) : newPlainObject();
  const keys: Arr = ownKeys(made);
  for (let i: u32 = 0; i < (keys.length as u32); i = i + 1) textOf(getIndex(made, arrayGet(keys, i)));
  storeVal(addr(self), made, 16);
  return made;
}
/** Compiled code relies on it: passes/infer/library.ts calls arguments and environment texts. */
function textOf(value: Val): Val {
  if (!isString(value)) throwTypeError('The boot parameters "argv" and "env" hold texts only');
  return value;
}

export function Process_prototype_$get_exitCode(self: Val): Val {
  return loadVal(addr(self), 24);
}
export function Process_prototype_$set_exitCode(self: Val, code: Val): void {
  setExitCode(exitCodeOf(code));
  storeVal(addr(self), code, 24);
}
/** Node takes integers and their text. */
function exitCodeOf(code: Val): i32 {
  if (isNullish(code)) return 0;
  if (isNumber(code) || isString(code)) {
    const value: f64 = toNumber(code);
    if (Math.trunc(value) === value) return value as i32;
    if (isNumber(code))
      throwCoded(
        newError(
          shapeOf('RangeError'),
          concatStrings('The value of "code" is out of range. It must be an integer. Received ', toStringValue(code)),
        ),
        'ERR_OUT_OF_RANGE',
      );
  }
  throwArgumentType('code', 'of type number', code);
}

/** process.exit: nothing runs any more, `finally` included. Without a code process.exitCode counts. */
export function process_exit(code?: Val): never {
  if (isNullish(code)) exitProgram(exitCodeOf(Process_prototype_$get_exitCode(global_$get_process())));
  exitProgram(exitCodeOf(code));
}

/** Seconds of the monotonic clock. */
export function process_uptime(): f64 {
  return busNow() / 1000000000;
}
/** process.hrtime: [seconds, nanoseconds], since `previous` if given. */
export function process_hrtime(previous?: Val): Arr {
  const now: f64 = busNow();
  let seconds: f64 = Math.floor(now / 1000000000);
  let rest: f64 = now - seconds * 1000000000;
  if (isObject(previous)) {
    seconds = seconds - toNumber(arrayGet(previous as Arr, 0));
    rest = rest - toNumber(arrayGet(previous as Arr, 1));
    if (rest < 0) {
      seconds = seconds - 1;
      rest = rest + 1000000000;
    }
  }
  const pair: Arr = newArray(2);
  arrayPush(pair, seconds as Val);
  arrayPush(pair, rest as Val);
  return pair;
}
export function hrtimeBigint(): Val {
  return bigFromI64(i64FromF64(busNow()));
}
export function Process_prototype_$get_hrtime(self: Val): Val {
  if (loadVal(addr(self), 32) === undefined) {
    addProperty(builtin('process.hrtime'), 'bigint', builtin('hrtimeBigint'), 0);
    storeVal(addr(self), builtin('process.hrtime'), 32);
  }
  return loadVal(addr(self), 32);
}
export function Process_prototype_$get_nextTick(self: Val): Fn {
  return builtin('process.nextTick');
}
export function Process_prototype_$get_exit(self: Val): Fn {
  return builtin('process.exit');
}
export function Process_prototype_$get_uptime(self: Val): Fn {
  return builtin('process.uptime');
}

export function Process_prototype_$get_stdout(self: Val): Obj {
  return newStream(1);
}
export function Process_prototype_$get_stderr(self: Val): Obj {
  return newStream(2);
}

// A stream: +8 its number.
function newStream(stream: f64): Obj {
  const made: Obj = newObject(shapeOf('WriteStream'));
  initVal(addr(made), stream as Val, 8);
  return made;
}
/** Text or bytes; what is written is out when the turn ends. */
export function WriteStream_prototype_write(self: Val, data: Val): bool {
  const stream: i32 = loadVal(addr(self), 8) as f64 as i32;
  if (isString(data)) consoleWrite(stream, data as Str);
  else if (isObject(data) && load32(load32(addr(data))) === kindOf('Uint8Array'))
    consoleBytes(stream, load32(addr(data), 16), load32(addr(data), 24));
  else throwArgumentType('chunk', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
  return true;
}
