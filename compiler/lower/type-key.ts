// A text that tells types apart. What a program's author wrote is short, but the checker spells out what conditional and mapped
// types compute, and that can be longer than memory has room for: computed types are told apart by the checker's numbers.
import ts from 'typescript';

/** How many types a text may name. */
const NAMED_MAX = 200;
const DEPTH_MAX = 5;

const COMPUTED =
  ts.TypeFlags.Conditional |
  ts.TypeFlags.IndexedAccess |
  ts.TypeFlags.Index |
  ts.TypeFlags.TemplateLiteral |
  ts.TypeFlags.StringMapping |
  ts.TypeFlags.Substitution;

export function typeKey(checker: ts.TypeChecker, type: ts.Type): string {
  return new Measure(checker).isShort(type, 0)
    ? checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation)
    : `#${(type as { id?: number }).id}`;
}

class Measure {
  private readonly checker: ts.TypeChecker;
  private named = 0;

  constructor(checker: ts.TypeChecker) {
    this.checker = checker;
  }

  /** Whether the checker names a type without computing others. */
  isShort(type: ts.Type, depth: number): boolean {
    if (depth > DEPTH_MAX || ++this.named > NAMED_MAX) return false;
    if (type.aliasSymbol !== undefined) return this.areShort(type.aliasTypeArguments ?? [], depth);
    if (type.isUnionOrIntersection()) return this.areShort(type.types, depth);
    if ((type.flags & ts.TypeFlags.Object) === 0) return (type.flags & COMPUTED) === 0;
    const { objectFlags } = type as ts.ObjectType;
    if (objectFlags & ts.ObjectFlags.Mapped) return false;
    if (objectFlags & ts.ObjectFlags.Reference)
      return this.areShort(this.checker.getTypeArguments(type as ts.TypeReference), depth);
    return (objectFlags & ts.ObjectFlags.ClassOrInterface) !== 0 || this.isShortLiteral(type, depth);
  }

  private areShort(types: readonly ts.Type[], depth: number): boolean {
    return types.every((each) => this.isShort(each, depth + 1));
  }

  private isShortLiteral(type: ts.Type, depth: number): boolean {
    const signatures = [...type.getCallSignatures(), ...type.getConstructSignatures()];
    return (
      signatures.every((each) => this.isShort(each.getReturnType(), depth + 1)) &&
      [...type.getProperties(), ...signatures.flatMap((each) => each.getParameters())].every((each) =>
        this.isShort(this.checker.getTypeOfSymbol(each), depth + 1),
      )
    );
  }
}
