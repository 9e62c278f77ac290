// Members of classes: which of them their prototypes and constructors offer, and the function objects they are
// (docs/internals.md, "Calls"). The other half of links.ts.

import { isPrivate, isWellKnown } from '../ir/keys.ts';
import { memberName } from '../ir/class-fields.ts';
import type { MethodInfo, ClassInfo, Func } from '../ir/nodes.ts';
import type { ModuleContext, ClassLayout } from './context.ts';
import { classNode, isNumbered, typeNode } from './link-graph.ts';
import { type Member, staticClosure, accessorPair } from './links.ts';
import { boxed, Tag } from './values.ts';

/** Members are linked as they are found wanted, and listed as they were declared, behind `constructor`. */
export function inDeclaredOrder(infos: readonly MethodInfo[], list: Member[]): void {
  const place = ({ key }: Member): number => infos.findIndex((info) => info.key === key);
  list.sort((a, b) => place(a) - place(b));
}
export function linkClassMembers(
  mc: ModuleContext,
  class_: ClassInfo,
  layout: ClassLayout,
  [prototype, statics]: readonly [Member[], Member[]],
  keys: ReadonlySet<string> | null,
  done: Set<string>,
): boolean {
  let changed = false;
  for (const [infos, list, side] of [
    [class_.methods, prototype, 'p'],
    [class_.statics, statics, 's'],
  ] as const) {
    for (const method of infos) {
      const written = method.kind !== 'method' && mc.writtenKeys.has(method.key);
      const wanted =
        keys === null ||
        written ||
        keys.has(method.key) ||
        (isWellKnown(method.key) && !method.key.includes('.')) ||
        isPrivate(method.key) ||
        isNumbered(method.key);
      const mark = `${class_.id}.${side}.${method.kind}.${method.key}`;
      if (!wanted || done.has(mark)) continue;
      done.add(mark);
      changed = true;
      addMember(
        mc,
        list,
        memberName(class_, method.key),
        method.kind,
        method.func,
        side === 'p' ? layout.prototype : layout.closure,
        side === 'p' ? classNode(class_) : typeNode(class_),
      );
    }
  }
  // Built-in methods ask instances of subclasses for their species, the console a class for a `name` of its own.
  const named = class_.statics.some(({ key }) => key === 'name');
  const asked = keys === null || keys.has('constructor') || class_.builtinBase !== null || named;
  if (asked && !done.has(`${class_.id}.constructor`)) {
    done.add(`${class_.id}.constructor`);
    prototype.unshift({ key: 'constructor', value: boxed(Tag.Object, layout.closure), accessor: false });
    for (const name of ['k:constructor', 'k:*']) mc.graph.within(name, () => mc.graph.refer(typeNode(class_)));
  }
  return changed;
}
function addMember(
  mc: ModuleContext,
  list: Member[],
  key: string,
  kind: 'method' | 'get' | 'set',
  func: Func,
  home: number,
  holder: string,
): void {
  const { mutable } = mc.data;
  const closure = staticClosure(mc, func);
  mutable.set64(closure + 24, boxed(Tag.Object, home));
  mc.graph.member({ holder, key, closures: [closure] });
  if (kind === 'method') {
    list.push({ key, value: boxed(Tag.Object, closure), accessor: false });
    return;
  }
  const existing = list.find((member) => member.key === key && member.accessor);
  const pair =
    existing === undefined
      ? Number(accessorPair(mc, undefined, undefined) & 0xffffffffn)
      : Number(existing.value & 0xffffffffn);
  mutable.set64(pair + (kind === 'get' ? 8 : 16), boxed(Tag.Object, closure));
  if (existing === undefined) list.push({ key, value: boxed(Tag.Cell, pair), accessor: true });
}
