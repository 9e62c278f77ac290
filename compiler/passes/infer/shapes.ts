// Which objects keep the shape they are born with: instances of classes and literals that nobody unknown holds, that get no
// other names than the shape lists, and that nothing freezes, deletes from or redefines.
import { fieldNames } from '../../ir/class-fields.ts';
import { ownNames } from './heap.ts';
import type { Obj } from './objects.ts';
import type { World } from './world.ts';

/** As many properties a shape has before the object becomes a dictionary (MAX_FAST_KEYS of runtime/lang/shape.ts). */
export const NAMES_MAX = 128;

/** The reader is told when the answer changes. `names` are those of its birth. */
export function keepsShape(world: World, object: Obj, names = birthNames(object)): boolean {
  if (
    world.raised(object.escaped) ||
    world.raised(object.irregular) ||
    world.read(object.dynamic).kinds !== 0 ||
    world.read(object.parents).kinds !== 0
  )
    return false;
  const own = ownNames(world, object);
  return names !== null && own.size <= NAMES_MAX && [...own].every((name) => names.has(name));
}

interface Names {
  has(name: string): boolean;
}
function birthNames(object: Obj): Names | null {
  if (object.site === 'literal') return object.slots;
  if (object.site !== 'instance') return null;
  for (let at = object.class_; at !== null; at = at.base) if (at.dynamicBase) return null;
  return fieldNames(object.class_!);
}
