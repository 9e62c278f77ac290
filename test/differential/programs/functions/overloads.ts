// Overloads, optional parameters, union parameters and this parameters.
function parse(x: string): number;
function parse(x: number): string;
function parse(x: string | number): string | number {
  return typeof x === 'string' ? Number(x) + 1 : `<${x}>`;
}
console.log(parse('41'), parse(41));
function format(this: { prefix: string }, value: number, unit?: string): string {
  return `${this.prefix}${value}${unit ?? ''}`;
}
console.log(format.call({ prefix: '>' }, 5), format.apply({ prefix: '#' }, [5, 'px']), format.bind({ prefix: '!' })(1, 'em'));
function area(shape: { r: number } | { w: number; h: number }): number {
  return 'r' in shape ? Math.round(shape.r * shape.r * 3) : shape.w * shape.h;
}
console.log(area({ r: 2 }), area({ w: 3, h: 4 }));
function opt(a?: number, b?: string): string {
  return `${a === undefined} ${b === undefined} ${a ?? 'na'} ${b || 'nb'}`;
}
console.log(opt(), opt(0), opt(0, ''), opt(undefined, 'q'));
