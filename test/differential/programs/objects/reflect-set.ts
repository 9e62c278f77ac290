// Reflect.set as OrdinarySet, with receivers, setters, read-only properties; what Reflect says of primitives; constants under casts.
const show = (f: () => unknown): void => { try { console.log(f()); } catch (e) { console.log(String(e)); } };
const base = { get only() { return 1; }, set w(v: number) { (this as any).got = v; }, plain: 1 };
const self: any = {}; console.log(Reflect.set(base, 'w', 5, self), self, Reflect.set(base, 'only', 2), Reflect.set(base, 'plain', 3, self), self, base.plain);
const child = Object.create(base); console.log(Reflect.set(child, 'plain', 7), child.plain, base.plain, Reflect.set(child, 'only', 1), Object.keys(child));
const fixed = Object.freeze({ a: 1 }); console.log(Reflect.set(fixed, 'a', 2), Reflect.set(fixed, 'b', 2), Reflect.set(Object.create(fixed), 'a', 3), Reflect.set({ x: 1 }, 'x', 2, 5), Reflect.set([1, 2], 'length', 0), Reflect.set([1], 3, 'e'));
const accessor: any = { get p() { return 0; } }; console.log(Reflect.set({ p: 1 }, 'p', 2, accessor), Reflect.get({ get v() { return this; } }, 'v', 'r' as any));
for (const name of ['ownKeys', 'has', 'get', 'set', 'deleteProperty', 'defineProperty', 'getPrototypeOf', 'isExtensible', 'preventExtensions'] as const) show(() => (Reflect[name] as any)(1, 'k', {}));
const c = 1; let order = ''; show(() => { (c as any) = (order += 'v', 2); }); show(() => { (c as any) += 1; }); show(() => { [(c as any)] = [4]; }); console.log(c, order);
