// Which module-level variables are never seen before their declaration has run. Lowering checks the dead zone of `let`,
// `const` and classes; what is left are variables that start as undefined. Top-level statements are taken in order: what a
// statement, or any function that it or an earlier one mentions, reads must have been stored by an earlier statement.
import type { Expr, Func, Global, Program, Stmt } from '../../ir/nodes.ts';
import { children } from '../../ir/children.ts';

export function initialisedGlobals(program: Program): ReadonlySet<Global> {
  const early = new Set<Global>();
  const stored = new Set<Global>();
  const seen = new Set<Func>();
  const read = (global: Global): void => {
    if (!stored.has(global)) early.add(global);
  };
  const visitFunction = (func: Func): void => {
    if (seen.has(func)) return;
    seen.add(func);
    visit(func.body);
  };
  const visit = (node: Expr | Stmt): void => {
    if (node.kind === 'global') read(node.global);
    for (const func of mentionedFunctions(node)) visitFunction(func);
    for (const child of children(node)) visit(child);
  };
  seen.add(program.entry);
  const { body } = program.entry;
  for (const stmt of body.kind === 'block' ? body.body : [body]) {
    const store = stmt.kind === 'expr' && stmt.value.kind === 'set-global' ? stmt.value : null;
    // Making a closure or a constant runs nothing: what it mentions is looked at later.
    const inert = store !== null && (store.value.kind === 'closure' || store.value.kind === 'const');
    if (inert) stored.add(store.global);
    visit(stmt);
    if (store !== null) stored.add(store.global);
  }
  const checked = program.globals.filter((global) => !early.has(global) || (global.constant && !global.checked));
  return new Set(checked);
}

/** Functions that may be called once the node is evaluated. */
export function mentionedFunctions(node: Expr | Stmt): Func[] {
  switch (node.kind) {
    case 'closure':
    case 'call-direct':
      return [node.func];
    case 'class': {
      const { class: class_ } = node;
      return [
        class_.constructor_,
        ...class_.methods.map((member) => member.func),
        ...class_.statics.map((member) => member.func),
      ];
    }
    case 'new-class':
      return [node.class.constructor_];
    case 'call-super':
      return node.class.base === null ? [] : [node.class.base.constructor_];
    default:
      return [];
  }
}
