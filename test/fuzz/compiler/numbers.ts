// Expressions that give numbers and bigints, above all where representations meet: the edges of int32, uint32 and 2^53, -0, NaN, bit
// operations, and reads that may fail.
import { type Context, type Option, expr } from './context.ts';
import type { Tree } from './tree.ts';
import { BIGINT, BOOLEAN, NUMBER, NUMBERS, STRING, STRINGS } from './types.ts';

const EDGES = [
  '0',
  '1',
  '(-1)',
  '2',
  '3',
  '5',
  '7',
  '10',
  '31',
  '32',
  '33',
  '127',
  '255',
  '256',
  '(-128)',
  '65535',
  '65536',
  '2147483647',
  '2147483648',
  '(-2147483648)',
  '(-2147483649)',
  '4294967295',
  '4294967296',
  '(-4294967296)',
  '9007199254740991',
  '9007199254740992',
  '(-9007199254740991)',
  '0x7fff',
  '0xdeadbeef',
  '0.5',
  '(-0.5)',
  '1.5',
  '2.5',
  '0.1',
  '1e21',
  '1e300',
  '5e-324',
  '(-0)',
  'NaN',
  'Infinity',
  '(-Infinity)',
];
const SMALL = ['0', '1', '2', '3', '4', '5', '8', '(-1)', '(-2)', '0.5'];
const BINARY = ['+', '-', '*', '/', '%', '&', '|', '^', '<<', '>>', '>>>'] as const;
const COMPOUND = ['=', '+=', '-=', '*=', '|=', '&=', '^=', '<<=', '>>=', '>>>=', '%=', '/='] as const;
const UNARY = ['-', '+', '~', 'Math.abs', 'Math.floor', 'Math.ceil', 'Math.trunc', 'Math.round', 'Math.sign'];
const MORE_UNARY = [
  'Math.clz32',
  'Math.sqrt',
  'Math.fround',
  'Number',
  'Math.cbrt',
  'Math.exp',
  'Math.sin',
  'Math.log2',
];

export function numberLiteral(context: Context): Tree {
  const { random } = context;
  return expr(NUMBER)`${random.chance(0.65) ? random.pick(SMALL) : random.pick(EDGES)}`;
}

export function numberOptions(context: Context, depth: number): Option[] {
  const { random } = context;
  const e = expr(NUMBER);
  const number = (): Tree => context.expression(NUMBER, depth - 1);
  const index = (): Tree => e`(${number()} & ${random.pick(['1', '3', '7', '255'])})`;
  const options: Option[] = [
    [3, () => numberLiteral(context)],
    [6, () => e`(${number()} ${random.pick(BINARY)} ${number()})`],
    [
      2,
      () =>
        e`((${number()} ${random.pick(['+', '-', '*', '<<', '/'])} ${number()}) ${random.pick(['|', '>>>', '>>'])} 0)`,
    ],
    [2, () => e`(${number()} % ${random.pick(EDGES)})`],
    [1, () => e`(${number()} & ${random.pick(EDGES)})`],
    [2, () => unary(context, number())],
    [1, () => e`Math.imul(${number()}, ${number()})`],
    [1, () => e`Math.${random.pick(['max', 'min'])}(${number()}, ${number()})`],
    [0.3, () => e`Math.${random.pick(['hypot', 'atan2'])}(${number()}, ${number()})`],
    [0.5, () => e`((${number()}) ** ${random.pick(['2', '0.5', '3', '(-1)'])})`],
    [1, () => e`${context.expression(STRING, depth - 1)}.length`],
    [1, () => e`${context.expression(STRING, depth - 1)}.charCodeAt(${number()})`],
    [0.5, () => e`${context.expression(STRING, depth - 1)}.indexOf(${context.expression(STRING, depth - 1)})`],
    [0.5, () => e`parseInt(${context.expression(STRING, depth - 1)}, ${random.pick(['10', '16', '2'])})`],
    [0.5, () => e`Number(${context.expression(random.pick([STRING, BOOLEAN]), depth - 1)})`],
    [0.3, () => e`parseFloat(${context.expression(STRING, depth - 1)})`],
    [
      1,
      () =>
        e`${context.expression(NUMBERS, depth - 1)}.reduce((a, b) => ${random.pick(['a + b', '(a ^ b)', 'a * 2 - b', 'Math.max(a, b)', '(a + b) | 0'])}, ${number()})`,
    ],
    [0.5, () => e`${context.expression(NUMBERS, depth - 1)}.${random.pick(['indexOf', 'lastIndexOf'])}(${number()})`],
    [0.5, () => e`${context.expression(random.pick([NUMBERS, STRINGS]), depth - 1)}.length`],
    [1, () => e`(${context.expression(NUMBERS, depth - 1)}[${index()}] ?? ${number()})`],
    [
      0.5,
      () => e`Number(BigInt.asIntN(${random.pick(['8', '32', '53', '64'])}, ${context.expression(BIGINT, depth - 1)}))`,
    ],
    [1.5, () => e`see(${number()})`],
    [0.4, () => e`(${context.expression(BOOLEAN, depth - 1)} as unknown as number)`],
    [0.4, () => e`((${context.expression(NUMBER, depth - 1)} as any) + 1)`],
  ];
  const writable = context.variablesOf(NUMBER, true);
  if (writable.length > 0) {
    const { name } = random.pick(writable);
    options.push(
      [2, () => e`${random.pick([`${name}++`, `${name}--`, `++${name}`, `--${name}`])}`],
      [2, () => e`(${name} ${random.pick(COMPOUND)} ${number()})`],
      [0.7, () => e`(${name} + (${name} ${random.pick(COMPOUND)} ${number()}) + ${name})`],
    );
  }
  for (const { name } of context.variablesOfKind('typed').slice(-2)) {
    options.push(
      [1, () => e`${name}[${random.chance(0.6) ? index() : number()}]!`],
      [0.5, () => e`(${name}[${index()}] ${random.pick(['=', '+=', '|=', '-='])} ${number()})`],
      [0.5, () => e`${name}[${index()}]++`],
      [0.3, () => e`${name}.length`],
    );
  }
  for (const { name } of [...context.variablesOfKind('map'), ...context.variablesOfKind('set')].slice(-2))
    options.push([0.4, () => e`${name}.size`]);
  for (const { name } of context.variablesOf(NUMBERS).slice(-2)) {
    options.push(
      [1.5, () => e`${name}[${random.chance(0.6) ? index() : number()}]`],
      [0.7, () => e`(${name}[${index()}] ${random.pick(['=', '+=', '*='])} ${number()})`],
      [0.5, () => e`${name}[${index()}]${random.pick(['++', '--'])}`],
      [0.4, () => e`${name}.push(${number()})`],
      [0.3, () => e`${name}.${random.pick(['pop', 'shift'])}()!`],
    );
  }
  return options;
}

function unary(context: Context, value: Tree): Tree {
  const { random } = context;
  const operator = random.pick(random.chance(0.8) ? UNARY : MORE_UNARY);
  return operator.length === 1 ? expr(NUMBER)`(${operator} ${value})` : expr(NUMBER)`${operator}(${value})`;
}

export function bigintOptions(context: Context, depth: number): Option[] {
  const { random } = context;
  const e = expr(BIGINT);
  const big = (): Tree => context.expression(BIGINT, depth - 1);
  const literal = [
    '0n',
    '1n',
    '(-1n)',
    '7n',
    '255n',
    '0xffffffffffffffffn',
    '(-9223372036854775808n)',
    '123456789012345678901n',
  ];
  return [
    [3, () => e`${random.pick(literal)}`],
    [3, () => e`(${big()} ${random.pick(['+', '-', '&', '|', '^'])} ${big()})`],
    [1, () => e`BigInt.asIntN(70, ${big()} * ${big()})`],
    [1, () => e`BigInt.as${random.pick(['Int', 'Uint'])}N(${random.pick(['1', '8', '32', '64', '65'])}, ${big()})`],
    [1, () => e`(${big()} ${random.pick(['/', '%'])} ${random.pick(['3n', '(-7n)', '0x100000000n'])})`],
    [1, () => e`(${big()} ${random.pick(['>>', '<<'])} ${random.pick(['0n', '1n', '31n', '64n'])})`],
    [1, () => e`BigInt(${context.expression(NUMBER, depth - 1)} | 0)`],
    [0.5, () => e`(-${big()})`],
  ];
}
