// The callee is looked up, and may throw or run a getter, before the arguments are evaluated.
function log(s: string): string { console.log(s); return s; }
const o = { x: undefined as undefined | { f(s: string): void } };
try { o.x!.f(log('arg')); } catch (e) { console.log((e as Error).message); }
const p = { get f() { console.log('getter'); return (s: string) => console.log('called', s); } };
p.f(log('arg2'));
const q: any = { f: 1 };
try { q.f(log('arg3')); } catch (e) { console.log((e as Error).message); }
try { q.g(log('arg4')); } catch (e) { console.log((e as Error).message); }
