// Precedence and associativity of mixed operators.
console.log(2 ** 3 ** 2, (-2) ** 2, 2 * 3 ** 2, -(2 ** 2), 1 + 2 << 3, 1 | 2 ^ 3 & 4, (5 & 6) === 4 ? 1 : 0);
console.log(true || false && false, (true || false) && false, [1][9] ?? (0 || 5), !true === false);
console.log(1 + +'2', 1 - -1, '3' + -1, 10 - 5 - 2, 100 / 10 / 2, 7 % 4 * 2, 2 + 3 + '5' + 2 + 3);
const a = 1, b = 2, c = 3;
console.log(a < b ? b < c ? 'abc' : 'x' : 'y', a > b ? 1 : a > c ? 2 : 3, typeof a + b);
let x = 1;
x += x++ + ++x;
console.log(x, x-- - --x, x);
let y = 2;
y **= y *= 2;
console.log(y);
