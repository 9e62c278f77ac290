// Lowers a program from its entry: what the top level needs is lowered, function by function, until nothing is missing.
// Owns the maps from TypeScript's symbols to the IR's functions, globals and classes; each construct has a file of its own.
import ts from 'typescript';
import type { Frontend } from '../frontend/frontend.ts';
import { CompileError, type Diagnostic } from '../diagnostics/report.ts';
import type { ModuleNode } from '../frontend/modules.ts';
import { constant, expr, ProgramBuilder, run } from '../ir/builder.ts';
import type { ClassInfo, Expr, Func, Global, Program, Stmt } from '../ir/nodes.ts';
import type { Machine } from '../ir/types.ts';
import { TOP } from '../ir/types.ts';
import { AsyncModules } from './async-modules.ts';
import { decideCaptures, takesValue } from './captures.ts';
import { FunctionContext } from './context.ts';
import { computedName, debugName, syntacticName } from './function-names.ts';
import type { FileFacts, FunctionFacts, Variable } from './facts.ts';
import { builtinLength, builtinName } from './builtin-names.ts';
import { functionKind, functionValue, lengthOf, lowerFunctionBody, parametersOf, resultMachine } from './functions.ts';
import { Hints } from './hints.ts';
import { coerce, machineOf, machineOfType } from './lang.ts';
import { globalUses, type GlobalUses } from './global-uses.ts';
import { LangIndex } from './lang-index.ts';
import { foldConstant, NO_CONSTANT } from './constants.ts';
import { constantOf } from './constant-names.ts';
import { ModuleUnits } from './units.ts';
import { canonical, collectFacts, declaredSymbol, isFunctionNode } from './scopes.ts';
import { exportedFrom, namespaceObject } from './namespaces.ts';
import { classOwner } from './classes.ts';
import { parametersPassedOn } from './constructors.ts';

export class Lowering {
  readonly frontend: Frontend;
  readonly program: ProgramBuilder;
  readonly hints: Hints;
  readonly lang: LangIndex;
  readonly classes = new Map<ts.ClassLikeDeclaration, ClassInfo>();
  private readonly facts = new Map<ts.SourceFile, FileFacts>();
  private readonly fileIndexes = new Map<ts.SourceFile, number>();
  private readonly funcs = new Map<FunctionFacts, Func>();
  private readonly globals = new Map<Variable, Global>();
  private readonly units = new Map<ts.SourceFile, ModuleUnits>();
  private readonly namespaces = new Map<ts.SourceFile, Global>();
  private readonly worklist: (() => void)[] = [];
  private modules = new Map<ts.SourceFile, ModuleNode>();
  private readonly entry: Func;
  /** Top levels that are functions of their own (async-modules.ts). */
  private ownFunctions: ReadonlyMap<ts.SourceFile, Func> | null = null;
  private nextClass = 0;

  constructor(frontend: Frontend, program = new ProgramBuilder()) {
    this.frontend = frontend;
    this.program = program;
    this.hints = new Hints(frontend.checker, (file) => frontend.isAmbient(file));
    this.lang = new LangIndex(frontend);
    this.entry = program.func({
      name: 'top level',
      jsName: '',
      length: 0,
      kind: 'normal',
      rest: false,
      position: { file: this.fileIndex(frontend.entry), offset: 0 },
    });
  }

  /** Lowers everything that the entry module reaches. The program has passed `checkProgram` (subset/). */
  lowerProgram(): Program {
    const order = this.frontend.modules();
    this.modules = new Map(order.map((node) => [node.file, node]));
    if (order.some((node) => node.awaits)) (this.entry as { kind: Func['kind'] }).kind = 'async';
    const parallel = order.some((node) => node.awaits && node.file !== this.frontend.entry)
      ? new AsyncModules(this, order)
      : null;
    this.ownFunctions = parallel?.functions ?? null;
    for (const node of order) this.unitsOf(node.file).requestEffects();
    this.drain();
    if (this.refusals.size > 0) throw new CompileError([...this.refusals]);
    const body = parallel?.statements() ?? order.flatMap((node) => this.unitsOf(node.file).statements());
    this.entry.body = { kind: 'block', body: [...this.embeddedStores, ...body] };
    return this.program.finish(this.entry);
  }

  /** An exported function of runtime/lang by name, lowered now if need be. */
  runtimeFunction(name: string): Func | undefined {
    const node = this.lang.function(name);
    if (node === undefined) return undefined;
    const file = this.factsOf(node.getSourceFile());
    const func = this.funcOf(file, file.functions.get(node)!);
    this.drain();
    return func;
  }

  private readonly refusals = new Set<Diagnostic>();
  /** Lowering has come to a function, a declaration or an import; true when something in it is refused. */
  reach(node: ts.Node): boolean {
    const found = this.frontend.deferred.get(node);
    if (found === undefined) return false;
    for (const refusal of found) this.refusals.add(refusal);
    return true;
  }

  private uses: GlobalUses | null = null;
  /** What the program does with `globalThis`. */
  globalUses(): GlobalUses {
    return (this.uses ??= globalUses(this.frontend));
  }

  private draining = false;
  private drain(): void {
    if (this.draining) return;
    this.draining = true;
    for (let next = this.worklist.pop(); next !== undefined; next = this.worklist.pop()) next();
    this.draining = false;
  }
  later(work: () => void): void {
    this.worklist.push(work);
  }

  fileIndex(file: ts.SourceFile): number {
    let index = this.fileIndexes.get(file);
    if (index === undefined) {
      index = this.program.addFile(file.fileName, file.text);
      this.fileIndexes.set(file, index);
    }
    return index;
  }

  factsOf(file: ts.SourceFile): FileFacts {
    let facts = this.facts.get(file);
    if (facts === undefined) {
      facts = collectFacts(file, this.frontend.checker);
      decideCaptures(facts);
      this.facts.set(file, facts);
    }
    return facts;
  }

  unitsOf(file: ts.SourceFile): ModuleUnits {
    let units = this.units.get(file);
    if (units === undefined) {
      const facts = this.factsOf(file);
      const cx = new FunctionContext(this, facts, facts.root, this.ownFunctions?.get(file) ?? this.entry, true, false);
      units = new ModuleUnits(cx);
      this.units.set(file, units);
    }
    return units;
  }

  declared(node: ts.Node): ts.Symbol | undefined {
    return declaredSymbol(this.frontend.checker, node);
  }
  canonical(symbol: ts.Symbol): ts.Symbol {
    return canonical(this.frontend.checker, symbol);
  }

  /** The program's variable behind a symbol; undefined for what the library declares and for what is no variable. */
  variableOf(symbol: ts.Symbol): Variable | undefined {
    const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
    const file = declaration?.getSourceFile();
    if (file === undefined || file.isDeclarationFile || file.fileName.endsWith('.json')) return undefined;
    return this.factsOf(file).variables.get(symbol);
  }

  funcOf(file: FileFacts, facts: FunctionFacts): Func {
    let func = this.funcs.get(facts);
    if (func !== undefined) return func;
    const { node } = facts;
    const kind = functionKind(this, facts);
    const lang = this.frontend.isLang(file.file);
    const owner = classOwner(this, node);
    func = this.program.func({
      name: debugName(node),
      jsName:
        lang && kind === 'lang'
          ? builtinName(syntacticName(node))
          : syntacticName(node) || computedName(this.unitsOf(file.file).cx, node),
      length: lang && kind === 'lang' ? builtinLength(syntacticName(node), parametersOf(node)) : lengthOf(node),
      kind,
      rest:
        parametersOf(node).at(-1)?.dotDotDotToken !== undefined ||
        (ts.isClassLike(node) && kind === 'derived-constructor' && parametersPassedOn(this, node) === null),
      inline: lang && hasInlineTag(node),
      owner,
      result: resultMachine(node, lang, kind),
      position: { file: this.fileIndex(file.file), offset: node.getStart(file.file) },
    });
    this.funcs.set(facts, func);
    if (lang && (kind === 'lang' || kind === 'arrow')) this.langParameters(node, func);
    this.later(() => lowerFunctionBody(this, file, facts, func));
    return func;
  }

  /** Callers of a lang function convert to its machine types before its body is lowered. */
  private readonly machines = new Map<Func, readonly Machine[]>();
  private langParameters(node: ts.Node, func: Func): void {
    if (isFunctionNode(node))
      this.machines.set(
        func,
        node.parameters.map((parameter) => machineOfType(parameter.type)),
      );
  }
  parameterMachines(func: Func): readonly Machine[] {
    return this.machines.get(func) ?? [];
  }

  nextClassId(): number {
    return this.nextClass++;
  }

  readonly resultOf = (path: string): Machine => this.lang.resultOf(path);
  machineFor(value: Expr): Machine {
    const machine = machineOf(value, this.resultOf);
    return machine === 'literal' ? 'f64' : machine === 'void' ? 'val' : machine;
  }

  /** True when a read of a global at this place may come before its initialisation. */
  mayReadEarly(variable: Variable, node: ts.Node, cx: FunctionContext): boolean {
    if (this.frontend.isLang(cx.file.file)) return false;
    const home = variable.owner.node as ts.SourceFile;
    const early = this.unitsOf(home).mayReadEarly(
      variable,
      home === cx.file.file ? (cx.file.references.get(node) ?? null) : null,
      this.modules.get(home)?.inCycle ?? false,
    );
    if (early) this.globalOf(variable).checked = true;
    return early;
  }

  globalOf(variable: Variable): Global {
    let global = this.globals.get(variable);
    if (global === undefined) {
      const { declaration } = variable;
      const hint = ts.isVariableDeclaration(declaration) ? this.hints.of(declaration.name) : TOP;
      global = this.program.global(variable.name, hint, !variable.assigned && variable.kind !== 'var', false);
      this.globals.set(variable, global);
      const home = variable.owner.node as ts.SourceFile;
      if (this.frontend.isLang(home)) this.langGlobal(variable, global, home);
      else if (variable.tdz && this.unitsOf(home).isRisky(variable, this.modules.get(home)?.inCycle ?? false))
        global.checked = true;
    }
    return global;
  }

  private langGlobal(variable: Variable, global: Global, home: ts.SourceFile): void {
    const { declaration } = variable;
    if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return;
    global.machine = machineOfType(declaration.type);
    const cx = this.unitsOf(home).cx;
    const value = foldConstant(declaration.initializer, (node) => constantOf(cx, node));
    if (value === NO_CONSTANT)
      return cx.notSupported('a runtime variable whose first value is not a constant', declaration);
    global.initial = value;
  }

  readGlobal(cx: FunctionContext, variable: Variable, early = false): Expr {
    const units = this.unitsOf(variable.owner.node as ts.SourceFile);
    if (variable.kind === 'function' && variable.target !== null) {
      units.request(variable);
      return functionValue(units.cx, variable.target);
    }
    const property = exportedFrom(variable);
    if (property !== undefined) return this.namespaceProperty(cx, variable, property, undefined);
    const inlined = early ? NO_CONSTANT : units.inlineConstant(variable);
    if (inlined !== NO_CONSTANT) {
      if (!cx.lang || !ts.isVariableDeclaration(variable.declaration) || variable.declaration.type === undefined)
        return constant(inlined);
      return coerce(constant(inlined), machineOfType(variable.declaration.type), this.resultOf);
    }
    units.request(variable);
    const global = this.globalOf(variable);
    return expr({ kind: 'global', global }, undefined, global.hint);
  }

  writeGlobal(cx: FunctionContext, variable: Variable, value: Expr): Expr {
    const units = this.unitsOf(variable.owner.node as ts.SourceFile);
    units.request(variable);
    const property = exportedFrom(variable);
    if (property !== undefined) return this.namespaceProperty(cx, variable, property, value);
    const global = this.globalOf(variable);
    return expr({
      kind: 'set-global',
      global,
      value: cx.lang && global.machine !== undefined ? coerce(value, global.machine, this.resultOf) : value,
    });
  }

  /** A reassigned export of a TypeScript namespace lives in the namespace's object only. */
  private namespaceProperty(
    cx: FunctionContext,
    variable: Variable,
    owner: ts.ModuleDeclaration,
    value: Expr | undefined,
  ): Expr {
    const namespace = this.variableOf(this.declared(owner)!)!;
    const object = this.readGlobal(cx, namespace);
    const key = variable.name;
    return value === undefined
      ? expr({ kind: 'get', object, key, text: key })
      : expr({ kind: 'set', object, key, value, text: key });
  }

  /** `import * as ns` used as a value: one object per module. */
  namespaceGlobal(file: ts.SourceFile): Global {
    let global = this.namespaces.get(file);
    if (global === undefined) {
      global = this.program.global(`module ${file.fileName}`, TOP, true, false);
      this.namespaces.set(file, global);
      const units = this.unitsOf(file);
      const value = global;
      this.later(() =>
        units.append(expr({ kind: 'set-global', global: value, value: namespaceObject(units.cx, file) })),
      );
    }
    return global;
  }

  private readonly embeddedGlobals = new Map<string, Global>();
  private readonly embeddedStores: Stmt[] = [];
  /** The object made of an embedded file: one per program, made before any module runs. */
  embeddedGlobal(path: string, make: () => Expr): Expr {
    let global = this.embeddedGlobals.get(path);
    if (global === undefined) {
      global = this.program.global(path, TOP, true, false);
      this.embeddedGlobals.set(path, global);
      this.embeddedStores.push(run(expr({ kind: 'set-global', global, value: make() })));
    }
    return expr({ kind: 'global', global });
  }

  parameterSymbol(parameter: ts.ParameterDeclaration): ts.Symbol | undefined {
    return declaredSymbol(this.frontend.checker, parameter);
  }

  /** Value uses of a variable by the program, which decide whether a function object is needed. */
  isUsedAsValue(variable: Variable): boolean {
    return variable.references.some((reference) => takesValue(reference));
  }
}

/** lang functions that say `@inline` in their comment are always inlined. */
function hasInlineTag(node: ts.Node): boolean {
  return ts.getJSDocTags(node).some((tag) => tag.tagName.text === 'inline');
}
