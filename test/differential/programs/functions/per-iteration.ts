// let in loops makes a binding per iteration, var does not.
const fs: (() => number)[] = [];
for (let i = 0; i < 3; i++) fs.push(() => i++);
console.log(fs.map((f) => f()), fs.map((f) => f()));
const gs: (() => number)[] = [];
for (var j = 0; j < 3; j++) gs.push(() => j);
console.log(gs.map((f) => f()), j);
const hs: (() => string)[] = [];
for (const k of ['a', 'b']) hs.push(() => k);
for (const k in { x: 1, y: 2 }) hs.push(() => k);
console.log(hs.map((f) => f()));
const ws: (() => number)[] = [];
let n = 0;
while (n < 3) {
  const m = n++;
  ws.push(() => m * 10 + n);
}
console.log(ws.map((f) => f()));
for (let i = 0, inc = () => i++; i < 3; inc(), i++) {
  if (i > 5) break;
  fs.push(() => i);
  if (fs.length > 6) break;
}
console.log(fs.length, fs.slice(3).map((f) => f()));
