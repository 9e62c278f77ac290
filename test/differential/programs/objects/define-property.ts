// defineProperty, descriptors, non-enumerable and read-only properties.
const o: Record<string, unknown> = { a: 1 };
Object.defineProperty(o, 'hidden', { value: 42, enumerable: false, writable: false, configurable: true });
Object.defineProperty(o, 'calc', { get: () => 'computed', enumerable: true, configurable: true });
console.log(o, Object.keys(o), o['hidden'], JSON.stringify(o), Object.getOwnPropertyDescriptor(o, 'hidden'));
try {
  o['hidden'] = 1;
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
Object.defineProperty(o, 'hidden', { value: 43 });
console.log(o['hidden'], { ...o }, Object.assign({}, o));
Object.defineProperties(o, { p: { value: 1, enumerable: true }, q: { value: 2 } });
console.log(Object.keys(o), Object.getOwnPropertyNames(o), o.propertyIsEnumerable('q'));
try {
  Object.defineProperty(o, 'p', { value: 2 });
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
const withProto = Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } });
console.log(withProto.inherited, withProto.own, Object.keys(withProto), withProto);
