// Which methods change the array and what each returns.
const show = (name: string, f: (a: number[]) => unknown): void => {
  const a = [3, 1, 2];
  const r = f(a);
  console.log(name.padEnd(12), a, r, r === a);
};
show('push', (a) => a.push(9));
show('unshift', (a) => a.unshift(7, 8));
show('splice', (a) => a.splice(1, 1, 5, 5));
show('sort', (a) => a.sort());
show('reverse', (a) => a.reverse());
show('fill', (a) => a.fill(0, 1));
show('copyWithin', (a) => a.copyWithin(0, 1));
show('concat', (a) => a.concat([4]));
show('slice', (a) => a.slice());
show('toSorted', (a) => a.toSorted());
show('with', (a) => a.with(0, 9));
show('flat', (a) => a.flat());
show('map', (a) => a.map((x) => x));
show('length', (a) => (a.length = 1));
show('pop', (a) => a.pop());
show('shift', (a) => a.shift());
