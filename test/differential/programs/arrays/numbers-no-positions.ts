// Numbers that are no positions name ordinary properties of an array: they are found again under the same number or its text,
// are listed, and change neither the length nor a method.
const list: (string | undefined)[] = [];

function place(at: number, text: string): void {
  list[at - 2] = text;
}

for (let i = 0; i < 6; i++) {
  place(i, `n${i}`);
  list.push(undefined);
}
list[1.5] = 'half';
list[-7] = 'seven';
list[0 / 0] = 'none';
console.log(list.length, list[-1], list[-2], list[-3]);
console.log(list['-1' as unknown as number], list['1.5' as unknown as number], list['NaN' as unknown as number]);
console.log(Object.keys(list).join(' '));
console.log(Object.values(list).join(' '), list.join('-'), list.indexOf('half'));
const copy = { ...list };
console.log(copy[-7], (copy as Record<string, unknown>)['1.5']);
for (const key in list) if (list[key] !== undefined) console.log(key, list[key]!.length);
console.log(list.map((each) => each ?? '.').join(''));
console.log(list.pop(), list.length);

// Objects kept there come out as what they are.
class Point {
  readonly x: number;
  constructor(x: number) {
    this.x = x;
  }
  get double(): number {
    return this.x * 2;
  }
}
const points: Point[] = [];
function keep(at: number, x: number): void {
  points[at] = new Point(x);
  points.push(new Point(-x));
}
keep(-1, 4);
keep(0.25, 5);
console.log(points[-1]!.double, points[0.25]!.double, points['-1' as unknown as number]!.x, points.length);
console.log(points.at(-1)!.double, Object.entries(points).map(([name, { x }]) => `${name}:${x}`).join(' '));
