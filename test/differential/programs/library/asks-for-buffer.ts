// Libraries ask whether a value is one of Node's buffers before they look at it otherwise: nothing in a module is.
declare const Buffer: { isBuffer(value: unknown): boolean; new (): object };
const isBuffer = (value: unknown): boolean => typeof Buffer !== 'undefined' && Buffer.isBuffer(value);
let asked = 0;
const next = (): Uint8Array => { asked++; return new Uint8Array(2); };
console.log(typeof Buffer, isBuffer(new Uint8Array(1)), isBuffer(null), Buffer.isBuffer(next()), next() instanceof Buffer, asked);
function clone<T>(value: T): T {
  if (Array.isArray(value)) return value.map(clone) as T;
  if (isBuffer(value) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, clone(v)])) as T;
}
console.log(clone({ a: [1, { b: 2 }], c: 'x' }));
