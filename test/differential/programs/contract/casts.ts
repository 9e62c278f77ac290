// Casts never throw by themselves: branded types, unknown, any and wrong claims that are only passed on.
const n = 'text' as unknown as number;
console.log(n, typeof n, [n], `${n}`);
const o = { a: 1 } as unknown as { a: string; b?: number };
console.log(o.a, o.b, typeof o.a);
type UserId = string & { readonly __brand: unique symbol };
const make = (s: string): UserId => s as UserId;
const id = make('u1');
console.log(id.length, id === 'u1', { [id]: 1 }, id.toUpperCase());
type Meters = number & { __unit: 'm' };
const m = 5 as Meters;
console.log(m * 2, (m + 1) as Meters, Math.max(m, 3));
const anything: any = { deep: { list: [1, { x: 'y' }] } };
console.log(anything.deep.list[1].x, anything.nope?.more, anything.deep.list.length, anything.deep.list.map((v: any) => typeof v));
const list = [1, 'a', null] as unknown[];
console.log(list.map((v) => (v as string)?.length), (list[0] as number) + 1);
const maybe = undefined as unknown as string;
console.log(maybe, maybe ?? 'd');
try {
  maybe.length;
} catch (e) {
  console.log((e as Error).message);
}
const fn = (x: unknown): string => (x as { toString(): string }).toString();
console.log(fn(5), fn([1]), fn({}), fn(true));
