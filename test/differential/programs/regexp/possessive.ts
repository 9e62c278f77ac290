// Runs that need not give back, and those that must: what follows starts with something else, with the same, with nothing,
// with the end, behind groups, in loops, in alternatives, with flags, on subjects of both widths; groups by name.

function show(pattern: RegExp, ...subjects: string[]): void {
  for (const subject of subjects) {
    const match = pattern.exec(subject);
    console.log(pattern.source, JSON.stringify(subject), match === null ? null : [match.index, ...match], match?.groups);
    pattern.lastIndex = 0;
  }
}

show(/(\w+) (\w+)/, 'ab cd', 'abcd', ' ab  cd', 'é ab cd', 'Ω ab cd', '');
show(/\w+\d/, 'abc1', 'abc', '1', 'a1b2c');
show(/[a-z]+z/, 'abcz', 'zzz', 'z', 'abz1z');
show(/(a+)(b*)(c?)$/, 'aabbc', 'aabb', 'aacc', 'xaab');
show(/a+$/m, 'aab\naa', 'aa\n', 'b');
show(/(?:a+b)+c/, 'aabaabc', 'aabaab', 'abac');
show(/(?:[ab]+,)*[ab]+/, 'ab,ba,a', 'ab,', ',a');
show(/(?:(x+)|(y+))z/, 'xxyyz', 'xxz', 'yy');
show(/x*(?=y)/, 'xxy', 'xx');
show(/x*(?!y)/, 'xxy', 'xx');
show(/(x*)\1y/, 'xxxxy', 'xxxy', 'y');
show(/\d{2,4}\d/, '12345', '123', '12');
show(/\d{2,4}[a-f]/, '12345a', '12a', '1a');
show(/\d+[^\d]\D+\d/, '12ab3', '12a3', '123');
show(/[\u0100-\u0200]+\u0150?x/, '\u0150\u0150x', '\u0150');
show(/[^ ]+Ω/, 'abΩ', 'ab', 'Ω', 'Ω Ω');
show(/[^ ]+ Ω/, 'ab Ω', 'ab', ' Ω');
show(/\p{L}+\d/u, 'aé1', 'Ωx', '\u{1d400}1');
show(/[a-z]+[A-Z]/i, 'abC', 'abc', 'a');
show(/s+[a-r]/i, 'SsſA', 'sb');
show(/"[^"]*"/g, 'say "hi" "there"', '"', '""');
show(/^\s*(\S+)\s*=\s*(.*)$/, ' key = value ', 'key=', '=', 'k = v\n');
show(/(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)/, '2024-05-06', 'on 1999-12-31.', '1999-1-1');
show(/(?:(?<a>x)|(?<a>y))(?<b>z?)/, 'xz', 'y', 'q');
show(/(?<a>1)?(?<b>2)?(?<c>3)?(?<d>4)?(?<e>5)?/, '135', '245', '');
show(/(?<a>a)(?<b>b)(?<c>c)(?<d>d)(?<e>e)(?<f>f)(?<g>g)(?<h>h)(?<i>i)(?<j>j)(?<k>k)(?<l>l)(?<m>m)(?<n>n)(?<o>o)(?<p>p)(?<q>q)/, 'abcdefghijklmnopqr');
show(/a(?<last>.)?b/d, 'axb', 'ab');
console.log(/a(?<last>.)?b/d.exec('axb')?.indices?.groups, /(b)?/d.exec('a')?.indices);

const match = /(?<first>\w+) (?<second>\w+)/.exec('some words here')!;
console.log(Object.keys(match), Object.keys(match.groups!), match.groups, match.input, match.length);
match.groups!['third'] = 'x';
delete match.groups!['first'];
match.push('more');
console.log(match, { ...match.groups }, 'first' in match.groups!);
console.log(/(?<first>\w+) (?<second>\w+)/.exec('other words')!.groups);

// Quadratic unless what was tried is noted.
const digits = '1'.repeat(20_000);
console.log(/\d+x/.exec(digits), /(\d+)[a-z]/.test(digits), /(?:\d+,)+x/.exec('1,'.repeat(3000)));
console.log('a1b22c333'.replace(/\d+/g, (digits, at: number) => `<${digits}@${at}:${/2+/.exec(digits)?.[0] ?? ''}>`));
console.log('2024-05-06 1999-12-31'.replace(/(?<y>\d+)-(?<m>\d+)-(?<d>\d+)/g, '$<d>.$<m>.$<y>'));
console.log([...'k1=v1;k2=v2;bad;k3='.matchAll(/(?<key>[^=;]+)=(?<value>[^;]*)/g)].map(({ groups, index }) => [index, groups]));
console.log('one, two,three ,four'.split(/\s*,\s*/), 'aXbxc'.split(/(x)/i));
