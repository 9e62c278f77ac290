// Basic arithmetic, operator precedence and printing of results.
console.log(1 + 2 * 3 - 4 / 2);
console.log(7 % 3, -7 % 3, 7 % -3, 5.5 % 2);
console.log(2 ** 10, 2 ** -1, (-2) ** 3, 2 ** 3 ** 2);
console.log(10 / 3, 1 / 0, -1 / 0, 0 / 0);
console.log(0.1 + 0.2, 0.1 * 3, 1.1 + 2.2);
let n = 5;
n += 3;
n *= 2;
n -= 1;
n /= 3;
n %= 4;
n **= 3;
console.log(n);
console.log(n++, n, ++n, n--, --n);
console.log(-n, +n, -(-n));
