// SetFunctionName (ECMA-262 §10.2.9) for keys that are known only when the program runs. Names that are known from the source
// stand in the function's info; these become a hidden property of the function object.
import {
  addr,
  isString,
  isSymbol,
  load32,
  loadVal,
  store32,
  type Obj,
  type Str,
  type Val,
  type u32,
} from './intrinsics.ts';
import { retain } from './collect.ts';
import { isConstructor } from './function.ts';
import { keyText, propertyKey } from './property-key.ts';
import { HIDDEN, READ_ONLY } from './shape.ts';
import { addProperty, ownSlot } from './slots.ts';
import { concatStrings, stringLength } from './string.ts';

/** Names an anonymous function or class after the key it is stored under; `prefix` is '', 'get' or 'set'. Yields the function. */
export function nameFunction(callee: Val, key: Val, prefix: Str): Val {
  if (ownSlot(addr(callee), 'name') !== 0) return callee;
  const canonical: Val = propertyKey(key);
  let text: Str = keyText(canonical);
  if (isSymbol(canonical)) {
    const description: Val = loadVal(addr(canonical), 8);
    text = isString(description) ? concatStrings(concatStrings('[', description as Str), ']') : '';
  }
  if (stringLength(prefix) !== 0) text = concatStrings(concatStrings(prefix, ' '), text);
  addProperty(callee as Obj, 'name', text, HIDDEN | READ_ONLY);
  if (isConstructor(callee)) {
    // Instances print the name that their shape has.
    retain(text);
    const instances: u32 = load32(addr(callee), 20);
    store32(instances, addr(text), 36);
    store32(load32(load32(instances, 8)), addr(text), 36);
  }
  return callee;
}
