// Errors inside printed values show name and message (their stacks are cut here).
const first = (s: string): string => s.split('\n')[0];
class MyError extends Error {
  constructor(
    m: string,
    readonly code: number,
  ) {
    super(m);
    this.name = 'MyError';
  }
}
const e = new MyError('bad', 5);
console.log(String(e), first(e.stack ?? ''), e.code);
const noStack = new Error('plain');
noStack.stack = undefined as unknown as string;
console.log(noStack);
const custom = new TypeError('with text');
custom.stack = 'TypeError: with text';
console.log(custom, [custom], { err: custom });
const withProps = Object.assign(new Error('props'), { code: 'E1', info: { a: 1 } });
withProps.stack = 'Error: props\n    at somewhere';
console.log(withProps);
const caused = new Error('outer', { cause: 'inner text' });
caused.stack = 'Error: outer';
console.log(caused);
