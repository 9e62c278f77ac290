// Own properties, enumerability, toString overrides and subclass names of errors.
const e = new Error('msg', { cause: 0 });
console.log(Object.getOwnPropertyNames(e).sort(), Object.keys(e), e.hasOwnProperty('message'), e.hasOwnProperty('name'), 'cause' in e, e.cause);
class A extends Error {}
class B extends A {
  override name = 'Bee';
  override toString(): string {
    return `custom ${this.message}`;
  }
}
class C extends TypeError {
  constructor() {
    super('fixed', { cause: new B('inner') });
  }
}
console.log(String(new A('a')), String(new B('b')), `${new C()}`, new C().name, new C().cause instanceof B, new B('x') instanceof A, new C() instanceof TypeError, Object.keys(new B('q')));
const o: Error = Object.create(Error.prototype, { message: { value: 'made' } });
console.log(o.message, o instanceof Error, String(o), Error.prototype.toString.call({ name: 'N', message: 'M' }), Error.prototype.toString.call({ name: '', message: 'only' }), Error.prototype.toString.call({ message: '' }));
e.message = 'changed';
e.name = 'Renamed';
console.log(String(e), JSON.stringify(e), { ...e }, Object.assign(new RangeError('r'), { code: 7 }).code, Error('no new').message);
