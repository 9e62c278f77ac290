// Declared functions: parameters of every kind, recursion with a bound, generators and async functions. A function may call
// what was declared before it, and knows what a call of it costs.
import { type Callable, type Context, type Frame, type Option, functionFrame } from './context.ts';
import { randomPrimitive, randomType } from './random-type.ts';
import { type Tree, commas, list, statement, tree } from './tree.ts';
import { NUMBER, STRING, type Type, isPrimitive, text } from './types.ts';

const part = tree('fixed', null);
/** Functions that cost more are not called from others. */
const DECLARED_MAX = 4;

export function functionOptions(context: Context): Option[] {
  const { frame } = context;
  if (frame.leaf || context.functions.length > DECLARED_MAX || context.variables.some((each) => each.name === 'this'))
    return [];
  return [[0.7, () => declareFunction(context)]];
}

interface Parameter {
  readonly text: Tree;
  readonly type: Type;
  /** What the body reads under this name. */
  readonly locals: readonly { readonly name: string; readonly type: Type }[];
}

export function declareFunction(context: Context): Tree {
  const { random } = context;
  return random.weighted([
    [5, () => normal(context)],
    [1, () => recursive(context)],
    [1, () => generic(context)],
    [1.5, () => generator(context)],
    [context.frame.async ? 3 : 0.5, () => asynchronous(context)],
  ])();
}

/** Adds the function to the scope it is declared in and gives its text. */
function finish(context: Context, callable: Omit<Callable, 'cost'>, frame: Frame, head: Tree, body: Tree): Tree {
  context.functions.push({ ...callable, cost: frame.cost });
  return statement`${head} {\n${body}\n}`;
}

function parameter(context: Context): Parameter {
  const { random } = context;
  const type = random.chance(0.7) ? randomPrimitive(context) : randomType(context, 1);
  const name = context.fresh('p');
  const one = (text: Tree): Parameter => ({ text, type, locals: [{ name, type }] });
  if (type.kind === 'array' && random.chance(0.4)) {
    const rest = context.fresh('p');
    return {
      text: part`[${name} = ${context.inside(type.element, 1)}, ...${rest}]: ${text(type)}`,
      type,
      locals: [
        { name, type: type.element },
        { name: rest, type },
      ],
    };
  }
  return one(part`${name}: ${text(type)}`);
}

function parameters(context: Context): Parameter[] {
  const made = Array.from({ length: context.random.between(0, 3) }, () => parameter(context));
  return made;
}

function joined(parameters: readonly Parameter[]): Tree {
  return commas(parameters.map((each) => each.text));
}

function declareAll(context: Context, parameters: readonly Parameter[]): void {
  for (const { locals } of parameters)
    for (const { name, type } of locals)
      context.declare({
        name,
        type,
        writable: type.kind !== 'maybe' && type.kind !== 'union' && type.kind !== 'boolean',
      });
}

function body(context: Context, result: Type, count: number): Tree {
  const block = context.makers.block(context, count);
  return list([block, tree('stmt', null)`return ${context.expression(result, 2)};`]);
}

function normal(context: Context): Tree {
  const { random } = context;
  const name = context.fresh('f');
  const result = random.chance(0.7) ? randomPrimitive(context) : randomType(context, 2);
  const frame = functionFrame(result, { hidesThis: true });
  const required = parameters(context);
  const withDefault = random.chance(0.25) ? randomPrimitive(context) : null;
  const extra = context.fresh('p');
  const withRest = random.chance(0.15);
  const rest = context.fresh('p');
  const made = context.within(frame, () => {
    declareAll(context, required);
    const texts = required.map((each) => each.text);
    if (withDefault !== null) {
      texts.push(part`${extra}: ${text(withDefault)} = ${context.expression(withDefault, 2)}`);
      context.declare({ name: extra, type: withDefault, writable: withDefault.kind !== 'boolean' });
    }
    if (withRest) {
      texts.push(part`...${rest}: number[]`);
      context.declare({ name: rest, type: { kind: 'array', element: NUMBER }, writable: false });
    }
    const head = commas(texts);
    return {
      head: part`function ${name}(${head}): ${text(result)}`,
      body: body(context, result, random.between(1, 4)),
    };
  });
  const params = required.map((each) => each.type);
  if (withDefault !== null && (withRest || random.chance(0.5)))
    params.push({ kind: 'maybe', inner: withDefault, empty: 'undefined' });
  if (withRest) for (let i = random.between(0, 3); i > 0; i--) params.push(NUMBER);
  return finish(context, { name, params, result, kind: 'normal' }, frame, made.head, made.body);
}

/** Calls itself under a bound on its first parameter. */
function recursive(context: Context): Tree {
  const { random } = context;
  const [name, n, p] = [context.fresh('r'), context.fresh('n'), context.fresh('p')];
  const result = randomPrimitive(context);
  const frame = functionFrame(result, { hidesThis: true });
  const again = part`${name}(${n} - ${random.pick(['1', '1', '2'])}, ${context.expression(NUMBER, 0)})`;
  const twice = random.chance(0.3);
  const own = context.fresh('v');
  const inside = context.within(frame, () => {
    context.declare({ name: n, type: NUMBER, writable: false });
    context.declare({ name: p, type: NUMBER, writable: true });
    const before = context.makers.block(context, random.between(0, 2));
    const base = tree('stmt', null)`if (!(${n} > 0)) return ${context.expression(result, 1)};`;
    context.declare({ name: own, type: result, writable: false });
    const end = tree('stmt', null)`return ${context.expression(result, 2)};`;
    return list([
      statement`fuel();`,
      base,
      before,
      tree('stmt', null)`const ${own}: ${text(result)} = ${again};`,
      ...(twice ? [statement`see(${again});`] : []),
      end,
    ]);
  });
  frame.cost *= 12;
  const times = String(random.between(1, twice ? 3 : 6));
  const wrapper = context.fresh('f');
  const first = statement`function ${name}(${n}: number, ${p}: number): ${text(result)} {\n${inside}\n}`;
  context.functions.push({ name: wrapper, params: [NUMBER], result, cost: frame.cost, kind: 'normal' });
  return list([
    first,
    statement`function ${wrapper}(${p}: number): ${text(result)} {\nreturn ${name}(${times}, ${p});\n}`,
  ]);
}

/** Generic functions, called at two types. */
function generic(context: Context): Tree {
  const { random } = context;
  const [name, a, b] = [context.fresh('g'), context.fresh('p'), context.fresh('p')];
  const kinds = [
    part`function ${name}<T>(${a}: T, ${b}: T[]): T {\n${b}.push(${a});\nreturn ${b}[${context.expression(NUMBER, 1)} & 1] ?? ${a};\n}`,
    part`function ${name}<T>(${a}: T, ${b}: readonly T[]): T {\nlet last = ${a};\nfor (const each of ${b}) {\nif (${context.expression({ kind: 'boolean' }, 1)}) last = each;\n}\nreturn last;\n}`,
    part`function ${name}<T extends { toString(): string }>(${a}: T, ${b}: T[]): T {\nsee(${b}.map((each) => each.toString()).join().slice(0, 20));\nreturn ${a};\n}`,
  ];
  for (const type of [NUMBER, STRING, randomType(context, 1)]) {
    if (!isPrimitive(type)) continue;
    context.functions.push({
      name,
      params: [type, { kind: 'array', element: type }],
      result: type,
      cost: 8,
      kind: 'normal',
    });
  }
  const made = random.pick(kinds);
  return { ...statement``, parts: made.parts };
}

function generator(context: Context): Tree {
  const { random } = context;
  const name = context.fresh('y');
  const yields = randomPrimitive(context);
  const frame = functionFrame(NUMBER, { yields, hidesThis: true });
  const taken = parameters(context);
  const others = context.functions.filter((each) => each.kind === 'generator' && text(each.result) === text(yields));
  const made = context.within(frame, () => {
    declareAll(context, taken);
    const give = (): Tree => statement`yield ${context.expression(yields, 2)};`;
    const parts = [
      context.makers.block(context, random.between(1, 2)),
      give(),
      context.makers.block(context, random.between(0, 2)),
    ];
    if (random.chance(0.5))
      parts.push(statement`for (let k = 0; k < 3; k++) {\nyield ${context.expression(yields, 2)};\n}`);
    if (random.chance(0.4))
      parts.push(
        statement`try {\n${list([give(), context.makers.block(context, 1)])}\n} finally {\nsee('${name.replace(/_.*/, '')} ends');\n${random.chance(0.3) ? give() : ''}\n}`,
      );
    if (others.length > 0)
      parts.push(
        statement`yield* ${others[0]!.name}(${commas(others[0]!.params.map((param) => context.expression(param, 1)))});`,
      );
    return list([...parts, tree('stmt', null)`return ${context.expression(NUMBER, 1)};`]);
  });
  const head = part`function* ${name}(${joined(taken)}): Generator<${text(yields)}, number, any>`;
  return finish(
    context,
    { name, params: taken.map((each) => each.type), result: yields, kind: 'generator' },
    frame,
    head,
    made,
  );
}

function asynchronous(context: Context): Tree {
  const { random } = context;
  const name = context.fresh('a');
  const result = random.chance(0.7) ? randomPrimitive(context) : randomType(context, 2);
  const frame = functionFrame(result, { async: true, hidesThis: true });
  const taken = parameters(context);
  const made = context.within(frame, () => {
    declareAll(context, taken);
    return body(context, result, random.between(1, 4));
  });
  const head = part`async function ${name}(${joined(taken)}): Promise<${text(result)}>`;
  return finish(context, { name, params: taken.map((each) => each.type), result, kind: 'async' }, frame, head, made);
}
