// All arguments of a built-in are evaluated before the first is converted.
const log: string[] = [];
function n(name: string, v: number): any { return { valueOf() { log.push('convert ' + name); return v; } }; }
function t(name: string, v: string): any { return { toString() { log.push('string ' + name); return v; } }; }
function e<T>(name: string, v: T): T { log.push('eval ' + name); return v; }
console.log('hello'.slice(e('a', n('a', 1)), e('b', n('b', 3))));
console.log(Math.min(e('c', n('c', 1)), e('d', n('d', 3))), Math.imul(e('x', n('x', 2)), e('y', n('y', 3))));
console.log('a-b'.replaceAll(e('f', t('f', '-')), e('g', t('g', '+'))));
console.log(new DataView(new ArrayBuffer(8), e('h', n('h', 1)), e('i', n('i', 2))).byteLength);
console.log('abc'.padEnd(e('j', n('j', 6)), e('k', t('k', 'xy'))));
console.log(log.join('\n'));
