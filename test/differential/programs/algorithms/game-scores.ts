// Bowling, tennis and scrabble scoring, yahtzee categories.
function bowling(rolls: number[]): number {
  let score = 0;
  for (let frame = 0, i = 0; frame < 10; frame++) {
    const [a = 0, b = 0, c = 0] = rolls.slice(i, i + 3);
    if (a === 10) {
      score += 10 + b + c;
      i++;
    } else {
      score += a + b === 10 ? 10 + c : a + b;
      i += 2;
    }
  }
  return score;
}
console.log([Array(12).fill(10), Array(20).fill(4), Array(21).fill(5), [10, 3, 7, 6, 1]].map((r) => bowling(r as number[])));
const tennis = (points: string): string => {
  const names = ['0', '15', '30', '40'];
  const [a, b] = [...points].reduce(([x, y], p) => (p === 'A' ? [x + 1, y] : [x, y + 1]), [0, 0]);
  if (Math.max(a, b) >= 4 && Math.abs(a - b) >= 2) return `game ${a > b ? 'A' : 'B'}`;
  if (a >= 3 && b >= 3) return a === b ? 'deuce' : `advantage ${a > b ? 'A' : 'B'}`;
  return `${names[a]}-${names[b]}`;
};
console.log(['', 'A', 'ABAB', 'AAABBB', 'AAABBBB', 'AAABBBBB', 'AAAA'].map(tennis));
const VALUES = Object.entries({ 1: 'aeioulnrst', 2: 'dg', 3: 'bcmp', 4: 'fhvwy', 5: 'k', 8: 'jx', 10: 'qz' }).reduce<Record<string, number>>((m, [v, ls]) => ({ ...m, ...Object.fromEntries([...ls].map((l) => [l, +v])) }), {});
console.log(['cabbage', 'quirky', 'OXYPHENBUTAZONE', ''].map((w) => [...w.toLowerCase()].reduce((s, l) => s + VALUES[l], 0)));
const yahtzee = (dice: number[]): Record<string, number> => {
  const counts = dice.reduce<number[]>((c, d) => c.with(d, c[d] + 1), Array(7).fill(0) as number[]);
  const sum = dice.reduce((a, b) => a + b, 0);
  return { three: Math.max(...counts) >= 3 ? sum : 0, house: counts.includes(3) && counts.includes(2) ? 25 : 0, yahtzee: counts.includes(5) ? 50 : 0, small: /[1-9]{4}/.test(counts.slice(1).join('')) ? 30 : 0 };
};
console.log(yahtzee([3, 3, 3, 5, 5]), yahtzee([1, 2, 3, 4, 6]), yahtzee([6, 6, 6, 6, 6]));
