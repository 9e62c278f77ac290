// Array.fromAsync over its kinds of sources, and RegExp.escape.
async function* g() { yield 1; yield 2; }
Array.fromAsync(g()).then((v) => console.log(v));
Array.fromAsync([Promise.resolve(3), 4], (x, i) => x * 10 + i).then((v) => console.log(v));
Array.fromAsync({ length: 2, 0: Promise.resolve('a'), 1: 'b' }).then((v) => console.log(v));
Array.fromAsync(5 as any).then((v) => console.log(v), (e) => console.log(String(e)));
Array.fromAsync(null as any).then((v) => console.log(v), (e) => console.log(String(e).slice(0, 9)));
Array.fromAsync([1], 5 as any).then((v) => console.log(v), (e) => console.log(String(e)));
console.log(RegExp.escape('1a.b-c/ü\u2028\n"x"\ud800'), RegExp.escape(''), RegExp.escape('foo.*[x]'));
