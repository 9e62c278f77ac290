// Module pattern with accessors, closures and freezing.
const store = (() => {
  let state: Readonly<{ n: number; log: readonly string[] }> = Object.freeze({ n: 0, log: [] });
  const subs: ((s: typeof state) => void)[] = [];
  const set = (patch: Partial<typeof state>): void => {
    state = Object.freeze({ ...state, ...patch });
    subs.forEach((f) => f(state));
  };
  return Object.freeze({
    get state() {
      return state;
    },
    inc: (by = 1) => set({ n: state.n + by, log: [...state.log, `inc ${by}`] }),
    subscribe: (f: (s: typeof state) => void) => void subs.push(f),
  });
})();
const before = store.state;
store.subscribe(({ n }) => console.log('n is', n));
store.inc();
store.inc(5);
console.log(before, store.state, Object.isFrozen(store.state), store);
try {
  (store.state as { n: number }).n = 9;
} catch (e) {
  console.log((e as Error).name);
}
