// in, hasOwn, hasOwnProperty, propertyIsEnumerable, keys on instances, prototypes and arrays.
class A {
  own = 1;
  method(): void {}
  get acc(): number {
    return 1;
  }
}
const a = new A();
for (const k of ['own', 'method', 'acc', 'toString', 'nope']) console.log(k, k in a, Object.hasOwn(a, k), a.hasOwnProperty(k), a.propertyIsEnumerable(k), (a as unknown as Record<string, unknown>)[k] !== undefined);
const arr = ['x', , 'z'];
console.log(0 in arr, 1 in arr, '2' in arr, 3 in arr, 'length' in arr, Object.keys(arr), Object.hasOwn(arr, 'length'), Object.getOwnPropertyNames(arr));
console.log(Object.keys('ab'), Object.entries([7]), Object.values({ b: 1, a: 2, 1: 3 }), Object.getOwnPropertyNames(class { static s = 1; static m() {} }).sort(), Object.getOwnPropertyNames(function f(x: number) { return x; }).includes('length'));
