// Array methods on typed arrays.
const a = Float64Array.from([3, 1, 2]);
console.log(a.map((x) => x * 1.5), a.filter((x) => x > 1), a.reduce((s, x) => s + x), a.toSorted(), a.sort(), a.reverse(), a.indexOf(2), a.includes(NaN));
console.log(new Int16Array([5, -3, 10, 1]).sort(), new Uint8Array([10, 9, 1]).sort((x, y) => y - x), new Float32Array([NaN, 1, -0, 0, -1]).sort());
console.log(a.find((x) => x > 1), a.findLast((x) => x < 3), a.at(-1), a.some((x) => x === 2), a.every(Number.isInteger), a.with(0, 9), a.toReversed(), a.lastIndexOf(3), a.findIndex((x) => x > 9));
console.log([...a.entries()], [...a.keys()], a.join('|'), a.fill(7, 1, 2), Array.isArray(a), ArrayBuffer.isView(a), Object.prototype.toString.call(a));
const u8 = new Uint8Array([1, 2, 3]).map((x) => x * 100);
console.log(u8, Uint8Array.from('123'), Uint8Array.from(new Set([4, 5])), new Uint8Array(new Float32Array([1.7, 300])), new Float32Array(new Uint8Array([9])));
u8.forEach((v, i) => console.log(i, v));
