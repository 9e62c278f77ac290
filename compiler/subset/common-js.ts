// `import x = require(…)` and `export =`. The names `require` and `module` themselves are unknown to tsc (frontend/diagnostics.ts).
import ts from 'typescript';
import { refused, type Check } from './check.ts';

export const checkCommonJs: Check = (node) => {
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference))
    return refused('CSN1005', node, 'require');
  return ts.isExportAssignment(node) && node.isExportEquals === true ? refused('CSN1005', node, 'export =') : undefined;
};
