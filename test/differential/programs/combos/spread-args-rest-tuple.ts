// Rest tuples, spreads in the middle and forwarding wrappers.
const log: string[] = [];
const trace = <A extends unknown[], R>(name: string, f: (...a: A) => R) => (...a: A): R => {
  const r = f(...a);
  log.push(`${name}(${a.map((x) => JSON.stringify(x)).join(', ')}) = ${JSON.stringify(r)}`);
  return r;
};
const clamp = trace('clamp', (v: number, lo: number | undefined = 0, hi: number | undefined = 10) => Math.min(hi, Math.max(lo, v)));
const join = trace('join', (sep: string, ...parts: (string | number)[]) => parts.join(sep));
clamp(5);
clamp(50, ...([1] as [number]));
clamp(-5, undefined, 3);
join('-', ...[1, 2], 'x', ...['y'], ...'zw');
join('');
console.log(log.join('\n'));
