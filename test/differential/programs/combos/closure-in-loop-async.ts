// Closures over loop variables inside async callbacks with timers.
const out: string[] = [];
for (let i = 0; i < 3; i++) {
  setTimeout(() => {
    i += 10;
    out.push(`t${i}`);
  }, (3 - i) * 15);
  Promise.resolve().then(() => out.push(`m${i++}`));
}
await new Promise((r) => setTimeout(r, 90));
console.log(out);
