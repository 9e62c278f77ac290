// Declarations of interfaces, classes and discriminated unions. A shape is known to the context before its methods are written,
// so that they may use `this`; methods spend fuel, because they may call each other.
import { type Context, functionFrame } from './context.ts';
import { nonEmpty, randomFunctionType, randomPrimitive, randomType } from './random-type.ts';
import { type Tree, list, statement, tree } from './tree.ts';
import { type Field, type Method, NUMBER, type Shape, type Type, isPrimitive, same, simplest, text } from './types.ts';

const part = tree('fixed', null);
const member = tree('stmt', '');

export function declareShape(context: Context): Tree {
  return context.random.weighted([
    [2, () => declareInterface(context)],
    [4, () => declareClass(context)],
    [1, () => declareVariant(context)],
  ])();
}

function fieldType(context: Context): Type {
  const type = context.random.chance(0.7) ? randomPrimitive(context) : nonEmpty(randomType(context, 1));
  // Shapes without a simplest value would need themselves to be made.
  return simplest(type) === null ? NUMBER : type;
}

function fields(context: Context, optional: boolean, stem = 'k'): Field[] {
  const { random } = context;
  const names = ['a', 'b', 'c', 'd', 'x', 'y', 'id', 'name', 'size'];
  const used = new Set<string>();
  return Array.from({ length: random.between(1, 3) }, () => {
    let name = stem === 'k' ? random.pick(names) : context.fresh(stem);
    while (used.has(name)) name += random.pick(['1', '2', 'q']);
    used.add(name);
    return { name, type: fieldType(context), optional: optional && random.chance(0.3), writable: true };
  });
}

function methods(context: Context, count: number): Method[] {
  return Array.from({ length: count }, () => {
    const { params, result } = randomFunctionType(context);
    return { name: context.fresh('m'), params, result };
  });
}

function declareInterface(context: Context): Tree {
  const { random } = context;
  const name = context.fresh('I');
  const base = random.chance(0.3) ? context.shapes.find((shape) => shape.sort === 'interface') : undefined;
  const own = fields(context, true).filter(
    (field) => !(base?.fields.some((each) => each.name === field.name) ?? false),
  );
  const ownMethods = methods(context, random.chance(0.4) ? 1 : 0);
  const shape: Shape = {
    name,
    sort: 'interface',
    fields: [...(base?.fields ?? []), ...own],
    methods: [...(base?.methods ?? []), ...ownMethods],
    constructs: null,
    implementers: [],
    cases: [],
  };
  context.shapes.push(shape);
  base?.implementers.push(shape);
  const lines = own.map(
    (field) =>
      part`${field.name}${field.optional ? '?' : ''}: ${text(field.type)}${field.optional ? ' | undefined' : ''};`,
  );
  const calls = ownMethods.map(
    (method) => part`${method.name}: ${text({ kind: 'function', params: method.params, result: method.result })};`,
  );
  return statement`interface ${name}${base === undefined ? '' : ` extends ${base.name}`} {\n${list([...lines, ...calls])}\n}`;
}

function declareVariant(context: Context): Tree {
  const { random } = context;
  const name = context.fresh('U');
  const tags = ['leaf', 'pair', 'many'].slice(0, random.between(2, 3));
  const cases = tags.map((tag) => ({ tag, fields: fields(context, false) }));
  context.shapes.push({ name, sort: 'variant', fields: [], methods: [], constructs: null, implementers: [], cases });
  const members = cases.map(
    (one) => `{ kind: '${one.tag}'; ${one.fields.map((field) => `${field.name}: ${text(field.type)}`).join('; ')} }`,
  );
  return statement`type ${name} = ${members.join(' | ')};`;
}

function declareClass(context: Context): Tree {
  const { random } = context;
  const name = context.fresh('C');
  const base = random.chance(0.5) ? context.shapes.findLast((shape) => shape.sort === 'class') : undefined;
  const target =
    base === undefined && random.chance(0.4) ? context.shapes.find((shape) => shape.sort === 'interface') : undefined;
  const taken = new Set([...(base?.fields ?? []), ...(target?.fields ?? [])].map((field) => field.name));
  const own = fields(context, false).filter((field) => !taken.has(field.name));
  const hidden = random.chance(0.4)
    ? [{ name: `#${context.fresh('h')}`, type: NUMBER, optional: false, writable: true }]
    : [];
  const accessors = random.chance(0.4)
    ? [{ name: context.fresh('v'), type: randomPrimitive(context), optional: false, writable: random.chance(0.5) }]
    : [];
  const inherited = base?.methods ?? [];
  const ownMethods = methods(context, random.between(0, 2));
  const overridden = inherited.filter(() => random.chance(0.6));
  const passed = base?.constructs ?? [];
  const constructs = [...passed, ...Array.from({ length: random.between(0, 2) }, () => randomPrimitive(context))];
  const shape: Shape = {
    name,
    sort: 'class',
    fields: [
      ...(base?.fields.filter((field) => !field.name.startsWith('#')) ?? []),
      ...(target?.fields ?? []),
      ...own,
      ...hidden,
      ...accessors,
    ],
    methods: [...inherited, ...(target?.methods ?? []), ...ownMethods],
    constructs,
    implementers: [],
    cases: [],
  };
  const stored = [...(target?.fields ?? []), ...own, ...hidden];
  const lines: Tree[] = stored.map(
    (field) =>
      tree(
        'stmt',
        null,
      )`${field.name}${field.optional ? '?' : ''}: ${text(field.type)}${field.optional ? ' | undefined' : ''} = ${context.within(functionFrame(null, { leaf: true }), () => context.expression(field.type, 2))};`,
  );
  if (random.chance(0.3))
    lines.push(
      member`static count = ${context.expression(NUMBER, 0)};`,
      member`static {\nsee('static ${name.replace(/_.*/, '')}');\n${name}.count++;\n}`,
    );
  lines.push(constructor(context, shape, passed.length, stored, base !== undefined));
  const self = (): void => context.declare({ name: 'this', type: { kind: 'named', shape }, writable: false });
  for (const accessor of accessors) lines.push(...accessorLines(context, accessor, self));
  for (const method of [...overridden, ...(target?.methods ?? []), ...ownMethods]) {
    const frame = functionFrame(method.result);
    lines.push(
      context.within(frame, () => {
        self();
        const params = method.params.map((type) => ({ name: context.fresh('p'), type }));
        for (const param of params) context.declare({ ...param, writable: param.type.kind !== 'boolean' });
        const call = overridden.includes(method)
          ? [member`see(String(super.${method.name}(${params.map((param) => param.name).join(', ')})).slice(0, 20));`]
          : [];
        const body = list([
          member`fuel();`,
          ...call,
          context.makers.block(context, random.between(0, 3)),
          tree('stmt', null)`return ${context.expression(method.result, 2)};`,
        ]);
        return tree(
          'stmt',
          overridden.includes(method) ? '' : null,
        )`${overridden.includes(method) ? 'override ' : ''}${method.name}(${params.map((param) => `${param.name}: ${text(param.type)}`).join(', ')}): ${text(method.result)} {\n${body}\n}`;
      }),
    );
  }
  context.shapes.push(shape);
  base?.implementers.push(shape);
  target?.implementers.push(shape);
  const heritage =
    base !== undefined ? ` extends ${base.name}` : target !== undefined ? ` implements ${target.name}` : '';
  return statement`class ${name}${heritage} {\n${list(lines)}\n}`;
}

function constructor(context: Context, shape: Shape, passed: number, stored: readonly Field[], derived: boolean): Tree {
  const { random } = context;
  const params = (shape.constructs ?? []).map((type) => ({ name: context.fresh('p'), type }));
  return context.within(functionFrame(null, { leaf: true }), () => {
    for (const param of params) context.declare({ ...param, writable: false });
    const lines: Tree[] = derived
      ? [
          tree('stmt', null)`super(${params
            .slice(0, passed)
            .map((param) => param.name)
            .join(', ')});`,
        ]
      : [];
    for (const { name, type } of params.slice(passed)) {
      const field = stored.find((each) => same(each.type, type) && !each.optional);
      if (field !== undefined) lines.push(member`this.${field.name} = ${name};`);
      else lines.push(member`see(${name});`);
    }
    if (random.chance(0.3) && stored.some((field) => isPrimitive(field.type))) {
      const field = stored.find((each) => isPrimitive(each.type))!;
      lines.push(member`this.${field.name} = ${context.expression(field.type, 2)};`);
    }
    const property = params.length > passed && random.chance(0.2) ? params.at(-1)! : null;
    const head = params
      .map((param) => `${param === property ? 'readonly ' : ''}${param.name}: ${text(param.type)}`)
      .join(', ');
    return tree('stmt', null)`constructor(${head}) {\n${list(lines)}\n}`;
  });
}

function accessorLines(context: Context, accessor: Field, self: () => void): Tree[] {
  const type = text(accessor.type);
  const getter = context.within(functionFrame(accessor.type, { leaf: true }), () => {
    self();
    return tree(
      'stmt',
      null,
    )`get ${accessor.name}(): ${type} {\nsee('get');\nfuel();\nreturn ${context.expression(accessor.type, 1)};\n}`;
  });
  if (!accessor.writable) return [getter];
  const p = context.fresh('p');
  const setter = context.within(functionFrame(null, { leaf: true }), () => {
    self();
    context.declare({ name: p, type: accessor.type, writable: false });
    return tree(
      'stmt',
      null,
    )`set ${accessor.name}(${p}: ${type}) {\nfuel();\nsee(${p});\n${context.makers.block(context, 1)}\n}`;
  });
  return [getter, setter];
}
