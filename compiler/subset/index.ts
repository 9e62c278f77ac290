// Refuses what the closed world rules out. One construct a file; each looks at every node of the program's own modules once.
import ts from 'typescript';
import type { Diagnostic } from '../diagnostics/report.ts';
import type { Frontend } from '../frontend/frontend.ts';

export interface Check {
  (node: ts.Node, frontend: Frontend): Diagnostic | undefined;
}
const CHECKS: readonly Check[] = [];

export function checkSubset(frontend: Frontend, files: readonly ts.SourceFile[]): Diagnostic[] {
  const found: Diagnostic[] = [];
  const visit = (node: ts.Node): void => {
    for (const check of CHECKS) {
      const diagnostic = check(node, frontend);
      if (diagnostic !== undefined) found.push(diagnostic);
    }
    ts.forEachChild(node, visit);
  };
  for (const file of files) visit(file);
  return found;
}
