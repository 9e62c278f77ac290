// Programs in which an imported module awaits at its top level (ECMA-262 §16.2.1.6.1.3): such a module, and every module that
// depends on one, becomes an async function. It starts in its turn, waits for the async modules that it imports, and its
// siblings go on meanwhile. Programs where only the entry awaits need none of this.
import type ts from 'typescript';
import type { ModuleNode } from '../frontend/modules.ts';
import { block, expr, run } from '../ir/builder.ts';
import type { Expr, Func, Global, Stmt } from '../ir/nodes.ts';
import { TOP } from '../ir/types.ts';
import type { Lowering } from './lowering.ts';

export class AsyncModules {
  readonly functions = new Map<ts.SourceFile, Func>();
  private readonly lowering: Lowering;
  private readonly order: readonly ModuleNode[];
  /** The promise of each async module's evaluation. */
  private readonly promises = new Map<ModuleNode, Global>();

  constructor(lowering: Lowering, order: readonly ModuleNode[]) {
    this.lowering = lowering;
    this.order = order;
    const { program } = lowering;
    for (const node of order) {
      if (!node.awaits && !node.imports.some((target) => this.promises.has(target))) continue;
      const position = { file: lowering.fileIndex(node.file), offset: 0 };
      this.functions.set(
        node.file,
        program.func({ name: 'module', jsName: '', length: 0, kind: 'async', rest: false, position }),
      );
      this.promises.set(node, program.global('module promise', TOP, true, false));
    }
  }

  /** The entry's statements: starts every module in order and waits for the last. */
  statements(): Stmt[] {
    const statements: Stmt[] = [];
    for (const node of this.order) {
      const body = this.lowering.unitsOf(node.file).statements();
      const promise = this.promises.get(node);
      const func = this.functions.get(node.file);
      if (promise === undefined || func === undefined) {
        statements.push(...body);
        continue;
      }
      func.body = block([...this.waits(node), ...body]);
      const started = expr({ kind: 'call-direct', func, closure: null, receiver: null, args: [] }, func.position);
      statements.push(run(expr({ kind: 'set-global', global: promise, value: started })));
    }
    statements.push(run(this.awaited(this.order.at(-1)!)));
    return statements;
  }

  private waits(node: ModuleNode): Stmt[] {
    return node.imports
      .filter(
        (target) =>
          target !== node && this.promises.has(target) && this.order.indexOf(target) < this.order.indexOf(node),
      )
      .map((target) => run(this.awaited(target)));
  }
  private awaited(node: ModuleNode): Expr {
    const global = this.promises.get(node)!;
    return expr({ kind: 'await', value: expr({ kind: 'global', global }) });
  }
}
