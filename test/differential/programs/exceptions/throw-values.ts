// Anything can be thrown; catch without a binding; rethrow.
const thrown: unknown[] = [1, 'text', null, undefined, { code: 7 }, [1, 2], new Error('e'), Symbol('s'), 10n];
for (const t of thrown) {
  try {
    throw t;
  } catch (e) {
    console.log(typeof e, e === t, e instanceof Error ? e.message : e);
  }
}
try {
  throw 1;
} catch {
  console.log('no binding');
}
function rethrow(): void {
  try {
    throw new RangeError('inner');
  } catch (e) {
    if (e instanceof RangeError) throw e;
    console.log('unreached');
  }
}
try {
  rethrow();
} catch (e) {
  console.log((e as Error).message);
}
