// Classes that are evaluated exactly once, at the top level: codegen lays them out statically, so their slots are fixed.
// The conditions are those of compiler/codegen/classes.ts and must not be weaker.
import type { ClassInfo, Expr, Program, Stmt } from '../ir/nodes.ts';
import { children } from '../ir/children.ts';

type ClassNode = Expr & { kind: 'class' };

export function staticClasses(program: Program): Set<ClassInfo> {
  const found = new Set<ClassInfo>();
  const visit = (node: Expr | Stmt): void => {
    if (node.kind === 'closure' || node.kind === 'loop' || node.kind === 'for-of' || node.kind === 'try') return;
    if (node.kind === 'class' && isStatic(node)) found.add(node.class);
    for (const child of children(node)) visit(child);
  };
  visit(program.entry.body);
  // A class over one that is not static is made at run time too.
  for (let changed = true; changed;) {
    changed = false;
    for (const class_ of found) {
      if (class_.base === null || found.has(class_.base)) continue;
      found.delete(class_);
      changed = true;
    }
  }
  return found;
}

function isStatic(node: ClassNode): boolean {
  const { class: class_ } = node;
  if (class_.dynamicBase || node.computed.length > 0) return false;
  if (class_.base === null && class_.builtinBase === null && node.heritage !== null) return false;
  return (
    [...class_.methods, ...class_.statics].every((member) => captureless(member.func)) &&
    captureless(class_.constructor_)
  );
}
function captureless(func: { readonly captures: readonly unknown[]; readonly selfLocal: unknown }): boolean {
  return func.captures.length === 0 && func.selfLocal === null;
}
