// Empty strings, arrays, objects, functions, loops and blocks.
console.log([].map((x) => x), [].join(), [].every(() => false), [].some(() => true), [[]].flat(), {}, Object.keys({}), ''.split(''), ''.at(0), [...''], ''.replace('', 'x'), new Map(), new Set());
for (const _ of []) console.log('no');
for (const _ in {}) console.log('no');
for (;;) break;
if (''.length) console.log('no');
else;
const f = (): void => {};
class E {}
console.log(f(), new E(), [f()], typeof f(), `${''}`, ''.concat(), [''].length, [,].length, ''.padEnd(0), [].concat([]), Math.max(...([] as number[])));
switch (1 as number) {
}
{
}
console.log(((...a: unknown[]) => a)(), (({}) => 1)({}), (([]) => 2)([]), [].indexOf(undefined as never), [].reverse(), [].sort(), JSON.stringify(''), ''.normalize(), /(?:)/.exec('')?.[0]);
