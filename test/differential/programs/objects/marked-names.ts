// Keys that begin like a private name or a registered symbol are strings like any other.
const m: Record<string, string> = { '#fff': 'white', '#000': 'black' };
const n: Record<string, string | number> = { ...m, '#f00': 1 };
function look(k: string) { return n[k] ?? 'none'; }
for (const k of ['#fff', '#000', '#f00', 'x']) console.log(look(k), typeof n[k]);
const p = Object.assign({}, { '#id': 1, '.cls': 2 });
for (const [k, v] of Object.entries(p)) console.log(k, v, p[k as '#id']);
class Sel { ['#main'] = 'q'; #main = 5; get() { return [this['#main'], this.#main]; } }
console.log(new Sel().get(), new Sel(), JSON.stringify(new Sel()), { ...new Sel() });
const handlers: Record<string, (x: number) => number> = { '@@INIT': (x) => x + 1, '#add': (x) => x * 2 };
for (const t of ['@@INIT', '#add', 'zzz']) console.log(t, handlers[t]?.(4));
console.log(handlers, Object.keys(handlers));
function dyn(o: Record<string, number>, k: string) { o[k] = (o[k] ?? 0) + 1; return o; }
console.log(dyn(dyn({ '#a': 1 }, '#a'), '@@b'), Object.hasOwn(handlers, '#add'), '#add' in handlers);
const { '#f00': red, ...others } = n; console.log(red, others);
