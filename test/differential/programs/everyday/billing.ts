// A registry of units, a money type, a date range library and a table printer, as a small billing system would have them.
type Brand<T, B extends string> = T & { readonly __brand: B };
type Cents = Brand<number, 'Cents'>; type Iso = Brand<string, 'Iso'>;
const cents = (n: number): Cents => Math.round(n) as Cents;
const enum Currency { EUR = 'EUR', USD = 'USD', JPY = 'JPY' }
interface Money { readonly amount: Cents; readonly currency: Currency }
const digits: Record<Currency, number> = { [Currency.EUR]: 2, [Currency.USD]: 2, [Currency.JPY]: 0 };
namespace Money {
  export const of = (amount: number, currency: Currency = Currency.EUR): Money => Object.freeze({ amount: cents(amount * 10 ** digits[currency]), currency });
  export function add(...ms: Money[]): Money { if (ms.length === 0) throw new RangeError('nothing to add'); const [first, ...rest] = ms; return rest.reduce((a, b) => { if (a.currency !== b.currency) throw new TypeError(`${a.currency} + ${b.currency}`); return { ...a, amount: cents(a.amount + b.amount) }; }, first); }
  export function format({ amount, currency }: Money): string { const d = digits[currency]; const s = Math.abs(amount).toString().padStart(d + 1, '0'); const [whole, frac] = d ? [s.slice(0, -d), s.slice(-d)] : [s, '']; return `${amount < 0 ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${frac && '.' + frac} ${currency}`; }
  export const split = (m: Money, parts: number): Money[] => { const base = Math.trunc(m.amount / parts), rest = m.amount - base * parts; return Array.from({ length: parts }, (_, i) => ({ ...m, amount: cents(base + (i < Math.abs(rest) ? Math.sign(rest) : 0)) })); };
}
class DateRange implements Iterable<Iso> {
  static readonly DAY = 86_400_000;
  private constructor(readonly from: number, readonly to: number) {}
  static parse(text: `${string}..${string}`): DateRange { const m = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(text); if (!m) throw new SyntaxError(`bad range ${JSON.stringify(text)}`); const [a, b] = m.slice(1).map((s) => Date.parse(s)); if (!(a <= b)) throw new RangeError('reversed'); return new DateRange(a, b); }
  *[Symbol.iterator]() { for (let t = this.from; t <= this.to; t += DateRange.DAY) yield new Date(t).toISOString().slice(0, 10) as Iso; }
  get days() { return (this.to - this.from) / DateRange.DAY + 1; }
  intersect(o: DateRange): DateRange | null { const a = Math.max(this.from, o.from), b = Math.min(this.to, o.to); return a <= b ? new DateRange(a, b) : null; }
  months() { return Object.groupBy(this, (d) => d.slice(0, 7)); }
  toJSON() { return [...this].filter((_, i, all) => i === 0 || i === all.length - 1); }
}
type Plan = { kind: 'flat'; price: Money } | { kind: 'tiered'; tiers: readonly (readonly [upTo: number, unit: number])[] } | { kind: 'free'; until?: Iso };
const assertNever = (x: never): never => { throw new Error('unexpected ' + JSON.stringify(x)); };
function price(plan: Plan, units: number, day: Iso): Money {
  switch (plan.kind) {
    case 'flat': return plan.price;
    case 'tiered': { let left = units, total = 0, floor = 0; for (const [upTo, unit] of plan.tiers) { const here = Math.min(left, upTo - floor); total += here * unit; left -= here; floor = upTo; if (left <= 0) break; } return Money.of(total); }
    case 'free': if (plan.until === undefined || day <= plan.until) return Money.of(0); return Money.of(9.99);
    default: return assertNever(plan);
  }
}
const plans = { basic: { kind: 'flat', price: Money.of(12.5) }, pro: { kind: 'tiered', tiers: [[10, 1], [100, 0.5], [Infinity, 0.1]] }, trial: { kind: 'free', until: '2024-02-29' as Iso } } as const satisfies Record<string, Plan>;
const range = DateRange.parse('2024-02-27..2024-03-02');
console.log(range, range.days, [...range], range.months(), JSON.stringify({ range }));
for (const [name, plan] of Object.entries(plans) as [keyof typeof plans, Plan][]) console.log(name.padEnd(6), [5, 50, 500].map((u) => Money.format(price(plan, u, [...range].at(-1)!))).join(' | '));
console.log(Money.split(Money.of(100), 3).map(Money.format), Money.split(Money.of(-0.05), 2).map(Money.format), Money.format(Money.of(1234567.891)), Money.format(Money.of(1234567, Currency.JPY)), Money.format(Money.add(Money.of(0.1), Money.of(0.2))));
for (const f of [() => Money.add(), () => Money.add(Money.of(1), Money.of(1, Currency.USD)), () => DateRange.parse('x..y'), () => DateRange.parse('2024-03-01..2024-02-01'), () => price({ kind: 'odd' } as never, 1, '' as Iso), () => { (Money.of(1) as { amount: number }).amount = 5; }]) { try { f(); } catch (e) { console.log(e instanceof Error && `${e.name}: ${e.message}`); } }
function table<T extends Record<string, unknown>>(rows: readonly T[], columns: readonly (keyof T & string)[] = Object.keys(rows[0] ?? {}) as (keyof T & string)[]): string { const cell = (v: unknown) => (typeof v === 'number' ? v.toFixed(2) : v instanceof Date ? v.toISOString().slice(0, 10) : v == null ? '-' : Array.isArray(v) ? `[${v.length}]` : String(v)); const widths = columns.map((c) => Math.max(c.length, ...rows.map((r) => cell(r[c]).length))); const line = (cells: string[], pad: 'padStart' | 'padEnd' = 'padEnd') => cells.map((c, i) => c[pad](widths[i])).join(' │ ').trimEnd(); return [line([...columns]), widths.map((w) => '─'.repeat(w)).join('─┼─'), ...rows.map((r) => columns.map((c, i) => cell(r[c])[typeof r[c] === 'number' ? 'padStart' : 'padEnd'](widths[i])).join(' │ ').trimEnd())].join('\n'); }
console.log(table([{ who: 'ann', paid: 12.5, at: new Date(0), tags: ['a'] }, { who: 'bob', paid: 1234.567, at: new Date(1e12), tags: [] }, { who: 'c', paid: -1, at: null as unknown as Date, tags: undefined as unknown as string[] }]));
console.log(table<{ a?: number; b?: string }>([{ a: 1 }, { b: 'x' }], ['b', 'a']), table([]));
const overlap = range.intersect(DateRange.parse('2024-03-01..2024-12-31')); console.log(overlap?.days, range.intersect(DateRange.parse('2025-01-01..2025-01-01')), overlap);
