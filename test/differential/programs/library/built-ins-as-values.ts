// Ordinary functions as constructors, built-ins as values, static methods through subclasses, computed names of the library.
function Point(this: any, x: number, y: number) {
  this.x = x;
  this.y = y;
}
const P = Point as any;
const point = new P(1, 2);
console.log(point.x + point.y, point instanceof P, point.constructor === P, Object.getPrototypeOf(point) === P.prototype);
function Counter(this: any) {
  if (new.target === undefined) return new (Counter as any)();
  this.count = 0;
}
console.log((Counter as any)().count, new (Counter as any)().count);
class Wide extends (Point as any) {
  z = 3;
}
const wide: any = new (Wide as any)(4, 5);
console.log(wide.x, wide.y, wide.z, wide instanceof P);
const library: any[] = [Array, Map, Number, Math, JSON, Promise];
console.log(library.map((entry) => typeof entry));
console.log(library[0].isArray([]), library[2].MAX_SAFE_INTEGER, library[3].max(1, 5), library[4].stringify([1]));
class Stack<T> extends Array<T> {
  top(): T | undefined {
    return this.at(-1);
  }
}
console.log((Stack.from([1, 2, 3]) as Stack<number>).top(), Stack.of(7) instanceof Stack, Stack.isArray([]));
class Later<T> extends Promise<T> {}
console.log(Later.resolve(1) instanceof Later, Later.all([]) instanceof Later, Later.reject(2).catch(() => 0) instanceof Later);
for (const name of ['toUpperCase', 'trim', 'length']) console.log(name, typeof (' a ' as any)[name]);
console.log(Object.getOwnPropertyDescriptor(Map.prototype, Symbol.toStringTag), Object.hasOwn(Array.prototype, 'flatMap'));
console.log(Map.prototype[Symbol.iterator] === Map.prototype.entries, Set.prototype.keys === Set.prototype.values);
const views = [Int8Array, Float64Array].map((type: any) => type.from([1, 2]).map((x: number) => x * 2));
console.log(views, Object.getPrototypeOf(Int8Array) === Object.getPrototypeOf(Float64Array));
console.log(Number.prototype.toString(20), Date.prototype.hasOwnProperty('getDate'), Number.prototype.constructor === Number);
