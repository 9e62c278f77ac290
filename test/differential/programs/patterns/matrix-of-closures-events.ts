// A small spreadsheet of signals: cells, computed values and effects with automatic tracking.
let tracking: (() => void) | undefined;
function signal<T>(value: T): { get(): T; set(v: T | ((old: T) => T)): void } {
  const subs = new Set<() => void>();
  return {
    get() {
      if (tracking) subs.add(tracking);
      return value;
    },
    set(v) {
      const next = typeof v === 'function' ? (v as (old: T) => T)(value) : v;
      if (Object.is(next, value)) return;
      value = next;
      for (const f of [...subs]) f();
    },
  };
}
function effect(f: () => void): void {
  const run = (): void => {
    const outer = tracking;
    tracking = run;
    try {
      f();
    } finally {
      tracking = outer;
    }
  };
  run();
}
const computed = <T>(f: () => T): (() => T) => {
  const s = signal(undefined as T);
  effect(() => s.set(f()));
  return s.get;
};
const a = signal(1);
const b = signal(2);
const sum = computed(() => a.get() + b.get());
const text = computed(() => `sum is ${sum()}${a.get() > 5 ? '!' : ''}`);
const log: string[] = [];
effect(() => void log.push(text()));
a.set(10);
b.set((v) => v * 2);
b.set(4);
console.log(log, text(), sum());
