// A class that extends Map and one that extends Set.
class DefaultMap<K, V> extends Map<K, V> {
  constructor(private readonly make: (key: K) => V) {
    super();
  }
  override get(key: K): V {
    if (!this.has(key)) this.set(key, this.make(key));
    return super.get(key)!;
  }
}
const m = new DefaultMap<string, number[]>(() => []);
m.get('a').push(1);
m.get('a').push(2);
m.get('b').push(3);
console.log([...m], m.size, m instanceof Map);
class Counter extends Set<string> {
  adds = 0;
  override add(v: string): this {
    this.adds++;
    return super.add(v);
  }
}
const c = new Counter(['x']);
c.add('x').add('y');
console.log(c.size, [...c], c.has('y'));
