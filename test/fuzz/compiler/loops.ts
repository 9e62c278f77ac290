// Loops of every kind. Each has a bound of its own or a counter beside it; counters start where representations end.
import { type Context, type Option } from './context.ts';
import { type Tree, commas, list, statement, tree } from './tree.ts';
import { BOOLEAN, NUMBER, STRING, type Type, text } from './types.ts';

const part = tree('fixed', null);
const STARTS = [
  '2147483645',
  '4294967293',
  '9007199254740989',
  '(-2147483650)',
  '(-3)',
  '(-0.5)',
  '(-0)',
  '0.1',
  '1e15',
  '65534',
  '250',
];
const STEPS = [
  '++',
  '++',
  '--',
  ' += 2',
  ' += 0.5',
  ' -= 3',
  ' *= 2',
  ' += 2147483647',
  ' = (X + 1) | 0',
  ' = (X * 3) >>> 0',
  ' <<= 1',
  ' >>>= 1',
];
/** Iterations over what may grow while it is walked. */
const GUARD = 6;

export function loopOptions(context: Context): Option[] {
  const options: Option[] = [
    [1.5, () => counting(context)],
    [1.5, () => overEdge(context)],
    [1, () => whileLoop(context)],
    [1.5, () => forOf(context)],
    [0.5, () => keys(context)],
    [0.7, () => closures(context)],
  ];
  const arrays = [...context.variablesOfKind('array'), ...context.variablesOfKind('typed')];
  if (arrays.length > 0) options.push([2.5, () => overArray(context)]);
  return options;
}

/** The body of a loop, labelled at times. */
function body(context: Context, times: number, make: () => Tree): { readonly label: Tree; readonly block: Tree } {
  const { random } = context;
  const label = random.chance(0.3) ? context.fresh('l') : '';
  context.frame.jumps.push({ label, loop: true });
  const block = context.repeated(times, make);
  context.frame.jumps.pop();
  return { label: part`${label === '' ? '' : `${label}: `}`, block };
}
function few(context: Context): Tree {
  return context.makers.block(context, context.random.between(1, 3));
}

function counting(context: Context): Tree {
  const { random } = context;
  const i = context.fresh('i');
  const [low, count] = [random.between(-2, 3), random.between(2, 6)];
  const { label, block } = body(context, count, () => {
    context.declare({ name: i, type: NUMBER, writable: false });
    return few(context);
  });
  const head = random.pick([
    `let ${i} = ${low}; ${i} < ${low + count}; ${i}++`,
    `let ${i} = ${low}; ${i} <= ${low + count - 1}; ${i} += 1`,
    `let ${i} = ${low + count}; ${i} > ${low}; ${i}--`,
    `let ${i} = ${count}; ${i}--; `,
    `let ${i} = ${count - 1}; ${i} >= 0; --${i}`,
    `let ${i} = ${low}; ${i} !== ${low + count}; ${i}++`,
    `let ${i} = 0; ${i} < ${count / 2}; ${i} += 0.5`,
  ]);
  return statement`${label}for (${head}) {\n${block}\n}`;
}

/** A counter that crosses an edge of a representation and may be assigned in the body. */
function overEdge(context: Context): Tree {
  const { random } = context;
  const [i, n] = [context.fresh('i'), context.fresh('n')];
  const count = random.between(3, 6);
  const { label, block } = body(context, count, () => {
    context.declare({ name: i, type: NUMBER, writable: random.chance(0.4) });
    return few(context);
  });
  const step = `${i}${random.pick(STEPS).replace('X', i)}`;
  const start = random.chance(0.8) ? random.pick(STARTS) : part`${context.expression(NUMBER, 1)}`;
  const test = random.chance(0.3)
    ? part` && ${i} ${random.pick(['<', '>', '!=='])} ${context.expression(NUMBER, 1)}`
    : '';
  return statement`${label}for (let ${i} = ${start}, ${n} = 0; ${n} < ${count}${test}; ${step}, ${n}++) {\n${block}\n}`;
}

function whileLoop(context: Context): Tree {
  const { random } = context;
  const w = context.fresh('w');
  const count = random.between(2, 6);
  const test = context.expression(BOOLEAN, 2);
  context.declare({ name: w, type: NUMBER, writable: false });
  const { label, block } = body(context, count, () => few(context));
  const start = statement`let ${w} = ${count};`;
  const fixedStart = { ...start, fallback: null };
  return random.chance(0.5)
    ? list([fixedStart, statement`${label}while (${w}-- > 0 && ${test}) {\n${block}\n}`])
    : list([fixedStart, statement`${label}do {\n${block}\n} while (--${w} > 0 && ${test});`]);
}

function overArray(context: Context): Tree {
  const { random } = context;
  const { name, type } = random.pick([...context.variablesOfKind('array'), ...context.variablesOfKind('typed')]);
  const element: Type = type.kind === 'array' ? type.element : NUMBER;
  const i = context.fresh('i');
  const { label, block } = body(context, GUARD, () => {
    context.declare({ name: i, type: NUMBER, writable: false });
    const x = context.fresh('x');
    const at = random.pick([i, i, i, `${i} + 1`, `${i} - 1`, `${i} >> 1`, `${name}.length - 1 - ${i}`, `${i} * 2`]);
    const read = statement`const ${x}: ${text(element)} = ${name}[${at}]!;`;
    context.declare({ name: x, type: element, writable: false });
    const write = random.chance(0.4)
      ? [statement`${name}[${random.pick([i, at])}] = ${context.expression(element, 2)};`]
      : [];
    return list([read, ...write, few(context)]);
  });
  const head = random.pick([
    `let ${i} = 0; ${i} < ${name}.length && ${i} < ${GUARD}; ${i}++`,
    `let ${i} = 0; ${i} < Math.min(${name}.length, ${GUARD}); ${i} += 1`,
    `let ${i} = Math.min(${name}.length, ${GUARD}) - 1; ${i} >= 0; ${i}--`,
    `let ${i} = 0; ${i} <= ${name}.length && ${i} < ${GUARD}; ${i}++`,
    `let ${i} = 1; ${i} < ${GUARD}; ${i} += 2`,
    `let ${i} = 0, n${i} = Math.min(${name}.length, ${GUARD}); ${i} < n${i}; ${i}++`,
  ]);
  return statement`${label}for (${head}) {\n${block}\n}`;
}

function forOf(context: Context): Tree {
  const { random } = context;
  const guard = context.fresh('n');
  const loop = (head: () => readonly [Tree, Tree]): Tree => {
    const [binding, source] = head();
    const { label, block } = body(context, GUARD, () => {
      for (const variable of pending) context.declare(variable);
      return few(context);
    });
    return list([
      { ...statement`let ${guard} = 0;`, fallback: null },
      statement`${label}for (const ${binding} of ${source}) {\nif (++${guard} > ${GUARD}) break;\n${block}\n}`,
    ]);
  };
  const pending: { name: string; type: Type; writable: boolean }[] = [];
  const bind = (type: Type): string => {
    const name = context.fresh('x');
    pending.push({ name, type, writable: false });
    return name;
  };
  const arrays = context.variablesOfKind('array');
  const maps = context.variablesOfKind('map');
  const sets = context.variablesOfKind('set');
  const generators = context.functions.filter((each) => each.kind === 'generator' && context.affords(each.cost));
  const options: Option[] = [[1, () => loop(() => [part`${bind(STRING)}`, context.expression(STRING, 2)])]];
  if (arrays.length > 0) {
    const { name, type } = random.pick(arrays);
    options.push([2, () => loop(() => [part`${bind(type.element)}`, part`${name}`])]);
    options.push([1, () => loop(() => [part`[${bind(NUMBER)}, ${bind(type.element)}]`, part`${name}.entries()`])]);
    options.push([1, () => loop(() => [part`${bind(type.element)}`, context.expression(type, 2)])]);
  }
  if (maps.length > 0) {
    const { name, type } = random.pick(maps);
    options.push([2, () => loop(() => [part`[${bind(type.key)}, ${bind(type.value)}]`, part`${name}`])]);
    options.push([1, () => loop(() => [part`${bind(type.value)}`, part`${name}.values()`])]);
  }
  if (sets.length > 0) {
    const { name, type } = random.pick(sets);
    options.push([1.5, () => loop(() => [part`${bind(type.element)}`, part`${name}`])]);
  }
  if (generators.length > 0) {
    const { name, params, result, cost } = random.pick(generators);
    context.pays(cost);
    options.push([
      4,
      () =>
        loop(() => [
          part`${bind(result)}`,
          part`${name}(${commas(params.map((param) => context.expression(param, 1)))})`,
        ]),
    ]);
  }
  return random.weighted(options)();
}

function keys(context: Context): Tree {
  const objects = [...context.variablesOfKind('array'), ...context.variablesOfKind('named')];
  if (objects.length === 0) return counting(context);
  const { name } = context.random.pick(objects);
  const k = context.fresh('k');
  const { label, block } = body(context, GUARD, () => {
    context.declare({ name: k, type: STRING, writable: false });
    return few(context);
  });
  return statement`${label}for (const ${k} in ${name}) {\nif (${k} > '6') break;\n${block}\n}`;
}

/** Closures over the bindings of each iteration, called when the loop is over. */
function closures(context: Context): Tree {
  const { random } = context;
  const [fs, i] = [context.fresh('fs'), context.fresh('i')];
  const type: Type = { kind: 'function', params: [], result: NUMBER };
  const { label, block } = body(context, 3, () => {
    context.declare({ name: i, type: NUMBER, writable: random.chance(0.3) });
    const lambda = context.makers.lambda(context, type, 2);
    return list([few(context), statement`${fs}.push(${lambda});`]);
  });
  context.declare({ name: fs, type: { kind: 'array', element: type }, writable: false });
  return list([
    { ...statement`const ${fs}: (() => number)[] = [];`, fallback: null },
    statement`${label}for (let ${i} = 0, ${i}n = 0; ${i}n++ < 3; ${i}++) {\n${block}\n}`,
    statement`console.log(${fs}.map((f) => f()).join());`,
  ]);
}
