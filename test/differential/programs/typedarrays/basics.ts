// Typed arrays: conversion on write, length, bounds.
const u8 = new Uint8Array([1, 255, 256, -1, 1.9, NaN]);
console.log(u8, u8.length, u8[6], u8[-1 as number], new Int8Array([127, 128, 255, -129]), new Uint8ClampedArray([300, -5, 1.5, 2.5, NaN]));
console.log(new Uint16Array([65536, -1]), new Int16Array([32768]), new Uint32Array([-1, 2 ** 32]), new Int32Array([2 ** 31]), new Float32Array([0.1, 1e40]), new Float64Array([0.1, -0]));
console.log(new BigInt64Array([2n ** 63n]), new BigUint64Array([-1n]), new Uint8Array(3), Uint8Array.from([1, 2], (x) => x * 2), Uint8Array.of(5, 6));
u8[100] = 5;
u8[0] += 255;
u8[1]++;
console.log(u8, u8.length, 100 in u8, 0 in u8, Object.keys(u8), u8.BYTES_PER_ELEMENT, u8.byteLength);
let sum = 0;
for (const v of u8) sum += v;
for (let i = 0; i < u8.length; i++) sum += u8[i];
console.log(sum, [...u8], Array.from(u8), u8.join('-'), String(u8));
