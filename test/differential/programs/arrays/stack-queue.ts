// Arrays as stacks and queues in a loop with both ends in use.
const stack: number[] = [];
for (let i = 0; i < 10; i++) {
  stack.push(i);
  if (i % 3 === 0) stack.pop();
}
console.log(stack, stack.length);
const queue: string[] = ['a'];
const order: string[] = [];
while (queue.length > 0) {
  const s = queue.shift()!;
  order.push(s);
  if (s.length < 3) queue.push(s + 'x', s + 'y');
}
console.log(order.join(' '));
const deque: number[] = [];
for (let i = 0; i < 6; i++) i % 2 ? deque.push(i) : deque.unshift(i);
console.log(deque, deque.shift(), deque.pop(), deque);
console.log([].pop(), [].shift(), ([] as number[]).push(), [].length);
