// Immutable nested updates and deep access.
interface State {
  user: { name: string; prefs: { theme: string; sizes: number[] } };
  items: { id: number; done: boolean }[];
}
const s0: State = { user: { name: 'a', prefs: { theme: 'dark', sizes: [1, 2] } }, items: [{ id: 1, done: false }, { id: 2, done: false }] };
type Action = { type: 'theme'; theme: string } | { type: 'toggle'; id: number } | { type: 'size'; n: number };
function reduce(s: State, a: Action): State {
  switch (a.type) {
    case 'theme':
      return { ...s, user: { ...s.user, prefs: { ...s.user.prefs, theme: a.theme } } };
    case 'toggle':
      return { ...s, items: s.items.map((i) => (i.id === a.id ? { ...i, done: !i.done } : i)) };
    case 'size':
      return { ...s, user: { ...s.user, prefs: { ...s.user.prefs, sizes: [...s.user.prefs.sizes, a.n] } } };
  }
}
const s1 = ([{ type: 'theme', theme: 'light' }, { type: 'toggle', id: 2 }, { type: 'size', n: 9 }] as Action[]).reduce(reduce, s0);
console.log(JSON.stringify(s1), JSON.stringify(s0));
console.log(s1.items[0] === s0.items[0], s1.items[1] === s0.items[1], s1.user === s0.user);
console.dir(s1, { depth: null });
