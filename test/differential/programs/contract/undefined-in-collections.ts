// undefined stored in arrays, maps, sets, objects and returned through generics.
const a: (number | undefined)[] = [1, undefined, 3];
console.log(a, a.indexOf(undefined), a.map((x) => x ?? 0), a.filter((x) => x !== undefined), a.find((x) => x === undefined), a.findIndex((x) => x === undefined), a.length);
const m = new Map<string, number | undefined>([['k', undefined]]);
console.log(m.get('k'), m.has('k'), m.get('z'), m.has('z'), m.get('k') ?? 'd', m.size, [...m]);
const s = new Set<number | undefined>([undefined, 1, undefined]);
console.log(s, s.has(undefined), s.size);
const first = <T>(xs: T[]): T | undefined => xs[0];
console.log(first([]), first([undefined]), first(['x'])?.length, first<number>([])?.toFixed(), [first([0]) ?? 'd', first([]) ?? 'd']);
const o: Record<string, string | undefined> = { a: undefined };
console.log(o['a'], o['b'], 'a' in o, 'b' in o, Object.values(o), o['a']?.length, { ...o });
const wrap = <T>(v: T): { v: T } => ({ v });
console.log(wrap(undefined), wrap(wrap(undefined).v), [wrap(null)], JSON.stringify([undefined, wrap(undefined)]));
