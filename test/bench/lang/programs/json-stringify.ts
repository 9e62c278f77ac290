// Records written as JSON text.
import { measure } from '../measure.ts';

interface Item {
  readonly id: number;
  readonly name: string;
  readonly price: number;
  readonly tags: readonly string[];
  readonly stock: { readonly shelf: string; readonly count: number } | null;
}

function items(count: number): Item[] {
  return Array.from({ length: count }, (_, id) => ({
    id,
    name: `item "${id}"`,
    price: id / 8,
    tags: ['a', `tag${id % 10}`, 'ünicode'],
    stock: id % 3 === 0 ? null : { shelf: `S${id % 50}`, count: id % 7 },
  }));
}

measure(() => {
  const all = items(5000);
  let length = 0;
  for (let round = 0; round < 4; round++) length += JSON.stringify(all).length;
  return length;
}, 2124912);
