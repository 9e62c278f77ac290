// Expressions that give strings and booleans. Strings that loops build are cut, so that none grows without bound.
import { type Context, type Option, expr } from './context.ts';
import { type Tree, tree } from './tree.ts';
import { BIGINT, BOOLEAN, NUMBER, NUMBERS, STRING, STRINGS, type Type, isPrimitive } from './types.ts';

const LITERALS = [
  "''",
  "'a'",
  "'abc'",
  "'0'",
  "'12'",
  "'-7.5'",
  "' x '",
  "'h\\u00e9llo'",
  "'\\u65e5\\u672c'",
  "'\\ud83d\\ude00z'",
  "'kind'",
  "'a,b,c'",
  "'Zz\\u00df'",
];
const NULLARY = ['trim()', 'toUpperCase()', 'toLowerCase()', 'trimEnd()', 'toString()', "split('').reverse().join('')"];

export function stringLiteral(context: Context): Tree {
  return expr(STRING)`${context.random.pick(LITERALS)}`;
}

export function stringOptions(context: Context, depth: number): Option[] {
  const { random } = context;
  const e = expr(STRING);
  const string = (): Tree => context.expression(STRING, depth - 1);
  const number = (): Tree => context.expression(NUMBER, depth - 1);
  const options: Option[] = [
    [3, () => stringLiteral(context)],
    [
      4,
      () =>
        e`(${string()} + ${context.expression(random.pick([STRING, NUMBER, NUMBER, BOOLEAN]), depth - 1)}).slice(-24)`,
    ],
    [
      3,
      () =>
        e`\`${random.pick(['', '<', 'v='])}\${${context.expression(random.pick([STRING, NUMBER, BOOLEAN, BIGINT]), depth - 1)}}${random.pick(['', '>', ';'])}\``,
    ],
    [1, () => e`\`\${${string()}}-\${${number()}}\`.slice(0, 30)`],
    [1, () => e`String(${context.expression(random.pick([NUMBER, BOOLEAN, BIGINT]), depth - 1)})`],
    [1, () => e`${string()}.${random.pick(['slice', 'substring'])}(${number()}, ${number()})`],
    [0.5, () => e`${string()}.${random.pick(['slice', 'substring'])}(${number()})`],
    [0.5, () => e`${string()}.charAt(${number()})`],
    [0.5, () => e`${string()}.${random.pick(NULLARY)}`],
    [0.5, () => e`${string()}.pad${random.pick(['Start', 'End'])}(${number()} & 15, ${string()})`],
    [0.3, () => e`${string()}.repeat(${number()} & 3).slice(0, 30)`],
    [
      0.5,
      () =>
        e`${string()}.replace${random.pick(['', 'All'])}(${string()}, ${random.pick(["'_'", "''", "'<$&>'"])}).slice(0, 30)`,
    ],
    [0.5, () => e`(${number()}).toString(${random.pick(['2', '16', '36'])}).slice(0, 20)`],
    [0.3, () => e`(${number()} % 1e6).to${random.pick(['Fixed(2)', 'Precision(3)', 'Exponential(2)'])}`],
    [0.5, () => e`(typeof (${context.expression(random.pick([NUMBER, STRING, BOOLEAN, NUMBERS]), depth - 1)}))`],
    [
      0.7,
      () =>
        e`${context.expression(random.pick([NUMBERS, STRINGS]), depth - 1)}.join(${random.pick(["','", "''", "'-'"])}).slice(0, 40)`,
    ],
    [0.5, () => e`String.fromCharCode(${number()} & ${random.pick(['127', '255', '0xffff'])})`],
    [0.5, () => e`(${string()}[${number()} & 3] ?? ${string()})`],
    [0.3, () => e`JSON.stringify(${context.expression(random.pick([NUMBER, STRING, NUMBERS]), depth - 1)})`],
    [0.5, () => e`see(${string()})`],
  ];
  const writable = context.variablesOf(STRING, true);
  if (writable.length > 0) {
    const { name } = random.pick(writable);
    options.push([1, () => e`(${name} = ${string()}.slice(0, 20))`]);
    options.push([1, () => e`(${name} + (${name} = ${string()}.slice(0, 20))).slice(0, 30)`]);
  }
  for (const { name } of context.variablesOf(STRINGS).slice(-2)) {
    options.push([1, () => e`${name}[${number()} & 3]`]);
    options.push([0.3, () => e`${name}.${random.pick(['pop', 'shift'])}()!`]);
  }
  return options;
}

const COMPARISONS = ['<', '<=', '>', '>=', '===', '!=='];

export function booleanOptions(context: Context, depth: number): Option[] {
  const { random } = context;
  const e = expr(BOOLEAN);
  const of = (type: Type): Tree => context.expression(type, depth - 1);
  const options: Option[] = [
    [1, () => e`(${random.pick(['true', 'false'])} as boolean)`],
    [6, () => compare(context, NUMBER, depth)],
    [2, () => compare(context, STRING, depth)],
    [0.5, () => compare(context, BIGINT, depth)],
    [1, () => e`(!${of(BOOLEAN)})`],
    [1, () => e`(${of(BOOLEAN)} ${random.pick(['&&', '||'])} ${of(BOOLEAN)})`],
    [0.5, () => e`Boolean(${of(random.pick([NUMBER, STRING]))})`],
    [0.5, () => e`Number.is${random.pick(['Integer', 'NaN', 'SafeInteger', 'Finite'])}(${of(NUMBER)})`],
    [0.5, () => e`Object.is(${of(NUMBER)}, ${of(NUMBER)})`],
    [0.5, () => e`${of(STRING)}.${random.pick(['includes', 'startsWith', 'endsWith'])}(${of(STRING)})`],
    [0.5, () => e`${of(NUMBERS)}.includes(${of(NUMBER)})`],
    [
      0.5,
      () =>
        e`${of(NUMBERS)}.${random.pick(['some', 'every'])}((x) => x ${random.pick(['>', '<', '!=='])} ${context.inside(NUMBER, depth - 1)})`,
    ],
    [
      0.3,
      () =>
        e`((${of(NUMBER)} as unknown) ${random.pick(['===', '!==', '==', '!='])} (${of(random.pick([STRING, BOOLEAN, NUMBER]))} as unknown))`,
    ],
    [0.5, () => e`see(${of(BOOLEAN)})`],
  ];
  const writable = context.variablesOf(BOOLEAN, true);
  if (writable.length > 0) {
    const { name } = random.pick(writable);
    options.push([0.7, () => e`(${name} = ${of(BOOLEAN)} as boolean)`]);
  }
  for (const { name, type } of context.variablesOfKind('map').slice(-2))
    options.push([0.5, () => e`${name}.${random.pick(['has', 'delete'])}(${of(type.key)})`]);
  for (const { name, type } of context.variablesOfKind('set').slice(-2))
    options.push([0.5, () => e`${name}.${random.pick(['has', 'delete'])}(${of(type.element)})`]);
  for (const { name, type } of context.variablesOfKind('maybe').slice(-2))
    options.push([0.7, () => e`(${name} ${random.pick(['===', '!==', '==', '!='])} ${type.empty})`]);
  return options;
}

function compare(context: Context, type: Type, depth: number): Tree {
  const left = context.expression(type, depth - 1);
  const right = context.expression(type, depth - 1);
  // `as` keeps the checker from comparing two literals.
  const name = type.kind;
  return expr(BOOLEAN)`((${left} as ${name}) ${context.random.pick(COMPARISONS)} (${right} as ${name}))`;
}

/** Arguments for `console.log` that show a value; what holds others is shown by its parts, so that it need not escape. */
export function shown(context: Context, name: string, type: Type): Tree {
  const part = tree('fixed', null);
  if (isPrimitive(type)) return part`${name}`;
  const whole = context.random.chance(0.25);
  switch (type.kind) {
    case 'array':
      if (isPrimitive(type.element)) return whole ? part`${name}` : part`${name}.length, ${name}.join()`;
      return whole ? part`${name}` : part`${name}.length`;
    case 'typed':
      return whole ? part`${name}` : part`${name}.length, ${name}.join()`;
    case 'set':
      return whole ? part`${name}` : part`${name}.size, [...${name}].length`;
    case 'map':
      return whole ? part`${name}` : part`${name}.size, [...${name}.keys()].join()`;
    case 'tuple':
      return whole ? part`${name}` : part`${type.elements.map((_, i) => `${name}[${i}]`).join(', ')}`;
    case 'named': {
      const fields = type.shape.fields.filter((field) => isPrimitive(field.type) && !field.name.startsWith('#'));
      if (type.shape.sort === 'variant') return whole ? part`${name}` : part`${name}.kind`;
      return whole || fields.length === 0
        ? part`${name}`
        : part`${fields.map((field) => `${name}.${field.name}`).join(', ')}`;
    }
    case 'function':
      return part`typeof ${name}, ${name}.length`;
    default:
      return part`${name}`;
  }
}
