// Generic helpers.
export type Pair<A, B> = readonly [A, B];
export const identity = <T>(x: T): T => x;
export const pairUp = <A, B>(as: A[], bs: B[]): Pair<A, B>[] => as.map((a, i) => [a, bs[i]]);
