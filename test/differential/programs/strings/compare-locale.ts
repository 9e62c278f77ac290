// localeCompare without options, and sorting of words.
console.log(['b', 'a', 'C', 'á', 'B', 'z', 'Z', '10', '9'].sort());
console.log('a'.localeCompare('b'), 'b'.localeCompare('a'), 'a'.localeCompare('a'));
const words = ['pear', 'Apple', 'fig', 'banana', 'apple'];
console.log([...words].sort((x, y) => (x < y ? -1 : x > y ? 1 : 0)));
console.log([...words].sort((x, y) => x.length - y.length || (x < y ? -1 : 1)));
