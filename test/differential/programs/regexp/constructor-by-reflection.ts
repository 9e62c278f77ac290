// The same, from a property descriptor of the prototype.
const prototype = Object.getPrototypeOf(/a/) as object;
const Made = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value as RegExpConstructor;
console.log(new Made(['\\p{Lu}', '+'].join(''), 'u').exec('abÄÖc')?.[0]);
console.log((Reflect.get(/b/, 'constructor') as RegExpConstructor)('\\P{L}', 'u').exec('a1')?.[0]);
