// Setters under private names: alone, with a getter, static, on values nobody knows, in patterns, in classes made again.
class A { #f = 0; get #s() { return this.#f; } set #s(v: number) { this.#f = v; } put(v: number) { this.#s = v; this.#s += 1; this.#s++; return this.#f; } static all(list: unknown[]) { for (const x of list) (x as A).#s = 40; [...list].forEach((x) => { ({ v: (x as A).#s } = { v: 41 }); }); return list.map((x) => (x as A).#s); } }
class B extends A { #s = 'own'; tell() { this.#s += '!'; return this.#s; } }
const bag: any = JSON.parse('[]'); bag.push(new A(), new B()); console.log(new A().put(5), A.all(bag), (bag[1] as B).tell());
class C { #log: string[] = []; set #w(v: string) { this.#log.push(v); } add(...xs: string[]) { for (const x of xs) this.#w = x; for (this.#w of xs); return this.#log; } } console.log(new C().add('a', 'b'));
function mk() { return class { #v = 1; set #p(n: number) { this.#v = n * 2; } get #p() { return this.#v; } go(o: any) { o.#p = 6; return o.#p; } }; } const K = mk(), k = new K(); console.log(k.go(k)); try { k.go(new (mk())()); } catch (e) { console.log(String(e)); }
class D { static #n = 0; static set #x(v: number) { D.#n += v; } static run() { D.#x = 3; this.#x = 4; return D.#n; } } console.log(D.run());
