class Basket { get [Symbol.toStringTag]() { return 'shop.Basket'; } items = [1]; }
class Empty { get [Symbol.toStringTag]() { return 'shop.Empty'; } }
class Dot { get [Symbol.toStringTag]() { return '.Dot'; } }
console.log(new Basket(), new Empty(), new Dot(), { a: { b: { c: new Basket() } } });
class L extends Array<number> { get [Symbol.toStringTag]() { return 'x.L'; } }
console.log(L.from([1, 2]), new L());
class M extends Map<number, number> { get [Symbol.toStringTag]() { return 'MM'; } }
console.log(new M([[1, 2]]));
class E extends Error { declare z: 1; get [Symbol.toStringTag]() { return 'TG'; } }
const e = new E('q'); e.stack = 'Error: q\n    at r'; console.log(e);
class EError extends Error { get [Symbol.toStringTag]() { return 'my.EError'; } }
const ee = new EError('q'); ee.stack = 'Error: q\n    at r'; console.log(ee);
const own = new Error('x'); Object.assign(own, { stack: 'Error: other\n    at q', message: 'new', name: 5, errors: [1] }); console.log(own);
class S { static get [Symbol.toStringTag]() { return 'ST'; } static a = 1; }
console.log(S, class { static readonly [Symbol.toStringTag] = 'own'; });
const f = Object.assign(() => 1, { [Symbol.toStringTag]: 'fn' }); console.log(f);
console.log(Object.assign(Object.create({ get [Symbol.toStringTag]() { return 'inh'; } }), { a: 1 }));
console.log({ get [Symbol.toStringTag]() { return 'own'; }, a: 1 }, { [Symbol.toStringTag]: 'data' });
async function* ag() {} function* g() {} console.log(ag, g, ag(), g(), [1][Symbol.iterator](), new Map([[1, 2]]).entries(), 'a'.matchAll(/a/g), Iterator.from([1]).map((x) => x));
class Ctor {} console.log({ constructor: Ctor }, Object.assign(new Ctor(), { constructor: 'x' }));
class Errs extends Error { get errors() { return [1]; } } const er = new Errs('z'); er.stack = ''; console.log(er);
const cf = Object.assign(() => 1, { self: null as unknown, deep: { up: null as unknown } }); cf.self = cf; cf.deep.up = cf; console.log(cf, [cf]);
class CS { static self: unknown = CS; static list = [CS]; } console.log(CS, { CS });
const cd = Object.assign(new Date(0), { self: null as unknown }); cd.self = cd; console.log(cd);
const cr = Object.assign(/x/g, { self: null as unknown }); cr.self = cr; console.log(cr);
const cm = new Map<string, unknown>(); cm.set('me', cm); console.log(cm, [cm]);
const cp = Object.assign(Promise.resolve(1), { self: null as unknown }); cp.self = cp; console.log(cp);
const ce = new Error('c'); ce.stack = ''; ce.cause = { ce }; console.log(ce, [ce]);
const cb = Object.assign(new Number(5), { self: null as unknown }); cb.self = cb; console.log(cb);
const cl: unknown[] = [1]; cl.push(cl, { cl }); console.log(cl); console.log(new Set([cl]));
