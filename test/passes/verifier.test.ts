// The verifier against trees that are wrong on purpose, and against what lowering and the passes make of real programs.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { walkTree } from '../../compiler/ir/children.ts';
import type { Expr, Func, Stmt } from '../../compiler/ir/nodes.ts';
import { BOOLEAN, INT32, TOP, integerRange } from '../../compiler/ir/types.ts';
import { verifyFlows } from '../../compiler/ir/verify-flow.ts';
import { verifyProgram } from '../../compiler/ir/verifier.ts';
import { runPasses } from '../../compiler/passes/index.ts';
import { runStateMachine } from '../../compiler/passes/state-machine.ts';
import { lower } from './source.ts';

const SOURCE = `
  function pick(n: number): number {
    let found: number;
    if (n > 1) found = n * 2;
    else found = 3;
    for (let i = 0; i < n; i++) { try { found += i; } finally { found -= 1; } }
    return found;
  }
  console.log(pick(4), pick(0));`;

function find(func: Func, test: (node: Expr | Stmt) => boolean): Expr | Stmt {
  let found: Expr | Stmt | undefined;
  walkTree(func.body, (node) => {
    if (found === undefined && test(node)) found = node;
  });
  return found!;
}
function pick(): { program: ReturnType<typeof lower>['program']; func: Func; all: ReturnType<typeof lower> } {
  const all = lower(SOURCE);
  return { all, program: all.program, func: all.program.functions.find((func) => func.name === 'pick')! };
}

it('accepts what lowering makes', () => {
  expect(verifyProgram(pick().program)).toEqual([]);
});

it('finds a read that no assignment dominates', () => {
  const { program, func } = pick();
  const branch = find(func, (node) => node.kind === 'if') as Stmt & { kind: 'if' };
  branch.then = { kind: 'empty' };
  // Lowering starts the variable as undefined: that assignment goes too.
  walkTree(func.body, (node) => {
    if (node.kind === 'block')
      node.body = node.body.filter(
        (each) =>
          !(
            each.kind === 'expr' &&
            each.value.kind === 'set-local' &&
            each.value.local.name === 'found' &&
            each.value.value.kind === 'const' &&
            each.value.value.value === undefined
          ),
      );
  });
  expect(verifyProgram(program).join()).toMatch(/pick: local found is read where no assignment dominates/);
});

it('finds a machine type that does not hold what it may be', () => {
  const { program, func } = pick();
  func.params[0]!.flow = integerRange(0, 2 ** 40);
  func.params[0]!.machine = 'i32';
  expect(verifyProgram(program).join()).toMatch(/local n is i32/);
});

it('finds jumps to labels that are not around them and nodes that stand twice', () => {
  const { program, func } = pick();
  const loop = find(func, (node) => node.kind === 'loop') as Stmt & { kind: 'loop' };
  func.body = {
    kind: 'block',
    body: [func.body, { kind: 'break', label: loop.label }, { kind: 'expr', value: loop.test! }],
  };
  expect(verifyProgram(program).join()).toMatch(/a break names label .*stands in two places/);
});

it('finds a store of what its destination may not hold', () => {
  const { all, program, func } = pick();
  let reached: ((e: Expr) => boolean) | undefined;
  runPasses(program, { lowering: all.lowering, rounds: 0, after: (_pass, known) => void (reached = known ?? reached) });
  expect(verifyFlows(program, reached!)).toEqual([]);
  const store = find(func, (node) => node.kind === 'set-local' && node.value.flow !== TOP) as Expr & {
    kind: 'set-local';
  };
  store.value.flow = INT32;
  store.local.flow = BOOLEAN;
  expect(verifyFlows(program, reached!).join()).toMatch(/is assigned what may be Number/);
});

const PROGRAMS = join(import.meta.dirname, '..', 'differential', 'programs');
it.each(['generators', 'loops', 'combos'])('accepts every pass over %s', { timeout: 120_000 }, (group) => {
  const problems: string[] = [];
  for (const file of readdirSync(join(PROGRAMS, group))
    .filter((name) => name.endsWith('.ts'))
    .slice(0, 12)) {
    const { program, lowering } = lower(readFileSync(join(PROGRAMS, group, file), 'utf8'));
    const check = (pass: string, reached?: (e: Expr) => boolean): void => {
      const found = [...verifyProgram(program), ...(reached === undefined ? [] : verifyFlows(program, reached))];
      problems.push(...found.map((text) => `${file} behind ${pass}: ${text}`));
    };
    check('lower');
    runPasses(program, { lowering, after: check });
    runStateMachine(program);
    check('state-machine');
  }
  expect(problems).toEqual([]);
});
