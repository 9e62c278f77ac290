// A store with reducers, combined slices, middleware, selectors with memoisation, thunks and time travel.
type Action = { type: string; payload?: unknown };
type Reducer<S> = (state: S | undefined, action: Action) => S;
type Dispatch = (action: Action | Thunk) => unknown;
type Thunk = (dispatch: Dispatch, getState: () => any) => unknown;
interface Store<S> {
  getState(): S;
  dispatch: Dispatch;
  subscribe(f: () => void): () => void;
}
type Middleware<S> = (api: { getState: () => S; dispatch: Dispatch }) => (next: (a: Action) => Action) => (a: Action) => Action;

function createStore<S>(reducer: Reducer<S>, middleware: Middleware<S>[] = []): Store<S> {
  let state = reducer(undefined, { type: '@@init' });
  let dispatching = false;
  const listeners = new Set<() => void>();
  const base = (action: Action): Action => {
    if (dispatching) throw new Error('reducers may not dispatch');
    dispatching = true;
    try {
      state = reducer(state, action);
    } finally {
      dispatching = false;
    }
    for (const f of [...listeners]) f();
    return action;
  };
  const dispatch: Dispatch = (action) => (typeof action === 'function' ? action(dispatch, () => state) : chain(action));
  const chain = middleware.map((m) => m({ getState: () => state, dispatch })).reduceRight((next, m) => m(next), base);
  return {
    getState: () => state,
    dispatch,
    subscribe(f) {
      listeners.add(f);
      return () => void listeners.delete(f);
    },
  };
}

const combine = <S extends object>(slices: { [K in keyof S]: Reducer<S[K]> }): Reducer<S> => (state, action) => {
  const next = {} as S;
  let changed = state === undefined;
  for (const key of Object.keys(slices) as (keyof S)[]) {
    next[key] = slices[key](state?.[key], action);
    changed ||= next[key] !== state![key];
  }
  return changed ? next : state!;
};

function createSlice<S, C extends Record<string, (s: S, p: any) => S>>(name: string, initial: S, cases: C) {
  type Creators = { [K in keyof C]: Parameters<C[K]> extends [any, infer P] ? (p: P) => Action : () => Action };
  const actions = Object.fromEntries(Object.keys(cases).map((k) => [k, (payload?: unknown) => ({ type: `${name}/${k}`, ...(payload !== undefined && { payload }) })])) as Creators;
  const reducer: Reducer<S> = (state = initial, { type, payload }) => {
    const [slice, key] = type.split('/');
    return slice === name && key in cases ? cases[key](state, payload) : state;
  };
  return { actions, reducer };
}

function createSelector<S, D extends unknown[], R>(deps: { [K in keyof D]: (s: S) => D[K] }, compute: (...d: D) => R): ((s: S) => R) & { runs: () => number } {
  let last: { inputs: D; value: R } | undefined;
  let runs = 0;
  const select = (s: S): R => {
    const inputs = deps.map((d) => d(s)) as D;
    if (!last || inputs.some((v, i) => v !== last!.inputs[i])) {
      runs++;
      last = { inputs, value: compute(...inputs) };
    }
    return last.value;
  };
  return Object.assign(select, { runs: () => runs });
}

interface Todo {
  id: number;
  text: string;
  done: boolean;
}
type Filter = 'all' | 'open' | 'done';
const todos = createSlice('todos', [] as Todo[], {
  add: (s, text: string) => [...s, { id: s.length + 1, text, done: false }],
  toggle: (s, id: number) => s.map((t) => (t.id === id ? { ...t, done: !t.done } : t)),
  clear: (s) => (s.some((t) => t.done) ? s.filter((t) => !t.done) : s),
});
const filter = createSlice('filter', 'all' as Filter, { set: (_, f: Filter) => f });
const counter = createSlice('counter', { value: 0 }, {
  add: (s, n: number) => (n === 0 ? s : { value: s.value + n }),
  fail: () => {
    throw new RangeError('reducer failed');
  },
});
interface State {
  todos: Todo[];
  filter: Filter;
  counter: { value: number };
}
const log: string[] = [];
const logger: Middleware<State> = ({ getState }) => (next) => (a) => {
  const before = getState();
  const r = next(a);
  log.push(`${a.type}${'payload' in a ? `(${JSON.stringify(a.payload)})` : ''} ${before === getState() ? 'same' : 'changed'}`);
  return r;
};
const history: State[] = [];
const recorder: Middleware<State> = ({ getState }) => (next) => (a) => {
  history.push(getState());
  return next(a);
};
const doubler: Middleware<State> = ({ dispatch }) => (next) => (a) => {
  const r = next(a);
  if (a.type === 'counter/add' && (a.payload as number) > 100) dispatch(counter.actions.add(-(a.payload as number)));
  return r;
};
const store = createStore(combine<State>({ todos: todos.reducer, filter: filter.reducer, counter: counter.reducer }), [logger, recorder, doubler]);
const visible = createSelector<State, [Todo[], Filter], string[]>([(s: State) => s.todos, (s: State) => s.filter], (ts, f) => ts.filter((t) => f === 'all' || t.done === (f === 'done')).map((t) => t.text));
let notified = 0;
const off = store.subscribe(() => notified++);
for (const text of ['milk', 'bread', 'eggs']) store.dispatch(todos.actions.add(text));
store.dispatch(todos.actions.toggle(2));
console.log(visible(store.getState()), visible(store.getState()), visible.runs());
store.dispatch(filter.actions.set('open'));
store.dispatch(counter.actions.add(0));
store.dispatch(counter.actions.add(500));
console.log(visible(store.getState()), visible.runs(), store.getState().counter, notified);
off();
const saved = await store.dispatch(async (dispatch, getState) => {
  await null;
  dispatch(filter.actions.set('all'));
  return (getState() as State).todos.length;
});
store.dispatch(todos.actions.clear());
store.dispatch({ type: 'unknown' });
try {
  store.dispatch(counter.actions.fail());
} catch (e) {
  console.log(String(e));
}
store.dispatch(counter.actions.add(1));
console.log(saved, notified, store.getState(), history.length, history[4].todos.map((t) => t.done), history[0] === history[1]);
console.log(log.join('\n'));
