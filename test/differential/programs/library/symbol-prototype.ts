// What Symbol and its prototype hold, as values and by descriptors.
console.log(Symbol.prototype.toString.call(Symbol('x')), Symbol.prototype.valueOf.call(Symbol.iterator) === Symbol.iterator, typeof Symbol.prototype, Symbol.prototype === Object.getPrototypeOf(Symbol('y')));
console.log(Symbol.prototype.toString.name, Symbol.prototype[Symbol.toStringTag], typeof Symbol.dispose, Symbol.asyncDispose.toString());
console.log([Symbol('a'), Symbol()].map((s) => s.toString() + '/' + s.description), [Symbol('b')].map(String), Object(Symbol('q')).description);
const o = { [Symbol.for('k')]: 1, [Symbol.iterator]: function* () { yield 1; } }; console.log(Reflect.ownKeys(o), [...o], Symbol.keyFor(Symbol.for('k')), Symbol.name, Symbol.length);
