// A stack virtual machine with an assembler, labels, calls, a heap, traps and a disassembler.
const OPS = ['halt', 'push', 'pop', 'dup', 'swap', 'add', 'sub', 'mul', 'div', 'mod', 'eq', 'lt', 'not', 'jmp', 'jz', 'call', 'ret', 'load', 'store', 'get', 'put', 'print', 'emit', 'over'] as const;
type Op = (typeof OPS)[number];
const WITH_OPERAND = new Set<Op>(['push', 'jmp', 'jz', 'call', 'load', 'store']);
const CODE = Object.fromEntries(OPS.map((o, i) => [o, i])) as Record<Op, number>;

class AssemblyError extends Error {
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(`${line}: ${message}`);
  }
}

function assemble(source: string): Int32Array {
  const labels = new Map<string, number>();
  const fixups: { at: number; label: string; line: number }[] = [];
  const code: number[] = [];
  source.split('\n').forEach((raw, n) => {
    const line = raw.replace(/;.*/, '').trim();
    const m = /^(?:(\w+):)?\s*(?:(\w+)(?:\s+(\S+))?)?$/.exec(line);
    if (!m) throw new AssemblyError(`cannot read ${JSON.stringify(line)}`, n + 1);
    const [, label, op, operand] = m;
    if (label !== undefined) {
      if (labels.has(label)) throw new AssemblyError(`label ${label} twice`, n + 1);
      labels.set(label, code.length);
    }
    if (op === undefined) return;
    if (!(op in CODE)) throw new AssemblyError(`unknown instruction ${op}`, n + 1);
    code.push(CODE[op as Op]);
    if (WITH_OPERAND.has(op as Op) !== (operand !== undefined)) throw new AssemblyError(`${op} ${operand === undefined ? 'needs an' : 'takes no'} operand`, n + 1);
    if (operand === undefined) return;
    if (/^-?\d+$/.test(operand)) code.push(Number(operand));
    else if (/^'.'$/.test(operand)) code.push(operand.charCodeAt(1));
    else {
      fixups.push({ at: code.length, label: operand, line: n + 1 });
      code.push(-1);
    }
  });
  for (const { at, label, line } of fixups) {
    const target = labels.get(label);
    if (target === undefined) throw new AssemblyError(`no label ${label}`, line);
    code[at] = target;
  }
  return Int32Array.from(code);
}

function disassemble(code: Int32Array): string[] {
  const out: string[] = [];
  for (let i = 0; i < code.length; i++) {
    const op = OPS[code[i]];
    out.push(WITH_OPERAND.has(op) ? `${i} ${op} ${code[++i]}` : `${i} ${op}`);
  }
  return out;
}

class Trap extends Error {
  constructor(
    message: string,
    readonly pc: number,
  ) {
    super(`${message} at ${pc}`);
    this.name = 'Trap';
  }
}

class Machine {
  readonly stack: number[] = [];
  readonly #calls: number[] = [];
  readonly #memory = new Int32Array(64);
  #pc = 0;
  steps = 0;
  output = '';
  constructor(
    private readonly code: Int32Array,
    private readonly limit = 20_000,
  ) {}
  #pop(): number {
    const v = this.stack.pop();
    if (v === undefined) throw new Trap('stack underflow', this.#pc);
    return v;
  }
  #address(a: number): number {
    if (a < 0 || a >= this.#memory.length) throw new Trap(`address ${a} out of range`, this.#pc);
    return a;
  }
  #binary(f: (a: number, b: number) => number): void {
    const b = this.#pop();
    this.stack.push(f(this.#pop(), b) | 0);
  }
  run(): this {
    for (;;) {
      if (++this.steps > this.limit) throw new Trap('too many steps', this.#pc);
      const op = OPS[this.code[this.#pc++]];
      switch (op) {
        case 'halt':
        case undefined:
          return this;
        case 'push':
          this.stack.push(this.code[this.#pc++]);
          break;
        case 'pop':
          this.#pop();
          break;
        case 'dup':
        case 'over': {
          const v = this.stack.at(op === 'dup' ? -1 : -2);
          if (v === undefined) throw new Trap('stack underflow', this.#pc);
          this.stack.push(v);
          break;
        }
        case 'swap': {
          const [b, a] = [this.#pop(), this.#pop()];
          this.stack.push(b, a);
          break;
        }
        case 'add':
          this.#binary((a, b) => a + b);
          break;
        case 'sub':
          this.#binary((a, b) => a - b);
          break;
        case 'mul':
          this.#binary(Math.imul);
          break;
        case 'div':
        case 'mod':
          if (this.stack.at(-1) === 0) throw new Trap('division by zero', this.#pc);
          this.#binary(op === 'div' ? (a, b) => a / b : (a, b) => a % b);
          break;
        case 'eq':
          this.#binary((a, b) => Number(a === b));
          break;
        case 'lt':
          this.#binary((a, b) => (a < b ? 1 : 0));
          break;
        case 'not':
          this.stack.push(this.#pop() === 0 ? 1 : 0);
          break;
        case 'jmp':
          this.#pc = this.code[this.#pc];
          break;
        case 'jz':
          this.#pc = this.#pop() === 0 ? this.code[this.#pc] : this.#pc + 1;
          break;
        case 'call':
          if (this.#calls.push(this.#pc + 1) > 100) throw new Trap('call stack overflow', this.#pc);
          this.#pc = this.code[this.#pc];
          break;
        case 'ret': {
          const to = this.#calls.pop();
          if (to === undefined) return this;
          this.#pc = to;
          break;
        }
        case 'load':
          this.stack.push(this.#memory[this.#address(this.code[this.#pc++])]);
          break;
        case 'store':
          this.#memory[this.#address(this.code[this.#pc++])] = this.#pop();
          break;
        case 'get':
          this.stack.push(this.#memory[this.#address(this.#pop())]);
          break;
        case 'put': {
          const a = this.#address(this.#pop());
          this.#memory[a] = this.#pop();
          break;
        }
        case 'print':
          this.output += `${this.#pop()} `;
          break;
        case 'emit':
          this.output += String.fromCharCode(this.#pop());
      }
    }
  }
}

const programs: Record<string, string> = {
  factorial: 'push 10\ncall fact\nprint\nhalt\nfact: dup\njz one\ndup\npush 1\nsub\ncall fact\nmul\nret\none: pop\npush 1\nret',
  sieve: `push 2
    store 60
outer: load 60 ; candidate
    push 50
    lt
    jz done
    load 60
    get
    not
    jz next
    load 60
    print
    load 60
    dup
    add
inner: dup
    push 50
    lt
    jz drop
    dup
    push 1
    swap
    put
    load 60
    add
    jmp inner
drop: pop
next: load 60
    push 1
    add
    store 60
    jmp outer
done: halt`,
  text: "push 'i'\npush 'h'\nemit\nemit\npush 10\nemit",
  overflow: 'push 2147483647\npush 1\nadd\nprint\npush -7\npush 2\ndiv\nprint\npush -7\npush 2\nmod\nprint',
  underflow: 'push 1\nadd',
  zero: 'push 1\npush 0\ndiv',
  forever: 'a: jmp a',
  recursion: 'f: call f',
  wild: 'push 1\nstore 99',
  badop: 'push 1\nfrob',
  nolabel: 'jmp nowhere',
  operand: 'push',
};
for (const [name, source] of Object.entries(programs)) {
  try {
    const m = new Machine(assemble(source)).run();
    console.log(name.padEnd(10), JSON.stringify(m.output), m.stack, m.steps);
  } catch (e) {
    console.log(name.padEnd(10), e instanceof Trap ? `${e} pc=${e.pc}` : String(e));
  }
}
console.log(disassemble(assemble(programs['factorial'])).join(' | '));
