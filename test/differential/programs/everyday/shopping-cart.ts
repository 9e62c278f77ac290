// A shopping cart with discounts as functions, totals and a printed receipt.
type Line = { name: string; price: number; qty: number };
type Discount = (lines: readonly Line[]) => number;
const subtotal = (ls: readonly Line[]): number => ls.reduce((s, { price, qty }) => s + price * qty, 0);
const tenOff: Discount = (ls) => (subtotal(ls) > 50 ? 10 : 0);
const thirdFree: Discount = (ls) => ls.reduce((s, l) => s + Math.floor(l.qty / 3) * l.price, 0);
const cart: Line[] = [{ name: 'Tea', price: 4.5, qty: 3 }, { name: 'Cup', price: 12, qty: 4 }];
const best = (...ds: Discount[]): Discount => (ls) => Math.max(0, ...ds.map((d) => d(ls)));
const total = subtotal(cart) - best(tenOff, thirdFree)(cart);
for (const { name, price, qty } of cart) console.log(`${name.padEnd(6)}${String(qty).padStart(3)} x ${price.toFixed(2).padStart(6)}`);
console.log(`total ${total.toFixed(2)}`, best()(cart), best(tenOff)([]));
