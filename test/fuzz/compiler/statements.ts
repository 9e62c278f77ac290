// Statements: declarations of variables, assignments, conditions, exceptions, output. Loops are in loops.ts, work on objects and
// collections in updates.ts.
import { type Context, type Option, WEIGHT_MAX } from './context.ts';
import { loopOptions } from './loops.ts';
import { shown } from './texts.ts';
import { type Tree, commas, list, statement, tree } from './tree.ts';
import { patternOptions } from './patterns.ts';
import { randomPrimitive, randomType } from './random-type.ts';
import { asyncOptions } from './resumable.ts';
import { functionOptions } from './functions.ts';
import { updateOptions } from './updates.ts';
import { BOOLEAN, NUMBER, NUMBERS, STRING, type Type, isPrimitive, text } from './types.ts';

const part = tree('fixed', null);
/** Output stands only where it runs at most so often. */
const OUTPUT_WEIGHT_MAX = 40;
const DEPTH = 3;

/** Some statements in a scope of their own. */
export function makeBlock(context: Context, count: number): Tree {
  return context.scoped(() => makeStatements(context, count));
}

/** Some statements in the scope that is open. */
export function makeStatements(context: Context, count: number): Tree {
  return list(Array.from({ length: context.exhausted ? Math.min(count, 1) : count }, () => makeStatement(context)));
}

function makeStatement(context: Context): Tree {
  context.pays(1);
  const nested = context.spend() && context.frame.weight < WEIGHT_MAX / 4;
  const options: Option[] = [
    [5, () => declaration(context)],
    [4, () => assignment(context)],
    [2, () => destructuring(context)],
    ...updateOptions(context),
    ...jumpOptions(context),
    ...asyncOptions(context),
  ];
  if (context.frame.weight <= OUTPUT_WEIGHT_MAX) options.push([5, () => output(context)]);
  if (nested) {
    options.push(...patternOptions(context));
    options.push(
      [2.5, () => condition(context)],
      [1.5, () => exception(context)],
      [1.2, () => dispatch(context)],
      [0.7, () => labelled(context)],
      [0.3, () => statement`{\n${makeBlock(context, 2)}\n}`],
      ...loopOptions(context),
      ...functionOptions(context),
    );
  }
  return context.random.weighted(options)();
}

function few(context: Context): number {
  return context.random.between(1, 3);
}

export function declaration(context: Context): Tree {
  const { random } = context;
  const type = randomType(context, 2);
  const name = context.fresh('v');
  const writable = random.chance(0.65);
  const value = initial(context, type);
  const lies = writable && random.chance(0.03);
  const made = lies
    ? statement`let ${name}!: ${text(type)};`
    : statement`${writable ? 'let' : 'const'} ${name}: ${text(type)} = ${value};`;
  context.declare({ name, type, writable });
  return made;
}

/** A value for a declaration, under `as` where the checker would narrow the variable to it. */
function initial(context: Context, type: Type): Tree {
  const value = context.expression(type, DEPTH);
  return type.kind === 'boolean' || type.kind === 'maybe' || type.kind === 'union'
    ? part`(${value} as ${text(type)})`
    : value;
}

function assignment(context: Context): Tree {
  const { random } = context;
  const writable = context.variables.filter((each) => each.writable);
  if (writable.length === 0) return declaration(context);
  const { name, type } = random.pick(writable.slice(-8));
  if (type.kind === 'number' && random.chance(0.6))
    return random.chance(0.3)
      ? statement`${name}${random.pick(['++', '--'])};`
      : statement`${name} ${random.pick(['+=', '-=', '*=', '|=', '&=', '^=', '<<=', '>>=', '>>>=', '%=', '/=', '||=', '&&='])} ${context.expression(NUMBER, DEPTH)};`;
  if (type.kind === 'string') return statement`${name} = ${context.expression(type, DEPTH)}.slice(0, 40);`;
  if (type.kind === 'array') return statement`${name} = ${context.expression(type, DEPTH)}.slice(0, 16);`;
  if (type.kind === 'bigint') return statement`${name} = BigInt.asIntN(80, ${context.expression(type, DEPTH)});`;
  if (type.kind === 'maybe' && random.chance(0.3))
    return statement`${name} ??= ${context.expression(type.inner, DEPTH)};`;
  return statement`${name} = ${initial(context, type)};`;
}

function destructuring(context: Context): Tree {
  const { random } = context;
  const arrays = context.variablesOfKind('array');
  const objects = context
    .variablesOfKind('named')
    .filter((each) => each.type.shape.sort !== 'variant' && each.type.shape.fields.length > 0);
  const numbers = context.variablesOf(NUMBER, true);
  const options: Option[] = [[1, () => patternOfLiteral(context)]];
  if (numbers.length > 1) {
    const [a, b] = [random.pick(numbers).name, random.pick(numbers).name];
    options.push([1, () => statement`[${a}, ${b}] = [${context.expression(NUMBER, 2)}, ${a}];`]);
    options.push([
      0.5,
      () =>
        statement`({ x: ${a}, y: ${b} = ${context.expression(NUMBER, 1)} } = { x: ${context.expression(NUMBER, 2)}, y: ${context.expression({ kind: 'maybe', inner: NUMBER, empty: 'undefined' }, 2)} });`,
    ]);
  }
  if (arrays.length > 0)
    options.push([
      1.5,
      () => {
        const { name, type } = random.pick(arrays);
        const [a, b, rest] = [context.fresh('d'), context.fresh('d'), context.fresh('d')];
        const made = statement`let [${a}, ${b} = ${context.expression(type.element, 2)}, ...${rest}] = ${name};`;
        for (const each of [a, b])
          context.declare({
            name: each,
            type: type.element,
            writable: type.element.kind !== 'maybe' && type.element.kind !== 'union',
          });
        context.declare({ name: rest, type, writable: true });
        return made;
      },
    ]);
  if (objects.length > 0)
    options.push([
      1.5,
      () => {
        const { name, type } = random.pick(objects);
        const fields = type.shape.fields.filter((field) => !field.name.startsWith('#'));
        if (fields.length === 0) return declaration(context);
        const field = random.pick(fields);
        const own = context.fresh('d');
        const made = statement`let { ${field.name}: ${own}${field.optional ? part` = ${context.expression(field.type, 2)}` : ''} } = ${name};`;
        context.declare({
          name: own,
          type: field.type,
          writable: isPrimitive(field.type) && field.type.kind !== 'boolean',
        });
        return made;
      },
    ]);
  return random.weighted(options)();
}

function patternOfLiteral(context: Context): Tree {
  const { random } = context;
  const [a, b] = [randomPrimitive(context), randomPrimitive(context)];
  const names = [context.fresh('d'), context.fresh('d')] as const;
  const [first, second] = [context.expression(a, 2), context.expression(b, 2)];
  const made = random.pick([
    () => statement`const [${names[0]}, ${names[1]}]: [${text(a)}, ${text(b)}] = [${first}, ${second}];`,
    () =>
      statement`const { p: ${names[0]}, q: { r: ${names[1]} } }: { p: ${text(a)}; q: { r: ${text(b)} } } = { p: ${first}, q: { r: ${second} } };`,
    () =>
      statement`const { p: ${names[0]}, ['q' + 'r']: ${names[1]} }: { p: ${text(a)}; [key: string]: ${text(a)} | ${text(b)} } = { p: ${first}, qr: ${second} };`,
  ])();
  context.declare({ name: names[0], type: a, writable: false });
  if (!made.parts.some((each) => each === ", ['q' + 'r']: "))
    context.declare({ name: names[1], type: b, writable: false });
  return made;
}

export function output(context: Context): Tree {
  const { random } = context;
  const variables = context.variables.slice(-10);
  const parts: Tree[] = [];
  for (let i = random.between(1, 3); i > 0; i--) {
    if (variables.length > 0 && random.chance(0.6)) {
      const { name, type } = random.pick(variables);
      parts.push(shown(context, name, type));
    } else parts.push(context.expression(randomPrimitive(context), DEPTH));
  }
  return statement`console.log(${commas(parts)});`;
}

function condition(context: Context): Tree {
  const { random } = context;
  const test = context.expression(BOOLEAN, 2);
  const then = makeBlock(context, few(context));
  if (random.chance(0.5)) return statement`if (${test}) {\n${then}\n}`;
  return statement`if (${test}) {\n${then}\n} else {\n${makeBlock(context, few(context))}\n}`;
}

function thrown(context: Context): Tree {
  const { random } = context;
  const message = context.expression(STRING, 1);
  return random.weighted([
    [3, () => statement`throw new Error(${message});`],
    [1, () => statement`throw new RangeError(${message}, { cause: ${context.expression(NUMBER, 1)} });`],
    [1, () => statement`throw ${context.expression(NUMBER, 1)};`],
  ])();
}

function exception(context: Context): Tree {
  const { random } = context;
  const body = context.scoped(() =>
    list([
      makeStatements(context, few(context)),
      ...(random.chance(0.5) ? [statement`if (${context.expression(BOOLEAN, 2)}) {\n${thrown(context)}\n}`] : []),
      ...(random.chance(0.3) ? [thrown(context)] : []),
    ]),
  );
  const name = context.fresh('e');
  const handler = (): Tree =>
    context.scoped(() =>
      list([
        statement`console.log('catch', what(${name}));`,
        makeStatements(context, random.between(0, 2)),
        ...(random.chance(0.15) ? [statement`throw ${name};`] : []),
      ]),
    );
  const finalizer = (): Tree => makeBlock(context, random.between(1, 2));
  return random.weighted([
    [3, () => statement`try {\n${body}\n} catch (${name}) {\n${handler()}\n}`],
    [2, () => statement`try {\n${body}\n} catch (${name}) {\n${handler()}\n} finally {\n${finalizer()}\n}`],
    [1, () => statement`try {\n${body}\n} finally {\n${finalizer()}\n}`],
    [0.5, () => statement`try {\n${body}\n} catch {\n${makeBlock(context, 1)}\n}`],
  ])();
}

function dispatch(context: Context): Tree {
  const { random } = context;
  const type = random.chance(0.7) ? NUMBER : STRING;
  const value =
    type === NUMBER
      ? part`${context.expression(NUMBER, 2)} ${random.pick(['& 3', '% 4', '| 0', ''])}`
      : context.expression(STRING, 2);
  const clauses = Array.from({ length: random.between(1, 4) }, () =>
    context.expression(type, random.chance(0.8) ? 0 : 1),
  );
  const defaultAt = random.between(-1, clauses.length);
  context.frame.jumps.push({ label: '', loop: false });
  const cases = clauses.flatMap((clause, i) => {
    const made = tree(
      'stmt',
      '',
    )`case ${clause} as ${text(type)}: {\n${makeBlock(context, random.between(0, 2))}\n}${random.chance(0.5) ? part`\nbreak;` : ''}`;
    return i === defaultAt
      ? [tree('stmt', '')`default: {\n${makeBlock(context, 1)}\n}${random.chance(0.5) ? part`\nbreak;` : ''}`, made]
      : [made];
  });
  context.frame.jumps.pop();
  return statement`switch (${value}) {\n${list(cases)}\n}`;
}

function labelled(context: Context): Tree {
  const label = context.fresh('l');
  context.frame.jumps.push({ label, loop: false });
  const body = makeBlock(context, few(context));
  context.frame.jumps.pop();
  return statement`${label}: {\n${body}\n}`;
}

/** `break`, `continue`, `return` and `throw`, nearly always under a condition. */
function jumpOptions(context: Context): Option[] {
  const { random, frame } = context;
  const guarded = (jump: Tree): Tree => statement`if (${context.expression(BOOLEAN, 2)}) {\n${jump}\n}`;
  const options: Option[] = [[0.2, () => guarded(thrown(context))]];
  const { result } = frame;
  if (result !== null) options.push([1, () => guarded(statement`return ${context.expression(result, 2)};`)]);
  const last = frame.jumps.at(-1);
  if (last === undefined) return options;
  const target = random.pick(frame.jumps);
  if (target.label !== '') options.push([1.5, () => guarded(statement`break ${target.label};`)]);
  if (target.label !== '' && target.loop) options.push([1.5, () => guarded(statement`continue ${target.label};`)]);
  if (last.loop) options.push([1, () => guarded(statement`${random.pick(['break', 'continue'])};`)]);
  return options;
}

/** Shows every variable in scope, so that nothing that happened goes unseen. */
export function outputAll(context: Context): Tree {
  const parts = context.variables
    .filter((each) => each.name !== 'this')
    .map(
      (each) =>
        statement`console.log(${tree('fixed', null)`'${each.name.replace(/_.*/, '')}', ${shown(context, each.name, each.type)}`});`,
    );
  return list(parts.length > 0 ? parts : [statement`console.log(${context.expression(NUMBERS, 1)}.join());`]);
}
