// push, pop, shift and unshift on array-likes and on arrays with elements that are accessors, which may change the array.
const like: any = { length: 2, 0: 'a', 1: 'b', extra: true };
const { push, pop, shift, unshift } = Array.prototype;
console.log(push.call(like, 'c', 'd'), like);
console.log(pop.call(like), shift.call(like), like, unshift.call(like, 1, 2, 3), like);
const holes: any = { length: 4, 1: 'x', 3: 'y' };
console.log(shift.call(holes), holes, unshift.call(holes, 'z'), holes, pop.call({ length: 0 } as any), push.call({} as any, 1));
const empty: any = { length: '1', 0: 5 };
console.log(pop.call(empty), empty, pop.call(empty), empty);
class Stack {
  length = 0;
  [index: number]: string;
  add(...items: string[]): number {
    return push.apply(this as any, items);
  }
  take(): string | undefined {
    return pop.call(this as any) as string | undefined;
  }
}
const stack = new Stack();
console.log(stack.add('p', 'q'), stack.take(), stack.length, stack[0], stack);

const grows: any[] = [5, 1, 4];
Object.defineProperty(grows, 2, {
  get() {
    grows.push(7);
    return 3;
  },
});
console.log(grows.toSorted(), grows.length, grows.pop(), grows.length);
const fixed: any[] = [1, 2, 3];
Object.defineProperty(fixed, 1, { value: 'kept', writable: false, configurable: false });
for (const attempt of [() => fixed.shift(), () => fixed.unshift(0), () => fixed.push(4), () => fixed.pop()]) {
  try {
    console.log(attempt());
  } catch (error) {
    console.log((error as Error).constructor.name);
  }
}
console.log(fixed);
for (const self of [undefined, null]) {
  try {
    push.call(self as any, 1);
  } catch (error) {
    console.log((error as Error).message);
  }
}
