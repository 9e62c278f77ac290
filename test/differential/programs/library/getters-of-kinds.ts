// Getters of the library where the kind of the receiver is known, and what may stand in front of them.
const map = new Map<string, number>([['a', 1]]);
const set = new Set<number>();
for (let i = 0; i < 5; i++) {
  map.set(`k${i}`, i);
  set.add(i % 3);
  if (map.size > 3) map.delete(map.keys().next().value!);
}
console.log(map.size, set.size, map.size - set.size, map.size === 3 ? 'three' : 'not');
map.clear();
console.log(map.size, `${map.size}/${set.size}`);

class Counted<K, V> extends Map<K, V> {
  reads = 0;
  override get size(): number {
    this.reads++;
    return super.size * 10;
  }
}
const counted = new Counted<string, number>();
counted.set('x', 1).set('y', 2);
console.log(counted.size, counted.size + 1, counted.reads);
const either: ReadonlyMap<string, number>[] = [map, counted];
console.log(either.map((each) => each.size));

const masked = new Set([1, 2]);
Object.defineProperty(masked, 'size', { value: 'own' });
console.log(masked.size, new Set([1]).size);
const extra = Object.assign(new Map([[1, 2]]), { note: 'n' });
console.log(extra.size, extra.note);

const buffer = new ArrayBuffer(16, { maxByteLength: 32 });
const view = new DataView(buffer, 4, 8);
const words = new Uint16Array(buffer, 2, 3);
console.log(buffer.byteLength, buffer.resizable, buffer.maxByteLength, buffer.detached, view.byteLength, view.byteOffset);
console.log(words.length, words.byteLength, words.byteOffset, words.BYTES_PER_ELEMENT, words.buffer === buffer);
buffer.resize(8);
console.log(buffer.byteLength, words.length, words.byteLength);
try {
  console.log(view.byteLength);
} catch (error) {
  console.log((error as Error).name);
}
const pattern = /a(?<n>b)/dgi;
console.log(pattern.flags, pattern.global, pattern.hasIndices, pattern.source, pattern.sticky, pattern.unicodeSets);
const symbol = Symbol('named');
console.log(symbol.description, Symbol.iterator.description);
const absent = map as Map<string, number> | undefined;
console.log(absent?.size, (undefined as Set<number> | undefined)?.size ?? 'none');

function sizes(of: Map<string, number> | Set<number>): number {
  return of.size;
}
console.log(sizes(map), sizes(set));
try {
  const getter = Object.getOwnPropertyDescriptor(Map.prototype, 'size')!.get!;
  console.log(getter.call(map));
  getter.call(set);
} catch (error) {
  console.log((error as Error).message);
}
