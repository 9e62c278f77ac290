// Types: what inference wrote on the tree agrees with itself. A value that is stored, passed or returned is one that its
// destination may hold; else codegen would convert it to a machine type that cannot. Holds behind the last pass; what is
// proven of nothing (`TOP` itself: code that no path reaches) is left out, since codegen keeps it boxed or never runs it.
import { children, type Node } from './children.ts';
import type { Expr, Func, Program } from './nodes.ts';
import { Kind, TOP, type FlowType } from './types.ts';

const PROBLEMS_MAX = 50;

/** Every edge whose value its destination does not hold, as `function: problem`. */
export function verifyFlows(program: Program, reached: (e: Expr) => boolean): string[] {
  const problems: string[] = [];
  for (const func of program.functions) {
    if (func.kind === 'lang') continue;
    visit(func, func.body, reached, (text) => {
      if (problems.length < PROBLEMS_MAX) problems.push(`${func.name}: ${text}`);
    });
  }
  return problems;
}

function visit(func: Func, node: Node, reached: (e: Expr) => boolean, report: (text: string) => void): void {
  const edge = (what: string, value: Expr, target: FlowType): void => {
    const reason = reached(value) ? beyond(value.flow, target) : null;
    if (reason !== null) report(`${what} ${reason}`);
  };
  switch (node.kind) {
    case 'set-local':
      edge(`local ${node.local.name} is assigned`, node.value, node.local.flow);
      break;
    case 'set-global':
      edge(`global ${node.global.name} is assigned`, node.value, node.global.flow);
      break;
    case 'call-direct':
      if (node.func.kind === 'lang' || node.args.some((arg) => arg.spread)) break;
      node.func.params.forEach((param, i) => {
        const arg = node.args[i];
        if (arg !== undefined && !(node.func.rest && i >= node.func.params.length - 1))
          edge(`parameter ${param.name} of ${node.func.name} is given`, arg.value, param.flow);
      });
      break;
    case 'return':
      if (node.value !== null) edge('the result is', node.value, func.resultFlow);
      break;
  }
  for (const child of children(node)) visit(func, child, reached, report);
}

/** What a value may be that its destination may not; null when nothing. */
function beyond(value: FlowType, target: FlowType): string | null {
  if (value === TOP || target === TOP || value.kinds === Kind.Any) return null;
  const kinds = value.kinds & ~target.kinds;
  if (kinds !== 0) {
    const names = Object.entries(Kind).filter(([name, bit]) => name !== 'Any' && (kinds & bit) !== 0);
    return `what may be ${names.map(([name]) => name).join(' or ')}`;
  }
  if ((value.kinds & Kind.Number) === 0) return null;
  if (target.integer && !value.integer) return 'what may be no integer';
  return value.low < target.low || value.high > target.high
    ? `[${value.low}, ${value.high}], beyond [${target.low}, ${target.high}]`
    : null;
}
