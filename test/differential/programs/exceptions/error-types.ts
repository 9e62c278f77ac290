// The Error types, their names, messages, causes and toString.
const errors = [new Error('a'), new TypeError('b'), new RangeError('c'), new SyntaxError('d'), new ReferenceError('e'), new EvalError('f'), new URIError('g')];
for (const e of errors) console.log(e.name, e.message, String(e), e instanceof Error, e.constructor.name, Object.prototype.toString.call(e));
const withCause = new Error('outer', { cause: new TypeError('inner') });
console.log((withCause.cause as Error).message, 'cause' in withCause, 'cause' in new Error('x'), Object.keys(withCause));
const agg = new AggregateError([new Error('1'), 2], 'many');
console.log(agg.name, agg.message, agg.errors.length, agg.errors[1]);
console.log(new Error().message === '', new Error(undefined).message, String(new Error()), Error('called') instanceof Error);
const e = new Error('m');
e.name = 'Custom';
console.log(String(e), e.toString(), `${e}`, Object.getOwnPropertyDescriptor(e, 'message')?.enumerable);
console.log(typeof e.stack, e.stack!.split('\n')[0], Error.prototype.name, TypeError.prototype instanceof Error);
