// Expressions that may be evaluated later than they stand, or twice, or not at all.
import { children } from './children.ts';
import type { Facts } from './facts.ts';
import { KINDS } from './kinds.ts';
import type { Expr } from './nodes.ts';
import { Kind, isOnly } from './types.ts';

/** Converting these runs no code of the program. */
const PLAIN = Kind.Undefined | Kind.Null | Kind.Boolean | Kind.Number | Kind.String;

/** Evaluating it changes nothing, throws nothing, runs no code of the program, and gives the same a little later. */
export function isEffectFree(e: Expr, facts: Facts): boolean {
  const parts = (): Expr[] => children(e) as Expr[];
  const all = (): boolean => parts().every((part) => isEffectFree(part, facts));
  switch (e.kind) {
    case 'const':
    case 'local':
    case 'global':
    case 'closure':
    case 'builtin':
      return true;
    case 'get-slot':
    case 'cond':
    case 'logical':
      return all();
    case 'get':
      return facts.fieldSlot(e.object.flow, e.key) !== null && all();
    case 'get-index': {
      const kind = facts.builtinKind(e.object.flow);
      const isElement = kind !== null && KINDS[kind]!.parent === 'TypedArray' && isOnly(e.index.flow, Kind.Number);
      return isElement && all();
    }
    case 'unary':
    case 'binary':
    case 'template':
      return parts().every((part) => isOnly(part.flow, PLAIN)) && all();
    case 'object':
    case 'array':
      return !spreads(e) && all();
    default:
      return false;
  }
}

function spreads(e: Expr & { kind: 'object' | 'array' }): boolean {
  return e.kind === 'object'
    ? e.properties.some((property) => property.kind !== 'value' || property.key.kind !== 'const')
    : e.elements.some((element) => element?.spread === true);
}
