// A typed event emitter with once, wildcards, priorities, error handling and async emission.
type Listener<T> = (payload: T) => void | Promise<void>;
interface Registration<T> {
  listener: Listener<T>;
  once: boolean;
  priority: number;
  order: number;
}

interface Events {
  login: { user: string; at: number };
  logout: { user: string };
  error: Error;
  tick: number;
}

class Emitter<E extends object> {
  #registrations = new Map<keyof E, Registration<any>[]>();
  #any: ((name: keyof E, payload: unknown) => void)[] = [];
  #order = 0;

  on<K extends keyof E>(name: K, listener: Listener<E[K]>, { priority = 0, once = false } = {}): () => void {
    const list = this.#registrations.get(name) ?? [];
    const registration: Registration<E[K]> = { listener, once, priority, order: this.#order++ };
    list.push(registration);
    list.sort((a, b) => b.priority - a.priority || a.order - b.order);
    this.#registrations.set(name, list);
    return () => this.#drop(name, registration);
  }
  once<K extends keyof E>(name: K, listener: Listener<E[K]>): () => void {
    return this.on(name, listener, { once: true });
  }
  any(listener: (name: keyof E, payload: unknown) => void): this {
    this.#any.push(listener);
    return this;
  }
  emit<K extends keyof E>(name: K, payload: E[K]): number {
    const list = [...(this.#registrations.get(name) ?? [])];
    let called = 0;
    for (const r of list) {
      if (r.once) this.#drop(name, r);
      try {
        void r.listener(payload);
        called++;
      } catch (e) {
        if (name === 'error' || !this.#registrations.get('error' as keyof E)?.length) throw e;
        this.emit('error' as keyof E, e as E[keyof E]);
      }
    }
    this.#any.forEach((f) => f(name, payload));
    return called;
  }
  async emitAsync<K extends keyof E>(name: K, payload: E[K]): Promise<PromiseSettledResult<void>[]> {
    return Promise.allSettled([...(this.#registrations.get(name) ?? [])].map(async (r) => r.listener(payload)));
  }
  count(name: keyof E): number {
    return this.#registrations.get(name)?.length ?? 0;
  }
  wait<K extends keyof E>(name: K, filter: (p: E[K]) => boolean = () => true): Promise<E[K]> {
    return new Promise((resolve) => {
      const off = this.on(name, (p) => {
        if (!filter(p)) return;
        off();
        resolve(p);
      });
    });
  }
  #drop<K extends keyof E>(name: K, registration: Registration<E[K]>): void {
    const list = this.#registrations.get(name);
    const at = list?.indexOf(registration) ?? -1;
    if (at >= 0) list!.splice(at, 1);
    if (list?.length === 0) this.#registrations.delete(name);
  }
}

const bus = new Emitter<Events>();
const log: string[] = [];
bus.any((name, payload) => log.push(`* ${String(name)} ${payload instanceof Error ? payload.message : JSON.stringify(payload)}`));
bus.on('login', ({ user }) => void log.push(`low ${user}`), { priority: -1 });
bus.on('login', ({ user, at }) => void log.push(`normal ${user}@${at}`));
const offHigh = bus.on('login', ({ user }) => void log.push(`high ${user}`), { priority: 10 });
bus.once('login', () => void log.push('only once'));
console.log(bus.emit('login', { user: 'ann', at: 5 }), bus.count('login'));
offHigh();
offHigh();
console.log(bus.emit('login', { user: 'bob', at: 6 }), bus.emit('logout', { user: 'x' }), bus.count('login'), bus.count('logout'));

bus.on('tick', (n) => {
  if (n % 2) throw new RangeError(`odd tick ${n}`);
  log.push(`tick ${n}`);
});
try {
  bus.emit('tick', 1);
} catch (e) {
  console.log('thrown', (e as Error).message);
}
bus.on('error', (e) => void log.push(`handled ${e.name}`));
console.log(bus.emit('tick', 3), bus.emit('tick', 4));
console.log(log.join('\n'));

log.length = 0;
bus.on('logout', async ({ user }) => {
  await null;
  if (user === 'bad') throw new Error('async fail');
  log.push(`async ${user}`);
});
const results = await bus.emitAsync('logout', { user: 'cy' });
const failed = await bus.emitAsync('logout', { user: 'bad' });
console.log(results.map((r) => r.status), failed.map((r) => (r.status === 'rejected' ? (r.reason as Error).message : 'ok')), log);
const waiting = bus.wait('tick', (n) => n > 5);
for (const n of [2, 4, 6, 8]) bus.emit('tick', n);
console.log(await waiting, bus.count('tick'));
