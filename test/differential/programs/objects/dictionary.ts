// Dictionaries with computed keys: add, delete, count, iterate, many keys.
const stock: Record<string, number> = {};
const add = (k: string, n: number): void => {
  stock[k] = (stock[k] ?? 0) + n;
};
add('apple', 3);
add('pear', 1);
add('apple', 2);
console.log(stock, stock['kiwi'], stock['kiwi'] ?? 0, 'pear' in stock);
delete stock['apple'];
add('apple', 1);
console.log(Object.keys(stock), Object.values(stock).reduce((a, b) => a + b, 0));
const many: { [id: number]: string } = {};
for (let i = 200; i > 0; i--) many[i * 3] = `v${i}`;
console.log(Object.keys(many).length, Object.keys(many).slice(0, 4), many[300], many[1]);
const big: Record<string, number> = {};
for (let i = 0; i < 3000; i++) big[`key${i}`] = i;
for (let i = 0; i < 3000; i += 2) delete big[`key${i}`];
console.log(Object.keys(big).length, big['key1'], big['key2'], Object.keys(big)[10]);
