// WeakRef and FinalizationRegistry keep their API while targets are alive.
const target = { name: 'kept' };
const ref = new WeakRef(target);
const reg = new FinalizationRegistry<string>((h) => console.log('never', h));
reg.register(target, 'held', target);
console.log(ref.deref()?.name, reg.unregister(target), reg.unregister(target), ref.deref() === target);
class Cache<K, V extends object> {
  #m = new Map<K, WeakRef<V>>();
  set(k: K, v: V): V {
    this.#m.set(k, new WeakRef(v));
    return v;
  }
  get(k: K): V | undefined {
    return this.#m.get(k)?.deref();
  }
}
const c = new Cache<string, { n: number }>();
const kept = c.set('a', { n: 1 });
console.log(c.get('a') === kept, c.get('b'), Object.prototype.toString.call(ref));
try {
  new WeakRef(5 as unknown as object);
} catch (e) {
  console.log((e as Error).name);
}
