// Recursive closures with memo tables of several shapes.
const lcs = (a: string, b: string): string => {
  const memo: (string | undefined)[][] = [];
  const go = (i: number, j: number): string =>
    i === a.length || j === b.length ? '' : ((memo[i] ??= [])[j] ??= a[i] === b[j] ? a[i] + go(i + 1, j + 1) : longer(go(i + 1, j), go(i, j + 1)));
  const longer = (x: string, y: string): string => (x.length >= y.length ? x : y);
  return go(0, 0);
};
console.log(lcs('AGGTAB', 'GXTXAYB'), lcs('', 'x'), lcs('kitten', 'sitting'));
const coins = (amount: number, kinds: number[]): number => {
  const memo = new Map<string, number>();
  const go = (left: number, k: number): number => {
    if (left === 0) return 1;
    if (left < 0 || k === kinds.length) return 0;
    const key = `${left},${k}`;
    const hit = memo.get(key);
    if (hit !== undefined) return hit;
    const v = go(left - kinds[k], k) + go(left, k + 1);
    memo.set(key, v);
    return v;
  };
  return go(amount, 0);
};
console.log(coins(100, [1, 5, 10, 25, 50]), coins(3, [2]));
