// Overriding only a getter or setter, static accessors and accessors on instances through super.
class A {
  protected _v = 1;
  get v(): number {
    return this._v;
  }
  set v(n: number) {
    this._v = n;
  }
  static _count = 0;
  static get count(): number {
    return A._count;
  }
  static set count(n: number) {
    A._count = n;
  }
}
class GetOnly extends A {
  override get v(): number {
    return super.v * 100;
  }
}
class Both extends A {
  override get v(): number {
    return super.v + 1;
  }
  override set v(n: number) {
    super.v = n * 2;
  }
}
const b = new Both();
b.v = 5;
console.log(b.v, b, Object.keys(b));
try {
  (new GetOnly() as A).v = 3;
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
A.count++;
A.count += 5;
console.log(A.count, new GetOnly().v, Object.getOwnPropertyDescriptor(GetOnly.prototype, 'v')?.set);
