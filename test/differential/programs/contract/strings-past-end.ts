// Reading past the end of strings in scanners, with comparison, concatenation and charCodeAt.
const s = 'ab1';
let i = 0;
const tokens: string[] = [];
while (i <= s.length) {
  const c = s[i];
  if (c === undefined) tokens.push('end');
  else if (c >= '0' && c <= '9') tokens.push(`d${c}`);
  else tokens.push(`c${c}${s[i + 1] ?? '$'}`);
  i++;
}
console.log(tokens, s[5] + 'x', `${s[9]}`, s[3] === s[4], s[3] > 'a', s.charCodeAt(9) | 0, isNaN(s.charCodeAt(3)), s.charAt(3) === '', s.at(3));
const common = (a: string, b: string): string => {
  let n = 0;
  while (a[n] !== undefined && a[n] === b[n]) n++;
  return a.slice(0, n);
};
console.log(common('interview', 'internet'), common('', 'x'), common('same', 'same'), common('ab', 'abc'));
const caps = (t: string): string => (t[0]?.toUpperCase() ?? '') + t.slice(1);
console.log(['word', '', 'é'].map(caps), ''[0], ''?.[0]?.length, [...''][0] ?? 'none', 'x'.split('')[1] ?? 'q');
