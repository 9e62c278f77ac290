// Inline modifiers and duplicate named groups.
console.log(/a(?i:b)c/.test('aBc'), /a(?i:b)c/.test('ABc'), /(?-i:a)b/i.test('aB'), /(?-i:a)b/i.test('AB'), /(?s:.)./.test('\nx'), /(?m:^b)/.test('a\nb'));
const re = /(?<y>\d{4})-\d\d|\d\d-(?<y>\d{4})/;
console.log(re.exec('2020-01')?.groups?.y, re.exec('01-1999')?.groups?.y);
console.log(RegExp.escape('a.b*c'), new RegExp(RegExp.escape('1+1')).test('1+1'));
