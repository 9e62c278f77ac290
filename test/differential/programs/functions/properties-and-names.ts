// Functions as objects: properties, names from context, printing.
const greet = Object.assign((n: string) => `hi ${n}`, { lang: 'en', count: 0 });
greet.count++;
console.log(greet('x'), greet.lang, greet.count, greet.name, greet);
function withStatic(): void {}
withStatic.version = 2;
console.log(withStatic.version, withStatic, Object.keys(withStatic));
const o = { a() {}, b: () => {}, c: function () {}, get d() { return 1; }, ['e' + 1]: () => {} };
console.log(o, o.a.name, o.b.name, o.c.name, Object.values(o).length);
const { x = () => {} } = {} as { x?: () => void };
console.log(x.name, (class {}).name, [() => {}][0].name, [() => 1, class Q {}, function z() {}]);
console.log(typeof greet, greet instanceof Function, greet.toString === undefined, (async () => {}).name === '');
