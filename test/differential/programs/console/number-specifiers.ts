// %d, %i and %f convert whatever they are given, and V8's words for the iterator of undefined and null.
const o: any = { valueOf() { return 5; }, toString() { return '7.5x'; } };
console.log('%d %i %f', o, o, o);
console.log('%d|%i|%f', [42], [42.9], ['1.5']);
console.log('%d|%i|%f', {}, {}, {}, new Date(5), null);
console.log('%d %i %f', null, null, undefined); console.log('%d', '0x10', '%i', 12n, '%f', Symbol("x")); console.log("%d %i", true, '12abc'); console.log('%i', 1e21, '%d', -0); console.log('%d', () => 1);
const n: any = null; const u: any = undefined;
for (const f of [() => n[Symbol.iterator], () => u[Symbol.iterator](), () => n[Symbol.asyncIterator], () => n?.[Symbol.iterator], () => { n[Symbol.iterator] = 1; }]) try { console.log(f()); } catch (e) { console.log((e as Error).message); }
