// Errors of a message alone, of none, of what is converted, with a cause; what `instanceof` says of them; and their stack where
// only a name that the program puts together asks for it.
class Plain extends Error {}
class Named extends RangeError {
  override name = 'Named';
  constructor(readonly code: number, message?: string) {
    super(message);
  }
}
class Caused extends TypeError {
  constructor(cause: unknown) {
    super('caused', { cause });
  }
}
const maybe = (n: number): string | undefined => (n > 0 ? `n is ${n}` : undefined);
const errors: Error[] = [
  new Error(),
  new Error(''),
  new Error(undefined),
  new Error(maybe(1)),
  new RangeError(maybe(0)),
  new TypeError(String(5)),
  new Error(5 as unknown as string),
  new Error(null as unknown as string),
  new Error({ toString: () => 'converted' } as unknown as string),
  new Plain('plain'),
  new Plain(),
  new Named(3),
  new Named(4, 'four'),
  new Caused(new SyntaxError('inner')),
  new Error('with', { cause: 0 }),
  new Error('without', {}),
];
for (const error of errors) {
  console.log(String(error), JSON.stringify(error.message), Object.hasOwn(error, 'message'), 'cause' in error, String(error.cause));
  console.log(
    [Error, RangeError, TypeError, SyntaxError, Object, Function, Map].map((type) => error instanceof type),
    error instanceof Error,
    error instanceof RangeError,
    error instanceof Plain,
  );
}
for (const value of [null, undefined, 1, 'text', {}, [], new Map(), () => 1, /a/, new Date(0), Symbol.iterator])
  console.log(
    value instanceof Object,
    value instanceof Array,
    value instanceof Map,
    value instanceof Function,
    value instanceof RegExp,
    value instanceof Date,
    value instanceof Promise,
  );
const name = ['sta', 'ck'].join('');
const asked = (error: Error): string => String((error as unknown as Record<string, unknown>)[name]).split('\n')[0]!;
console.log(asked(new Plain('told')), asked(new Named(1, 'read')), asked(new Error()));
