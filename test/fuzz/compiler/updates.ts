// Statements that change objects and collections, and that tell the members of unions apart.
import type { Context, Option } from './context.ts';
import { shown } from './texts.ts';
import { type Tree, commas, list, statement, tree } from './tree.ts';
import { NUMBER, NUMBERS, isPrimitive } from './types.ts';

const part = tree('fixed', null);

export function updateOptions(context: Context): Option[] {
  const options: Option[] = [];
  arrays(context, options);
  collections(context, options);
  objects(context, options);
  variants(context, options);
  return options;
}

function arrays(context: Context, options: Option[]): void {
  const { random } = context;
  for (const { name, type } of context.variablesOfKind('array').slice(-3)) {
    const item = (): Tree => context.expression(type.element, 2);
    const index = (): Tree => part`${context.expression(NUMBER, 2)} & ${random.pick(['3', '7'])}`;
    options.push(
      [0.7, () => statement`${name}.push(${commas([item(), ...(random.chance(0.2) ? [item()] : [])])});`],
      [0.7, () => statement`${name}[${index()}] = ${item()};`],
      [0.3, () => statement`${name}.unshift(${item()});`],
      [0.3, () => statement`${name}.length = ${index()};`],
      [0.2, () => statement`${name}.splice(${index()}, 1);`],
      [0.2, () => statement`${name}.${random.pick(['pop', 'shift', 'reverse'])}();`],
      [
        0.4,
        () =>
          statement`${name}.forEach(${context.makers.lambda(context, { kind: 'function', params: [type.element, NUMBER], result: NUMBER }, 2)});`,
      ],
    );
  }
  for (const { name } of context.variablesOfKind('typed').slice(-2))
    options.push(
      [0.7, () => statement`${name}[${context.expression(NUMBER, 2)}] = ${context.expression(NUMBER, 2)};`],
      [
        0.7,
        () =>
          statement`${name}[${context.expression(NUMBER, 1)} & 3] ${random.pick(['+=', '^=', '-=', '<<='])} ${context.expression(NUMBER, 2)};`,
      ],
      [0.3, () => statement`${name}.set(${context.expression(NUMBERS, 2)}.slice(0, ${name}.length));`],
    );
}

function collections(context: Context, options: Option[]): void {
  const { random } = context;
  for (const { name, type } of context.variablesOfKind('map').slice(-2))
    options.push(
      [1, () => statement`${name}.set(${context.expression(type.key, 1)}, ${context.expression(type.value, 2)});`],
      [0.3, () => statement`${name}.delete(${context.expression(type.key, 1)});`],
      [0.3, () => statement`${name}.forEach((value, key) => { see(key); });`],
    );
  for (const { name, type } of context.variablesOfKind('set').slice(-2))
    options.push([
      0.7,
      () => statement`${name}.${random.pick(['add', 'add', 'delete'])}(${context.expression(type.element, 2)});`,
    ]);
}

function objects(context: Context, options: Option[]): void {
  const { random } = context;
  for (const { name, type } of context.variablesOfKind('named').slice(-4)) {
    const { shape } = type;
    for (const field of shape.fields) {
      if (!field.writable || (field.name.startsWith('#') && name !== 'this')) continue;
      options.push([0.6, () => statement`${name}.${field.name} = ${context.expression(field.type, 2)};`]);
      if (field.optional)
        options.push(
          [0.6, () => statement`delete ${name}.${field.name};`],
          [0.4, () => statement`console.log('${field.name}' in ${name}, ${name}.${field.name} === undefined);`],
        );
    }
    if (shape.sort !== 'interface') continue;
    options.push([0.3, () => statement`console.log(Object.keys(${name}).join());`]);
    const copy = context.fresh('v');
    const plain = shape.fields.filter((field) => field.writable);
    options.push([
      0.5,
      () => {
        const one = plain.length > 0 ? random.pick(plain) : null;
        const made = statement`const ${copy}: ${shape.name} = { ...${name}${one === null ? '' : part`, ${one.name}: ${context.expression(one.type, 2)}`} };`;
        context.declare({ name: copy, type, writable: false });
        return made;
      },
    ]);
  }
  for (const { name, type } of context.variablesOfKind('named').slice(-4))
    for (const sub of type.shape.sort === 'class' ? type.shape.implementers : []) {
      const fields = sub.fields.filter((field) => isPrimitive(field.type) && !field.name.startsWith('#'));
      if (fields.length > 0 && name !== 'this')
        options.push([
          1,
          () =>
            statement`if (${name} instanceof ${sub.name}) console.log('is ${sub.name.replace(/_.*/, '')}', ${name}.${random.pick(fields).name});`,
        ]);
    }
}

function variants(context: Context, options: Option[]): void {
  for (const { name, type } of context.variablesOfKind('named').slice(-4)) {
    const { cases } = type.shape;
    if (cases.length === 0) continue;
    options.push([
      2,
      () => {
        const clauses = cases.map((one) => {
          const shownFields = one.fields.map((field) => shown(context, `${name}.${field.name}`, field.type));
          return statement`case '${one.tag}':\nconsole.log('${one.tag}', ${commas(shownFields.length > 0 ? shownFields : [part`0`])});\nbreak;`;
        });
        return statement`switch (${name}.kind) {\n${list(clauses)}\n}`;
      },
    ]);
    const [first] = cases;
    const field = first!.fields[0];
    if (field !== undefined)
      options.push([
        0.7,
        () =>
          statement`if (${name}.kind === '${first!.tag}') ${name}.${field.name} = ${context.expression(field.type, 2)};`,
      ]);
  }
}
