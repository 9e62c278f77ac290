// Case mapping, trimming, padding and repeating.
console.log('Hello World'.toUpperCase(), 'Hello World'.toLowerCase(), 'ß'.toUpperCase(), 'İ'.toLowerCase().length, 'ΑΣ'.toLowerCase());
console.log('[' + '  x y\t\n'.trim() + ']', '[' + '  x '.trimStart() + ']', '[' + ' x  '.trimEnd() + ']', '\u00a0\ufeffz'.trim());
console.log('5'.padStart(3, '0'), 'abc'.padEnd(6, '12'), 'abc'.padStart(2), 'x'.padEnd(4) + '|', 'x'.padStart(5, ''), 'ab'.padStart(7, 'xyz'));
console.log('ab'.repeat(3), 'ab'.repeat(0) === '', '-'.repeat(20));
try {
  'x'.repeat(-1);
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
console.log('éÀñ'.toUpperCase(), 'ÉÀÑ'.toLowerCase(), 'ǆ'.toUpperCase(), 'ﬁ'.toUpperCase());
