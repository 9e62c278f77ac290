// Unions of primitives through arithmetic, arrays, maps and fields.
type NS = number | string;
const xs: NS[] = [1, 'two', 3.5, '4', -0];
console.log(xs.map((x) => (typeof x === 'number' ? x * 2 : x + x)), xs);
let u: number | string | boolean | null = 5;
const history: unknown[] = [u];
u = 'now text';
history.push(u.length, u);
u = null;
history.push(u);
u = true;
history.push(u, !u);
console.log(history);
const m = new Map<NS, NS[]>([[1, ['a']], ['1', [2]]]);
console.log(m.get(1), m.get('1'), [...m.keys()].map((k) => typeof k));
class Cell {
  value: number | string | undefined;
  set(v: Cell['value']): this {
    this.value = v;
    return this;
  }
}
console.log(new Cell(), new Cell().set(1), new Cell().set('s'), new Cell().set(undefined).value === undefined);
const toNum = (x: NS | undefined): number => (x === undefined ? -1 : typeof x === 'string' ? x.length : x);
console.log([...xs, undefined].map(toNum).reduce((a, b) => a + b), xs.includes('4'), xs.indexOf(3.5), xs.sort());
