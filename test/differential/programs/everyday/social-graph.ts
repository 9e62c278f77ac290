// Friends, suggestions, mutual friends, degrees and communities.
const friends = new Map<string, Set<string>>();
const link = (a: string, b: string): void => {
  for (const [x, y] of [[a, b], [b, a]]) {
    const s = friends.get(x);
    if (s) s.add(y);
    else friends.set(x, new Set([y]));
  }
};
'ann-bob bob-cy cy-dee ann-cy dee-eve zed-yan'.split(' ').forEach((p) => link(...(p.split('-') as [string, string])));
const of = (n: string): Set<string> => friends.get(n) ?? new Set();
const suggest = (n: string): [string, number][] => {
  const scores = new Map<string, number>();
  for (const f of of(n)) for (const ff of of(f)) if (ff !== n && !of(n).has(ff)) scores.set(ff, (scores.get(ff) ?? 0) + 1);
  return [...scores].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
};
const degrees = (a: string, b: string): number => {
  const seen = new Map([[a, 0]]);
  for (const [n, d] of seen) for (const f of of(n)) if (!seen.has(f)) seen.set(f, d + 1);
  return seen.get(b) ?? -1;
};
console.log(suggest('ann'), suggest('dee'), suggest('nobody'), [...of('ann').intersection(of('cy'))], degrees('ann', 'eve'), degrees('ann', 'zed'), degrees('x', 'x'));
const groups: string[][] = [];
for (const n of friends.keys()) if (!groups.flat().includes(n)) groups.push([...friends.keys()].filter((m) => degrees(n, m) >= 0));
console.log(groups, [...friends].map(([n, s]) => `${n}${s.size}`).sort().join(' '));
