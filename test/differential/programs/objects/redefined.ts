// Properties defined again (ECMA-262 §10.1.6.3): what may still change where they are not configurable.
const o: any = {};
const tryIt = (n: string, f: () => unknown) => { try { console.log(n, f()); } catch (e) { console.log(n, String(e)); } };
Object.defineProperty(o, 'p', { value: 1, writable: true, enumerable: true, configurable: false });
tryIt('same', () => Object.defineProperty(o, 'p', { value: 2 }).p);
tryIt('ro', () => Object.defineProperty(o, 'p', { writable: false }).p);
console.log(Object.getOwnPropertyDescriptor(o, 'p'));
tryIt('again', () => Object.defineProperty(o, 'p', { writable: false, value: 2 }).p);
tryIt('diff', () => Object.defineProperty(o, 'p', { value: 3 }).p);
tryIt('back', () => Object.defineProperty(o, 'p', { writable: true }).p);
tryIt('enum', () => Object.defineProperty(o, 'p', { enumerable: false }).p);
tryIt('set', () => { o.p = 5; });
tryIt('del', () => delete o.p);
Object.defineProperty(o, 'q', { value: 1, writable: true, configurable: false });
tryIt('seal', () => { Object.freeze(o); return Object.isFrozen(o); });
const s = Object.seal({ a: 1, b: 2 });
tryIt('sealed', () => { s.a = 9; return s; });
tryIt('sealedDef', () => Object.defineProperty(s, 'a', { writable: false }));
tryIt('sealedSet', () => { s.a = 10; });
tryIt('isF', () => [Object.isFrozen(s), Object.isSealed(s), Object.isFrozen(Object.seal({ get x() { return 1; } }))]);
class K { x = 1; constructor() { Object.defineProperty(this, 'id', { value: 7, writable: true, configurable: false }); Object.defineProperty(this, 'id', { writable: false }); } }
console.log((new K() as any).id, new K());
tryIt('num', () => Object.defineProperty(Object.defineProperty({}, 'n', { value: NaN }), 'n', { value: NaN }));
tryIt('zero', () => Object.defineProperty(Object.defineProperty({}, 'n', { value: 0 }), 'n', { value: -0 }));
const g = () => 1;
tryIt('acc', () => Object.defineProperty(Object.defineProperty({}, 'n', { get: g }), 'n', { get: g }));
tryIt('acc2', () => Object.defineProperty(Object.defineProperty({}, 'n', { get: g }), 'n', { get: () => 2 }));
tryIt('acc3', () => Object.defineProperty(Object.defineProperty({}, 'n', { get: g, configurable: true }), 'n', { value: 3 }));
