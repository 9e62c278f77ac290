// Guessing games: strategies as generators compared by number of tries.
type Answer = 'low' | 'high' | 'hit';
type Strategy = (lo: number, hi: number) => Generator<number, number, Answer>;
const bisect: Strategy = function* (lo, hi) {
  for (let n = 1; ; n++) {
    const mid = Math.floor((lo + hi) / 2);
    const a = yield mid;
    if (a === 'hit') return n;
    if (a === 'low') lo = mid + 1;
    else hi = mid - 1;
  }
};
const linear: Strategy = function* (lo) {
  let n = 0;
  while ((yield lo + n++) !== 'hit');
  return n;
};
const jump = (step: number): Strategy => function* (lo, hi) {
  let n = 0;
  let at = lo;
  for (;;) {
    n++;
    const a = yield Math.min(at, hi);
    if (a === 'hit') return n;
    if (a === 'low') at += step;
    else return n + (yield* linear(at - step + 1, at));
  }
};
const play = (s: Strategy, secret: number, hi = 100): number => {
  const g = s(1, hi);
  let r = g.next();
  while (!r.done) r = g.next(r.value === secret ? 'hit' : r.value < secret ? 'low' : 'high');
  return r.value;
};
for (const [name, s] of Object.entries({ bisect, linear, jump10: jump(10) })) console.log(name, [1, 37, 50, 100].map((n) => play(s, n)), Array.from({ length: 100 }, (_, i) => play(s, i + 1)).reduce((a, b) => a + b) / 100);
