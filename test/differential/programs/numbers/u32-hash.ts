// Hash functions that need wrap-around multiplication and unsigned shifts.
function fnv1a(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  return h >>> 0;
}
function djb2(text: string): number {
  let h = 5381;
  for (const c of text) h = (h * 33 + c.charCodeAt(0)) >>> 0;
  return h;
}
function xorshift(seed: number): () => number {
  let x = seed | 0;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return x >>> 0;
  };
}
for (const s of ['', 'a', 'hello', 'The quick brown fox']) console.log(s, fnv1a(s), djb2(s));
const next = xorshift(42);
console.log(next(), next(), next(), next() / 2 ** 32);
