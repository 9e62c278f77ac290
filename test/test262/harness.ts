// The assertions that tests of test262 use, and the runner inside a compiled batch of them. test262's own `assert.js`, `sta.js`
// and `propertyHelper.js` write to prototypes and delete properties of built-ins; these check the same without changing anything.
type Constructor = new (...args: any[]) => any;
type Key = string | symbol;

export class Test262Error {
  message: string;
  constructor(message?: string) {
    this.message = message ?? '';
  }
  toString(): string {
    return `Test262Error: ${this.message}`;
  }
  static thrower(message?: string): never {
    throw new Test262Error(message);
  }
}

export function $DONOTEVALUATE(): never {
  throw new Test262Error('This statement should not be evaluated.');
}

export function isNegativeZero(value: unknown): boolean {
  return value === 0 && 1 / value === -Infinity;
}
export function isPrimitive(value: unknown): boolean {
  return value === null || (typeof value !== 'object' && typeof value !== 'function');
}
export function formatIdentityFreeValue(value: unknown): string | undefined {
  switch (value === null ? 'null' : typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'bigint':
      return `${String(value)}n`;
    case 'number':
      return isNegativeZero(value) ? '-0' : String(value);
    case 'boolean':
    case 'undefined':
    case 'null':
      return String(value);
    default:
      return undefined;
  }
}
export function formatSimpleValue(value: unknown): string {
  const basic = formatIdentityFreeValue(value);
  if (basic !== undefined) return basic;
  if (typeof value === 'function') return 'a function';
  try {
    return String(value);
  } catch {
    return typeof value;
  }
}

function prefix(message: unknown): string {
  return message === undefined ? '' : `${typeof message === 'symbol' ? message.toString() : String(message)} `;
}
function fail(message: string): never {
  throw new Test262Error(message);
}

export function compareArray(a: any, b: any): boolean {
  if (b.length !== a.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(b[i], a[i])) return false;
  return true;
}
function formatArray(arrayLike: any): string {
  let text = '';
  for (let i = 0; i < arrayLike.length; i++) text += (i === 0 ? '' : ', ') + formatSimpleValue(arrayLike[i]);
  return `[${text}]`;
}
compareArray.format = formatArray;

const assertion: any = function assert(condition: unknown, message?: unknown): void {
  if (condition !== true) fail(`${prefix(message)}Expected true but got ${formatSimpleValue(condition)}`);
};
assertion._isSameValue = (a: unknown, b: unknown): boolean => Object.is(a, b);
assertion._toString = formatSimpleValue;
assertion._formatIdentityFreeValue = formatIdentityFreeValue;
assertion.sameValue = (actual: unknown, expected: unknown, message?: unknown): void => {
  if (!Object.is(actual, expected))
    fail(`${prefix(message)}Expected ${formatSimpleValue(expected)}, got ${formatSimpleValue(actual)}`);
};
assertion.notSameValue = (actual: unknown, unexpected: unknown, message?: unknown): void => {
  if (Object.is(actual, unexpected)) fail(`${prefix(message)}Expected anything but ${formatSimpleValue(unexpected)}`);
};
assertion.throws = (expected: Constructor, body: () => void, message?: unknown): void => {
  try {
    body();
  } catch (thrown) {
    checkThrown(thrown, expected, message);
    return;
  }
  fail(`${prefix(message)}Expected a ${expected.name} but nothing was thrown`);
};
function checkThrown(thrown: any, expected: Constructor, message: unknown): void {
  if (typeof thrown !== 'object' || thrown === null)
    fail(`${prefix(message)}Expected a ${expected.name} but ${formatSimpleValue(thrown)} was thrown`);
  if (thrown.constructor !== expected)
    fail(`${prefix(message)}Expected a ${expected.name} but got ${formatSimpleValue(thrown)}`);
}
assertion.compareArray = (actual: any, expected: any, message?: unknown): void => {
  if (isPrimitive(actual)) fail(`${prefix(message)}Actual ${formatSimpleValue(actual)} should be an array`);
  if (!compareArray(actual, expected))
    fail(`${prefix(message)}Expected ${formatArray(expected)}, got ${formatArray(actual)}`);
};
assertion.throwsAsync = async (expected: Constructor, body: () => Promise<unknown>, message?: unknown) => {
  let result: Promise<unknown>;
  try {
    result = body();
  } catch {
    fail(`${prefix(message)}Expected a promise to reject but the function threw`);
  }
  if (result === null || typeof result !== 'object' || typeof result.then !== 'function')
    fail(`${prefix(message)}Expected a thenable`);
  let thrown: unknown;
  try {
    await result;
  } catch (error) {
    thrown = error;
    checkThrown(thrown, expected, message);
    return;
  }
  fail(`${prefix(message)}Expected a ${expected.name} but nothing was thrown`);
};
export const assert: any = assertion;

// propertyHelper.js: descriptors are read, never tried out by writing and deleting.
const FIELDS = ['value', 'writable', 'enumerable', 'configurable', 'get', 'set'] as const;

export function verifyProperty(object: any, name: Key, expected: any, options?: { label?: string }): boolean {
  const label = options?.label ?? String(name);
  const found = Object.getOwnPropertyDescriptor(object, name);
  if (expected === undefined) {
    assert.sameValue(found, undefined, `${label} descriptor should be undefined`);
    return true;
  }
  if (found === undefined) fail(`${label} should be an own property`);
  for (const field of FIELDS) {
    if (!Object.hasOwn(expected, field)) continue;
    const [wanted, got] = [expected[field], (found as any)[field]];
    const same =
      field === 'writable' || field === 'enumerable' || field === 'configurable' ? wanted === undefined : false;
    if (!same && !Object.is(wanted, got))
      fail(`${label} descriptor's ${field} should be ${formatSimpleValue(wanted)}, is ${formatSimpleValue(got)}`);
  }
  if (Object.hasOwn(expected, 'value') && !Object.is(object[name], expected.value))
    fail(`${label} should be ${formatSimpleValue(expected.value)}`);
  if (Object.prototype.propertyIsEnumerable.call(object, name) !== found.enumerable) fail(`${label} enumerability`);
  return true;
}

export function verifyCallableProperty(
  object: any,
  name: Key,
  functionName: string | undefined,
  functionLength: number,
  descriptor?: any,
): void {
  const value = object[name];
  assert.sameValue(typeof value, 'function', `${String(name)} should be a function`);
  const wanted = descriptor ?? { writable: true, enumerable: false, configurable: true, value };
  verifyProperty(object, name, wanted);
  const known = functionName ?? (typeof name === 'symbol' ? `[${name.description}]` : name);
  verifyProperty(value, 'name', { value: known, writable: false, enumerable: false, configurable: true });
  verifyProperty(value, 'length', { value: functionLength, writable: false, enumerable: false, configurable: true });
}
export function verifyAccessorProperty(object: any, name: Key, getter?: any, setter?: any, descriptor?: any): void {
  const found: any = Object.getOwnPropertyDescriptor(object, name);
  for (const [key, wanted] of [
    ['get', getter],
    ['set', setter],
  ] as const) {
    if (wanted === undefined) assert.sameValue(found[key], undefined, `${String(name)} ${key}`);
    else if (wanted === null || typeof wanted !== 'object')
      assert.sameValue(found[key], wanted, `${String(name)} ${key}`);
    else {
      assert.sameValue(typeof found[key], 'function', `${String(name)} ${key}`);
      verifyProperty(found[key], 'name', { value: wanted.name, writable: false, enumerable: false });
      verifyProperty(found[key], 'length', { value: wanted.length, writable: false, enumerable: false });
    }
  }
  verifyProperty(object, name, descriptor ?? { enumerable: false, configurable: true });
}
export const verifyPrimordialProperty = verifyProperty;
export const verifyPrimordialCallableProperty = verifyCallableProperty;
export const verifyPrimordialAccessorProperty = verifyAccessorProperty;

function attribute(object: any, name: Key, field: string, wanted: boolean): void {
  const found: any = Object.getOwnPropertyDescriptor(object, name);
  assert.sameValue(found?.[field], wanted, `${String(name)} ${field}`);
}
export function verifyEqualTo(object: any, name: Key, value: unknown): void {
  assert.sameValue(object[name], value, String(name));
}
export function verifyWritable(object: any, name: Key): void {
  const found = Object.getOwnPropertyDescriptor(object, name);
  assert(found !== undefined && (found.writable === true || found.set !== undefined), `${String(name)} writable`);
}
export function verifyNotWritable(object: any, name: Key): void {
  const found = Object.getOwnPropertyDescriptor(object, name);
  assert(found?.writable !== true, `${String(name)} not writable`);
}
export function verifyEnumerable(object: any, name: Key): void {
  attribute(object, name, 'enumerable', true);
}
export function verifyNotEnumerable(object: any, name: Key): void {
  attribute(object, name, 'enumerable', false);
}
export function verifyConfigurable(object: any, name: Key): void {
  attribute(object, name, 'configurable', true);
}
export function verifyNotConfigurable(object: any, name: Key): void {
  attribute(object, name, 'configurable', false);
}

export const $262 = {
  detachArrayBuffer(buffer: ArrayBuffer): void {
    buffer.transfer();
  },
};
export function $DETACHBUFFER(buffer: ArrayBuffer): void {
  buffer.transfer();
}

// The runner: one test a run, by its number; asynchronous ones call $DONE.
const OK = 'ok';
const state = { settled: false, report: (_line: string): void => undefined };

export function $DONE(error?: any): void {
  if (state.settled) return;
  state.settled = true;
  state.report(error === undefined || error === null || error === false ? OK : `failed: ${describe(error)}`);
}
export function asyncTest(body: () => Promise<unknown>): void {
  try {
    body().then(
      () => $DONE(),
      (error) => $DONE(error ?? 'rejected'),
    );
  } catch (error) {
    $DONE(error ?? 'threw');
  }
}
function describe(error: any): string {
  if (isPrimitive(error)) return formatSimpleValue(error);
  const name = error instanceof Test262Error ? '' : `${String(error.name)}: `;
  return (name + String(error.message)).replaceAll('\n', ' ');
}

export function runOne(test: () => void, isAsync: boolean, report: (line: string) => void): void {
  state.report = report;
  try {
    test();
    if (!isAsync) report(OK);
  } catch (error) {
    if (isAsync) $DONE(error ?? 'threw');
    else report(`failed: ${describe(error)}`);
  }
}
