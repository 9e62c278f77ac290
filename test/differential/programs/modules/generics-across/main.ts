// Generic classes and functions used at several types from other modules.
import { Stack, mapStack } from './stack.ts';
import { identity, pairUp, type Pair } from './util.ts';
const n = new Stack<number>().push(1).push(2.5);
const s = mapStack(n, (x) => `#${x}`);
const p: Pair<string, number>[] = pairUp([...s], [...n]);
console.log([...n], [...s], p, identity(n) === n, identity('x').length, new Stack<Stack<boolean>>().push(new Stack<boolean>().push(true)).peek()?.peek());
