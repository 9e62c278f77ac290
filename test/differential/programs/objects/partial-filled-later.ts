// {} as T filled in afterwards, Partial, Required and builders.
interface Config {
  host: string;
  port: number;
  tls?: { cert: string };
}
const c = {} as Config;
console.log(c.host, c, Object.keys(c));
c.port = 80;
c.host = 'localhost';
console.log(c, c.tls?.cert, JSON.stringify(c));
function merge(base: Config, over: Partial<Config>): Config {
  return { ...base, ...over };
}
console.log(merge(c, { port: 443, tls: { cert: 'x' } }), merge(c, {}), merge(c, { host: undefined as unknown as string }));
const draft: Partial<Config> = {};
if (!draft.host) draft.host = 'h';
draft.port ??= 1;
const done = draft as Required<Config>;
console.log(done.host.length + done.port, done.tls);
type Brand = number & { readonly __brand: 'id' };
const id = 5 as Brand;
const ids = new Map<Brand, string>([[id, 'five']]);
console.log(id + 1, ids.get(5 as Brand), typeof id);
