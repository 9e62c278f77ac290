// One snippet: declarations of its own, a function that runs and shows all it changed. Many stand in one program, because a
// compilation costs more than a run; each is made from its own seed, whatever stands beside it.
import { Context, functionFrame } from './context.ts';
import { declareFunction } from './functions.ts';
import { makeExpression, makeLambda } from './expressions.ts';
import { patternOptions } from './patterns.ts';
import { Random } from './random.ts';
import { nonEmpty, randomType } from './random-type.ts';
import { declareShape } from './shapes.ts';
import { makeBlock, makeStatements, outputAll } from './statements.ts';
import { type Tree, list, print, statement, tree } from './tree.ts';
import { isPrimitive, simplest, text } from './types.ts';

export interface Snippet {
  readonly seed: number;
  /** Names of its functions end in this. */
  readonly suffix: string;
  readonly async: boolean;
  readonly root: Tree;
}

/** What every program starts with. `fuel` ends what runs too long, the same for both engines. */
export const PRELUDE = `let fuelLeft = 0;
let seesLeft = 0;
function begin(snippet: number): void {
  console.log('#' + snippet);
  fuelLeft = 60;
  seesLeft = 80;
}
function fuel(): void {
  if (--fuelLeft < 0) throw new Error('fuel');
}
function see<T>(value: T): T {
  if (seesLeft-- > 0) console.log('see', value);
  return value;
}
function same<T>(value: T): T {
  return value;
}
function what(error: unknown): string {
  if (error instanceof TypeError || error instanceof ReferenceError) return error.name;
  return error instanceof Error ? error.name + ': ' + error.message : String(error);
}
`;

const part = tree('fixed', null);
const makers = { expression: makeExpression, block: makeBlock, lambda: makeLambda };

/** How much one snippet holds at most. Most programs of a small size find more in the same time, large ones what needs company. */
const SIZES = {
  large: { declarations: 3, before: 4, patterns: 3, after: 3 },
  small: { declarations: 1, before: 1, patterns: 1, after: 1 },
} as const;
export type Size = keyof typeof SIZES;

export function makeSnippet(seed: number, suffix: string, size: Size = 'large'): Snippet {
  const most = SIZES[size];
  const random = new Random(seed);
  const context = new Context(random, makers, `_${suffix}`);
  const async = random.chance(0.2);
  const parts: Tree[] = [];
  // Declarations at module level are globals; inside the snippet's function they are locals and captures.
  const outside = random.chance(0.5);
  for (let i = random.between(0, most.declarations); i > 0; i--)
    parts.push(
      random.chance(0.5) ? declareShape(context) : outside ? declareFunction(context) : globalVariable(context),
    );
  const main = context.within(functionFrame(null, { async }), () => {
    const own = random.chance(0.3) ? [declareShape(context)] : [];
    const before = makeStatements(context, random.between(1, most.before));
    const patterns = Array.from({ length: random.between(0, most.patterns) }, () =>
      random.weighted(patternOptions(context))(),
    );
    const after = makeStatements(context, random.between(0, most.after));
    return list([...own, before, ...patterns, after, outputAll(context)]);
  });
  const name = `snippet_${suffix}`;
  const head = async ? part`async function ${name}(): Promise<void>` : part`function ${name}(): void`;
  const root = list([...parts, part`${head} {\n${main}\n}`]);
  return { seed, suffix, async, root };
}

/** A variable of the module: its initial value cannot throw, since nothing would catch it. */
function globalVariable(context: Context): Tree {
  const type = nonEmpty(randomType(context, 2));
  const value = simplest(type);
  if (value === null) return declareFunction(context);
  const name = context.fresh('g');
  const made = statement`let ${name}: ${text(type)} = ${isPrimitive(type) ? context.expression(type, 0) : value};`;
  context.declare({ name, type, writable: type.kind !== 'boolean' });
  return made;
}

/** The text of a program of snippets: their declarations first, which run in front of any output, then their calls. */
export function programText(snippets: readonly Snippet[]): string {
  const calls = snippets.map(
    ({ suffix, async }) =>
      `begin(${suffix});\ntry {\n  ${async ? 'await ' : ''}snippet_${suffix}();\n} catch (e) {\n  console.log('uncaught', what(e));\n}\n`,
  );
  return [PRELUDE, ...snippets.map(({ root }) => print(root) + '\n'), ...calls, 'export {};\n'].join('');
}
