// Requests to return and throw pass every enclosing finally, also those that suspend, from the inside out.
const log: string[] = [];
function* nested(): Generator<string, string, unknown> {
  try {
    try {
      try {
        yield 'a';
      } finally {
        log.push('1');
        yield 'f1';
      }
    } finally {
      log.push('2');
    }
  } finally {
    log.push('3');
    yield 'f3';
    log.push('4');
  }
  return 'not reached by return';
}
function* overrides(): Generator<number, number, unknown> {
  for (;;) {
    try {
      yield 1;
    } finally {
      yield 2;
      break;
    }
  }
  yield 3;
  return 4;
}
async function* asyncNested(): AsyncGenerator<string, string, unknown> {
  try {
    try {
      yield 'a';
    } finally {
      await null;
      log.push('a1');
      yield 'f1';
    }
  } catch (e) {
    log.push(`caught ${String(e)}`);
    yield 'c';
  } finally {
    await null;
    log.push('a2');
  }
  return 'end';
}
async function plain(n: number): Promise<string> {
  for (let i = 0; ; i++) {
    try {
      try {
        await null;
        if (i === n) return `r${i}`;
        if (i > 5) break;
        continue;
      } finally {
        await null;
        log.push(`p${i}`);
      }
    } finally {
      log.push(`q${i}`);
      await null;
    }
  }
  return 'broke';
}
const drain = (g: Iterator<unknown, unknown>, first: IteratorResult<unknown, unknown>): string => {
  const out: string[] = [];
  for (let r = first; ; r = g.next()) {
    out.push(`${String(r.value)}/${String(r.done)}`);
    if (r.done === true) return out.join(' ');
  }
};
const g = nested();
g.next();
console.log(drain(g, g.return('R')), log.splice(0).join());
const h = nested();
h.next();
try {
  h.throw('T');
  h.next();
  h.next();
} catch (e) {
  console.log('thrown', e, log.splice(0).join());
}
const o = overrides();
o.next();
console.log(drain(o, o.return(9)));
const a = asyncNested();
await a.next();
const results = [await a.return('R'), await a.next(), await a.next()];
console.log(results.map((r) => `${r.value}/${String(r.done)}`).join(' '), log.splice(0).join());
const b = asyncNested();
await b.next();
const thrown = [await b.throw('T'), await b.next(), await b.next(), await b.next()];
console.log(thrown.map((r) => `${r.value}/${String(r.done)}`).join(' '), log.splice(0).join());
console.log(await plain(1), log.splice(0).join(), await plain(99), log.splice(0).join());
