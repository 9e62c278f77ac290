// yield inside expressions, loops, switch, destructuring and calls.
function* g(): Generator<number, number[], number> {
  const out: number[] = [];
  out.push((yield 1) + (yield 2));
  const [a, b = yield 3] = [yield 4];
  out.push(a, b);
  const o = { x: yield 5, y: (yield 6) * 2 };
  out.push(o.x, o.y);
  for (let i = yield 7; i > 0; i -= yield i) out.push(i);
  switch (yield 8) {
    case 1:
      out.push(yield 11);
      break;
    default:
      out.push(-1);
  }
  out.push((yield 9) ? yield 12 : yield 13);
  out.push(Math.max(yield 14, yield 15));
  return out;
}
const it = g();
let r = it.next(0);
const asked: number[] = [];
for (let i = 1; !r.done && i < 40; i++) {
  asked.push(r.value);
  r = it.next(i % 3);
}
console.log(asked.join(' '), r);
