// Iterating what may be undefined or null, conversions as callbacks, tables by texts of one unit.
function f(list: (readonly [number, string?])[] , i: number): string { const [a, b = 'none'] = list[i]!; return `${a} ${b}`; }
const data: (readonly [number, string?])[] = [[1, 'a'], [2]];
for (let i = 0; i < 4; i++) { try { console.log(f(data, i)); } catch (e) { console.log((e as Error).name, (e as Error).message); } }
const groups: number[][] = [[1, 2], [3]];
function sum(i: number): number { let s = 0; for (const x of groups[i]!) s += x; return s; }
for (let i = 0; i < 4; i++) { try { console.log(sum(i)); } catch (e) { console.log((e as Error).name, (e as Error).message); } }
const m = new Map<string, Map<string, number>>([['a', new Map([['x', 1]])]]);
for (const k of ['a', 'b']) { try { for (const [n, v] of m.get(k)!) console.log(n, v); } catch (e) { console.log((e as Error).name, (e as Error).message); } }
let maybe: string[] | null = null;
function pick(x: string[] | null | undefined): string { const [first, ...rest] = x!; return `${first} ${rest.length}`; }
for (const x of [['p', 'q'], null, undefined, maybe]) { try { console.log(pick(x)); } catch (e) { console.log((e as Error).name, (e as Error).message); } }
const strs = new Map([['s', 'añ😀']]);
for (const k of ['s', 't']) { try { for (const c of strs.get(k)!) console.log(c); } catch (e) { console.log((e as Error).name, (e as Error).message); } }
function g(pairs: [number, number][], i: number): number { let total = 0; for (const [a, b] of [pairs[i]!, pairs[i + 1]!]) total += a * b; return total; }
try { console.log(g([[1, 2], [3, 4]], 0)); console.log(g([[1, 2], [3, 4]], 1)); } catch (e) { console.log((e as Error).name, (e as Error).message); }

console.log(['1', '2', 'x', '', '0x10'].map(Number), [1, 2.5, NaN, -0].map(String), [0, 1, '', 'a', null, undefined, NaN].filter(Boolean), [null, 1].map(Boolean), ['a', ''].some(Boolean), ['a', ''].every(Boolean), [0, 3].find(Boolean), ['7', '8'].findIndex(Number));
try { console.log([1n, 2n].map(Number), [Symbol.iterator].map(String)); } catch (e) { console.log(String(e)); }
try { console.log(([Symbol('x')] as unknown[]).map(Number)); } catch (e) { console.log(String(e)); }
console.log([{ valueOf() { return 4; } }, [5], new Date(6)].map(Number), [{ toString: () => 's' }].map(String), Array.from('123', Number), Array.from({ length: 3 }, String));
let n = 0; for (let i = 0; i < 5000; i++) n += String(i).split('').map(Number).reduce((a, b) => a + b, 0); console.log(n);
const frequency: { [unit: string]: number } = {};
for (const word of ['a1b2', '1a2b', '90', '', '٣a', 'toString', '-1']) for (const unit of word) frequency[unit] = (frequency[unit] || 0) + 1;
console.log(frequency, Object.keys(frequency), frequency['-'], frequency['1'], frequency['constructor'] !== undefined);
type Light = 'red' | 'green' | 'yellow';
const next: Record<Light, Light> = { red: 'green', green: 'yellow', yellow: 'red' };
let light: Light = 'red';
const seen: string[] = [];
for (let i = 0; i < 7; i++) {
  light = next[light];
  const text: string | undefined = i % 3 === 0 ? undefined : light;
  seen.push(light === 'green' ? 'go' : light === 'red' ? 'stop' : 'slow', text === 'green' ? 'G' : text !== 'red' ? 'x' : 'R');
}
console.log(seen.join());
const glued = ['gr', 'een'].join('');
console.log(glued === 'green', `${glued}s`.slice(0, 5) === 'green', (glued as string) === 'greed', (glued + '') === '', ('' + '') === '');
