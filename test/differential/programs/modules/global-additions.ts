// globalThis as an object: passed on, kept, asked by computed names, and new properties on it.
declare global {
  var appCache: Map<string, number> | undefined;
  interface Window { never: string }
}
const holder = globalThis as unknown as { pool?: { size: number }; [Symbol.iterator]?: unknown };
export const pool = holder.pool ?? { size: 3 };
holder.pool = pool;
console.log(holder.pool === pool, (globalThis as any).pool.size);
globalThis.appCache ??= new Map();
globalThis.appCache.set('a', 1);
console.log(globalThis.appCache.get('a'), 'appCache' in globalThis, 'nope' in globalThis, typeof (globalThis as any).nope);
const root: any = typeof globalThis !== 'undefined' ? globalThis : undefined;
const names = ['parseInt', 'Map', 'Math', 'missing', 'NaN', 'Array', 'JSON', 'setTimeout', 'TypeError', 'console'];
for (const name of names) console.log(name, typeof root[name], name in root);
console.log(root.Math === Math, root.Array === Array, new root.Map([[1, 2]]).get(1), root.parseInt('12px'), root.JSON.stringify({ a: [1] }));
console.log(root.globalThis === root, root === globalThis, Object.is(holder, root));
console.log(parseInt('7'), delete root.pool, root.pool, 'pool' in globalThis);
function register(target: Record<string, unknown>, name: string, value: unknown): void {
  target[name] = value;
}
register(globalThis as unknown as Record<string, unknown>, 'plugin', { name: 'p', run: () => 42 });
console.log((globalThis as any).plugin.run(), Object.keys(globalThis).includes('plugin'), Object.hasOwn(globalThis, 'plugin'));
function whoAmI(this: unknown): boolean {
  return this === globalThis;
}
console.log(whoAmI.call(globalThis), whoAmI.call(undefined));
root.setTimeout(() => console.log('later', appCache?.size), 1);
console.log(Object.prototype.toString.call(globalThis), typeof globalThis, typeof appCache);
(globalThis as any)['counter'] = 0;
for (let i = 0; i < 3; i++) (globalThis as any).counter++;
console.log((globalThis as any).counter, (globalThis as any)['counter'], Object.getOwnPropertyDescriptor(globalThis, 'counter'));
Object.defineProperty(globalThis, 'hidden', { value: 5, enumerable: false });
console.log((globalThis as any).hidden, Object.keys(globalThis).includes('hidden'));
const { plugin, parseFloat: pf } = globalThis as any;
console.log(plugin.name, pf('1.5x'));
Object.assign(globalThis, { fresh: 1 });
console.log((globalThis as any).fresh);
