// A number whose text waits while the other operand is made.
console.log([1, 2, 3, 11, 12, 13, 21, 102, 111].map((n) => n + (['th', 'st', 'nd', 'rd'][(n % 100 >> 3) ^ 1 && n % 10] ?? 'th')));
