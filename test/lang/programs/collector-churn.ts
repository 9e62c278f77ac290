// The collector under load: a live tree above the limit of incremental marking, mutated while garbage is made around it.
export {};
class Node2 { left: Node2 | null = null; right: Node2 | null = null; constructor(public v: number) {} }
function build(d: number, v: number): Node2 { const n = new Node2(v); if (d > 0) { n.left = build(d - 1, v * 2); n.right = build(d - 1, v * 2 + 1); } return n; }
function sum(n: Node2 | null): number { return n === null ? 0 : n.v % 1000 + sum(n.left) + sum(n.right); }
function main() {
  const keep = build(17, 1); // 262k nodes ≈ 8+ MB
  const before = sum(keep);
  const map = new Map<string, number[]>();
  const list: (string | number)[][] = [];
  let x = 1;
  for (let i = 0; i < 400_000; i++) {
    x = (x * 16807) % 2147483647;
    const k = 'k' + (x % 20000);
    const l = map.get(k);
    if (l === undefined) map.set(k, [i]); else { l.push(i); if (l.length > 20) { l.shift(); l.splice(3, 2); l.unshift(-1); } }
    if (i % 100 === 0) list.push([k, i, k + i]);
    if (i % 1000 === 0) { let n: Node2 | null = keep; while (n !== null && n.left !== null) { const t: Node2 | null = n.left; n.left = n.right; n.right = t; n = n.left; } }
    if (list.length > 2000) list.reverse();
  }
  let c = 0; for (const [k, v] of map) c += k.length + v.length + (v[0] as number) % 7;
  console.log(before === sum(keep), map.size, c, list.length, list.map((l) => l[2]).join('').length);
  const chain: { next: unknown }[] = []; let head: { next: unknown } | null = null;
  for (let i = 0; i < 500_000; i++) head = { next: head };
  let len = 0; for (let p = head; p !== null; p = p.next as never) len++;
  console.log(len, chain.length);
  let s = ''; for (let i = 0; i < 300_000; i++) s = i % 3 === 0 ? 'x' + s : s + 'y'; console.log(s.length, s.indexOf('xy'), s.charCodeAt(100000));
  const wide: object[][] = Array.from({ length: 300 }, (_, i) => Array.from({ length: 1000 }, (_, j) => ({ i, j }))); 
  let junk: unknown[] = []; for (let i = 0; i < 2_000_000; i++) { junk = [i, junk.length]; }
  console.log(wide.reduce((a, r) => a + r.length, 0), (wide[299]![999] as { j: number }).j, junk.length);
  const big: number[][] = []; for (let i = 0; i < 60; i++) { const a = new Array<number>(50_000).fill(i); big.push(a); if (big.length > 5) big.shift(); } console.log(big.length, big[4]![49_999]);
}
main();
