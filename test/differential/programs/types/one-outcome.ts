// Conditions with one outcome in this program, and what stands on the other side of them: values of which nothing is known,
// calls of methods that nobody has, code behind what always leaves.

interface Listener {
  onError(code: number): string;
  readonly busy: boolean;
}

class Registry {
  readonly listeners: Listener[] = [];
  transport: Listener | undefined = undefined;
  spare: Listener | null = null;
  readonly name: string;
  count = 0;
  constructor(name: string) {
    this.name = name;
  }
  tell(code: number): string {
    let text = '';
    for (let i = 0; i < this.listeners.length; i++) text += this.listeners[i]!.onError(code);
    const transport = this.transport;
    if (transport === undefined) return `${this.name} nobody ${text}`;
    if (transport.busy) return 'busy';
    return transport.onError(code);
  }
  deadline(): number {
    if (this.transport !== undefined && this.transport.busy) return 0;
    if (this.transport?.busy || this.spare?.busy) return 1;
    const found = this.spare ?? this.transport;
    return found ? found.onError(1).length : this.count++;
  }
  forced(): string {
    try {
      return this.listeners[0]!.onError(this.count++);
    } catch (error) {
      return `${error instanceof TypeError} ${(error as Error).message} ${this.count}`;
    }
  }
  gone(): string {
    try {
      return this.transport!.onError(this.count++);
    } catch (error) {
      return `${(error as Error).message} ${this.count}`;
    }
  }
}

function sign(n: number): string {
  if (n < 0) return 'negative';
  else if (n >= 0) return 'other';
  return 'not a number';
}
function kind(value: string | number): string {
  if (typeof value === 'string') return 'text';
  const rest: number = value;
  return rest > 0 ? 'positive' : 'not positive';
}
function pick(list: readonly number[] | undefined): number {
  if (list === undefined) throw new Error('Cannot pick: nothing');
  return list.length > 0 ? list[0]! : -1;
}
function early(flag: boolean): string[] {
  const log: string[] = [];
  for (const step of ['a', 'b', 'c']) {
    if (!flag) continue;
    else {
      log.push(step);
      if (step === 'b') break;
    }
  }
  switch (log.length) {
    case 0:
      return log;
    default:
      log.push('end');
      return log;
  }
}

const registry = new Registry('r');
console.log(registry.tell(3), registry.deadline(), registry.deadline(), registry.forced(), registry.gone());
console.log(sign(-1), sign(2), kind('x'), kind(3), kind(-3), pick([7]), pick([]));
console.log(early(true).join(), early(true) && early(true).length, ([] as number[]).length || 'empty');
const always: number | undefined = Number('4');
console.log(always !== undefined ? always + 1 : 'none', always ?? 'none', (always as unknown) === null || 'kept');
