// Short-circuiting decides which calls happen, in order.
const log: string[] = [];
const t = (n: string): boolean => (log.push(n), true);
const f = (n: string): boolean => (log.push(n), false);
t('a') && f('b') && t('c');
f('d') || t('e') || t('f');
(f('g') && t('h')) || (t('i') && f('j'));
const r = t('k') ? f('l') : t('m');
if (f('n') || (t('o') && !f('p'))) log.push('then');
else log.push('else');
console.log(log.join(''), r);
log.length = 0;
const v = (n: string, x: number): number => (log.push(n), x);
const o = { [v('k1', 1)]: v('v1', 2), [v('k2', 3)]: v('v2', 4) };
const arr = [v('x', 1), v('y', 2)][v('z', 0)];
console.log(o, arr, v('l', 1) + v('r', 2) * v('s', 3), log.join());
log.length = 0;
const obj = (): { m(a: number, b: number): number } => (log.push('obj'), { m: (a, b) => (log.push('call'), a + b) });
console.log(obj().m(v('a1', 1), v('a2', 2)), log.join());
