// What the type checker claims of a value, as a FlowType. Hints choose fast paths and prove nothing: declared types lie.
import ts from 'typescript';
import { Kind, TOP, type FlowType } from '../ir/types.ts';
import { typeKey } from './type-key.ts';

const PRIMITIVES: readonly (readonly [ts.TypeFlags, number])[] = [
  [ts.TypeFlags.NumberLike, Kind.Number],
  [ts.TypeFlags.StringLike, Kind.String],
  [ts.TypeFlags.BooleanLike, Kind.Boolean],
  [ts.TypeFlags.BigIntLike, Kind.BigInt],
  [ts.TypeFlags.ESSymbolLike, Kind.Symbol],
  [ts.TypeFlags.Undefined | ts.TypeFlags.Void, Kind.Undefined],
  [ts.TypeFlags.Null, Kind.Null],
];

export class Hints {
  private readonly checker: ts.TypeChecker;
  private readonly cache = new Map<ts.Type, FlowType>();
  private readonly isAmbient: (file: ts.SourceFile) => boolean;

  constructor(checker: ts.TypeChecker, isAmbient: (file: ts.SourceFile) => boolean) {
    this.checker = checker;
    this.isAmbient = isAmbient;
  }

  of(node: ts.Node): FlowType {
    return this.ofType(this.checker.getTypeAtLocation(node));
  }

  /** What stands for the type parameters of a generic class or function here; undefined when it has none. */
  instantiation(node: ts.CallExpression | ts.NewExpression): string | undefined {
    const { checker } = this;
    const text = (type: ts.Type): string => typeKey(checker, type);
    if (ts.isNewExpression(node)) {
      const type = checker.getTypeAtLocation(node) as ts.TypeReference;
      const isReference =
        (type.flags & ts.TypeFlags.Object) !== 0 && (type.objectFlags & ts.ObjectFlags.Reference) !== 0;
      const args = isReference ? checker.getTypeArguments(type) : [];
      return args.length === 0 ? undefined : args.map(text).join(', ');
    }
    const signature = checker.getResolvedSignature(node);
    const declared = signature?.getDeclaration();
    if (signature === undefined || (declared?.typeParameters?.length ?? 0) === 0) return undefined;
    const types = signature.getParameters().map((each) => checker.getTypeOfSymbolAtLocation(each, node));
    return [...types, signature.getReturnType()].map(text).join(', ');
  }

  ofType(type: ts.Type): FlowType {
    let flow = this.cache.get(type);
    if (flow === undefined) {
      this.cache.set(type, TOP);
      flow = this.convert(type);
      this.cache.set(type, flow);
    }
    return flow;
  }

  private convert(type: ts.Type): FlowType {
    if (type.isUnion()) return this.union(type.types);
    if (type.isIntersection())
      return (
        type.types
          .map((part) => this.ofType(part))
          .find((part) => (part.kinds & Kind.Object) === 0 && part.kinds !== 0) ?? this.ofType(type.types[0]!)
      );
    for (const [flags, kind] of PRIMITIVES) if (type.flags & flags) return claim(kind);
    if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.NonPrimitive)) return this.object(type);
    const constraint = type.flags & ts.TypeFlags.Instantiable ? this.checker.getBaseConstraintOfType(type) : undefined;
    return constraint === undefined || constraint === type ? TOP : this.ofType(constraint);
  }

  private union(types: readonly ts.Type[]): FlowType {
    let kinds = 0;
    let claimed: string | undefined;
    let mixed = false;
    for (const part of types) {
      const flow = this.ofType(part);
      kinds |= flow.kinds;
      if ((flow.kinds & Kind.Object) === 0) continue;
      mixed ||= claimed !== undefined && claimed !== flow.claimed;
      claimed ??= flow.claimed ?? '';
    }
    return claim(kinds, mixed || claimed === '' ? undefined : claimed);
  }

  private object(type: ts.Type): FlowType {
    if (this.checker.isTupleType(type)) return claim(Kind.Object, 'Array');
    const symbol = type.getSymbol();
    const file = symbol?.declarations?.[0]?.getSourceFile();
    if (symbol !== undefined && file !== undefined && this.isAmbient(file)) {
      if (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Variable)) return this.library(symbol.name);
    }
    return type.getCallSignatures().length > 0 ? claim(Kind.Object, 'Function') : claim(Kind.Object);
  }

  private library(name: string): FlowType {
    if (name === 'Object' || name === '__type' || name === 'Iterable' || name === 'PropertyKey') return TOP;
    if (name === 'Number' || name === 'String' || name === 'Boolean' || name === 'Symbol' || name === 'BigInt')
      return TOP;
    return claim(
      Kind.Object,
      name === 'ReadonlyArray'
        ? 'Array'
        : name.replace(/^Readonly(Map|Set)$/, '$1').replace(/^Callable|^NewableFunction/, ''),
    );
  }
}

function claim(kinds: number, claimed?: string): FlowType {
  const flow = { kinds, integer: false, low: -Infinity, high: Infinity, objects: null };
  return claimed === undefined ? flow : { ...flow, claimed };
}
