// extends with calls, conditionals, members and parenthesised expressions.
const log: string[] = [];
const base = (name: string) => {
  log.push(`base ${name}`);
  return class {
    who(): string {
      return `from ${name}`;
    }
    static made = name.length;
  };
};
class A extends base('first') {}
class B extends (log.length > 0 ? base('yes') : base('no')) {
  override who(): string {
    return `B ${super.who()}`;
  }
}
const lib = { models: { Model: class Model { id = 7; } } };
class C extends lib.models.Model {
  name = `m${this.id}`;
}
console.log(new A().who(), A.made, new B().who(), B.made, new C(), log);
const classes = { A, B } as const;
const make = (k: keyof typeof classes): string => new classes[k]().who();
console.log(make('A'), make('B'), Object.getPrototypeOf(C) === lib.models.Model, Object.getPrototypeOf(A).made);
