// Exceptions cross closures, callbacks, constructors, getters, iterators and finally blocks.
const log: string[] = [];
class Res {
  constructor(readonly n: string, fail = false) {
    log.push('+' + n);
    if (fail) throw new Error('ctor ' + n);
  }
  get bad(): never {
    throw new Error('getter');
  }
  close(): void {
    log.push('-' + this.n);
  }
}
function use<T>(n: string, f: (r: Res) => T): T {
  const r = new Res(n);
  try {
    return f(r);
  } finally {
    r.close();
  }
}
const attempt = (f: () => unknown): string => {
  try {
    return `ok ${f()}`;
  } catch (e) {
    return (e as Error).message;
  }
};
console.log(attempt(() => use('a', () => use('b', () => { throw new Error('deep'); }))));
console.log(attempt(() => use('c', (r) => r.bad)), attempt(() => new Res('d', true)), attempt(() => use('e', (r) => r.n)));
console.log(attempt(() => [1, 2, 3].map((x) => { if (x === 2) throw new Error('map'); return x; })));
console.log(attempt(() => [3, 1].sort(() => { throw new Error('sort'); })), attempt(() => 'abc'.replace(/b/, () => { throw new Error('replace'); })));
console.log(attempt(() => JSON.stringify({ toJSON() { throw new Error('json'); } })), attempt(() => `${{ toString() { throw new Error('str'); } }}`));
console.log(log.join(' '));
