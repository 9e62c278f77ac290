// Keys that all collide under FNV-1a: the table moves to a keyed hash, order and contents stay.
export {};
const PRIME = 0x01000193;
function inverse(x: number): number {
  let y = x;
  for (let i = 0; i < 5; i++) y = Math.imul(y, 2 - Math.imul(x, y));
  return y;
}
const INVERSE = inverse(PRIME);
const TARGET = 0x12345678;
function hash(s: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < s.length; i++) h = Math.imul(h ^ s.charCodeAt(i), PRIME);
  return h;
}
/** Two units that bring the hash of a prefix to the target, if there are any. */
function collide(prefix: string): string | undefined {
  const start = hash(prefix);
  const wanted = Math.imul(TARGET, INVERSE);
  for (let a = 0; a < 65536; a++) {
    const b = Math.imul(start ^ a, PRIME) ^ wanted;
    if (b >>> 16 === 0) return prefix + String.fromCharCode(a, b);
  }
  return undefined;
}
const keys: string[] = [];
for (let i = 0; keys.length < 300; i++) {
  const key = collide(`k${i}`);
  if (key !== undefined) keys.push(key);
}
console.log(keys.every((k) => hash(k) === TARGET), new Set(keys).size);
const map = new Map<string, number>();
const record: Record<string, number> = {};
keys.forEach((k, i) => {
  map.set(k, i);
  record[k] = i;
});
console.log(map.size, Object.keys(record).length, [...map.keys()].every((k, i) => k === keys[i]), Object.keys(record).every((k, i) => k === keys[i]));
console.log(keys.every((k, i) => map.get(k) === i && record[k] === i), map.has('absent'), 'absent' in record);
keys.forEach((k, i) => {
  if (i % 2 === 0) map.delete(k);
});
for (const [k, v] of map) if (v % 5 === 0 && !k.endsWith('!')) map.set(`${k}!`, v);
console.log(map.size, [...map.values()].slice(-3), keys.filter((k) => map.has(k)).length);
