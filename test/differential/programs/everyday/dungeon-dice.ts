// Dice notation, advantage, distributions by exact counting and a seeded roller.
const roll = ((s) => (sides: number): number => ((s = (s * 16807) % 2147483647) % sides) + 1)(1234);
const parse = (t: string): { n: number; sides: number; mod: number } => {
  const m = /^(\d*)d(\d+)([+-]\d+)?$/i.exec(t.replace(/\s/g, ''));
  if (!m) throw new SyntaxError(`bad dice ${JSON.stringify(t)}`);
  return { n: Number(m[1] || 1), sides: Number(m[2]), mod: Number(m[3] ?? 0) };
};
const distribution = (t: string): Map<number, number> => {
  const { n, sides, mod } = parse(t);
  let d = new Map([[mod, 1]]);
  for (let i = 0; i < n; i++) {
    const next = new Map<number, number>();
    for (const [v, c] of d) for (let f = 1; f <= sides; f++) next.set(v + f, (next.get(v + f) ?? 0) + c);
    d = next;
  }
  return d;
};
const throwDice = (t: string): number => { const { n, sides, mod } = parse(t); return Array.from({ length: n }, () => roll(sides)).reduce((a, b) => a + b, mod); };
console.log(['d6', '2d6+3', '4d4 - 1'].map(throwDice), distribution('2d6'), [...distribution('3d6').values()].reduce((a, b) => a + b), Array.from({ length: 5 }, () => Math.max(roll(20), roll(20))));
for (const bad of ['d', '2x6', '']) try { parse(bad); } catch (e) { console.log((e as Error).message); }
