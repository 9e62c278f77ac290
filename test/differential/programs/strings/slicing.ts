// slice, substring, substr and at with odd positions.
const s = 'abcdefgh';
console.log(s.slice(2), s.slice(2, 5), s.slice(-3), s.slice(-3, -1), s.slice(5, 2), s.slice(NaN), s.slice(100));
console.log(s.substring(2), s.substring(5, 2), s.substring(-3, 2), s.substring(NaN, 3), s.substring(3, 100));
console.log(s.at(0), s.at(-1), s.at(8), s.at(-9));
console.log('[' + s.slice(4, 4) + ']', s.slice(undefined, 3), s.slice(1.9, 3.9));
const big = 'x'.repeat(1000) + 'needle' + 'y'.repeat(1000);
const part = big.slice(990, 1016);
console.log(part, part.length, part.slice(10, 16) === 'needle');
