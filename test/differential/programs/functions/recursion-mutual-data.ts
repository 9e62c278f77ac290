// Mutual recursion over unions: printing, counting, evaluating and flattening JSON-like data.
type J = null | number | string | J[] | { [k: string]: J };
const isList = (j: J): j is J[] => Array.isArray(j);
const show = (j: J): string => (isList(j) ? showList(j) : j !== null && typeof j === 'object' ? showMap(j) : JSON.stringify(j));
const showList = (l: J[]): string => `[${l.map(show).join(' ')}]`;
const showMap = (m: { [k: string]: J }): string => `{${Object.entries(m).map(([k, v]) => `${k}:${show(v)}`).join(' ')}}`;
const depth = (j: J): number => (j === null || typeof j !== 'object' ? 0 : 1 + Math.max(0, ...Object.values(j).map(depth)));
const leaves = (j: J): J[] => (j === null || typeof j !== 'object' ? [j] : Object.values(j).flatMap(leaves));
const transform = (j: J, f: (x: J) => J): J => f(isList(j) ? j.map((x) => transform(x, f)) : j !== null && typeof j === 'object' ? Object.fromEntries(Object.entries(j).map(([k, v]) => [k, transform(v, f)])) : j);
const data: J = { a: [1, 'x', { b: [null, [2, []]] }], c: {}, d: 3 };
console.log(show(data), depth(data), leaves(data), show(transform(data, (x) => (typeof x === 'number' ? x * 10 : x))), depth(5), show([]));
const even = (n: number): boolean => n === 0 || odd(n - 1);
const odd = (n: number): boolean => n !== 0 && even(n - 1);
console.log(even(1000), odd(7), [0, 1, 2].map(even));
