// Bracket matching, reverse Polish evaluation and the shunting yard.
const balanced = (s: string): boolean => {
  const stack: string[] = [];
  const pairs: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
  for (const c of s) {
    if ('([{'.includes(c)) stack.push(c);
    else if (c in pairs && stack.pop() !== pairs[c]) return false;
  }
  return stack.length === 0;
};
const ops: Record<string, [precedence: number, f: (a: number, b: number) => number, right?: true]> = { '+': [1, (a, b) => a + b], '-': [1, (a, b) => a - b], '*': [2, (a, b) => a * b], '/': [2, (a, b) => a / b], '^': [3, (a, b) => a ** b, true] };
const toRpn = (s: string): string[] => {
  const out: string[] = [];
  const stack: string[] = [];
  for (const t of s.match(/\d+(?:\.\d+)?|[-+*/^()]/g) ?? []) {
    if (t in ops) {
      const [p, , right] = ops[t];
      while (stack.length && stack.at(-1)! in ops && (ops[stack.at(-1)!][0] > p || (ops[stack.at(-1)!][0] === p && !right))) out.push(stack.pop()!);
      stack.push(t);
    } else if (t === '(') stack.push(t);
    else if (t === ')') {
      while (stack.at(-1) !== '(') out.push(stack.pop()!);
      stack.pop();
    } else out.push(t);
  }
  return [...out, ...stack.reverse()];
};
const evalRpn = (ts: string[]): number => ts.reduce<number[]>((s, t) => (t in ops ? [...s.slice(0, -2), ops[t][1](s.at(-2)!, s.at(-1)!)] : [...s, Number(t)]), [])[0];
for (const e of ['1+2*3', '(1+2)*3', '2^3^2', '10/4-1.5', '((2))']) console.log(e, toRpn(e).join(' '), evalRpn(toRpn(e)));
console.log(['()[]{}', '([)]', '((', '', 'a(b)c]'].map(balanced));
