// Sums and products that leave the range of 32-bit integers stay exact doubles.
let n = 2147483647;
n = n + 1;
console.log(n);
let m = -2147483648;
m -= 1;
console.log(m);
let product = 1;
for (let i = 1; i <= 20; i++) product *= i;
console.log(product);
let sum = 0;
for (let i = 0; i < 100000; i++) sum += i * i;
console.log(sum);
let u = 4294967295;
u++;
console.log(u, u | 0, u >>> 0);
console.log(65536 * 65536, 123456789 * 987654321);
