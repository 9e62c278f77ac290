// Output between initialisers, each of which depends on what came before.
const a = [1];
console.log('one', a);
const b = a.concat(2);
a.push(9);
console.log('two', a, b);
const c = { a, b, total: a.length + b.length };
b.length = 0;
console.log('three', c);
let seen = performance.now() >= 0 ? 'clock' : 'none';
seen += c.a.map((x) => x * 2).join();
console.log(seen, typeof process.argv.length);
const d = [...c.a, seen.length];
export { d };
console.log(d);
