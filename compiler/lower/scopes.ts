// Walks a file once and notes its functions, variables and references. Names are resolved by the type checker, whose
// scoping is JavaScript's; what the notes mean for closures is decided in captures.ts.
import ts from 'typescript';
import { declaredGlobal, linkedGlobal } from '../frontend/linked-globals.ts';
import type { FileFacts, FunctionFacts, Reference, Variable, VariableKind } from './facts.ts';
import {
  classOfPrivateName,
  isAmbientStatement,
  isAssignmentTarget,
  isRenewed,
  isStatic,
  newFunction,
  newVariable,
  opensScope,
  thisReadyAt,
} from './scope-facts.ts';

export function collectFacts(file: ts.SourceFile, checker: ts.TypeChecker): FileFacts {
  return new ScopeWalker(file, checker).facts();
}

/** The symbol that stands for a declaration however it is reached: aliases and linked globals followed, exports unified. */
export function canonical(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  const aliased = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const named = declaredGlobal(checker, aliased) ?? aliased;
  const target = linkedGlobal(checker, named) ?? named;
  return checker.getExportSymbolOfSymbol(target);
}

export function declaredSymbol(checker: ts.TypeChecker, node: ts.Node): ts.Symbol | undefined {
  if (ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent) && ts.isIdentifier(node.name)) {
    return checker
      .getSymbolsOfParameterPropertyDeclaration(node, node.name.text)
      .find((symbol) => symbol.flags & ts.SymbolFlags.FunctionScopedVariable);
  }
  const symbol = (node as { symbol?: ts.Symbol }).symbol;
  return symbol === undefined ? undefined : canonical(checker, symbol);
}

export function isFunctionNode(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isAccessor(node) ||
    ts.isConstructorDeclaration(node)
  );
}

/** Strips what exists only for types: parentheses, `as`, `satisfies`, `!`, `<T>x`. */
export function skipOuter(node: ts.Expression): ts.Expression {
  let at = node;
  while (
    ts.isParenthesizedExpression(at) ||
    ts.isAsExpression(at) ||
    ts.isSatisfiesExpression(at) ||
    ts.isNonNullExpression(at) ||
    ts.isTypeAssertionExpression(at)
  )
    at = at.expression;
  return at;
}

/** The constructor of a class, and whether field initialisers run inside it (see classes.ts). */
export interface ConstructorPlan {
  readonly declared: ts.ConstructorDeclaration | null;
  readonly derived: boolean;
  /** False when `super()` does not stand exactly once as a statement of the constructor: fields get a function of their own. */
  readonly inline: boolean;
  readonly superStatement: ts.Statement | null;
}

export function constructorPlan(node: ts.ClassLikeDeclaration): ConstructorPlan {
  const declared =
    node.members.find(
      (member): member is ts.ConstructorDeclaration => ts.isConstructorDeclaration(member) && member.body !== undefined,
    ) ?? null;
  const derived = node.heritageClauses?.some((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword) ?? false;
  if (declared === null || !derived) return { declared, derived, inline: true, superStatement: null };
  const direct = declared.body!.statements.filter(isSuperStatement);
  const count = countSuperCalls(declared);
  const inline = direct.length === 1 && count === 1;
  return { declared, derived, inline, superStatement: inline ? direct[0]! : null };
}

function isSuperStatement(statement: ts.Statement): boolean {
  return (
    ts.isExpressionStatement(statement) &&
    ts.isCallExpression(statement.expression) &&
    statement.expression.expression.kind === ts.SyntaxKind.SuperKeyword
  );
}
function countSuperCalls(node: ts.Node): number {
  let count = 0;
  const visit = (child: ts.Node): void => {
    if (ts.isCallExpression(child) && child.expression.kind === ts.SyntaxKind.SuperKeyword) count++;
    if (!ts.isClassLike(child) && !(isFunctionNode(child) && !ts.isArrowFunction(child))) ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
  return count;
}

const SKIPPED = new Set([
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.ImportEqualsDeclaration,
  ts.SyntaxKind.NamespaceExportDeclaration,
  ts.SyntaxKind.Decorator,
]);

export interface DeclareOptions {
  readonly node: ts.Node;
  readonly name: string;
  readonly kind: VariableKind;
  readonly readyAt: number;
  readonly busy?: ts.Node | undefined;
}

class ScopeWalker {
  private readonly file: ts.SourceFile;
  private readonly checker: ts.TypeChecker;
  private readonly functions = new Map<ts.Node, FunctionFacts>();
  private readonly variables = new Map<ts.Symbol, Variable>();
  private readonly resolved = new Map<ts.Node, ts.Symbol>();
  private readonly scopes = new Map<ts.Node, Variable[]>();
  private readonly staticThis = new Map<ts.Node, Variable>();
  private readonly homes = new Map<ts.Node, Variable>();
  private readonly pseudo = new Map<ts.Node, Variable>();
  private readonly references = new Map<ts.Node, Reference>();
  private readonly root: FunctionFacts;
  private current: FunctionFacts;
  private scope: ts.Node;
  /** Where `this` comes from: a function, or a class in its static part. */
  private thisHolder: FunctionFacts | ts.ClassLikeDeclaration;
  /** The class or literal whose member is visited, for `super`. */
  private homeNode: ts.Node | null = null;
  private readonly openClasses: ts.Node[] = [];
  private inFields = false;
  private readonly late: { node: ts.Identifier; from: FunctionFacts; ready: ts.Node[] }[] = [];

  constructor(file: ts.SourceFile, checker: ts.TypeChecker) {
    this.file = file;
    this.checker = checker;
    this.root = newFunction(file, null, false);
    this.functions.set(file, this.root);
    this.current = this.root;
    this.thisHolder = this.root;
    this.scope = file;
  }

  facts(): FileFacts {
    for (const statement of this.file.statements) this.visit(statement);
    for (const entry of this.late) this.resolveReference(entry.node, entry.from, entry.ready);
    const { file, root, functions, variables, resolved, scopes, staticThis, homes, pseudo, references } = this;
    return { file, root, functions, variables, resolved, scopes, staticThis, homes, pseudo, references };
  }

  private readonly visit = (node: ts.Node): void => {
    if (
      SKIPPED.has(node.kind) ||
      (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) ||
      isAmbientStatement(node)
    )
      return;
    if (isFunctionNode(node)) return this.visitFunction(node);
    if (ts.isClassLike(node)) return this.visitClass(node);
    switch (node.kind) {
      case ts.SyntaxKind.Identifier:
        return this.visitIdentifier(node as ts.Identifier);
      case ts.SyntaxKind.ThisKeyword:
        return this.usePseudo(node, this.thisVariable());
      case ts.SyntaxKind.SuperKeyword:
        return this.visitSuper(node);
      case ts.SyntaxKind.MetaProperty:
        return this.visitMetaProperty(node as ts.MetaProperty);
      case ts.SyntaxKind.VariableDeclaration:
        return this.visitVariable(node as ts.VariableDeclaration);
      case ts.SyntaxKind.EnumDeclaration:
        return this.visitEnum(node as ts.EnumDeclaration);
      case ts.SyntaxKind.ModuleDeclaration:
        return this.visitNamespace(node as ts.ModuleDeclaration);
      case ts.SyntaxKind.PropertyAccessExpression:
        this.usePrivateName((node as ts.PropertyAccessExpression).name);
        return this.visit((node as ts.PropertyAccessExpression).expression);
      case ts.SyntaxKind.PrivateIdentifier:
        return this.usePrivateName(node as ts.PrivateIdentifier);
      case ts.SyntaxKind.PropertyAssignment:
        this.visitName((node as ts.PropertyAssignment).name);
        return this.visit((node as ts.PropertyAssignment).initializer);
      case ts.SyntaxKind.ExportAssignment:
        if (!ts.isIdentifier((node as ts.ExportAssignment).expression))
          this.declareNames({ node, name: 'default', kind: 'const', readyAt: node.end }, this.file);
        return this.visit((node as ts.ExportAssignment).expression);
      case ts.SyntaxKind.LabeledStatement:
        return this.visit((node as ts.LabeledStatement).statement);
      case ts.SyntaxKind.BreakStatement:
      case ts.SyntaxKind.ContinueStatement:
        return;
      case ts.SyntaxKind.ObjectLiteralExpression:
        return this.within(null, node, () => ts.forEachChild(node, this.visit));
      default:
        if (opensScope(node)) return this.within(node, null, () => ts.forEachChild(node, this.visit));
        ts.forEachChild(node, this.visit);
    }
  };

  /** Visits with another block scope or `super` home. */
  private within(scope: ts.Node | null, home: ts.Node | null, body: () => void): void {
    const { scope: oldScope, homeNode: oldHome } = this;
    if (scope !== null) this.scope = scope;
    if (home !== null) this.homeNode = home;
    body();
    this.scope = oldScope;
    this.homeNode = oldHome;
  }

  private visitName(name: ts.PropertyName): void {
    if (ts.isComputedPropertyName(name)) this.visit(name.expression);
  }

  private visitIdentifier(node: ts.Identifier): void {
    if (
      node.parent &&
      (ts.isShorthandPropertyAssignment(node.parent)
        ? node.parent.name !== node && node.parent.objectAssignmentInitializer !== node
        : false)
    )
      return;
    if (ts.isMetaProperty(node.parent) || ts.isJsxAttribute(node.parent)) return;
    if (
      node.text === 'arguments' &&
      this.checker.getSymbolAtLocation(node)?.valueDeclaration === undefined &&
      this.thisFunction() !== this.root
    ) {
      return this.usePseudo(node, this.argumentsVariable());
    }
    this.late.push({ node, from: this.current, ready: this.openClasses.slice() });
  }

  /** Done when all declarations are known. */
  private resolveReference(node: ts.Identifier, from: FunctionFacts, ready: ts.Node[]): void {
    const { parent } = node;
    const found =
      ts.isShorthandPropertyAssignment(parent) && parent.name === node
        ? this.checker.getShorthandAssignmentValueSymbol(parent)
        : this.checker.getSymbolAtLocation(node);
    if (found === undefined) return;
    const symbol = canonical(this.checker, found);
    this.resolved.set(node, symbol);
    const variable = this.variables.get(symbol);
    if (variable === undefined) return;
    const write = isAssignmentTarget(node);
    // `f?.()` asks what `f` is first.
    const called = ts.isCallExpression(parent) && parent.expression === node && parent.questionDotToken === undefined;
    this.addReference({ variable, from, node, write, called, ready: ready.includes(variable.declaration) });
  }

  private addReference(reference: Reference): void {
    reference.variable.references.push(reference);
    if (!this.references.has(reference.node)) this.references.set(reference.node, reference);
    reference.from.references.push(reference);
    if (reference.write) reference.variable.assigned = true;
  }

  private usePseudo(node: ts.Node, variable: Variable, ready = false): void {
    this.pseudo.set(node, variable);
    this.addReference({
      variable,
      from: this.current,
      node,
      write: false,
      called: false,
      ready: ready || this.inFields,
    });
  }

  private thisFunction(): FunctionFacts {
    return 'references' in this.thisHolder ? this.thisHolder : this.current;
  }

  private thisVariable(): Variable {
    const holder = this.thisHolder;
    if ('references' in holder)
      return (holder.thisVariable ??= this.pseudoVariable(
        'this',
        'this',
        holder,
        holder.node,
        thisReadyAt(holder.node),
      ));
    return this.staticThis.get(holder)!;
  }

  private argumentsVariable(): Variable {
    const holder = this.thisFunction();
    return (holder.argumentsVariable ??= this.pseudoVariable('arguments', 'arguments', holder, holder.node, 0));
  }

  private pseudoVariable(
    name: string,
    kind: VariableKind,
    owner: FunctionFacts,
    scope: ts.Node,
    readyAt: number,
  ): Variable {
    return newVariable({ node: scope, name, kind, readyAt }, null, owner, scope, false);
  }

  private visitSuper(node: ts.Node): void {
    const isCall = ts.isCallExpression(node.parent);
    this.usePseudo(node, this.thisVariable(), isCall);
    if (isCall) this.useNewTarget(node.parent);
    const home = this.homeNode === null ? undefined : this.homeOf(this.homeNode);
    if (home !== undefined)
      this.addReference({ variable: home, from: this.current, node, write: false, called: false, ready: true });
    if (isCall && this.homeNode !== null && ts.isClassLike(this.homeNode) && !constructorPlan(this.homeNode).inline)
      this.fieldsFunction(this.homeNode);
  }

  /** Where each evaluation of a class has private names of its own, they come from the class object. */
  private usePrivateName(name: ts.MemberName): void {
    const declaring = ts.isPrivateIdentifier(name) ? classOfPrivateName(name) : undefined;
    if (declaring === undefined || !isRenewed(declaring)) return;
    const variable = this.homeOf(declaring);
    this.addReference({ variable, from: this.current, node: name, write: false, called: false, ready: true });
  }

  private homeOf(node: ts.Node): Variable {
    let home = this.homes.get(node);
    if (home === undefined) {
      const owner = this.functions.get(node)?.parent ?? this.ownerOfLiteral(node);
      home = newVariable({ node, name: 'home', kind: 'home', readyAt: node.end }, null, owner, node, false);
      this.homes.set(node, home);
    }
    return home;
  }

  private ownerOfLiteral(node: ts.Node): FunctionFacts {
    for (let at = this.current; ; at = at.parent!) {
      if (at.parent === null || (at.node.pos <= node.pos && at.node.end >= node.end)) return at;
    }
  }

  private visitMetaProperty(node: ts.MetaProperty): void {
    if (node.keywordToken === ts.SyntaxKind.NewKeyword) this.useNewTarget(node);
  }
  private useNewTarget(node: ts.Node): void {
    const holder = this.thisFunction();
    this.usePseudo(
      node,
      (holder.newTargetVariable ??= this.pseudoVariable('new.target', 'new-target', holder, holder.node, 0)),
    );
  }

  private declareNames(options: DeclareOptions, scope: ts.Node): Variable | undefined {
    const symbol = declaredSymbol(this.checker, options.node);
    if (symbol === undefined) return undefined;
    const known = this.variables.get(symbol);
    if (known !== undefined) return known;
    const global =
      this.current === this.root && (options.kind === 'var' || ts.isSourceFile(scope) || ts.isModuleBlock(scope));
    const variable = newVariable(options, symbol, this.current, scope, global);
    this.variables.set(symbol, variable);
    const list = this.scopes.get(scope);
    if (list === undefined) this.scopes.set(scope, [variable]);
    else list.push(variable);
    return variable;
  }

  private visitVariable(node: ts.VariableDeclaration): void {
    const list = node.parent;
    const isCatch = ts.isCatchClause(list);
    const flags = isCatch ? ts.NodeFlags.Let : list.flags & ts.NodeFlags.BlockScoped;
    const kind: VariableKind = isCatch ? 'catch' : flags === 0 ? 'var' : flags === ts.NodeFlags.Let ? 'let' : 'const';
    const scope = kind === 'var' ? this.current.node : this.scope;
    const loop =
      !isCatch && (ts.isForOfStatement(list.parent) || ts.isForInStatement(list.parent)) ? list.parent : undefined;
    this.declareName(node.name, node, kind, scope, node.initializer ?? loop?.expression);
    if (node.initializer !== undefined) this.visit(node.initializer);
  }

  private declareName(
    name: ts.BindingName,
    node: ts.Node,
    kind: VariableKind,
    scope: ts.Node,
    busy: ts.Node | undefined,
  ): void {
    if (ts.isIdentifier(name)) {
      const always = kind === 'var' || kind === 'catch';
      const variable = this.declareNames(
        { node, name: name.text, kind, readyAt: always ? 0 : node.end, busy: always ? undefined : busy },
        scope,
      );
      if (variable === undefined) return;
      this.resolved.set(name, variable.symbol!);
      if (kind === 'var' && (node as ts.VariableDeclaration).initializer !== undefined)
        this.noteVarWrite(variable, name);
      if (kind === 'var' && ts.isBindingElement(node)) this.noteVarWrite(variable, name);
      return;
    }
    for (const element of name.elements) {
      if (ts.isOmittedExpression(element)) continue;
      if (element.propertyName !== undefined) this.visitName(element.propertyName);
      this.declareName(element.name, element, kind, scope, busy);
      if (element.initializer !== undefined) this.visit(element.initializer);
    }
  }

  /** The initialiser of a `var` is an assignment like any other: it may run many times on one variable. */
  private noteVarWrite(variable: Variable, node: ts.Node): void {
    this.addReference({ variable, from: this.current, node, write: true, called: false, ready: true });
  }

  private visitFunction(node: ts.FunctionLikeDeclaration): void {
    if (node.body === undefined) return;
    if (ts.isFunctionDeclaration(node)) this.declareFunction(node);
    else if (node.name !== undefined && !ts.isFunctionExpression(node)) this.visitName(node.name as ts.PropertyName);
    const facts = newFunction(node, this.current, ts.isArrowFunction(node));
    this.functions.set(node, facts);
    this.current.children.push(facts);
    if (ts.isFunctionDeclaration(node)) this.bind(facts, node);
    this.inFunction(facts, () => {
      if (ts.isFunctionExpression(node) && node.name !== undefined) this.declareSelf(node, facts);
      for (const parameter of node.parameters) this.visitParameter(parameter, node);
      if (ts.isBlock(node.body!))
        this.within(node.body!, null, () => (node.body as ts.Block).statements.forEach(this.visit));
      else this.visit(node.body!);
    });
  }

  private inFunction(facts: FunctionFacts, body: () => void, fields = false): void {
    const { current, scope, thisHolder, inFields } = this;
    this.inFields = fields || (facts.arrow && inFields);
    this.current = facts;
    this.scope = facts.node;
    if (!facts.arrow) this.thisHolder = facts;
    body();
    this.current = current;
    this.scope = scope;
    this.thisHolder = thisHolder;
    this.inFields = inFields;
  }

  private declareFunction(node: ts.FunctionDeclaration): void {
    this.declareNames({ node, name: node.name?.text ?? 'default', kind: 'function', readyAt: 0 }, this.scope);
  }
  private bind(facts: FunctionFacts, declaration: ts.Node): void {
    const symbol = declaredSymbol(this.checker, declaration);
    const variable = symbol === undefined ? undefined : this.variables.get(symbol);
    if (variable === undefined) return;
    facts.binding = variable;
    variable.target = facts;
  }
  private declareSelf(node: ts.FunctionExpression, facts: FunctionFacts): void {
    const variable = this.declareNames({ node, name: node.name!.text, kind: 'self', readyAt: 0 }, node);
    if (variable !== undefined) variable.target = facts;
  }

  private visitParameter(node: ts.ParameterDeclaration, scope: ts.Node): void {
    if (ts.isIdentifier(node.name) && node.name.text === 'this') return;
    this.declareName(node.name, node, 'param', scope, undefined);
    if (node.initializer !== undefined) this.visit(node.initializer);
  }

  private visitClass(node: ts.ClassLikeDeclaration): void {
    const readyAt = node.end;
    const variable = this.declareNames(
      { node, name: node.name?.text ?? 'default', kind: 'class', readyAt },
      ts.isClassDeclaration(node) || !this.atTopLevel() ? this.scope : this.file,
    );
    if (variable !== undefined) this.homes.set(node, variable);
    for (const clause of node.heritageClauses ?? []) {
      if (clause.token === ts.SyntaxKind.ExtendsKeyword) for (const type of clause.types) this.visit(type.expression);
    }
    for (const member of node.members) if (member.name !== undefined) this.visitName(member.name as ts.PropertyName);
    this.openClasses.push(node);
    this.within(null, node, () => this.visitMembers(node));
    this.openClasses.pop();
  }

  /** Outside of every function, block and loop: what is evaluated once. */
  private atTopLevel(): boolean {
    return this.current === this.root && ts.isSourceFile(this.scope);
  }

  private visitMembers(node: ts.ClassLikeDeclaration): void {
    const plan = constructorPlan(node);
    const fieldsNode: ts.Node = plan.declared !== null && plan.inline ? plan.declared : node;
    const statics: (() => void)[] = [];
    const fields: ts.PropertyDeclaration[] = [];
    this.staticThis.set(
      node,
      newVariable({ node, name: 'this', kind: 'this', readyAt: 0 }, null, this.current, node, false),
    );
    for (const member of node.members) {
      if (ts.isPropertyDeclaration(member)) {
        if (isAmbientStatement(member)) continue;
        if (!isStatic(member)) fields.push(member);
        else if (member.initializer !== undefined) statics.push(() => this.visit(member.initializer!));
      } else if (ts.isClassStaticBlockDeclaration(member)) {
        statics.push(() => this.within(member.body, null, () => member.body.statements.forEach(this.visit)));
      } else if (isFunctionNode(member)) this.visitMember(member);
    }
    if (fields.length > 0) this.visitFields(fieldsNode, fields);
    if (plan.declared === null) this.synthesise(node, plan.derived);
    const holder = this.thisHolder;
    this.thisHolder = node;
    for (const visit of statics) visit();
    this.thisHolder = holder;
  }

  /** Like visitFunction, but the name was visited with the class. */
  private visitMember(node: ts.FunctionLikeDeclaration): void {
    if (node.body === undefined) return;
    const facts = newFunction(node, this.current, false);
    this.functions.set(node, facts);
    this.current.children.push(facts);
    this.inFunction(facts, () => {
      for (const parameter of node.parameters) this.visitParameter(parameter, node);
      this.within(node.body!, null, () => (node.body as ts.Block).statements.forEach(this.visit));
      if (ts.isConstructorDeclaration(node)) this.leaveConstructor(node);
    });
  }
  /** A constructor that may miss `super()` looks at `this` where it ends. */
  private leaveConstructor(node: ts.ConstructorDeclaration): void {
    if (!constructorPlan(node.parent).inline) this.usePseudo(node, this.thisVariable());
  }

  private visitFields(node: ts.Node, fields: readonly ts.PropertyDeclaration[]): void {
    const facts = this.functions.get(node) ?? this.fieldsFunction(node);
    const count = facts.children.length;
    this.inFunction(facts, () => fields.forEach((field) => this.visitField(field)), true);
    // Initialisers run behind `super()`, wherever they stand.
    for (const child of facts.children.slice(count))
      child.createdAt = child.callableAt = Math.max(child.createdAt, facts.thisVariable?.readyAt ?? 0);
  }
  /** A computed name is a constant (tsc sees to it), so the constructor reads it where it defines the field. */
  private visitField(field: ts.PropertyDeclaration): void {
    this.visitName(field.name);
    if (ts.isPrivateIdentifier(field.name)) this.usePrivateName(field.name);
    if (field.initializer !== undefined) this.visit(field.initializer);
  }

  /** A constructor that is not written still refers to the class for its base. */
  private synthesise(node: ts.ClassLikeDeclaration, derived: boolean): void {
    const from = this.fieldsFunction(node);
    const variable = this.homes.get(node);
    if (derived && variable !== undefined)
      this.addReference({ variable, from, node, write: false, called: false, ready: true });
  }
  private fieldsFunction(node: ts.Node): FunctionFacts {
    let facts = this.functions.get(node);
    if (facts === undefined) {
      const plan = constructorPlan(node as ts.ClassLikeDeclaration);
      const parent = (plan.declared === null ? undefined : this.functions.get(plan.declared)) ?? this.current;
      facts = newFunction(node, parent, false);
      this.functions.set(node, facts);
      parent.children.push(facts);
    }
    return facts;
  }

  private visitEnum(node: ts.EnumDeclaration): void {
    this.declareNames({ node, name: node.name.text, kind: 'enum', readyAt: node.end }, this.scope);
    for (const member of node.members) if (member.initializer !== undefined) this.visit(member.initializer);
  }

  private visitNamespace(node: ts.ModuleDeclaration): void {
    if (node.body === undefined || !ts.isIdentifier(node.name)) return;
    this.declareNames({ node, name: node.name.text, kind: 'namespace', readyAt: 0 }, this.scope);
    this.within(node.body, null, () =>
      ts.isModuleBlock(node.body!) ? node.body.statements.forEach(this.visit) : this.visit(node.body!),
    );
  }
}
