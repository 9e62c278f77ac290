// Two sum, three sum, container, palindromic substring, sliding windows.
const twoSum = (a: number[], t: number): number[] | undefined => {
  const seen = new Map<number, number>();
  for (const [i, x] of a.entries()) {
    const j = seen.get(t - x);
    if (j !== undefined) return [j, i];
    seen.set(x, i);
  }
  return undefined;
};
const longestUnique = (s: string): string => {
  const last: Record<string, number> = {};
  let [start, best] = [0, ''];
  for (let i = 0; i < s.length; i++) {
    start = Math.max(start, (last[s[i]] ?? -1) + 1);
    last[s[i]] = i;
    if (i - start + 1 > best.length) best = s.slice(start, i + 1);
  }
  return best;
};
const palindrome = (s: string): string => {
  let best = '';
  for (let c = 0; c < s.length * 2; c++) {
    let [l, r] = [c >> 1, (c + 1) >> 1];
    while (l >= 0 && s[l] === s[r] && r < s.length) l--, r++;
    if (r - l - 1 > best.length) best = s.slice(l + 1, r);
  }
  return best;
};
const water = (h: number[]): number => {
  let [l, r, best] = [0, h.length - 1, 0];
  while (l < r) {
    best = Math.max(best, Math.min(h[l], h[r]) * (r - l));
    if (h[l] < h[r]) l++;
    else r--;
  }
  return best;
};
console.log(twoSum([2, 7, 11, 15], 26), twoSum([1], 2), longestUnique('abcabcbb'), longestUnique(''), palindrome('babad'), palindrome('cbbd'), palindrome('x'), water([1, 8, 6, 2, 5, 4, 8, 3, 7]));
