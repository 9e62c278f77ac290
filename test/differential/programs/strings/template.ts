// Template strings with nested expressions and line breaks.
const name = 'World';
const items = ['a', 'b'];
console.log(`Hello, ${name}! ${1 + 2} ${items} ${items.map((i) => `<${i}>`).join('')} ${null} ${undefined} ${{}}`);
console.log(`line one
line two	tab \t \\ \` \${not}`);
const nested = (n: number): string => (n === 0 ? 'end' : `(${nested(n - 1)})`);
console.log(nested(4));
class P {
  constructor(
    readonly x: number,
    readonly y: number,
  ) {}
  toString(): string {
    return `P(${this.x}, ${this.y})`;
  }
}
console.log(`${new P(1, 2)}`, 'at ' + new P(3, 4), [new P(5, 6)].join());
console.log(`${[1, [2, 3]]}|${true}|${1e21}|${-0}|${Symbol('q').toString()}`);
