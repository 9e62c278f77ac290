// `using` and `await using` at the top level of a module: disposed of when the module ends, the last first, errors included.
const log: string[] = [];
class Res implements Disposable {
  constructor(readonly name: string) { log.push(`open ${name}`); }
  [Symbol.dispose](): void { console.log('close', this.name); }
}
const plain = 'before';
using first = new Res('first');
const made = new Map([[first.name, plain]]);
await using later: AsyncDisposable = { async [Symbol.asyncDispose]() { await null; console.log('async close', exported(), made.get('first')); } };
using a = new Res('a'), none = null, b = new Res('b');
function exported(): string { return `${kept} ${a.name}${b.name}${String(none)}`; }
export const kept = 'kept';
class Inner extends Res { extra = a.name; }
{ using inner = new Inner('inner'); console.log(log, inner.extra); }
console.log(first.name, typeof later);
