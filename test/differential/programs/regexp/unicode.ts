// u and v flags: code points, property escapes, case folding.
console.log('😀'.match(/./)?.[0].length, '😀'.match(/./u)?.[0].length, /^.$/u.test('😀'), /\u{1f600}/u.test('😀'), /[😀-😂]/u.test('😁'));
console.log('aБ1_é'.match(/\p{L}/gu), 'aБ1'.match(/\p{Script=Cyrillic}/u)?.[0], 'x٣'.match(/\p{Nd}/u)?.[0], /\P{L}/u.exec('ab!')?.[0], /\p{Lu}/u.test('é'));
console.log(/[\p{L}--[a-z]]/v.exec('abÉ')?.[0], /[[a-z]&&[aeiou]]+/v.exec('xyzae')?.[0], /ſ/i.test('s'), /ſ/iu.test('s'), /\w/iu.test('ſ'));
console.log('👨‍👩‍👧 x'.match(/\p{RGI_Emoji}/v)?.[0].length, [...'a😀'.matchAll(/(?:)/gu)].length, [...'a😀'.matchAll(/(?:)/g)].length);
console.log('Straße'.replace(/ß/giu, 'ss'), /^\S+$/u.test('a\u00a0b'), /\s/.test('\ufeff'));
