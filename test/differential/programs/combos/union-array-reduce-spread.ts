// Reducing arrays of unions into records with spread and computed keys.
type Ev = { t: 'set'; k: string; v: number | string } | { t: 'del'; k: string } | { t: 'merge'; with: Record<string, number> };
const evs: Ev[] = [
  { t: 'set', k: 'a', v: 1 },
  { t: 'merge', with: { b: 2, c: 3 } },
  { t: 'set', k: 'a', v: 'text' },
  { t: 'del', k: 'b' },
];
const state = evs.reduce<Record<string, number | string>>((s, e) => {
  switch (e.t) {
    case 'set':
      return { ...s, [e.k]: e.v };
    case 'merge':
      return { ...s, ...e.with };
    case 'del': {
      const { [e.k]: _, ...rest } = s;
      return rest;
    }
  }
}, {});
console.log(state, Object.keys(state));
