// Private names: of static members, through prototypes, of classes in loops and of classes in classes.
class S { static #p = 1; static has(o: object) { return #p in o; } static #q() { return 2; } static hq(o: object) { return #q in o; } static g() { return this.#p; } }
class T extends S {}
console.log(S.has(S), S.has(T), S.hq(S), S.hq(T), S.g());
try { console.log(T.g()); } catch (e) { console.log((e as Error).message); }
class P { #x = 1; #m() { return 3; } get #a() { return 4; } static has(o: object) { return #x in o; } static hm(o: object) { return #m in o; } x() { return this.#x; } m() { return this.#m() + this.#a; } }
const p = new P();
const q = Object.create(p) as P;
console.log(P.has(p), P.has(q), P.hm(p), p.x(), p.m());
try { console.log(q.x()); } catch (e) { console.log((e as Error).message); }
for (let i = 0; i < 3; i++) {
  class L { #v = i; static #count = 0; static #bump() { return ++L.#count; } #inc() { return (this.#v += 10); } static make() { L.#bump(); return new L(); } get v() { return this.#v; } go() { this.#inc(); return `${this.#v} ${L.#count}`; } set(o: L) { o.#v = 7; return ({ L2: class { #v = 9; r(x: L) { return x.v + this.#v; } } }).L2; } }
  const l = L.make();
  console.log(l.go(), l.go(), L.make().v, new (l.set(l))().r(l));
}
