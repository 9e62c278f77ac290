// Expressions that give arrays, tuples, maps, sets, typed arrays, values that may be missing, functions and declared shapes.
import { type Context, type Option, expr, functionFrame } from './context.ts';
import { type Part, type Tree, commas, tree } from './tree.ts';
import { NUMBER, NUMBERS, type Shape, type Type, isPrimitive, simplest, text } from './types.ts';

type Of<K extends Type['kind']> = Type & { readonly kind: K };

const part = tree('fixed', null);

function some(context: Context, type: Type, depth: number, most = 4): Tree[] {
  return Array.from({ length: context.random.between(0, most) }, () => context.expression(type, depth - 1));
}

export function arrayOptions(context: Context, type: Of<'array'>, depth: number): Option[] {
  const { random } = context;
  const e = expr(type);
  const { element } = type;
  const array = (): Tree => context.expression(type, depth - 1);
  const item = (): Tree => context.expression(element, depth - 1);
  const number = (): Tree => context.expression(NUMBER, depth - 1);
  const items = (all: Tree[]): Tree => (all.length === 0 ? e`([] as ${text(type)})` : e`[${commas(all)}]`);
  const options: Option[] = [
    [4, () => items(some(context, element, depth))],
    [
      1,
      () =>
        e`[${commas([...some(context, element, depth, 2), part`...${array()}`, ...some(context, element, depth, 1)])}].slice(0, 12)`,
    ],
    [1, () => e`${array()}.slice(${number()}, ${number()})`],
    [1, () => e`${array()}.concat(${random.chance(0.5) ? array() : item()}).slice(-10)`],
    [1, () => e`${array()}.filter(${callback(context, [element, NUMBER], { kind: 'boolean' }, depth)})`],
    [
      1,
      () =>
        e`Array.from({ length: ${number()} & 7 }, (_, i): ${text(element)} => ${scopedIndex(context, element, depth)})`,
    ],
    [0.3, () => e`[...${array()}].reverse()`],
    [0.3, () => e`${array()}.toReversed()`],
    [0.3, () => e`${array()}.with(0, ${item()})`],
    [0.4, () => e`[...${array()}].fill(${item()}, ${number()}, ${number()})`],
    [0.2, () => e`[...${array()}].copyWithin(${number()}, ${number()})`],
    [0.4, () => e`new Array<${text(element)}>(${number()} & 3).fill(${item()})`],
    [0.3, () => e`[${array()}, ${array()}].flat()`],
    [0.3, () => e`[...new Set<${text(element)}>(${array()})]`],
  ];
  const sources = context.variablesOfKind('array').filter((each) => isPrimitive(each.type.element));
  if (sources.length > 0) {
    const source = random.pick(sources);
    options.push(
      [2, () => e`${source.name}.map(${callback(context, [source.type.element, NUMBER], element, depth)})`],
      [
        0.7,
        () =>
          e`${source.name}.flatMap((x, i): ${text(type)} => (i > 5 ? [] : [${context.inside(element, depth - 1)}]))`,
      ],
      [
        0.7,
        () =>
          e`${source.name}.reduce<${text(type)}>((all, x) => (all.push(${context.inside(element, depth - 1)}), all), ${array()})`,
      ],
    );
  }
  if (element.kind === 'number') {
    options.push(
      [
        0.5,
        () =>
          e`[...${array()}].sort(${random.pick(['', '(a, b) => (a | 0) - (b | 0)', '(a, b) => (b | 0) - (a | 0)'])})`,
      ],
      [0.5, () => e`new Array<number>(${number()} & 7)`],
      [0.5, () => e`[...String(${number()})].map(Number)`],
    );
    for (const { name } of context.variablesOfKind('typed').slice(-1))
      options.push([0.5, () => e`[...${name}]`], [0.5, () => e`Array.from(${name}, (x) => x * 2)`]);
  }
  if (element.kind === 'string')
    options.push(
      [0.5, () => e`[...${array()}].sort()`],
      [1, () => e`${context.expression(element, depth - 1)}.split(${random.pick(["''", "','", "'a'"])})`],
    );
  for (const { name, type: variable } of context.variables.slice(-8)) {
    if (text(variable) !== text(type)) continue;
    options.push([
      0.5,
      () => e`${name}.splice(${number()} & 3, ${number()} & 3${random.chance(0.5) ? part`` : part`, ${item()}`})`,
    ]);
  }
  return options;
}

/** An expression that may use the index `i` of the callback around it. */
function scopedIndex(context: Context, type: Type, depth: number): Tree {
  return context.scoped(() => {
    context.declare({ name: 'i', type: NUMBER, writable: false });
    return context.inside(type, depth - 1);
  });
}

/** A function literal for an array method: its parameters may be fewer. */
function callback(context: Context, params: readonly Type[], result: Type, depth: number): Tree {
  const count = context.random.between(1, params.length);
  return context.makers.lambda(context, { kind: 'function', params: params.slice(0, count), result }, depth);
}

export function tupleOptions(context: Context, type: Of<'tuple'>, depth: number): Option[] {
  const items = type.elements.map((element) => context.expression(element, depth - 1));
  const parts: Part[] = items.flatMap((item, i): Part[] => (i === 0 ? [item] : [', ', item]));
  return [[1, () => ({ ...expr(type)`[`, parts: ['([', ...parts, `] as ${text(type)})`] })]];
}

export function setOptions(context: Context, type: Of<'set'>, depth: number): Option[] {
  const e = expr(type);
  const array: Type = { kind: 'array', element: type.element };
  return [
    [2, () => e`new ${text(type)}([${commas(some(context, type.element, depth))}])`],
    [1, () => e`new ${text(type)}(${context.expression(array, depth - 1)})`],
    [
      0.5,
      () =>
        e`${context.expression(type, depth - 1)}.${context.random.pick(['union', 'intersection', 'difference'])}(${context.expression(type, depth - 1)})`,
    ],
  ];
}

export function mapOptions(context: Context, type: Of<'map'>, depth: number): Option[] {
  const entry = (): Tree =>
    part`[${context.expression(type.key, depth - 1)}, ${context.expression(type.value, depth - 1)}]`;
  const entries = Array.from({ length: context.random.between(0, 3) }, entry);
  return [[1, () => expr(type)`new ${text(type)}([${commas(entries)}])`]];
}

export function typedOptions(context: Context, type: Of<'typed'>, depth: number): Option[] {
  const e = expr(type);
  const number = (): Tree => context.expression(NUMBER, depth - 1);
  const own = (): Tree => context.expression(type, depth - 1);
  const options: Option[] = [
    [2, () => e`new ${type.name}(${number()} & 7)`],
    [2, () => e`new ${type.name}([${commas(some(context, NUMBER, depth))}])`],
    [1, () => e`${type.name}.from(${context.expression(NUMBERS, depth - 1)})`],
    [1, () => e`${own()}.${context.random.pick(['slice', 'subarray'])}(${number()} & 3, ${number()} & 7)`],
    [0.5, () => e`${own()}.map((x, i) => ${scopedIndex(context, NUMBER, depth)})`],
    [0.5, () => e`${own()}.fill(${number()})`],
  ];
  const others = context.variablesOfKind('typed').filter((each) => each.type.name !== type.name);
  if (others.length > 0) options.push([1, () => e`new ${type.name}(${context.random.pick(others).name})`]);
  if (type.name.endsWith('8Array'))
    for (const { name } of others)
      options.push([0.5, () => e`new ${type.name}(${name}.buffer, ${name}.byteOffset, ${name}.byteLength)`]);
  return options;
}

/** Values that may be missing are written under `as`, so that the checker does not narrow them. */
export function maybeOptions(context: Context, type: Of<'maybe'>, depth: number): Option[] {
  const e = expr(type);
  const { inner } = type;
  const options: Option[] = [
    [2, () => e`(${context.expression(inner, depth - 1)} as ${text(type)})`],
    [2, () => e`(${type.empty} as ${text(type)})`],
  ];
  if (type.empty === 'null') return options;
  const array: Type = { kind: 'array', element: inner };
  if (depth > 0)
    options.push(
      [1, () => e`${context.expression(array, depth - 1)}.at(${context.expression(NUMBER, depth - 1)})`],
      [1, () => e`${context.expression(array, depth - 1)}.${context.random.pick(['pop', 'shift'])}()`],
      [
        1,
        () =>
          e`${context.expression(array, depth - 1)}.${context.random.pick(['find', 'findLast'])}(${callback(context, [inner, NUMBER], { kind: 'boolean' }, depth)})`,
      ],
    );
  for (const variable of context.variablesOfKind('map'))
    if (text(variable.type.value) === text(inner))
      options.push([2, () => e`${variable.name}.get(${context.expression(variable.type.key, depth - 1)})`]);
  for (const variable of context.variablesOfKind('maybe').slice(-4)) {
    if (variable.type.inner.kind !== 'named') continue;
    const fields = variable.type.inner.shape.fields.filter(
      (field) => text(field.type) === text(inner) && !field.name.startsWith('#'),
    );
    for (const field of fields) options.push([2, () => e`${variable.name}?.${field.name}`]);
  }
  return options;
}

export function unionOptions(context: Context, type: Of<'union'>, depth: number): Option[] {
  return [
    [1, () => expr(type)`(${context.expression(context.random.pick(type.members), depth - 1)} as ${text(type)})`],
  ];
}

export function namedOptions(context: Context, type: Of<'named'>, depth: number): Option[] {
  const { shape } = type;
  const e = expr(type);
  const options: Option[] = shape.implementers.map((implementer): Option => [
    1.5,
    () => e`(${context.expression({ kind: 'named', shape: implementer }, depth - 1)} as ${shape.name})`,
  ]);
  if (shape.constructs !== null) {
    const { constructs } = shape;
    options.push([
      1.5,
      () => e`new ${shape.name}(${commas(constructs.map((param) => context.expression(param, depth - 1)))})`,
    ]);
  }
  if (shape.sort === 'interface') options.push([2, () => e`${literal(context, shape, depth)}`]);
  for (const one of shape.cases)
    options.push([
      2,
      () =>
        e`({ kind: '${one.tag}', ${commas(one.fields.map((field) => part`${field.name}: ${context.expression(field.type, depth - 1)}`))} } as ${shape.name})`,
    ]);
  return options;
}

/** An object literal of an interface; its properties may stand in another order and optional ones may be missing. */
function literal(context: Context, shape: Shape, depth: number): Tree {
  const { random } = context;
  const properties: Tree[] = [];
  for (const field of shape.fields) {
    if (field.optional && random.chance(0.5)) continue;
    if (simplest(field.type) !== null && field.writable && random.chance(0.12)) {
      const inside = functionFrame(field.type, { leaf: true, hidesThis: true });
      const value = context.within(inside, () => context.expression(field.type, depth - 1));
      const name = context.fresh('slot');
      properties.push(
        part`get ${field.name}(): ${text(field.type)} { see('get ${field.name}'); return ${value}; }, set ${field.name}(${name}: ${text(field.type)}) { see('set ${field.name}'); }`,
      );
    } else properties.push(part`${field.name}: ${context.expression(field.type, depth - 1)}`);
  }
  for (const method of shape.methods) {
    const lambda = context.makers.lambda(
      context,
      { kind: 'function', params: method.params, result: method.result },
      depth,
    );
    properties.push(part`${method.name}: ${lambda}`);
  }
  if (random.chance(0.3)) properties.reverse();
  return part`({ ${commas(properties)} } as ${shape.name})`;
}
