// The types of generated programs: what the generator knows of an expression, and how TypeScript writes it.

export const TYPED_ARRAYS = [
  'Uint8Array',
  'Int8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
] as const;
export type TypedName = (typeof TYPED_ARRAYS)[number];

export type Type =
  | { readonly kind: 'number' | 'string' | 'boolean' | 'bigint' }
  | { readonly kind: 'array'; readonly element: Type }
  | { readonly kind: 'set'; readonly element: Type }
  | { readonly kind: 'tuple'; readonly elements: readonly Type[] }
  | { readonly kind: 'map'; readonly key: Type; readonly value: Type }
  | { readonly kind: 'typed'; readonly name: TypedName }
  | { readonly kind: 'function'; readonly params: readonly Type[]; readonly result: Type }
  /** A declared interface, class or discriminated union. */
  | { readonly kind: 'named'; readonly shape: Shape }
  /** `T | undefined` or `T | null`. */
  | { readonly kind: 'maybe'; readonly inner: Type; readonly empty: 'undefined' | 'null' }
  /** A union of primitive types. */
  | { readonly kind: 'union'; readonly members: readonly Type[] };

export interface Field {
  readonly name: string;
  readonly type: Type;
  readonly optional: boolean;
  /** `accessor`: readable and perhaps not assignable. */
  readonly writable: boolean;
}

export interface Method {
  readonly name: string;
  readonly params: readonly Type[];
  readonly result: Type;
}

export interface Shape {
  readonly name: string;
  readonly sort: 'interface' | 'class' | 'variant';
  readonly fields: readonly Field[];
  readonly methods: readonly Method[];
  /** Classes: the types of the constructor's parameters. */
  readonly constructs: readonly Type[] | null;
  /** Interfaces: the classes that implement it. Classes: their subclasses. */
  readonly implementers: Shape[];
  /** Variants: each case with the fields besides `kind`. */
  readonly cases: readonly { readonly tag: string; readonly fields: readonly Field[] }[];
}

export const NUMBER: Type = { kind: 'number' };
export const STRING: Type = { kind: 'string' };
export const BOOLEAN: Type = { kind: 'boolean' };
export const BIGINT: Type = { kind: 'bigint' };
export const NUMBERS: Type = { kind: 'array', element: NUMBER };
export const STRINGS: Type = { kind: 'array', element: STRING };

export function text(type: Type): string {
  switch (type.kind) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'bigint':
      return type.kind;
    case 'array':
      return `${grouped(type.element)}[]`;
    case 'set':
      return `Set<${text(type.element)}>`;
    case 'tuple':
      return `[${type.elements.map(text).join(', ')}]`;
    case 'map':
      return `Map<${text(type.key)}, ${text(type.value)}>`;
    case 'typed':
      return `${type.name}<ArrayBuffer>`;
    case 'function':
      return `(${type.params.map((param, i) => `p${i}: ${text(param)}`).join(', ')}) => ${text(type.result)}`;
    case 'named':
      return type.shape.name;
    case 'maybe':
      return `${grouped(type.inner)} | ${type.empty}`;
    case 'union':
      return type.members.map(text).join(' | ');
  }
}

function grouped(type: Type): string {
  return type.kind === 'function' || type.kind === 'maybe' || type.kind === 'union' ? `(${text(type)})` : text(type);
}

export function same(a: Type, b: Type): boolean {
  return a === b || text(a) === text(b);
}

export function isPrimitive(type: Type): boolean {
  return type.kind === 'number' || type.kind === 'string' || type.kind === 'boolean' || type.kind === 'bigint';
}

/** A text of the type that always type-checks: what the shrinker puts in place of an expression. Null when there is none. */
export function simplest(type: Type): string | null {
  switch (type.kind) {
    case 'number':
      return '0';
    case 'string':
      return "''";
    case 'boolean':
      return '(true as boolean)';
    case 'bigint':
      return '0n';
    case 'array':
      return `([] as ${text(type)})`;
    case 'set':
    case 'map':
      return `new ${text(type)}()`;
    case 'typed':
      return `new ${type.name}(2)`;
    case 'maybe':
      return type.empty;
    case 'union':
      return simplest(type.members[0]!);
    case 'function': {
      const result = simplest(type.result);
      return result === null ? null : `((): ${text(type.result)} => ${result})`;
    }
    case 'tuple': {
      const elements = type.elements.map(simplest);
      return elements.includes(null) ? null : `([${elements.join(', ')}] as ${text(type)})`;
    }
    case 'named':
      return null;
  }
}
