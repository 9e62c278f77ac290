// `--explain-repr`: what a variable, function and field got, and the line that made it wide.
import { describe, expect, it } from 'vitest';
import { explainRepresentation } from '../../compiler/passes/explain.ts';
import { analyse } from './source.ts';

const { program, facts } = analyse(`
  class Point { constructor(public x: number) {} }
  function total(list: number[]): number {
    let count = 0;
    let sum = 0;
    for (const item of list) { count = (count + 1) & 255; sum += item; }
    return sum / count;
  }
  const point = new Point(2);
  point.x = 3;
  console.log(total([1.5, 2]), point.x);
  console.log((JSON.parse('{"x":1}') as Point).x);`);
const explain = (name: string): string | undefined => explainRepresentation(program, facts, name);

describe('--explain-repr', () => {
  it('names the machine type of a variable and what it may be', () => {
    expect(explain('count')).toContain('variable count in total (main.ts:3:3): i32, a signed integer');
    expect(explain('count')).toContain('proven: integer 0..255');
  });

  it('points at the assignment that made a variable wide', () => {
    expect(explain('sum')).toMatch(
      /f64, an unboxed number\n {2}proven: number\n(?:.*\n)* {2}main\.ts:6:\d+ assigned number {2}<- allows no narrower type/,
    );
  });

  it('explains a function by its results', () => {
    expect(explain('total')).toMatch(/function total \(main\.ts:3:3\) \(list: val\): its result is f64/);
  });

  it('counts the accesses of a field, and says why one is not at a fixed slot', () => {
    expect(explain('x')).toMatch(/field x: \d accesses at a fixed slot, \d through an inline cache/);
    expect(explain('x')).toMatch(/main\.ts:12:\d+ the object may be .*anything.*: not always an object/);
  });

  it('has nothing to say of a name that is not there', () => {
    expect(explain('nobody')).toBeUndefined();
  });
});
