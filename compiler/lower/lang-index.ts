// The runtime's functions by exported name, and the machine types of intrinsics. A quick look at top-level statements;
// nothing is lowered or checked until something asks for a function.
import ts from 'typescript';
import type { Frontend } from '../frontend/frontend.ts';
import type { Machine } from '../ir/types.ts';
import { machineOfType } from './lang.ts';

export const INTRINSIC = 'intrinsic:';

export class LangIndex {
  private readonly functions = new Map<string, ts.FunctionDeclaration>();
  private readonly intrinsics = new Map<string, ts.FunctionDeclaration>();

  constructor(frontend: Frontend) {
    for (const file of frontend.langFiles()) {
      const target = isIntrinsics(file) ? this.intrinsics : this.functions;
      for (const statement of file.statements) {
        if (!ts.isFunctionDeclaration(statement) || statement.body === undefined || statement.name === undefined)
          continue;
        if (statement.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword))
          target.set(statement.name.text, statement);
      }
    }
  }

  function(name: string): ts.FunctionDeclaration | undefined {
    return this.functions.get(name);
  }

  intrinsicParameters(name: string): readonly Machine[] {
    return (
      this.intrinsics
        .get(name)
        ?.parameters.filter((parameter) => parameter.dotDotDotToken === undefined)
        .map((parameter) => machineOfType(parameter.type)) ?? []
    );
  }

  /** The result of a call-builtin in lang code. */
  resultOf(path: string): Machine {
    if (path.startsWith(INTRINSIC)) return machineOfType(this.intrinsics.get(path.slice(INTRINSIC.length))?.type);
    const name = path.includes('.') ? path.replaceAll('.', '_') : `global_${path}`;
    return machineOfType(this.functions.get(name)?.type);
  }
}

export function isIntrinsics(file: ts.SourceFile): boolean {
  return file.fileName.endsWith('/runtime/lang/intrinsics.ts');
}
