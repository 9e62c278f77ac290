// Nested finally blocks, early returns, loops and generators unwind in order.
const log: string[] = [];
const scope = <T>(name: string, f: () => T): T => {
  log.push(`+${name}`);
  try {
    return f();
  } finally {
    log.push(`-${name}`);
  }
};
const f = (mode: number): string =>
  scope('a', () => {
    for (const i of [1, 2, 3]) {
      const r = scope(`b${i}`, () => {
        if (i === mode) throw new Error(`at ${i}`);
        return i * 10;
      });
      if (r === 20) return `found ${r}`;
    }
    return 'none';
  });
for (const m of [0, 1, 2]) {
  try {
    log.push(f(m));
  } catch (e) {
    log.push((e as Error).message);
  }
}
console.log(log.join(' '));
function* gen(): Generator<number> {
  try {
    try {
      yield 1;
      yield 2;
    } finally {
      log.push('inner');
    }
  } finally {
    log.push('outer');
  }
}
log.length = 0;
for (const v of gen()) if (v === 1) break;
const [x] = gen();
console.log(log, x, scope('z', () => 5));
const nested = (): number => {
  try {
    try {
      return 1;
    } finally {
      log.push('f1');
    }
  } finally {
    log.push('f2');
  }
};
console.log(nested(), log.slice(-2));
