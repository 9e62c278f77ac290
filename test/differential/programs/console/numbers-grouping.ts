// Arrays with more than six entries are laid out in columns.
console.log(Array.from({ length: 30 }, (_, i) => 2 ** i));
console.log(Array.from({ length: 12 }, (_, i) => -i * 1.5));
console.log(Array.from({ length: 26 }, (_, i) => String.fromCharCode(97 + i).repeat((i % 5) + 1)));
console.log(Array.from({ length: 9 }, (_, i) => i % 2 === 0), Array.from({ length: 8 }, (_, i) => (i % 3 ? i : null)));
console.log(new Uint8Array(40).map((_, i) => i * 6), Array.from({ length: 7 }, (_, i) => [i]), Array.from({ length: 7 }, () => ({})));
console.log(new Map(Array.from({ length: 5 }, (_, i) => [i, 'v' + i])), new Set(Array.from({ length: 8 }, (_, i) => i)));
console.log({ primes: [2, 3, 5, 7, 11, 13, 17, 19, 23], words: ['one', 'two', 'three', 'four', 'five', 'six', 'seven'] });
