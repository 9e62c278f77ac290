// Methods as values: bound, unbound, arrow fields, call, apply and bind.
class Button {
  label = 'ok';
  handler = (): string => `arrow ${this.label}`;
  method(): string {
    return `method ${this?.label}`;
  }
  withArgs(a: number, b: number): string {
    return `${this.label} ${a + b}`;
  }
}
const b = new Button();
const { handler, method } = b;
console.log(handler(), b.method());
try {
  console.log(method());
} catch (e) {
  console.log((e as Error).name);
}
console.log(method.call({ label: 'other' } as Button), method.bind(b)(), b.withArgs.apply(b, [1, 2]), b.withArgs.call({ label: 'z' } as Button, 3, 4));
const bound = b.withArgs.bind(b, 10);
console.log(bound(5), bound.name, bound.length);
const methods = [b.method, b.handler].map((f) => f.call(b));
console.log(methods, Button.prototype.method === method, b.method === new Button().method, b.handler === new Button().handler);
