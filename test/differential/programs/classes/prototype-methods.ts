// Method sharing, own versus inherited, getOwnPropertyNames of prototypes.
class A {
  own = 1;
  one(): number {
    return 1;
  }
  get two(): number {
    return 2;
  }
  static three(): number {
    return 3;
  }
}
class B extends A {
  four(): number {
    return 4;
  }
}
console.log(Object.getOwnPropertyNames(A.prototype), Object.getOwnPropertyNames(B.prototype));
console.log(Object.getPrototypeOf(new B()) === B.prototype, Object.getPrototypeOf(B.prototype) === A.prototype, Object.getPrototypeOf(B) === A);
const b = new B();
for (const k in b) console.log(k);
console.log(Object.entries(b), b.hasOwnProperty('one'), 'one' in b, B.prototype.isPrototypeOf(b), A.prototype.isPrototypeOf(b));
console.log(Object.getOwnPropertyDescriptor(A.prototype, 'two')?.get !== undefined, Object.getOwnPropertyDescriptor(A.prototype, 'one')?.enumerable);
