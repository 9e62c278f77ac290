// JSON text read into records, which are then used.
import { measure } from '../measure.ts';

interface Item {
  readonly id: number;
  readonly name: string;
  readonly price: number;
  readonly tags: readonly string[];
  readonly stock: { readonly shelf: string; readonly count: number } | null;
}

function text(count: number): string {
  const items: string[] = [];
  for (let id = 0; id < count; id++) {
    const stock = id % 3 === 0 ? 'null' : `{ "shelf": "S${id % 50}", "count": ${id % 7} }`;
    items.push(
      `{"id": ${id}, "name": "item \\"${id}\\"", "price": ${id / 8}, "tags": ["a", "tag${id % 10}"], "stock": ${stock}}`,
    );
  }
  return `[\n  ${items.join(',\n  ')}\n]`;
}

const source = text(5000);

measure(() => {
  let sum = 0;
  for (let round = 0; round < 4; round++) {
    const items = JSON.parse(source) as Item[];
    for (const { id, name, price, tags, stock } of items) {
      sum += id + name.length + price + tags.length + (stock === null ? 0 : stock.count);
    }
  }
  return sum;
}, 56534298);
