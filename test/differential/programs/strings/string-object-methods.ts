// Less common methods: String(), valueOf, matchAll, codePoints, raw.
console.log(String(123), String(true), String(null), String([1, 2]), String({}), String(Symbol('s')));
console.log('abc'.valueOf(), 'abc'.toString(), typeof Object('x'), Object('abc').length);
for (const m of 'a1b2c3'.matchAll(/[a-z](\d)/g)) console.log(m[0], m[1], m.index);
console.log('%', encodeURIComponent('a b&c/é😀'), decodeURIComponent('%F0%9F%98%80%20x'), encodeURI('http://x/y?z=é 1'), decodeURI('%41%2F'));
try {
  decodeURIComponent('%E0%A4%A');
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
console.log(escape('a b+é'), unescape('%u0107%20'));
