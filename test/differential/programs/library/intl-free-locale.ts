// Locale-independent forms of locale functions without options.
console.log((1234567.891).toString(), [3, 1].toLocaleString.length, 'b' > 'a', ['b', 'a'].sort((x, y) => x.localeCompare(y)), 'a'.localeCompare('a'), 'a'.localeCompare('b'), 'résumé'.localeCompare('resume') !== 0);
console.log(['z', 'a', 'Z', 'A', 'ä'].sort((x, y) => x.localeCompare(y)), ['item10', 'item9', 'item1'].sort((x, y) => x.localeCompare(y)), (1234.5).toLocaleString(), (0).toLocaleString(), (-1e6).toLocaleString());
