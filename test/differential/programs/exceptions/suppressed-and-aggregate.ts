// Aggregated errors, causes chained several levels, and errors collected from many attempts.
const chain = (e: unknown): string[] => (e instanceof Error ? [e.message, ...(e instanceof AggregateError ? e.errors.flatMap(chain) : []), ...chain(e.cause)] : e === undefined ? [] : [String(e)]);
const lvl1 = new Error('one', { cause: new TypeError('two', { cause: 'three' }) });
console.log(chain(lvl1), chain(new AggregateError([lvl1, 'plain', new RangeError('r')], 'agg', { cause: 5 })));
const tryAll = <T>(...fs: (() => T)[]): T => {
  const errors: unknown[] = [];
  for (const f of fs) {
    try {
      return f();
    } catch (e) {
      errors.push(e);
    }
  }
  throw new AggregateError(errors, `${errors.length} attempts failed`);
};
console.log(tryAll(() => { throw 1; }, () => 'second'));
try {
  tryAll(() => { throw new Error('a'); }, () => { throw 'b'; });
} catch (e) {
  console.log((e as AggregateError).message, chain(e), e instanceof AggregateError, (e as Error).name, Object.prototype.hasOwnProperty.call(e, 'errors'));
}
const wrapped = (f: () => void): Error | undefined => {
  try {
    f();
    return undefined;
  } catch (cause) {
    return new Error('wrapped', { cause });
  }
};
console.log(wrapped(() => {}), (wrapped(() => null!)?.cause as Error | undefined)?.message, chain(wrapped(() => { throw null; })));
