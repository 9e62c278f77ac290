// Statements that drive generators by hand and async functions side by side, and `yield` where it may stand.
import { type Callable, type Context, type Option } from './context.ts';
import { type Tree, commas, list, statement, tree } from './tree.ts';
import { NUMBER, STRING, text } from './types.ts';

const part = tree('fixed', null);
/** Suspensions are slow under Node and here alike. */
const SUSPENDED_MAX = 12;

export function asyncOptions(context: Context): Option[] {
  const { random, frame } = context;
  const options: Option[] = [];
  const { yields } = frame;
  if (yields !== null) options.push([3, () => statement`yield ${context.expression(yields, 2)};`]);
  const generators = context.functions.filter((each) => each.kind === 'generator' && context.affords(each.cost));
  if (generators.length > 0) options.push([2, () => driven(context, random.pick(generators))]);
  if (!frame.async || frame.weight > SUSPENDED_MAX) return options;
  options.push(
    [0.7, () => statement`await ${random.pick(['null', 'undefined', 'Promise.resolve()'])};`],
    [0.7, () => reaction(context)],
  );
  const functions = context.functions.filter((each) => each.kind === 'async' && context.affords(each.cost));
  if (functions.length > 0) options.push([3, () => together(context, functions)]);
  return options;
}

function call(context: Context, { name, params }: Callable): Tree {
  return part`${name}(${commas(params.map((param) => context.expression(param, 1)))})`;
}

function driven(context: Context, callable: Callable): Tree {
  const { random } = context;
  context.pays(callable.cost);
  const it = context.fresh('it');
  const step = (): Tree =>
    random.weighted([
      [5, () => part`${it}.next(${context.expression(NUMBER, 1)})`],
      [1, () => part`${it}.return(${context.expression(NUMBER, 1)})`],
      [1, () => part`${it}.throw(new Error(${context.expression(STRING, 0)}))`],
    ])();
  const steps = Array.from({ length: random.between(1, 4) }, () => {
    const r = context.fresh('r');
    return list([
      { ...statement`const ${r} = ${step()};`, fallback: null },
      statement`console.log(${r}.done, ${r}.value);`,
    ]);
  });
  const made = list([{ ...statement`const ${it} = ${call(context, callable)};`, fallback: null }, ...steps]);
  return random.chance(0.5)
    ? statement`console.log([...${call(context, callable)}].slice(0, 9).join());`
    : statement`try {\n${made}\n} catch (e) {\nconsole.log('it', what(e));\n}`;
}

function reaction(context: Context): Tree {
  const writable = context.variablesOf(NUMBER, true);
  const effect = writable.length > 0 ? part`${writable.at(-1)!.name}++;` : '';
  return statement`void Promise.resolve(${context.expression(NUMBER, 0)}).then((x) => {\nsee(x);\n${effect}\n});`;
}

function together(context: Context, functions: readonly Callable[]): Tree {
  const { random } = context;
  const callable = random.pick(functions);
  context.pays(callable.cost * 2);
  const [r, calls] = [context.fresh('r'), commas([call(context, callable), call(context, callable)])];
  return random.weighted([
    [
      2,
      () => {
        const made = statement`const ${r} = await Promise.all([${calls}]);`;
        context.declare({
          name: r,
          type: { kind: 'tuple', elements: [callable.result, callable.result] },
          writable: false,
        });
        return made;
      },
    ],
    [1, () => statement`console.log((await Promise.allSettled([${calls}])).map((r) => r.status).join());`],
    [1, () => statement`console.log(typeof (await Promise.race([${calls}])));`],
    [1, () => statement`void ${call(context, callable)}.then((x) => see(typeof x), (e: unknown) => see(what(e)));`],
    [
      1,
      () =>
        statement`try {\nawait ${call(context, callable)};\n} catch (e) {\nconsole.log('await', what(e));\n} finally {\nawait ${context.expression(NUMBER, 0)};\n}`,
    ],
    [1, () => statement`for await (const x of [${calls}]) {\nconsole.log(typeof (x as ${text(callable.result)}));\n}`],
  ])();
}
