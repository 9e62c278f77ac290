// Labelled continue through finally while closures capture the loop variables.
const fs: (() => string)[] = [];
const log: string[] = [];
outer: for (let i = 0; i < 3; i++) {
  for (let j = 0; j < 3; j++) {
    try {
      if (j === i) continue outer;
      if (i === 2 && j === 1) break outer;
      fs.push(() => `${i}${j}`);
    } finally {
      log.push(`f${i}${j}`);
    }
  }
}
console.log(fs.map((f) => f()), log);
