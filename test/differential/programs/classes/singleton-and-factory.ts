// Private constructors, a lazily made singleton and a factory by discriminant.
class Config {
  static #instance: Config | undefined;
  readonly values = new Map<string, string>();
  private constructor() {
    this.values.set('mode', 'test');
  }
  static get instance(): Config {
    return (Config.#instance ??= new Config());
  }
}
console.log(Config.instance === Config.instance, Config.instance.values.get('mode'));
abstract class Op {
  abstract apply(a: number, b: number): number;
  static create(symbol: '+' | '*' | '-'): Op {
    switch (symbol) {
      case '+':
        return new Add();
      case '*':
        return new (class Mul extends Op {
          apply(a: number, b: number): number {
            return a * b;
          }
        })();
      default:
        return { apply: (a, b) => a - b };
    }
  }
}
class Add extends Op {
  apply(a: number, b: number): number {
    return a + b;
  }
}
for (const s of ['+', '*', '-'] as const) console.log(s, Op.create(s).apply(7, 5), Op.create(s) instanceof Op, Op.create(s).constructor.name);
