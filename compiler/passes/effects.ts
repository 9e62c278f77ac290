// Expressions that may be evaluated later than they stand, or twice, or not at all.
import { children } from '../ir/children.ts';
import type { Expr } from '../ir/nodes.ts';
import { Kind, isOnly } from '../ir/types.ts';
import type { InferredFacts } from './facts.ts';

/** Converting these runs no code of the program. */
const PLAIN = Kind.Undefined | Kind.Null | Kind.Boolean | Kind.Number | Kind.String;

function spreads(e: Expr & { kind: 'object' | 'array' }): boolean {
  return e.kind === 'object'
    ? e.properties.some((property) => property.kind !== 'value' || property.key.kind !== 'const')
    : e.elements.some((element) => element?.spread === true);
}

/** Evaluating it changes nothing, runs no code of the program, and gives the same a little later. */
export function isEffectFree(e: Expr, facts: InferredFacts): boolean {
  switch (e.kind) {
    case 'const':
    case 'local':
    case 'global':
    case 'closure':
    case 'builtin':
    case 'get-slot':
      return true;
    case 'get':
      return facts.fieldSlot(e.object.flow, e.key) !== null && isEffectFree(e.object, facts);
    case 'unary':
    case 'binary':
    case 'template': {
      const parts = children(e) as Expr[];
      return parts.every((part) => isOnly(part.flow, PLAIN) && isEffectFree(part, facts));
    }
    case 'cond':
    case 'logical':
    case 'check-initialised':
      return (children(e) as Expr[]).every((part) => isEffectFree(part, facts));
    case 'object':
    case 'array':
      return (children(e) as Expr[]).every((part) => isEffectFree(part, facts)) && !spreads(e);
    default:
      return false;
  }
}
