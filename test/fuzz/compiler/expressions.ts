// Expressions of any type: what every type has in common (variables, calls, fields, conditions) and what its kind adds.
import {
  arrayOptions,
  mapOptions,
  maybeOptions,
  namedOptions,
  setOptions,
  tupleOptions,
  typedOptions,
  unionOptions,
} from './collections.ts';
import { type Context, type Option, WEIGHT_MAX, expr, functionFrame } from './context.ts';
import { bigintOptions, numberLiteral, numberOptions } from './numbers.ts';
import { booleanOptions, stringLiteral, stringOptions } from './texts.ts';
import { type Tree, commas, list, tree } from './tree.ts';
import { BOOLEAN, NUMBER, STRING, type Type, isPrimitive, same, simplest, text } from './types.ts';

const part = tree('fixed', null);

export function makeExpression(context: Context, type: Type, depth: number): Tree {
  const { random } = context;
  if (depth <= 0) return leaf(context, type);
  const variables = context.variablesOf(type);
  if (variables.length > 0 && random.chance(0.3)) return expr(type)`${random.pick(variables.slice(-6)).name}`;
  return random.weighted([...ownOptions(context, type, depth), ...commonOptions(context, type, depth)])();
}

/** Something without parts, or nearly so. */
function leaf(context: Context, type: Type): Tree {
  const { random } = context;
  const variables = context.variablesOf(type);
  if (variables.length > 0 && random.chance(0.75)) return expr(type)`${random.pick(variables.slice(-6)).name}`;
  if (type.kind === 'number') return numberLiteral(context);
  if (type.kind === 'string') return stringLiteral(context);
  const text = simplest(type);
  if (text !== null && !(type.kind === 'typed' || type.kind === 'function')) return expr(type)`${text}`;
  if (type.kind === 'function') return makeLambda(context, type, 0);
  return random.weighted(ownOptions(context, type, 0))();
}

function ownOptions(context: Context, type: Type, depth: number): Option[] {
  switch (type.kind) {
    case 'number':
      return numberOptions(context, depth);
    case 'bigint':
      return bigintOptions(context, depth);
    case 'string':
      return stringOptions(context, depth);
    case 'boolean':
      return booleanOptions(context, depth);
    case 'array':
      return arrayOptions(context, type, depth);
    case 'set':
      return setOptions(context, type, depth);
    case 'tuple':
      return tupleOptions(context, type, depth);
    case 'map':
      return mapOptions(context, type, depth);
    case 'typed':
      return typedOptions(context, type, depth);
    case 'maybe':
      return maybeOptions(context, type, depth);
    case 'union':
      return unionOptions(context, type, depth);
    case 'named':
      return namedOptions(context, type, depth);
    case 'function':
      return [[1, () => makeLambda(context, type, depth)]];
  }
}

function commonOptions(context: Context, type: Type, depth: number): Option[] {
  const { random, frame } = context;
  const e = expr(type);
  const sub = (of: Type): Tree => context.expression(of, depth - 1);
  const options: Option[] = [
    [0.8, () => e`(${sub(BOOLEAN)} ? ${sub(type)} : ${sub(type)})`],
    [0.3, () => e`(${part`see(${sub(random.pick([NUMBER, STRING]))})`}, ${sub(type)})`],
    [0.3, () => e`((): ${text(type)} => ${bracketed(context.inside(type, depth - 1))})()`],
    [0.2, () => e`same<${text(type)}>(${sub(type)})`],
  ];
  if (frame.async && frame.weight < 20) options.push([1.5, () => e`(await ${awaited(context, type, depth)})`]);
  if (frame.yields !== null && type.kind === 'number') options.push([1.5, () => e`(yield ${sub(frame.yields!)})`]);
  addCalls(context, type, depth, options);
  addReads(context, type, depth, options);
  const writable = context.variablesOf(type, true);
  if (writable.length > 0 && !isPrimitive(type))
    options.push([0.3, () => e`(${random.pick(writable).name} = ${sub(type)})`]);
  return options;
}

function awaited(context: Context, type: Type, depth: number): Tree {
  const inside = context.inside(type, depth - 1);
  return context.random.pick([
    () => part`Promise.resolve<${text(type)}>(${context.expression(type, depth - 1)})`,
    () => part`${context.expression(type, depth - 1)}`,
    () =>
      part`new Promise<${text(type)}>((done, fail) => queueMicrotask(() => { try { done(${inside}); } catch (e) { fail(e); } }))`,
    () => part`Promise.resolve(${context.expression(NUMBER, 0)}).then((): ${text(type)} => ${bracketed(inside)})`,
  ])();
}

function bracketed(value: Tree): Tree {
  return part`(${value})`;
}

/** Calls of functions by name, function values and methods that give the type. */
function addCalls(context: Context, type: Type, depth: number, options: Option[]): void {
  const { random, frame } = context;
  const e = expr(type);
  const args = (params: readonly Type[]): Tree => commas(params.map((param) => context.expression(param, depth - 1)));
  for (const callable of context.functions.slice(-5)) {
    if (callable.kind === 'generator' || !same(callable.result, type) || !context.affords(callable.cost)) continue;
    if (callable.kind === 'async' && (!frame.async || frame.weight > 20)) continue;
    options.push([
      2,
      () => {
        context.pays(callable.cost);
        return e`${callable.kind === 'async' ? '(await ' : '('}${callable.name}(${args(callable.params)}))`;
      },
    ]);
  }
  if (frame.leaf) return;
  const values = context.variablesOfKind('function').filter((each) => same(each.type.result, type));
  if (values.length > 0) {
    const { name, type: called } = random.pick(values);
    options.push([2, () => e`${name}(${args(called.params)})`]);
    options.push([0.2, () => e`${name}.call(null, ${args(called.params)})`]);
  }
  for (const { name, type: owner } of context.variablesOfKind('named').slice(-4))
    for (const method of owner.shape.methods)
      if (same(method.result, type)) options.push([1.5, () => e`${name}.${method.name}(${args(method.params)})`]);
}

/** Reads of fields, elements and what optional values hold. */
function addReads(context: Context, type: Type, depth: number, options: Option[]): void {
  const { random } = context;
  const e = expr(type);
  for (const { name, type: owner } of context.variablesOfKind('named').slice(-5)) {
    for (const field of owner.shape.fields) {
      if (field.optional || !same(field.type, type) || (field.name.startsWith('#') && name !== 'this')) continue;
      options.push([1.5, () => e`${name}.${field.name}`]);
      if (field.writable)
        options.push([0.5, () => e`(${name}.${field.name} = ${context.expression(type, depth - 1)})`]);
      if (field.writable && type.kind === 'number')
        options.push(
          [1, () => e`${name}.${field.name}${random.pick(['++', '--'])}`],
          [
            0.5,
            () =>
              e`(${name}.${field.name} ${random.pick(['+=', '-=', '|=', '*=', '>>>='])} ${context.expression(NUMBER, depth - 1)})`,
          ],
        );
    }
  }
  for (const { name, type: owner } of context.variablesOfKind('tuple').slice(-3))
    owner.elements.forEach((element, i) => {
      if (same(element, type)) options.push([1, () => e`${name}[${i}]`]);
    });
  for (const { name, type: owner } of context.variablesOfKind('array').slice(-4))
    if (same(owner.element, type) && !isPrimitive(type))
      options.push([1, () => e`${name}[${context.expression(NUMBER, depth - 1)} & 3]!`]);
  for (const { name, type: owner } of context.variablesOfKind('maybe').slice(-4)) {
    if (!same(owner.inner, type)) continue;
    options.push([1.5, () => e`(${name} ?? ${context.expression(type, depth - 1)})`]);
    if (owner.inner.kind !== 'function')
      options.push([0.7, () => e`(${name} === ${owner.empty} ? ${context.expression(type, depth - 1)} : ${name})`]);
    options.push([0.4, () => e`${name}!`]);
  }
  for (const { name, type: owner } of context.variablesOfKind('union').slice(-4))
    if (owner.members.some((member) => same(member, type)))
      options.push([
        1.5,
        () => e`(typeof ${name} === '${type.kind}' ? ${name} : ${context.expression(type, depth - 1)})`,
      ]);
  for (const { name, type: owner } of context.variablesOfKind('map').slice(-3))
    if (same(owner.value, type))
      options.push([
        1,
        () => e`(${name}.get(${context.expression(owner.key, depth - 1)}) ?? ${context.expression(type, depth - 1)})`,
      ]);
}

/** A function literal: an arrow with an expression or a block, or a function expression. */
export function makeLambda(context: Context, type: Type & { kind: 'function' }, depth: number): Tree {
  const { random } = context;
  const e = expr(type);
  const params = type.params.map((param) => ({ name: context.fresh('p'), type: param }));
  const head = params.map((param) => `${param.name}: ${text(param.type)}`).join(', ');
  const result = text(type.result);
  const block = depth > 1 && random.chance(0.4);
  const leafOnly = !block || random.chance(0.5);
  // Array methods call it about so often.
  const weight = Math.min(context.frame.weight * 4, WEIGHT_MAX);
  const arrow = !block || random.chance(0.7);
  const hidesThis = !arrow || context.frame.hidesThis;
  return context.within(functionFrame(type.result, { leaf: leafOnly, weight, hidesThis }), () => {
    for (const param of params) context.declare({ ...param, writable: true });
    if (!block)
      return e`((${head}): ${result} => ${bracketed(context.expression(type.result, Math.max(depth - 1, 0)))})`;
    const body = context.makers.block(context, random.between(1, 2));
    const end = tree('stmt', null)`return ${context.expression(type.result, depth - 1)};`;
    const fuel = leafOnly ? list([]) : part`fuel();`;
    const text = list([fuel, body, end]);
    return arrow ? e`((${head}): ${result} => {\n${text}\n})` : e`(function (${head}): ${result} {\n${text}\n})`;
  });
}
