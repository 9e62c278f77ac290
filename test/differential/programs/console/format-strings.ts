// Format directives of console.log.
console.log('%s is %d years and %i, %f', 'Bob', 42.9, 42.9, '3.5');
console.log('%j %O', { a: 1 }, { b: { c: {} } });
console.log('%c styled', 'color: red', 'rest');
console.log('100%', 5, '%', '%%', '%s', '%x', 1);
console.log('%s', null, undefined, { a: 1 }, [1, [2]], Symbol('s'), 5n, () => 1);
console.log('%d %d %d', '7', 5n, {}, 'extra');
console.log('%s %s', 'only one');
console.log('%i', 3.9, '%i', 4.9);
console.log(1, '%s', 'x');
console.log('%s', 'a', 'b', { c: 'd' });
console.log('%s', new (class B { toString() { return 'custom'; } })());
console.log('%d', '0x10', '%f', -0);
console.log('%s %d', -0, -0);
