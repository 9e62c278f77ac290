// The IR as JavaScript: every node written as the plain JavaScript that it claims to mean. It exists so that lowering can be
// tested alone, by running a program both ways under Node; it is no part of the compiler.
import { isPrivate, isWellKnown, wellKnown, wellKnownName } from '../../compiler/ir/keys.ts';
import type { Argument, ClassInfo, Expr, Func, MethodInfo, Program, Stmt } from '../../compiler/ir/nodes.ts';

const PRELUDE = `
const ABSENT = Symbol('absent');
const privates = new Map();
const priv = (id, key) => privates.get(id + key) ?? (privates.set(id + key, Symbol(key)), privates.get(id + key));
const wellKnown = (key) => (typeof key === 'string' && key.startsWith('${wellKnown('')}') ? Symbol[key.slice(${wellKnown('').length})] : key);
const check = (value, name) => { if (value === ABSENT) throw new ReferenceError(name === 'this' ? "Must call super constructor in derived class before accessing 'this' or returning from derived constructor" : "Cannot access '" + name + "' before initialization"); return value; };
const get = (object, key, text) => { if (object == null) throw new TypeError("Cannot read properties of " + object + " (reading '" + String(key) + "')"); return object[key]; };
const set = (object, key, value) => { if (object == null) throw new TypeError("Cannot set properties of " + object + " (setting '" + String(key) + "')"); return object[key] = value; };
const call = (callee, receiver, args, text) => { if (typeof callee !== 'function') throw new TypeError(text + ' is not a function'); return Reflect.apply(callee, receiver, args); };
const callMethod = (object, key, args, text) => call(get(object, key, text), object, args, text);
const construct = (type, args, text) => { try { Reflect.construct(Object, [], type); } catch { throw new TypeError(text + ' is not a constructor'); } return Reflect.construct(type, args); };
const getPrivate = (object, key, name) => { if (object == null || !(key in Object(object))) throw new TypeError('Cannot read private member ' + name + ' from an object whose class did not declare it'); return object[key]; };
const setPrivate = (object, key, value, name) => { if (!(key in object)) throw new TypeError('Cannot write private member ' + name + ' to an object whose class did not declare it'); return object[key] = value; };
const define = (object, key, value, hidden) => { Object.defineProperty(object, key, { value, writable: true, enumerable: !hidden, configurable: true }); return value; };
const iterate = (value, text) => { if (value == null || typeof value[Symbol.iterator] !== 'function') throw new TypeError(text + ' is not iterable'); const it = value[Symbol.iterator](); return { it, next: it.next, done: false }; };
const iterateNext = (cursor) => { if (cursor.done) return ABSENT; let step; try { step = cursor.next.call(cursor.it); if (step.done) { cursor.done = true; return ABSENT; } return step.value; } catch (error) { cursor.done = true; throw error; } };
const iterateStep = (cursor) => { const value = iterateNext(cursor); return value === ABSENT ? undefined : value; };
const iterateClose = (cursor, quiet) => { if (cursor.done) return; cursor.done = true; if (!quiet) { cursor.it.return?.(); return; } try { cursor.it.return?.(); } catch {} };
const enumerate = (object) => { const keys = []; if (object != null) for (const key in object) keys.push(key); return keys; };
const throwDestructure = (value, key, text) => { throw new TypeError(key === undefined ? "Cannot destructure '" + text + "' as it is " + value + '.' : "Cannot destructure property '" + key + "' of '" + text + "' as it is " + value + '.'); };
const objectRest = (source, keys) => { const rest = {}; for (const key of Reflect.ownKeys(source)) if (!keys.includes(key) && Object.getOwnPropertyDescriptor(source, key).enumerable) rest[key] = source[key]; return rest; };
const isEnumerableNow = (object, key) => key in Object(object);
const prototypeOf = (value) => Object.getPrototypeOf(value);
const throwSuperTwice = () => { throw new ReferenceError('Super constructor may only be called once'); };
const toPropertyKey = (value) => (typeof value === 'symbol' ? value : String(value));
const toNumeric = (value) => { const old = value; let x = value; x++; return typeof old === 'bigint' || typeof x === 'bigint' ? BigInt(old) : Number(old); };
const makeMember = (object, key, kind, value) => { const d = { configurable: true, enumerable: false }; if (kind === 'method') { d.value = value; d.writable = true; } else d[kind] = value; Object.defineProperty(object, key, d); };
const sites = new Map();
const templateObject = (site, cooked, raw) => { if (!sites.has(site)) sites.set(site, Object.freeze(Object.defineProperty(cooked, 'raw', { value: Object.freeze(raw) }))); return sites.get(site); };
const named = (f, name, length) => { Object.defineProperty(f, 'name', { value: name, configurable: true }); Object.defineProperty(f, 'length', { value: length, configurable: true }); return f; };
`;

export function toJavaScript(program: Program): string {
  const writer = new Writer();
  const globals = program.globals.map((global) => `let g${global.id} = ${global.checked ? 'ABSENT' : 'undefined'};`);
  const shared = program.functions
    .filter((func) => func !== program.entry && !func.kind.includes('constructor'))
    .map((func) => `const F${func.id} = (caps) => ${writer.functionText(func)};\nlet S${func.id};`);
  const entry = `${program.entry.kind === 'async' ? 'await (async ' : '('}() => {\n${writer.locals(program.entry)}${writer.stmt(program.entry.body)}\n})();`;
  return [PRELUDE, ...globals, ...shared, entry].join('\n');
}

class Writer {
  locals(func: Func): string {
    const names = [...func.locals, ...func.captures].map((local) => `l${local.id}`);
    return names.length === 0 ? '' : `let ${[...new Set(names)].join(', ')};\n`;
  }

  /** Parameters, captures and pseudo variables of a function, then its body. */
  body(func: Func, receive: string): string {
    const captures = func.captures.map((local, index) => `l${local.id} = ${receive}[${index}];`).join(' ');
    const pseudo: string[] = [];
    if (func.thisLocal !== null && func.kind !== 'derived-constructor') pseudo.push(`l${func.thisLocal.id} = this;`);
    if (func.newTargetLocal !== null) pseudo.push(`l${func.newTargetLocal.id} = new.target;`);
    if (func.argumentsLocal !== null) pseudo.push(`l${func.argumentsLocal.id} = arguments;`);
    if (func.selfLocal !== null) pseudo.push(`l${func.selfLocal.id} = self;`);
    return `${this.locals(func)}${captures} ${pseudo.join(' ')}\n${this.stmt(func.body)}`;
  }
  params(func: Func): string {
    return func.params
      .map((local, index) => `${func.rest && index === func.params.length - 1 ? '...' : ''}l${local.id}`)
      .join(', ');
  }

  functionText(func: Func): string {
    const inner = `{ ${this.body(func, 'caps')} }`;
    const star = func.kind.includes('generator') ? '*' : '';
    const isAsync = func.kind.startsWith('async') ? 'async ' : '';
    const shape =
      func.kind === 'normal' || func.kind === 'generator' || func.kind === 'async-generator'
        ? `${isAsync}function${star}(${this.params(func)}) ${inner}`
        : `({ ${isAsync}m(${this.params(func)}) ${inner} }).m`;
    return `{ const self = named(${shape}, ${JSON.stringify(func.jsName)}, ${func.length}); return self; }`;
  }

  stmt(node: Stmt): string {
    switch (node.kind) {
      case 'expr':
        return `${this.expr(node.value)};`;
      case 'block':
        return `{\n${node.body.map((child) => this.stmt(child)).join('\n')}\n}`;
      case 'if':
        return `if (${this.expr(node.test)}) {${this.stmt(node.then)}}${node.else === null ? '' : ` else {${this.stmt(node.else)}}`}`;
      case 'loop':
        return this.loop(node);
      case 'for-of':
        return `L${node.label}: for ${node.async ? 'await ' : ''}(l${node.local.id} of ${this.expr(node.iterable)}) {${this.stmt(node.body)}}`;
      case 'labelled':
        return `L${node.label}: {${this.stmt(node.body)}}`;
      case 'break':
        return `break L${node.label};`;
      case 'continue':
        return `continue L${node.label};`;
      case 'switch':
        return `L${node.label}: switch (${this.expr(node.value)}) {${node.cases.map((c) => `${c.test === null ? 'default' : `case ${this.expr(c.test)}`}: ${c.body.map((s) => this.stmt(s)).join('\n')}`).join('\n')}}`;
      case 'return':
        return `return${node.value === null ? '' : ` ${this.expr(node.value)}`};`;
      case 'throw':
        return `throw ${this.expr(node.value)};`;
      case 'try':
        return `try {${this.stmt(node.body)}}${node.handler === null ? '' : ` catch (e) {${node.catchLocal === null ? '' : `l${node.catchLocal.id} = e;`} ${this.stmt(node.handler)}}`}${node.finalizer === null ? '' : ` finally {${this.stmt(node.finalizer)}}`}`;
      default:
        return '';
    }
  }

  private loop(node: Stmt & { kind: 'loop' }): string {
    const test = node.test === null ? '' : this.expr(node.test);
    if (node.testFirst)
      return `L${node.label}: for (; ${test}; ${node.update === null ? '' : this.expr(node.update)}) {${this.stmt(node.body)}}`;
    return `L${node.label}: do {${this.stmt(node.body)}} while (${test});`;
  }

  args(args: readonly Argument[]): string {
    return args.map((arg) => `${arg.spread ? '...' : ''}${this.expr(arg.value)}`).join(', ');
  }
  private key(key: string): string {
    return isWellKnown(key) ? `Symbol.${wellKnownName(key)}` : JSON.stringify(key);
  }

  expr(node: Expr): string {
    return `(${this.bare(node)})`;
  }

  private bare(node: Expr): string {
    const e = (child: Expr): string => this.expr(child);
    switch (node.kind) {
      case 'const':
        return typeof node.value === 'bigint'
          ? `${node.value}n`
          : typeof node.value === 'string'
            ? JSON.stringify(node.value)
            : Object.is(node.value, -0)
              ? '-0'
              : String(node.value);
      case 'absent':
        return 'ABSENT';
      case 'local':
        return `l${node.local.id}`;
      case 'set-local':
        return `l${node.local.id} = ${e(node.value)}`;
      case 'check-initialised':
        return `check(${e(node.value)}, ${JSON.stringify(node.name)})`;
      case 'global':
        return `g${node.global.id}`;
      case 'set-global':
        return `g${node.global.id} = ${e(node.value)}`;
      case 'box-new':
        return `{ value: ${e(node.value)} }`;
      case 'box-get':
        return `${e(node.box)}.value`;
      case 'box-set':
        return `${e(node.box)}.value = ${e(node.value)}`;
      case 'unary':
        return this.unary(node.op, e(node.value));
      case 'binary':
        return `${e(node.left)} ${node.op} ${e(node.right)}`;
      case 'cond':
        return `${e(node.test)} ? ${e(node.then)} : ${e(node.else)}`;
      case 'logical':
        return `${e(node.left)} ${node.op} ${e(node.right)}`;
      case 'sequence':
        return this.sequence(node);
      case 'get':
        return `get(${e(node.object)}, ${this.key(node.key)}, ${JSON.stringify(node.text)})`;
      case 'set':
        return `set(${e(node.object)}, ${this.key(node.key)}, ${e(node.value)})`;
      case 'get-index':
        return `get(${e(node.object)}, ${e(node.index)}, ${JSON.stringify(node.text)})`;
      case 'set-index':
        return `set(${e(node.object)}, ${e(node.index)}, ${e(node.value)})`;
      case 'delete':
        return `delete ${e(node.object)}[${e(node.key)}]`;
      case 'has':
        return `${e(node.key)} in ${e(node.object)}`;
      case 'instanceof':
        return `${e(node.value)} instanceof ${e(node.type)}`;
      case 'define':
        return node.private === true
          ? `define(${e(node.object)}, priv(${node.owner?.id}, ${e(node.key)}), ${e(node.value)}, true)`
          : `define(${e(node.object)}, wellKnown(${e(node.key)}), ${e(node.value)}, false)`;
      default:
        return this.other(node);
    }
  }

  private unary(op: string, value: string): string {
    switch (op) {
      case 'inc':
        return `((x) => ++x)(${value})`;
      case 'dec':
        return `((x) => --x)(${value})`;
      case 'tonumeric':
        return `toNumeric(${value})`;
      case 'topropertykey':
        return `toPropertyKey(${value})`;
      case 'tostring':
        return `\`\${${value}}\``;
      case 'tonumber':
        return `Number(${value})`;
      default:
        return `${op} ${value}`;
    }
  }

  /** Statements inside an expression: as expressions where possible; `try` and loops inside need a function. */
  private sequence(node: Expr & { kind: 'sequence' }): string {
    if (node.effects.every((stmt) => this.isSimple(stmt)))
      return [...node.effects.map((stmt) => this.asExpression(stmt)), this.expr(node.value)].join(', ');
    const inner = node.effects.map((stmt) => this.stmt(stmt)).join('\n');
    return `(() => {${inner} return ${this.expr(node.value)};})()`;
  }
  private isSimple(stmt: Stmt): boolean {
    return (
      stmt.kind === 'expr' ||
      stmt.kind === 'empty' ||
      (stmt.kind === 'block' && stmt.body.every((child) => this.isSimple(child))) ||
      (stmt.kind === 'if' && this.isSimple(stmt.then) && (stmt.else === null || this.isSimple(stmt.else)))
    );
  }
  private asExpression(stmt: Stmt): string {
    if (stmt.kind === 'expr') return this.expr(stmt.value);
    if (stmt.kind === 'if')
      return `(${this.expr(stmt.test)} ? ${this.asExpression(stmt.then)} : ${stmt.else === null ? '0' : this.asExpression(stmt.else)})`;
    if (stmt.kind === 'block') return `(${['0', ...stmt.body.map((child) => this.asExpression(child))].join(', ')})`;
    return '0';
  }

  private other(node: Expr): string {
    const e = (child: Expr): string => this.expr(child);
    switch (node.kind) {
      case 'get-private':
        return `getPrivate(${e(node.object)}, priv(${node.owner.id}, ${JSON.stringify(node.key)}), ${JSON.stringify(node.key)})`;
      case 'set-private':
        return `setPrivate(${e(node.object)}, priv(${node.owner.id}, ${JSON.stringify(node.key)}), ${e(node.value)}, ${JSON.stringify(node.key)})`;
      case 'has-private':
        return `priv(${node.owner.id}, ${JSON.stringify(node.key)}) in ${e(node.object)}`;
      case 'call-direct':
        if (node.closure !== null)
          return `Reflect.apply(${e(node.closure)}, ${node.receiver === null ? 'undefined' : e(node.receiver)}, [${this.args(node.args)}])`;
        return `Reflect.apply(S${node.func.id} ??= F${node.func.id}([]), ${node.receiver === null ? 'undefined' : e(node.receiver)}, [${this.args(node.args)}])`;
      case 'call':
        return `call(${e(node.callee)}, ${e(node.receiver)}, [${this.args(node.args)}], ${JSON.stringify(node.text)})`;
      case 'call-method':
        return `callMethod(${e(node.object)}, ${this.key(node.key)}, [${this.args(node.args)}], ${JSON.stringify(node.text)})`;
      case 'get-super':
        return `Reflect.get(Object.getPrototypeOf(${e(node.home)}), ${e(node.key)}, ${e(node.receiver)})`;
      case 'set-super':
        return `Reflect.set(Object.getPrototypeOf(${e(node.home)}), ${e(node.key)}, ${e(node.value)}, ${e(node.receiver)})`;
      case 'call-builtin':
        return node.path === 'Array.prototype.push'
          ? `callMethod(${e(node.args[0]!.value)}, 'push', [${this.args(node.args.slice(1))}], '')`
          : `${node.path}(${this.args(node.args)})`;
      case 'builtin':
        return node.path;
      case 'runtime':
        return `${node.name}(${node.args.map(e).join(', ')})`;
      case 'new-class':
        return `new ${e(node.type)}(${this.args(node.args)})`;
      case 'new':
        return `construct(${e(node.type)}, [${this.args(node.args)}], ${JSON.stringify(node.text)})`;
      case 'new-builtin':
        return `new ${node.path}(${this.args(node.args)})`;
      case 'call-super':
        return `super(${this.args(node.args)})`;
      case 'class':
        return this.class(node);
      case 'closure':
        if (node.static === true) return `S${node.func.id} ??= F${node.func.id}([])`;
        return `F${node.func.id}([${node.captures.map(e).join(', ')}])`;
      default:
        return this.literal(node);
    }
  }

  private literal(node: Expr): string {
    const e = (child: Expr): string => this.expr(child);
    switch (node.kind) {
      case 'object':
        return `{ ${node.properties.map((p) => (p.kind === 'spread' ? `...${e(p.value)}` : p.kind === 'proto' ? `__proto__: ${e(p.value)}` : p.kind === 'value' ? `[wellKnown(${e(p.key)})]: ${e(p.value)}` : `${p.kind} [wellKnown(${e(p.key)})](${p.kind === 'set' ? 'v' : ''}) { return call(${e(p.value)}, this, [${p.kind === 'set' ? 'v' : ''}], '') }`)).join(', ')} }`;
      case 'array':
        return `[${node.elements.map((x) => (x === null ? '' : this.args([x]))).join(', ')}${node.elements.at(-1) === null ? ',' : ''}]`;
      case 'template':
        return `\`${node.parts.map((part, i) => `${part.replaceAll(/[\\`$]/g, '\\$&')}${i < node.values.length ? `\${${e(node.values[i]!)}}` : ''}`).join('')}\``;
      case 'template-object':
        return `templateObject(${node.site}, [${node.cooked.map((text) => (text === undefined ? 'undefined' : JSON.stringify(text))).join(', ')}], ${JSON.stringify(node.raw)})`;
      case 'regexp':
        return `/${node.pattern}/${node.flags}`;
      case 'bytes':
        return `new Uint8Array([${node.bytes.join(',')}])`;
      case 'iterate':
        return `iterate(${e(node.iterable)}, ${JSON.stringify(node.text ?? 'value')})`;
      case 'iterate-next':
        return node.step === undefined ? `iterateNext(${e(node.cursor)})` : `iterateStep(${e(node.cursor)})`;
      case 'iterate-close':
        return `iterateClose(${e(node.cursor)}, ${node.quiet})`;
      case 'enumerate':
        return `enumerate(${e(node.object)})`;
      case 'yield':
        return `yield${node.delegate ? '*' : ''} ${e(node.value)}`;
      case 'await':
        return `await ${e(node.value)}`;
      default:
        throw new Error(`Cannot write IR as JavaScript: ${node.kind}`);
    }
  }

  private class(node: Expr & { kind: 'class' }): string {
    const info = node.class;
    const ctor = info.constructor_;
    const heritage = node.heritage === null ? '' : ` extends ${this.expr(node.heritage)}`;
    const captures = (func: Func): string =>
      `[${(node.captures.get(func) ?? []).map((value) => this.expr(value)).join(', ')}]`;
    const inner = this.body(ctor, 'caps');
    const lines = [
      `const caps = ${captures(ctor)};`,
      `const C = class${heritage} { constructor(${this.params(ctor)}) { ${inner} } };`,
      `named(C, ${JSON.stringify(info.name)}, ${ctor.length});`,
    ];
    const add = (methods: readonly MethodInfo[], target: string): void => {
      for (const method of methods)
        lines.push(
          `makeMember(${target}, ${this.memberKey(info, method.key)}, '${method.kind}', F${method.func.id}(${captures(method.func)}));`,
        );
    };
    add(info.methods, 'C.prototype');
    add(info.statics, 'C');
    for (const member of node.computed)
      lines.push(
        `makeMember(${member.static ? 'C' : 'C.prototype'}, ${this.expr(member.key)}, '${member.kind}', ${this.expr(member.closure)});`,
      );
    return `(() => { ${lines.join('\n')} return C; })()`;
  }
  private memberKey(info: ClassInfo, key: string): string {
    return isPrivate(key) ? `priv(${info.id}, ${JSON.stringify(key)})` : this.key(key);
  }
}
