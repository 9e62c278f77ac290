// References live across string comparison, bigint elements and finalizers; a throw caught in a loop leaves no frame behind.
function longText(n: number): string { let s = ''; for (let i = 0; i < n; i++) s += String.fromCharCode(97 + (i % 26)); return s; }
const flat = longText(100).split('').join('');
function compare(a: string, b: string, c: string): string {
  const o = { name: 'kept', list: [1, 2, 3] };
  const same = a + b === c;
  return `${same} ${o.name} ${o.list}`;
}
function compareOnly(a: string, b: string, c: string): number {
  const o = [1, 2, 3];
  return a + b === c ? o[1]! : o[2]!;
}
console.log(compare(flat.slice(0, 50), flat.slice(50), flat), compare(flat, flat, flat));
console.log(compareOnly(flat.slice(0, 50), flat.slice(50), flat), compareOnly(flat, flat, flat));
function bigs(n: number): bigint {
  const a = new BigInt64Array(n);
  for (let i = 0; i < n; i++) a[i] = BigInt(i) * -12345678901n;
  const o = { sum: 0n };
  for (let i = 0; i < a.length; i++) { const x = a[i]!; const y = a[a.length - 1 - i]!; o.sum += x - y + a[i]!; }
  return o.sum;
}
console.log(bigs(5));
function leaves(k: number): string {
  const tag = { v: `tag${k}` };
  let out = '';
  done: {
    try {
      if (k > 0) break done;
      out += 'in';
    } finally {
      out += [k, 'fin'].join('-');
    }
    return out;
  }
  return out + tag.v;
}
console.log(leaves(0), leaves(1));
let n = 0;
for (let i = 0; i < 50000; i++) { try { if (i % 2) throw i; n += 2; } catch (e) { n -= e as number; } }
console.log(n);
