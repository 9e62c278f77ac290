// The program as plain JavaScript, for an engine that takes no types. Only a single module: such an engine has no linker.
import ts from 'typescript';
import type { Frontend } from './frontend.ts';

/** The script, or why there is none. */
export function emitScript(frontend: Frontend): { readonly script: string } | { readonly reason: string } {
  const imports = frontend.entry.statements.find(
    (statement) =>
      ts.isImportDeclaration(statement) && statement.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword,
  );
  if (imports !== undefined) return { reason: 'it takes one module, and this program imports another' };
  const { outputText } = ts.transpileModule(frontend.entry.text, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      useDefineForClassFields: false,
      removeComments: true,
    },
  });
  return {
    script: outputText
      .replace(/^export \{\};\n/m, '')
      .replace(/^export (?=(?:async )?(?:function|class|const|let)\b)/gm, ''),
  };
}
