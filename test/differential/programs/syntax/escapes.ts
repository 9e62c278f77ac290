// String, template and regular expression escapes.
console.log('\x41\u0042\u{43}\u{1F600}', '\'\"\\\b\f\v\0'.length, 'a\
b', '\t|\n|\r|'.length, "it's", '"q"', `\u{41}\x42${'\u0043'}\``);
console.log(JSON.stringify('\0\x01\u001f\u007f\u00ad\u200b\ud800'), '\u2028'.length, '\u{10FFFF}'.length, 'é' === '\u00e9', ('é' as string) === 'e\u0301');
console.log(/\//.source, /[/]/.source, /\u0041\x42\t\./.test('AB\t.'), /\u{1f600}/u.test('😀'), String.raw`\n\u0041${1}\\`.length, `line1
line2`.split('\n').length);
const \u0061\u{62}c = 'identifier';
console.log(abc, { \u0061: 1 }.a);
