// Promise.all, allSettled, race, any, with resolvers and try.
const later = <T>(ms: number, v: T): Promise<T> => new Promise((r) => setTimeout(r, ms, v));
const never = (ms: number, m: string): Promise<never> => new Promise((_, r) => setTimeout(() => r(new Error(m)), ms));
console.log(await Promise.all([later(6, 'a'), later(2, 'b'), 'c']));
const settled = await Promise.allSettled([later(1, 1), never(2, 'no'), 3]);
console.log(settled.map((r) => (r.status === 'fulfilled' ? r : { ...r, reason: String(r.reason) })));
console.log(await Promise.race([later(30, 'slow'), later(1, 'fast')]), await Promise.any([never(1, 'x'), later(5, 'any')]));
await Promise.any([never(1, 'p'), never(2, 'q')]).catch((e: AggregateError) => console.log(e.name, e.message, e.errors.map((x: Error) => x.message)));
await Promise.all([later(1, 1), never(90, 'all fails'), never(1, 'first')]).catch((e: Error) => console.log(e.message));
const { promise, resolve } = Promise.withResolvers<number>();
setTimeout(() => resolve(42), 1);
console.log(await promise, await Promise.all([]), await Promise.allSettled([]));
console.log(await Promise.try(() => 5), await Promise.try(() => { throw new Error('t'); }).catch((e: Error) => e.message), await Promise.try((a: number, b: number) => a + b, 1, 2));
