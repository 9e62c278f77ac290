// Debounce and throttle against a fake clock with a timer queue.
class FakeClock {
  now = 0;
  #queue: { at: number; id: number; f: () => void }[] = [];
  #id = 0;
  set(f: () => void, ms: number): number {
    this.#queue.push({ at: this.now + ms, id: ++this.#id, f });
    this.#queue.sort((a, b) => a.at - b.at || a.id - b.id);
    return this.#id;
  }
  clear(id?: number): void {
    this.#queue = this.#queue.filter((t) => t.id !== id);
  }
  advance(ms: number): void {
    const end = this.now + ms;
    while (this.#queue[0]?.at <= end) {
      const t = this.#queue.shift()!;
      this.now = t.at;
      t.f();
    }
    this.now = end;
  }
}
const clock = new FakeClock();
const debounce = <A extends unknown[]>(f: (...a: A) => void, ms: number) => {
  let id: number | undefined;
  return (...a: A): void => {
    clock.clear(id);
    id = clock.set(() => f(...a), ms);
  };
};
const throttle = <A extends unknown[]>(f: (...a: A) => void, ms: number) => {
  let ready = 0;
  return (...a: A): boolean => {
    if (clock.now < ready) return false;
    ready = clock.now + ms;
    f(...a);
    return true;
  };
};
const log: string[] = [];
const d = debounce((s: string) => log.push(`d:${s}@${clock.now}`), 50);
const t = throttle((n: number) => log.push(`t:${n}@${clock.now}`), 30);
for (let i = 0; i < 8; i++) {
  d(`call${i}`);
  t(i);
  clock.advance(i === 4 ? 60 : 12);
}
clock.advance(100);
console.log(log);
