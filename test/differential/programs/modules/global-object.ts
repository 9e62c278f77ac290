// What libraries ask of `globalThis`: its type, its names with and without a cast, `in`, and destructuring.
console.log(typeof globalThis, typeof globalThis.console, typeof (globalThis as any).TextEncoder);
console.log((globalThis as any).Deno?.version, (globalThis as any).document === undefined);
console.log(typeof (globalThis as any).importScripts === 'function', (globalThis as any).Math.max(3, 4));
console.log('Deno' in globalThis, 'structuredClone' in globalThis, 'Map' in globalThis);
const { Deno, parseFloat: read } = globalThis as any;
console.log(Deno, read('1.5x'));
const isOutside = Boolean((globalThis as any).Deno) || typeof (globalThis as any).window === 'object';
console.log(isOutside);
const encoder = typeof globalThis === 'object' ? (globalThis as any).TextEncoder : null;
console.log(new encoder().encode('é'));
console.log(typeof globalThis.URL, new (globalThis as any).URL('http://a/b?c').search);
const cr = typeof globalThis === 'object' ? (globalThis as any).crypto : null;
console.log(typeof cr?.getRandomValues, cr.getRandomValues(new Uint8Array(3)).length);
const clock: { now(): number } = performance;
console.log(clock.now() >= 0, typeof crypto, typeof performance, Object.prototype.toString.call(crypto));
