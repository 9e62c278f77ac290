// Refuses what the closed world rules out: the list of checks, one construct a file. Every node of the program's own
// modules is shown to each of them once; nothing here decides how anything is compiled.
import ts from 'typescript';
import { CompileError, type Diagnostic } from '../diagnostics/report.ts';
import type { Frontend } from '../frontend/frontend.ts';
import { checkArgumentsCallee } from './arguments-callee.ts';
import { checkBuiltinChange } from './builtin-change.ts';
import { refused, type Check } from './check.ts';
import { checkCommonJs } from './common-js.ts';
import { checkDecorators } from './decorators.ts';
import { checkDynamicImport } from './dynamic-import.ts';
import { checkEval } from './eval.ts';
import { checkFloat16 } from './float16.ts';
import { checkFunctionConstructor } from './function-constructor.ts';
import { checkFunctionText } from './function-text.ts';
import { checkGlobalChange } from './global-change.ts';
import { checkImportAttributes } from './import-attributes.ts';
import { checkImportMeta } from './import-meta.ts';
import { checkIntl } from './intl.ts';
import { checkJsx } from './jsx.ts';
import { checkLocales } from './locales.ts';
import { checkNodeModules } from './node-modules.ts';
import { checkPrototypeWrite } from './prototype-write.ts';
import { checkProxy } from './proxy.ts';
import { regionOf } from './region.ts';
import { checkReflectConstruct } from './reflect-construct.ts';
import { checkSetPrototype } from './set-prototype.ts';
import { checkSharedMemory } from './shared-memory.ts';
import { checkUsing } from './using.ts';
import { checkWith } from './with.ts';

const CHECKS: readonly Check[] = [
  checkEval,
  checkFunctionConstructor,
  checkWith,
  checkDynamicImport,
  checkCommonJs,
  checkProxy,
  checkReflectConstruct,
  checkPrototypeWrite,
  checkSetPrototype,
  checkBuiltinChange,
  checkGlobalChange,
  checkArgumentsCallee,
  checkFunctionText,
  checkIntl,
  checkLocales,
  checkNodeModules,
  checkDecorators,
  checkUsing,
  checkFloat16,
  checkJsx,
  checkSharedMemory,
  checkImportMeta,
  checkImportAttributes,
];

/** All errors and notes of a program, from tsc and from the subset. */
export function programDiagnostics(frontend: Frontend): Diagnostic[] {
  const files = frontend.modules().map((node) => node.file);
  const unsourced = frontend
    .modules()
    .flatMap(({ unsourced }) =>
      unsourced.map((node) => ({ node, diagnostic: refused('CSN2003', node, (node as ts.StringLiteral).text) })),
    );
  const own = files.filter((file) => !frontend.isRuntime(file));
  const refusals = [...unsourced, ...checkSubset(frontend, own)];
  // What tsc says of a line that is refused anyway is noise.
  const lines = new Set(refusals.map(({ diagnostic }) => `${diagnostic.file}:${diagnostic.line}`));
  return [
    ...refusals.filter((refusal) => !defer(frontend, refusal)).map(({ diagnostic }) => diagnostic),
    ...frontend.diagnostics().filter((diagnostic) => !lines.has(`${diagnostic.file}:${diagnostic.line}`)),
  ];
}

/** Throws CompileError when the program is refused. */
export function checkProgram(frontend: Frontend): void {
  const errors = programDiagnostics(frontend).filter((diagnostic) => (diagnostic.severity ?? 'error') === 'error');
  if (errors.length > 0) throw new CompileError(errors);
}

interface Refusal {
  readonly node: ts.Node;
  readonly diagnostic: Diagnostic;
}

/** In modules other than the entry only what the program reaches counts: libraries hold more than one program uses. */
function defer(frontend: Frontend, { node, diagnostic }: Refusal): boolean {
  const region = node.getSourceFile() === frontend.entry ? undefined : regionOf(node);
  if (region === undefined) return false;
  frontend.deferred.set(region, [...(frontend.deferred.get(region) ?? []), diagnostic]);
  return true;
}

function checkSubset(frontend: Frontend, files: readonly ts.SourceFile[]): Refusal[] {
  const found: Refusal[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    for (const check of CHECKS) {
      const diagnostic = check(node, frontend);
      if (diagnostic !== undefined) found.push({ node, diagnostic });
    }
    ts.forEachChild(node, visit);
  };
  for (const file of files) visit(file);
  return found;
}
