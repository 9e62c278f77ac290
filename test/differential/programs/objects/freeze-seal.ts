// freeze, seal, preventExtensions and what strict mode throws.
'use strict';
const attempt = (what: string, f: () => void): void => {
  try {
    f();
    console.log(what, 'ok');
  } catch (e) {
    console.log(what, (e as Error).name, (e as Error).message);
  }
};
const frozen = Object.freeze({ a: 1, nested: { b: 2 } }) as { a: number; nested: { b: number }; c?: number };
attempt('write', () => (frozen.a = 2));
attempt('add', () => (frozen.c = 2));
attempt('delete', () => delete (frozen as { a?: number }).a);
attempt('nested', () => (frozen.nested.b = 3));
console.log(frozen, Object.isFrozen(frozen), Object.isSealed(frozen), Object.isExtensible(frozen));
const sealed = Object.seal({ a: 1 }) as { a?: number; b?: number };
attempt('write', () => (sealed.a = 5));
attempt('add', () => (sealed.b = 5));
attempt('delete', () => delete sealed.a);
const closed = Object.preventExtensions({ a: 1 }) as { a?: number; b?: number };
attempt('delete', () => delete closed.a);
attempt('add', () => (closed.b = 1));
console.log(sealed, closed, Object.isSealed(closed), Object.isFrozen(closed));
const list = Object.freeze([1, 2]) as number[];
attempt('push', () => list.push(3));
attempt('index', () => (list[0] = 9));
console.log(list, Object.isFrozen('text'));
