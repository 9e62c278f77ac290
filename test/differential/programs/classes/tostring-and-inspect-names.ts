// Class names from variables, anonymous classes, name overrides and toStringTag in output.
const Anonymous = class {};
const obj = { Klass: class {}, other: class Named {} };
class HasName {
  static override_ = 1;
}
class Tag {
  x = 1;
  get [Symbol.toStringTag](): string {
    return 'T';
  }
}
console.log(Anonymous.name, obj.Klass.name, obj.other.name, HasName.name, new Anonymous(), new obj.Klass(), new obj.other());
console.log(`${new Tag()}`, new Tag(), String(new HasName()), new HasName() + '', [new Anonymous()].join(), `${class Q {}.name}`);
function make(n: string) {
  return { [n]: class {} }[n];
}
console.log(make('Dynamic').name, new (make('Other'))(), (class { static name2 = 'x'; }).name2);
const arr = [class {}, class B {}];
console.log(arr.map((c) => c.name), arr[0], new arr[1]());
