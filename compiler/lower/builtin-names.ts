// `name` and `length` of built-in functions as programs see them, from the exported name and the parameters of the lang
// function that implements them (docs/internals.md, "Built-ins are found by name").
import type ts from 'typescript';

/** Lengths that the parameters do not tell: rest parameters that the specification counts (ECMA-262 §18). */
const LENGTHS: Readonly<Record<string, number>> = {
  Array_construct: 1,
  Date_construct: 7,
  Date_UTC: 7,
  Array_prototype_push: 1,
  Array_prototype_unshift: 1,
  Array_prototype_concat: 1,
  Array_prototype_splice: 2,
  Array_prototype_toSpliced: 2,
  String_construct: 1,
  String_call: 1,
  String_fromCharCode: 1,
  String_fromCodePoint: 1,
  String_prototype_concat: 1,
  Number_construct: 1,
  Number_call: 1,
  Object_construct: 1,
  Object_call: 1,
  Object_assign: 2,
  Function_construct: 1,
  Function_prototype_call: 1,
  Function_prototype_bind: 1,
  Math_max: 2,
  Math_min: 2,
  Math_hypot: 2,
};

const symbolic = (key: string): string => (key.startsWith('$$') ? `[Symbol.${key.slice(2)}]` : key);

/** `Array_prototype_map` is "map", `Map_prototype_$get_size` is "get size", `global_parseInt` is "parseInt". */
export function builtinName(exported: string): string {
  const [, owner, member] = /^([A-Za-z0-9]+)_(?:prototype_)?(.+)$/.exec(exported) ?? [];
  if (owner === undefined || member === undefined) return exported;
  if (member === 'construct' || member === 'call') return exported.includes('_prototype_') ? member : owner;
  if (member.startsWith('$get_')) return `get ${symbolic(member.slice(5))}`;
  if (member.startsWith('$set_')) return `set ${symbolic(member.slice(5))}`;
  return symbolic(member);
}

/** Required parameters but `self`. */
export function builtinLength(exported: string, parameters: readonly ts.ParameterDeclaration[]): number {
  const known = LENGTHS[exported];
  if (known !== undefined) return known;
  const own = parameters.filter((parameter, i) => i > 0 || parameter.name.getText() !== 'self');
  const end = own.findIndex(
    (parameter) =>
      parameter.questionToken !== undefined ||
      parameter.initializer !== undefined ||
      parameter.dotDotDotToken !== undefined,
  );
  return end === -1 ? own.length : end;
}
