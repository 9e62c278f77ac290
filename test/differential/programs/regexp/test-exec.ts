// test, exec, groups, index and lastIndex.
const re = /(\d+)-(\w+)?/;
const m = re.exec('id 42-abc end')!;
console.log(m[0], m[1], m[2], m.index, m.length, m.input, re.test('no'), re.exec('none'), /x/.lastIndex);
console.log('7-'.match(re), re.source, re.flags, String(re), re.global);
const g = /a./g;
console.log(g.exec('abacad')?.[0], g.lastIndex, g.exec('abacad')?.[0], g.exec('abacad')?.[0], g.exec('abacad'), g.lastIndex);
console.log(g.test('xa1'), g.lastIndex, g.test('xa1'), g.lastIndex);
const sticky = /foo/y;
sticky.lastIndex = 3;
console.log(sticky.test('barfoo'), sticky.lastIndex, sticky.test('barfoo'), /^b/m.test('a\nb'), /a.c/s.test('a\nc'), /É/i.test('é'));
