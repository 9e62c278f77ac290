// JSON.stringify of every kind of value.
console.log(JSON.stringify({ a: 1, b: 'x', c: true, d: null, e: undefined, f: () => 1, g: Symbol('s'), h: [undefined, () => 1, NaN, Infinity, -0] }));
console.log(JSON.stringify([1, 'a"b\\c\n\u0001\u2028\ud800', [], {}, [[]]]), JSON.stringify('é😀\t'), JSON.stringify(undefined), JSON.stringify(() => 1), JSON.stringify(null));
console.log(JSON.stringify(new Date(0)), JSON.stringify({ d: new Date(NaN) }), JSON.stringify(new Map([[1, 2]])), JSON.stringify(new Set([1])), JSON.stringify([new Number(3), new String('s'), new Boolean(false)]));
class P {
  x = 1;
  #h = 2;
  get y(): number {
    return this.#h;
  }
  toJSON(key: string): unknown {
    return { key, x: this.x, y: this.y };
  }
}
console.log(JSON.stringify({ p: new P(), list: [new P()] }), JSON.stringify(Object.create({ inherited: 1 })), JSON.stringify(/re/), JSON.stringify(new Error('m')));
try {
  JSON.stringify(1n);
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
console.log(JSON.stringify({ [Symbol('k')]: 1, 2: 'two', z: 1, 1: 'one' }), JSON.stringify(1e21), JSON.stringify(0.1 + 0.2));
