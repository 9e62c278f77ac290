// Tables computed before the first output and read after it.
const squares = Array.from({ length: 300 }, (_, i) => i * i);
const sines = new Float64Array(64).map((_, i) => Math.sin(i));
const byDigits = Map.groupBy(squares, (s) => String(s).length);
const index: Record<string, number> = {};
for (const [i, s] of squares.entries()) index[`s${s}`] = i;
console.log(squares.at(-1), sines[7], [...byDigits.keys()], byDigits.get(3)?.length, index['s10000'], Object.keys(index).length);
