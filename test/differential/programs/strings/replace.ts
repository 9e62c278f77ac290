// replace and replaceAll with strings, patterns and functions.
console.log('aXbXc'.replace('X', '-'), 'aXbXc'.replaceAll('X', '-'), 'abc'.replace('z', '!'), 'abc'.replace('', '^'), 'abc'.replaceAll('', '.'));
console.log('john smith'.replace(/(\w+) (\w+)/, '$2, $1'), 'x'.replace('x', '$$'), 'abc'.replace('b', '[$&]'), 'abc'.replace('b', "[$`|$']"));
console.log('a1b22'.replace(/\d+/g, (m) => `<${m.length}>`), 'camelCaseName'.replace(/[A-Z]/g, (c) => '_' + c.toLowerCase()));
console.log('2020-01-02'.replace(/(?<y>\d+)-(?<m>\d+)-(?<d>\d+)/, '$<d>.$<m>.$<y>'));
console.log('abc'.replace(/(b)/, (whole, group, offset, text) => `${whole}${group}${offset}${text}`));
console.log('aaa'.replaceAll(/a/g, (_m, i) => String(i)), '$1'.replace('$1', '$1$1'), 'ab'.replace(/(a)(b)?/, '$2$1$3'));
