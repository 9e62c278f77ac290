// Well-known symbols: species, toPrimitive, toStringTag, isConcatSpreadable, asyncIterator, match.
const o = { [Symbol.toPrimitive]: (hint: string) => (hint === 'string' ? 'str' : hint === 'number' ? 7 : 'def') };
console.log(`${o}`, +o, (o as any) + '!', (o as any) * 2, (o as any) == 'def', [o].join(), new Date(o as unknown as number).getTime());
console.log(String(Symbol.iterator), Symbol.asyncIterator.description, Symbol('x').toString(), Object(Symbol.iterator) === Symbol.iterator, Symbol.iterator in Array.prototype);
console.log('a-b'.split({ [Symbol.split]: (s: string) => [s, 'custom'] } as never), 'xyz'.replace({ [Symbol.replace]: (s: string, r: string) => s + r } as never, '!'));
const t = { get [Symbol.toStringTag]() { return 'T' + 1; } };
console.log(Object.prototype.toString.call(t), Object.prototype.toString.call(null), Object.prototype.toString.call(1), Object.prototype.toString.call([]), Object.prototype.toString.call(new Map()), Object.prototype.toString.call(function () {}));
const bad = { [Symbol.toPrimitive]: () => ({}) };
try {
  console.log(`${bad as unknown as string}`);
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
