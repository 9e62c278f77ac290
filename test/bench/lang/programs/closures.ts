// Chains of map, filter and reduce with closures over local state, as everyday code has them.
import { measure } from '../measure.ts';

interface Order {
  readonly customer: number;
  readonly quantity: number;
  readonly price: number;
}

function orders(count: number): Order[] {
  return Array.from({ length: count }, (_, i) => ({ customer: i % 97, quantity: (i % 7) + 1, price: (i % 1009) / 4 }));
}

function discount(limit: number, percent: number): (order: Order) => number {
  return ({ quantity, price }) => (quantity > limit ? quantity * price * (1 - percent / 100) : quantity * price);
}

function compose<A, B, C>(first: (a: A) => B, second: (b: B) => C): (a: A) => C {
  return (a) => second(first(a));
}

measure(() => {
  const all = orders(20_000);
  let total = 0;
  for (let round = 0; round < 20; round++) {
    const price = compose(discount(3, round), (amount) => Math.floor(amount));
    total += all
      .filter(({ customer }) => customer % 3 !== round % 3)
      .map(price)
      .filter((amount) => amount > 10)
      .reduce((sum, amount) => sum + amount, 0);
    total += all.map(({ quantity }) => quantity).reduce((most, quantity) => Math.max(most, quantity));
  }
  return total;
}, 123263491);
