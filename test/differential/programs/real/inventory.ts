// Inventory with stock movements, pricing rules, reports, validation and an event log replayed to the same state.
type Sku = string & { readonly __sku: unique symbol };
type Movement =
  | { type: 'received'; sku: Sku; quantity: number; unitCost: number }
  | { type: 'sold'; sku: Sku; quantity: number; unitPrice: number; coupon?: string }
  | { type: 'adjusted'; sku: Sku; delta: number; reason: string }
  | { type: 'registered'; sku: Sku; name: string; category: Category; tags: readonly string[] };
enum Category {
  Tool = 'tool',
  Toy = 'toy',
  Food = 'food',
}
interface Product {
  readonly sku: Sku;
  readonly name: string;
  readonly category: Category;
  readonly tags: ReadonlySet<string>;
  lots: { quantity: number; unitCost: number }[];
  revenue: number;
  costOfSales: number;
}
type PriceRule = (base: number, p: Product, quantity: number, coupon: string | undefined) => number;

class ValidationError extends Error {
  constructor(readonly problems: Record<string, string>) {
    super(Object.entries(problems).map(([k, v]) => `${k}: ${v}`).join('; '));
  }
}
function sku(text: string): Sku {
  if (!/^[A-Z]{2}-\d{3}$/.test(text)) throw new ValidationError({ sku: `${JSON.stringify(text)} is not like AB-123` });
  return text as Sku;
}

const rules: PriceRule[] = [
  (b, p) => (p.tags.has('sale') ? b * 0.8 : b),
  (b, _, n) => (n >= 10 ? b * 0.9 : b),
  (b, p, _, coupon) => (coupon === 'TOYS' && p.category === Category.Toy ? b - 1 : b),
  (b) => Math.max(Math.round(b * 100) / 100, 0.01),
];

class Inventory {
  readonly #products = new Map<Sku, Product>();
  readonly events: Movement[] = [];

  static replay(events: Iterable<Movement>): Inventory {
    const inv = new Inventory();
    for (const e of events) inv.#apply(e);
    return inv;
  }
  #get(id: Sku): Product {
    const p = this.#products.get(id);
    if (!p) throw new ReferenceError(`unknown product ${id}`);
    return p;
  }
  #apply(e: Movement): void {
    this.events.push(e);
    switch (e.type) {
      case 'registered': {
        const { sku, name, category, tags } = e;
        this.#products.set(sku, { sku, name, category, tags: new Set(tags), lots: [], revenue: 0, costOfSales: 0 });
        return;
      }
      case 'received':
        this.#get(e.sku).lots.push({ quantity: e.quantity, unitCost: e.unitCost });
        return;
      case 'sold': {
        const p = this.#get(e.sku);
        p.revenue += e.quantity * e.unitPrice;
        p.costOfSales += this.#consume(p, e.quantity);
        return;
      }
      case 'adjusted': {
        const p = this.#get(e.sku);
        if (e.delta < 0) this.#consume(p, -e.delta);
        else p.lots.push({ quantity: e.delta, unitCost: 0 });
      }
    }
  }
  #consume(p: Product, quantity: number): number {
    let [left, cost] = [quantity, 0];
    while (left > 0) {
      const lot = p.lots[0];
      if (!lot) throw new RangeError(`${p.sku} is short of ${left}`);
      const used = Math.min(lot.quantity, left);
      cost += used * lot.unitCost;
      left -= used;
      if ((lot.quantity -= used) === 0) p.lots.shift();
    }
    return cost;
  }
  stock(id: Sku): number {
    return this.#get(id).lots.reduce((s, l) => s + l.quantity, 0);
  }
  register(input: { sku: string; name: string; category: string; tags?: string[] }): Sku {
    const problems: Record<string, string> = {};
    if (!input.name.trim()) problems['name'] = 'empty';
    if (!Object.values<string>(Category).includes(input.category)) problems['category'] = `${input.category} is none of ${Object.values(Category)}`;
    if (Object.keys(problems).length > 0) throw new ValidationError(problems);
    const id = sku(input.sku);
    if (this.#products.has(id)) throw new ValidationError({ sku: 'taken' });
    this.#apply({ type: 'registered', sku: id, name: input.name.trim(), category: input.category as Category, tags: input.tags ?? [] });
    return id;
  }
  receive(id: Sku, quantity: number, unitCost: number): this {
    this.#apply({ type: 'received', sku: id, quantity, unitCost });
    return this;
  }
  sell(id: Sku, quantity: number, listPrice: number, coupon?: string): number {
    const p = this.#get(id);
    const available = this.stock(id);
    if (available < quantity) throw new RangeError(`only ${available} of ${p.name} left, wanted ${quantity}`);
    const unitPrice = rules.reduce((price, rule) => rule(price, p, quantity, coupon), listPrice);
    this.#apply({ type: 'sold', sku: id, quantity, unitPrice, ...(coupon && { coupon }) });
    return unitPrice * quantity;
  }
  adjust(id: Sku, delta: number, reason: string): this {
    this.#apply({ type: 'adjusted', sku: id, delta, reason });
    return this;
  }
  report(): string {
    const groups = Map.groupBy(this.#products.values(), (p) => p.category);
    const lines: string[] = [];
    for (const [category, products] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
      lines.push(category.toUpperCase());
      for (const p of products.toSorted((a, b) => b.revenue - a.revenue)) {
        const margin = p.revenue ? `${(((p.revenue - p.costOfSales) / p.revenue) * 100).toFixed(1)}%` : 'n/a';
        lines.push(`  ${p.sku} ${p.name.padEnd(12)} ${String(this.stock(p.sku)).padStart(4)} ${p.revenue.toFixed(2).padStart(9)} ${margin.padStart(6)}`);
      }
    }
    return lines.join('\n');
  }
}

const inv = new Inventory();
const hammer = inv.register({ sku: 'TL-001', name: 'Hammer', category: 'tool', tags: ['steel'] });
const robot = inv.register({ sku: 'TY-042', name: ' Robot ', category: 'toy', tags: ['sale', 'battery'] });
const cheese = inv.register({ sku: 'FD-777', name: 'Cheese', category: 'food' });
inv.receive(hammer, 10, 4).receive(hammer, 20, 5).receive(robot, 5, 8.5).receive(cheese, 100, 0.75);
console.log(inv.sell(hammer, 12, 9.99), inv.sell(robot, 2, 20, 'TOYS'), inv.sell(cheese, 1, 2.005), inv.sell(hammer, 1, 9.99, 'TOYS'));
inv.adjust(cheese, -9, 'mice').adjust(robot, 1, 'found');
console.log(inv.report());
const failures: (() => unknown)[] = [
  () => inv.sell(robot, 50, 1),
  () => inv.register({ sku: 'bad', name: 'x', category: 'toy' }),
  () => inv.register({ sku: 'TL-001', name: 'x', category: 'tool' }),
  () => inv.register({ sku: 'AA-000', name: ' ', category: 'gadget' }),
  () => inv.stock('ZZ-999' as Sku),
  () => inv.adjust(hammer, -100, 'theft'),
];
for (const f of failures) {
  try {
    console.log('ok', f());
  } catch (e) {
    console.log(e instanceof ValidationError ? ['invalid', Object.keys(e.problems), e.message] : String(e));
  }
}
const copy = Inventory.replay(inv.events.slice(0, -1));
console.log(copy.report() === inv.report(), copy.events.length, inv.events.at(-1), copy.stock(hammer), JSON.stringify(copy.events[5]));
