// Range arithmetic against JavaScript itself: for random ranges, the result of every operator on members of the ranges is a
// member of the range that is claimed for it.
import { expect, it } from 'vitest';
import type { BinaryOp } from '../../compiler/ir/nodes.ts';
import { Kind } from '../../compiler/ir/types.ts';
import {
  SAFE,
  has,
  integers,
  integral,
  isIntegral,
  kinds,
  make,
  widen,
  type Flow,
} from '../../compiler/passes/infer/lattice.ts';
import {
  absolute,
  binary,
  bitNot,
  extreme,
  increment,
  negate,
  quotient,
  rounded,
  toNumber,
} from '../../compiler/passes/infer/ranges.ts';

const SEED = 0x2545f491;
const ROUNDS = 4000;
const EDGES = [
  0,
  1,
  -1,
  2,
  7,
  31,
  32,
  33,
  255,
  256,
  -128,
  65535,
  2 ** 31 - 1,
  -(2 ** 31),
  2 ** 31,
  2 ** 32 - 1,
  2 ** 32,
  SAFE,
  -SAFE,
  1000,
  -1000,
];

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** A range and some of its members. */
function sample(random: () => number): { flow: Flow; members: number[] } {
  const pick = (): number => EDGES[Math.floor(random() * EDGES.length)]! + Math.floor(random() * 5) - 2;
  const bound = (x: number): number => Math.max(-SAFE, Math.min(SAFE, x));
  const [a, b] = [bound(pick()), bound(random() < 0.4 ? pick() : 0)];
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  const spansZero = low <= 0 && high >= 0;
  const negativeZero = spansZero && random() < 0.3;
  const members = [
    low,
    high,
    Math.floor((low + high) / 2),
    ...(low < high ? [low + 1, high - 1] : []),
    ...(spansZero ? [0] : []),
    ...(negativeZero ? [-0] : []),
  ];
  return {
    flow: negativeZero ? integral(low, high) : integers(low, high),
    members: members.map((x) => (Object.is(x, -0) && !negativeZero ? 0 : x)),
  };
}

function holds(flow: Flow, value: number): boolean {
  if (!has(flow, Kind.Number)) return false;
  if (!isIntegral(flow)) return true;
  if (Object.is(value, -0) && flow.integer) return false;
  return Number.isInteger(value) && value >= flow.low && value <= flow.high;
}

const OPERATORS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
  '>>>': (a, b) => a >>> b,
};

it.each(Object.keys(OPERATORS))('claims no range that %s leaves', (op) => {
  const random = generator(SEED);
  for (let round = 0; round < ROUNDS; round++) {
    const [left, right] = [sample(random), sample(random)];
    const flow = binary(op as BinaryOp, left.flow, right.flow);
    for (const a of left.members) {
      for (const b of right.members) {
        const value = OPERATORS[op]!(a, b);
        if (!holds(flow, value))
          expect.fail(
            `${a} ${op} ${b} is ${value}, not of [${flow.low}, ${flow.high}] ${flow.integer}; operands [${left.flow.low}, ${left.flow.high}] [${right.flow.low}, ${right.flow.high}]`,
          );
      }
    }
  }
});

it('claims no range that a function of one or two numbers leaves', () => {
  const random = generator(SEED + 1);
  const unary: [string, (flow: Flow) => Flow, (x: number) => number][] = [
    ['-', negate, (x) => -x],
    ['~', bitNot, (x) => ~x],
    ['++', (flow) => increment(flow, 1), (x) => x + 1],
    ['--', (flow) => increment(flow, -1), (x) => x - 1],
    ['abs', absolute, Math.abs],
    ['floor', rounded, Math.floor],
    ['round', rounded, Math.round],
  ];
  for (let round = 0; round < ROUNDS; round++) {
    const [a, b] = [sample(random), sample(random)];
    for (const [name, flow, value] of unary)
      for (const x of a.members) if (!holds(flow(a.flow), value(x))) expect.fail(`${name} of ${x}`);
    for (const x of a.members) {
      for (const y of b.members) {
        for (const pick of [Math.min, Math.max])
          if (!holds(extreme(a.flow, b.flow, pick), pick(x, y))) expect.fail(`${pick.name}(${x}, ${y})`);
        for (const round_ of [Math.floor, Math.trunc])
          if (!holds(quotient(a.flow, b.flow, round_), round_(x / y))) expect.fail(`${round_.name}(${x} / ${y})`);
      }
    }
  }
});

it('converts primitives to numbers', () => {
  expect(toNumber(kinds(Kind.Boolean | Kind.Null))).toMatchObject({ low: 0, high: 1, integer: true });
  expect(isIntegral(toNumber(kinds(Kind.Undefined)))).toBe(false);
  expect(toNumber(make(Kind.Number | Kind.Boolean, true, 5, 9, kinds(0).objects))).toMatchObject({ low: 0, high: 9 });
  expect(toNumber(kinds(Kind.Symbol)).kinds).toBe(0);
});

it('adds strings, numbers and bigints as the language does', () => {
  expect(binary('+', kinds(Kind.String), integers(1, 2)).kinds).toBe(Kind.String);
  expect(binary('+', kinds(Kind.BigInt), kinds(Kind.BigInt)).kinds).toBe(Kind.BigInt);
  expect(binary('+', kinds(Kind.String | Kind.Number), integers(1, 2)).kinds).toBe(Kind.String | Kind.Number);
  expect(binary('*', kinds(Kind.BigInt), kinds(Kind.BigInt)).kinds & Kind.BigInt).toBe(Kind.BigInt);
});

it('widens in few steps', () => {
  let flow = integers(0, 0);
  let steps = 0;
  for (let i = 1; isIntegral(flow) && steps < 100; i++, steps++)
    flow = widen(flow, make(Kind.Number, true, flow.low - 1, flow.high + i, flow.objects));
  expect(steps).toBeLessThanOrEqual(10);
});
