// Character-by-character algorithms: caesar, palindrome, vowels, run lengths.
function caesar(text: string, shift: number): string {
  return [...text]
    .map((c) => {
      const code = c.charCodeAt(0);
      if (code >= 65 && code <= 90) return String.fromCharCode(((code - 65 + shift + 26) % 26) + 65);
      if (code >= 97 && code <= 122) return String.fromCharCode(((code - 97 + shift + 26) % 26) + 97);
      return c;
    })
    .join('');
}
const isPalindrome = (s: string): boolean => {
  const t = s.toLowerCase().replace(/[^a-z0-9]/g, '');
  for (let i = 0, j = t.length - 1; i < j; i++, j--) if (t[i] !== t[j]) return false;
  return true;
};
function runs(s: string): string {
  let out = '';
  for (let i = 0; i < s.length; ) {
    let j = i;
    while (j < s.length && s[j] === s[i]) j++;
    out += s[i] + (j - i);
    i = j;
  }
  return out;
}
console.log(caesar('Hello, World!', 3), caesar(caesar('Hello, World!', 3), -3));
console.log(isPalindrome('A man, a plan, a canal: Panama'), isPalindrome('nope'), isPalindrome(''));
console.log(runs('aaabbc'), runs(''), runs('zzzzzzzzzzzz'));
console.log([...'programming language'].filter((c) => 'aeiou'.includes(c)).length);
