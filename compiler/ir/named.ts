// What stands for a value by name: a local, or a global that is assigned once. Inference keeps facts about arrays by it, codegen
// what it read of their cells.
import type { Expr, Global, Local } from './nodes.ts';

export type Name = Local | Global;

export function nameOf(e: Expr): Name | null {
  if (e.kind === 'local') return e.local;
  if (e.kind === 'global') return e.global.constant ? e.global : null;
  return e.kind === 'check-initialised' || e.kind === 'check-present' ? nameOf(e.value) : null;
}
