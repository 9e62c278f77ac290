// Queues and stacks in simulations: josephus, card war, hot potato, browser history.
const josephus = (n: number, k: number): number[] => {
  const circle = Array.from({ length: n }, (_, i) => i + 1);
  const out: number[] = [];
  while (circle.length) {
    for (let i = 1; i < k; i++) circle.push(circle.shift()!);
    out.push(circle.shift()!);
  }
  return out;
};
console.log(josephus(7, 3), josephus(1, 5));
function war(a: number[], b: number[]): [winner: string, rounds: number] {
  let rounds = 0;
  while (a.length && b.length && rounds < 1000) {
    rounds++;
    const [x, y] = [a.shift()!, b.shift()!];
    if (x > y) a.push(x, y);
    else b.push(y, x);
  }
  return [a.length ? 'a' : 'b', rounds];
}
console.log(war([9, 2, 6, 3, 1], [5, 8, 4, 7, 10]));
const back: string[] = [];
const forward: string[] = [];
let page = 'home';
const go: Record<string, (p?: string) => void> = {
  visit: (p) => (back.push(page), (forward.length = 0), (page = p!)),
  back: () => back.length && (forward.push(page), (page = back.pop()!)),
  fwd: () => forward.length && (back.push(page), (page = forward.pop()!)),
};
const trail = ['visit a', 'visit b', 'back', 'back', 'back', 'fwd', 'visit c', 'fwd'].map((c) => { const [op, p] = c.split(' '); go[op](p); return page; });
console.log(trail, back, forward);
