// Quantifiers, laziness, character classes, alternation and anchors.
const t = (re: RegExp, ...ss: string[]): void => console.log(String(re), ss.map((s) => s.match(re)?.[0] ?? null));
t(/a*/, '', 'aaa', 'b');
t(/a+?b/, 'aab', 'b');
t(/^.{2,3}$/, 'a', 'ab', 'abc', 'abcd');
t(/<.+?>/, '<a><b>', '<>');
t(/[^aeiou\s]+/, 'hello', 'aeiou');
t(/\b\w{4}\b/, 'this is four', 'no');
t(/(?:ab|a)(?:c|bcd)$/, 'abcd', 'abc');
t(/[\w.+-]+@[\w-]+\.[\w.]+/, 'mail me@x.org now', '@');
t(/\$\d+(\.\d\d)?/, 'cost $5', '$12.50!', '$');
t(/^(?:[01]?\d|2[0-3]):[0-5]\d$/, '23:59', '24:00', '7:05');
t(/[\u0400-\u04ff]+/, 'привет мир', 'x');
t(/\x41\u0042\cJ|[\b]|\0/, 'AB\n', '\b', '\0');
t(/(a|ab)(c|bcd)(d*)/, 'abcd');
t(/x{0}y|z{2,}/, 'y', 'zzz', 'z');
t(/[a-c-e]+|[\]]/, 'a-e', ']');
