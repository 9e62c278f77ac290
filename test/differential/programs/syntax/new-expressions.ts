// new with and without arguments, on members, on results of calls, with spread.
class A {
  constructor(
    readonly x = 0,
    readonly y = 0,
  ) {}
  static Inner = class {
    v = 'inner';
  };
  self(): typeof A {
    return A;
  }
}
const ns = { deep: { A } };
const get = (): typeof A => A;
console.log(new A(), new ns.deep.A(1), new (get())(2, 3), new A.Inner().v, new (new A().self())(9).x, new A(...([4, 5] as const)));
const classes: (new (x?: number) => { x: number })[] = [A, class extends A { override readonly x = 100; }];
console.log(classes.map((C) => new C(7).x), new (class { z = 1; })().z, new Date(0).getTime(), new Array(2).length, new Map([[1, 2]]).size, new Error('m').message);
const make = <T>(C: new () => T): T => new C();
console.log(make(A), make(Map).size, make(class Local { q = 'q'; }).q);
