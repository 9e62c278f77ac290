// util.inspect through console.log: kinds, nesting, columns, quoting, groups, counts.
console.log({a:{b:{c:{d:1}}}}, new Map([[{a:1},'b']] as any), new Set([1,'a']), [1,,3], [undefined,null,-0], {f(){}, g:class A{}, h:class extends Array{}, ['x-y']:1, [Symbol('q')]:2, get z(){return 1}});
console.log(Object(1), Object('ab'), Object(true), Object(Symbol('a')), Object(2n), [][Symbol.iterator](), new Map([[1,2]])[Symbol.iterator](), new Map([[1,2]]).keys(), new Set([1])[Symbol.iterator](), 'ab'[Symbol.iterator](), Object.create(null), Symbol.iterator, new (class Foo{ x=1 }), new (class Foo extends Map{}));
const o: any={a:1}; o.self=o; o.b={o}; console.log(o); console.log([ , ], [[[[1]]]], Object.assign(()=>{}, {q:1}), Object.assign([1,2],{z:1}), Object.assign(new Map([[1,2]]),{z:1}));
console.log((class A { static x = 1; }), [function foo(){}, Symbol('a')], {a: new Error('boom')}.a.message, [,'a'], {['a\n']:1});
console.log(new Map(), new Set(), new Map([[1,{a:{b:{c:1}}}]]));
class P{ #x=1; y=2; get z(){return this.#x} } console.log(new P(), Object.create({a:1}));
console.log([1.5,2,'x'.repeat(30)], ['a'.repeat(20),'b'.repeat(20),'c'.repeat(20)], new Error('x') instanceof Error, [new Set([[1]])], {a:new Map([['k',{z:[1,2,{y:1}]}]])});
console.log(new (class extends Set{})([1]), new Number(-0), [new String('x')], Object.assign(new String('ab'),{c:1}))
console.log({ __proto__: null, a: 1 }, new (class A { get [Symbol.toStringTag]() { return 'T'; } }), new (class extends Array{})(3), Object.defineProperty({}, 'h', {value:1}), [1,2,3].entries());
console.log(Array.from({length:120},(_,i)=>i*3), Array.from({length:30},(_,i)=>'item'+i));
console.log({name:'Alice',age:30,tags:['admin','user','superuser'],address:{street:'123 Main St',city:'Springfield',zip:'12345'},scores:[1,2,3]});
console.log('%s is %d years, %i %f %i %o %O %% %c.', 'Bob', 42.5, 42.9, 3.5, 1, [1], {a:1}, 'css', 'extra', {b:2});
console.log("it's", ["it's", 'a"b', `a'"b`, 'new\nline', '\t\x01\u{1F600}']);
console.log([['a', 1], ['b', 2]], [{a:1,b:2},{a:3,b:4}], [[1,[2,[3,[4]]]]], { a: [], b: {}, c: [[]], d: [{}] });
console.log(new Array(5), [1,2,3,,,4], [undefined], [null], [true,false], 12345678901234567890n, [1n]);
console.group('G'); console.log('in\nside'); console.group(); console.log({a:1}); console.groupEnd(); console.groupEnd(); console.log('out');
console.count(); console.count('x'); console.count(); console.countReset(); console.count();
console.log([1.25, 100, 3.5, 22, 7, 8, 9, 10], ['apple','banana','cherry','date','elderberry','fig','grape']);
console.log({x: function(){}, y: async () => {}, z: function* gen(){}, w: Symbol('s')}, [[]], [{}], -0, [-0], 'str', [`a`]);
console.log(Object.freeze([1,2]), {a:1,get b(){return 1},set b(v: number){}, set c(v: number){}}, 'multi\nline', ['multi\nline'.repeat(10)]);
export {};
