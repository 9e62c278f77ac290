// Iterators whose methods are no functions: a TypeError where they are called, never more.
const bad = (name: string, value: unknown, isAsync: boolean): any => ({
  [isAsync ? Symbol.asyncIterator : Symbol.iterator]() {
    return { next: () => ({ value: 1, done: false }), [name]: value };
  },
});
function attempt(what: string, run: () => unknown): void {
  try {
    console.log(what, run());
  } catch (error) {
    console.log(what, (error as Error).constructor === TypeError);
  }
}
function* over(source: any): Generator {
  yield* source;
}
async function* overAsync(source: any): AsyncGenerator {
  yield* source;
}
for (const value of [5, 'a', Symbol('s'), true, {}]) {
  attempt('for-of', () => {
    for (const item of bad('next', value, false)) return item;
    return 'none';
  });
  attempt('spread', () => [...bad('next', value, false)]);
  attempt('yield*', () => over(bad('next', value, false)).next());
  attempt('return', () => {
    for (const item of bad('return', value, false)) return item;
    return 'none';
  });
  attempt('Set', () => new Set(bad('next', value, false)));
}
async function main(): Promise<void> {
  for (const value of [5, 'a', Symbol('s'), {}]) {
    await overAsync(bad('next', value, true)).next().then((item) => console.log(item), (error) => console.log('async', error.constructor === TypeError));
    try {
      for await (const item of bad('next', value, true)) console.log(item);
    } catch (error) {
      console.log('for await', (error as Error).constructor === TypeError);
    }
  }
}
void main();
