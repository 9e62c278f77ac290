// Values that a rewrite reads more than once, or later than they were written: each in a local of its own, assigned once.
import type { Expr, Func, Stmt } from '../ir/nodes.ts';
import { inPlaceOf } from '../ir/rewrite.ts';
import { TOP } from '../ir/types.ts';
import { freshLocal } from './inline.ts';

export interface Kept {
  readonly store: Stmt;
  read(): Expr;
}

export function keep(host: Func, value: Expr): Kept {
  const local = freshLocal(host, { id: -1, name: 'kept', hint: value.hint ?? TOP, flow: TOP, machine: 'val' });
  local.copy = true;
  return {
    store: { kind: 'expr', value: { kind: 'set-local', local, value, flow: value.flow } },
    read: () => inPlaceOf(value, { kind: 'local', local, flow: value.flow }),
  };
}
