// Printing of functions of every kind, with and without properties.
function f(): void {}
async function af(): Promise<void> {}
function* gf(): Generator {}
async function* agf(): AsyncGenerator {}
console.log(f, af, gf, agf, () => {}, (async () => {}), Math.max, class A {}, Symbol);
console.log([f, () => {}], { f, m() {}, a: async () => {} });
console.log(Object.assign(() => {}, { a: 1 }), Object.assign(f, { nested: { b: 2 } }));
console.log(gf(), Promise.resolve(1), [Promise.resolve('x')]);
console.log(Symbol.iterator, Symbol.for('reg'), [Symbol('in array')], new Boolean(false), new Number(-0), new String('str'));
