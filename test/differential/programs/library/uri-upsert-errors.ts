// URI functions, upsert of maps, Error.isError, and names of errors as data properties.
const e = new TypeError('x');
console.log(e.name, e.message, String(e), new Error().message === '');
class Mine extends Error { override name = 'Mine'; }
console.log(new Mine('q').name, String(new Mine('q')));
try { (null as any).toString(); } catch (error) { console.log((error as Error).name); }
const f = new Error('a'); f.name = 'Other'; f.message = 'changed'; console.log(String(f));
console.log(encodeURIComponent('a b&ü€😀'), encodeURI('http://x/ä?q=1 2#z'), decodeURIComponent('%F0%9F%98%80%20'), decodeURI('%26%20'));
for (const s of ['%', '%C0%80', '%ED%A0%80', '%zz', '\ud800']) { try { console.log(decodeURIComponent(s) + encodeURIComponent(s)); } catch (x) { console.log(String(x)); } }
const m = new Map<string, number>(); console.log(m.getOrInsert('a', 1), m.getOrInsert('a', 2), m.getOrInsertComputed('b', (k) => k.length), m);
const w = new WeakMap<object, number>(); const k = {}; console.log(w.getOrInsert(k, 1), w.getOrInsertComputed(k, () => 5));
console.log(Error.isError(e), Error.isError({}), escape('ä b€'), unescape('%E4%20b%u20AC'));
