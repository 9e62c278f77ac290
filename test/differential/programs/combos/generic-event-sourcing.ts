// Event sourcing with generic aggregates, snapshots and projections.
type Event<T extends string = string, P = unknown> = { type: T; payload: P; version: number };
abstract class Aggregate<S, E extends { type: string; payload: unknown }> {
  protected abstract state: S;
  protected abstract apply(e: E): S;
  readonly events: (E & { version: number })[] = [];
  protected emit(e: E): void {
    this.state = this.apply(e);
    this.events.push({ ...e, version: this.events.length + 1 });
  }
  get snapshot(): Readonly<S> {
    return structuredClone(this.state);
  }
}
type CartEvent = { type: 'added'; payload: { sku: string; n: number } } | { type: 'removed'; payload: { sku: string } } | { type: 'closed'; payload: null };
class Cart extends Aggregate<{ items: Map<string, number>; open: boolean }, CartEvent> {
  protected state = { items: new Map<string, number>(), open: true };
  protected apply(e: CartEvent) {
    const { items, open } = this.state;
    switch (e.type) {
      case 'added':
        return { open, items: new Map(items).set(e.payload.sku, (items.get(e.payload.sku) ?? 0) + e.payload.n) };
      case 'removed':
        return { open, items: new Map([...items].filter(([k]) => k !== e.payload.sku)) };
      case 'closed':
        return { items, open: false };
    }
  }
  add(sku: string, n = 1): this {
    if (!this.state.open) throw new Error('closed');
    this.emit({ type: 'added', payload: { sku, n } });
    return this;
  }
  remove = (sku: string): this => (this.emit({ type: 'removed', payload: { sku } }), this);
  close = (): this => (this.emit({ type: 'closed', payload: null }), this);
}
const cart = new Cart().add('a').add('b', 3);
const snap = cart.snapshot;
cart.add('a', 4).remove('b').close();
console.log(snap, cart.snapshot, cart.events.map((e: Event) => `${e.version}${e.type}`), cart.events[0]);
try {
  cart.add('z');
} catch (e) {
  console.log((e as Error).message, cart.events.length);
}
