// Strings, arrays, numbers, maps, objects and classes: a line of results for each family of built-ins.
function main() {
  const s = 'Hello, World';
  console.log(s.slice(1, 4), s.indexOf('o'), s.lastIndexOf('o'), s.split(', ').join('|'), s.replace('o', '0'), s.replaceAll('o', '0'), s.padStart(15, '*'), s.padEnd(15) + '|', s.repeat(2), s.charAt(1), s.at(-1), s.charCodeAt(0), s.includes('World'), s.startsWith('Hell'), s.endsWith('ld'), '  x '.trim() + '|', s.substring(5, 2), s.codePointAt(1));
  console.log([3, 1, 2].sort().join(), [10, 9, 1].sort().join(), [10, 9, 1].sort((a, b) => a - b).join());
  console.log([1, 2, 3].map((x) => x * 2).filter((x) => x > 2).reduce((a, b) => a + b, 0));
  const a = [1, 2, 3, 4, 5];
  console.log(a.splice(1, 2).join(), a.join(), a.shift(), a.unshift(7, 8), a.join(), a.reverse().join(), a.pop(), a.push(9, 10), a.indexOf(9), a.includes(10), a.slice(-2).join(), a.concat([1], 2, [3]).length);
  console.log([...[1, 2], ...'ab', ...new Set([1, 1, 2])].join());
  console.log([[1, [2, [3]]], 4].flat(Infinity).join(), [1, 2].flatMap((x) => [x, x * 10]).join(), Array.from({ length: 3 }, (_, i) => i * i).join(), Array.of(1, 2).length, Array.isArray([]));
  const big = Array.from({ length: 1000 }, (_, i) => (i * 7919) % 1000);
  console.log(big.sort((x, y) => x - y).every((v, i) => v === i), big.toSorted((x, y) => y - x)[0]);
  console.log((255).toString(16), (0.5).toString(2), (1e21).toString(36), (123.456).toFixed(1), (0.000001234).toExponential(2), (1234.5678).toPrecision(6), (1e21).toFixed(2), (-1.5).toFixed(0), (2.5).toFixed(0), (1.005).toFixed(2), (0).toFixed(2), (25).toPrecision(1), (0.1).toString(3), (1234567.891).toLocaleString());
  console.log(parseInt('12px'), parseInt('0x1f'), parseInt('z', 36), parseFloat('3.14abc'), Number('12'), Number(''), Number('x'), Number.isInteger(5), isNaN(NaN));
  const m = new Map<string, number>([['a', 1], ['b', 2]]);
  m.set('c', 3); m.delete('a');
  for (const [k, v] of m) console.log(k, v);
  console.log(m.size, m.get('b'), m.has('a'), [...m.keys()].join(), [...m.values()].join());
  console.log(Object.keys({ b: 1, a: 2, 1: 3 }).join(), Object.entries({ x: 1 }).join(), Object.values({ x: 1, y: 2 }).join());
  const o = Object.freeze({ q: 1 });
  try { (o as any).q = 2; } catch (e: any) { console.log(e.message); }
  try { (o as any).r = 2; } catch (e: any) { console.log(e.message); }
  const { q, ...rest } = { q: 1, w: 2, e: 3 };
  console.log(q, Object.keys(rest).join());
  console.log(Object.getOwnPropertyNames(class { static x = 1; }).join());
  class A { #p = 1; static n = 0; get p() { return this.#p; } set p(v) { this.#p = v; } }
  const x = new A(); x.p = 5; console.log(x.p, Object.keys(x).length);
  class E2 extends Error { code = 5; constructor(m: string) { super(m); this.name = 'E2'; } }
  try { throw new E2('boom'); } catch (e: any) { console.log(e.name, e.message, e.code, e instanceof E2, e instanceof Error, String(e), e.stack.split('\n')[0]); }
  console.log(Object.prototype.toString.call([]), Object.prototype.toString.call(null), `${[1, [2, 3]]}`, String({}));
}
main();
export {};
