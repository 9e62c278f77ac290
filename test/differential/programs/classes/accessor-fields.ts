// `accessor` fields: storage, getters and setters on the prototype, overriding, `super`, private and static ones, in functions.
class A {
  accessor x = 1; static accessor count = 0; accessor #p = 5; accessor y: string; accessor ['lit'] = [1, 2]; static accessor #hidden = 'h'; readonly plain = 7;
  constructor() { this.y = 'y'; A.count++; }
  bump(): number { this.#p++; return this.#p; }
  static peek(): string { return (A.#hidden += '!'); }
}
class B extends A { override accessor x = 10; get sum(): number { return this.x + super.x; } set both(v: number) { super.x = v; this.x = v * 2; } }
const a = new A(); a.x += 2; console.log(a.x, A.count, a.bump(), a.y, a, Object.keys(a), 'x' in a, Object.getOwnPropertyNames(A.prototype), a.lit, A.peek(), JSON.stringify(a));
const b = new B(); console.log(b.x, b.sum, A.count, B.count, Object.hasOwn(b, 'x'), Object.hasOwn(B.prototype, 'x')); b.both = 4; console.log(b.sum, { ...b });
console.log(Object.getOwnPropertyDescriptor(A.prototype, 'x'), Object.getOwnPropertyDescriptor(A, 'count')?.get?.name);
B.count = 50; console.log(A.count);
try { console.log(Object.getOwnPropertyDescriptor(A.prototype, 'x')!.get!.call({})); } catch (e) { console.log(String(e)); }
function make(start: number) { return class { accessor v = start; inc(): number { return ++this.v; } }; }
const M = make(3), N = make(8); console.log(new M().inc(), new N().inc(), Object.keys(new M()));
abstract class Shape { abstract accessor area: number; describe(): string { return `area ${this.area}`; } }
class Sq extends Shape { accessor area = 4; } console.log(new Sq().describe());
interface HasName { name: string } class Named implements HasName { accessor name = 'n'; } const h: HasName = new Named(); h.name += '2'; console.log(h.name, h);
for (const k in a) console.log(k);
