// Searches with start positions, NaN, -0 and objects.
const a = [1, 2, 3, 2, 1, NaN, -0];
console.log(a.indexOf(2), a.indexOf(2, 2), a.indexOf(2, -4), a.indexOf(2, 99), a.lastIndexOf(2), a.lastIndexOf(2, 2), a.lastIndexOf(1, -4), a.indexOf(0), a.includes(0), a.includes(NaN), a.includes(1, 1), a.includes(1, -1));
const o = { id: 1 };
const list = [o, { id: 1 }];
console.log(list.indexOf(o), list.lastIndexOf(o), list.findLastIndex((x) => x.id === 1), list.find((x) => x === o) === o, list.findIndex(() => false), list.findLast(() => false));
console.log(['a', 'b'].indexOf('b', -1), ['x'].includes('x', 5), [undefined].indexOf(undefined), [null].includes(undefined as never), [[1]].includes([1] as never));
