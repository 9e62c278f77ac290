// Labelled break and continue through nested loops, switch and blocks.
outer: for (let i = 0; i < 4; i++) {
  for (let j = 0; j < 4; j++) {
    if (j === 2) continue outer;
    if (i === 2) break outer;
    console.log(i, j);
  }
}
loop: while (true) {
  switch (1 as number) {
    case 1:
      break loop;
  }
}
block: {
  if (Math.abs(-1) === 1) break block;
  console.log('unreached');
}
let n = 0;
do {
  n++;
  if (n === 3) continue;
  if (n > 5) break;
} while (n < 10);
console.log(n);
scan: for (const row of [[1, 2], [3, 4], [5, 6]]) {
  for (const v of row) {
    if (v === 3) continue scan;
    if (v === 6) break scan;
    console.log(v);
  }
}
