// Helpers that summaries of library functions share.
import { isPrivate } from '../../ir/keys.ts';
import { Kind } from '../../ir/types.ts';
import { BOTTOM, INDEX, NULLISH, PRIMITIVE, STRING, UNDEFINED, has, withKinds, without, type Flow } from './lattice.ts';
import { apply, argument, args, callUnknown } from './calls.ts';
import { anyOwn, ownNames, writeField } from './heap.ts';
import type { LibraryCall, Summary } from './library.ts';
import type { Obj } from './objects.ts';
import { converted } from './protocols.ts';
import type { World } from './world.ts';
import type { Caller } from './calls.ts';

/** Reads primitives only: objects among the arguments are converted by their own methods. */
export function pure(result: Flow): Summary {
  return (call) => {
    convertAll(call);
    return result;
  };
}
export function convertAll(call: LibraryCall): void {
  converted(call.caller, call.receiver);
  for (const value of call.args.list) converted(call.caller, value);
  if (call.args.rest !== null) converted(call.caller, call.args.rest);
}
/** Looks at its arguments without converting them. */
export function inert(result: Flow): Summary {
  return () => result;
}
export function arg(call: LibraryCall, index: number): Flow {
  return argument(call.world, call.args, index);
}
/** Nobody says how many arguments there are, or there are more than `index`. */
export function given(call: LibraryCall, index: number): boolean {
  return call.args.rest !== null || call.args.list.length > index;
}

/** The array that a call makes. */
export function freshArray(call: LibraryCall, element: Flow, role = 'array'): Flow {
  const array = call.world.object(call.site, role, `array:${call.path}`, 'Array', 'array');
  call.world.write(array.elements, element);
  return call.world.flowOf(array);
}
/** The array of known positions that a call makes. */
export function freshTuple(call: LibraryCall, values: readonly Flow[], role = 'entry'): Flow {
  const array = call.world.object(call.site, role, `array:${call.path}`, 'Array', 'array');
  call.world.makeTuple(array, values.length);
  values.forEach((value, i) => call.world.writeItem(array, i, value));
  return call.world.flowOf(array);
}
export function freshIterator(call: LibraryCall, element: Flow): Flow {
  const iterator = call.world.object(call.site, 'iterator', `iterator:${call.path}`, 'Iterator', 'collection');
  call.world.write(iterator.elements, element);
  return call.world.flowOf(iterator);
}
export function fresh(call: LibraryCall, builtin: string, role: string = builtin): Obj {
  return call.world.object(call.site, role, `${builtin}:${call.path}`, builtin, 'collection');
}

/** Elements as reads see them: holes are undefined. */
export function seen(flow: Flow, world: World): Flow {
  return has(flow, Kind.Absent) ? world.join(without(flow, Kind.Absent), UNDEFINED) : flow;
}

/** Runs `each` on receivers of a built-in kind; any other receiver makes the call unknown. */
export function onKind(builtin: string, each: (call: LibraryCall, object: Obj) => Flow): Summary {
  return onKinds((object) => object.builtin === builtin, each);
}
export function onKinds(test: (object: Obj) => boolean, each: (call: LibraryCall, object: Obj) => Flow): Summary {
  return (call) => {
    // `Array.prototype.map.call('text', f)`: what the method does with a primitive is not told here.
    const primitive = withKinds(call.receiver, PRIMITIVE & ~NULLISH);
    let result = primitive.kinds === 0 ? BOTTOM : callUnknown(call.world, primitive, call.args);
    for (const object of call.receiver.objects) {
      const known = test(object) && object.site !== 'unknown';
      result = call.world.join(
        result,
        known ? each(call, object) : callUnknown(call.world, call.world.flowOf(object), call.args),
      );
    }
    return result;
  };
}

/** Calls a callback of the usual form: (value, index, receiver). */
export function callback(call: LibraryCall, value: Flow, object: Obj, index: Flow = INDEX, at = 0): Flow {
  return apply(call.caller, arg(call, at), arg(call, at + 1), args([value, index, call.world.flowOf(object)]));
}

/** Copies own enumerable properties, as spread and Object.assign do. */
export function copyProperties(caller: Caller, target: Obj, source: Flow): void {
  const { world } = caller;
  for (const object of source.objects) {
    if (object.site === 'unknown') {
      world.raise(target.irregular);
      world.write(target.dynamic, world.any);
      continue;
    }
    for (const key of ownNames(world, object))
      if (!isPrivate(key)) writeField(world, target, key, without(world.read(world.field(object, key)), Kind.Absent));
    const others = world.joinAll([
      world.read(object.dynamic),
      world.read(object.numbered),
      seen(world.read(object.elements), world),
    ]);
    if (object.getters.size > 0) world.write(target.dynamic, anyOwn(caller, object));
    if (others.kinds !== 0) {
      world.raise(target.irregular);
      world.write(target.dynamic, others);
    }
  }
  if (has(source, Kind.String)) world.write(target.dynamic, STRING);
}
