// A bank with command/event sourcing, undo, typed state machine, money in cents with rounding, reports.
type Brand<T, B extends string> = T & { readonly __brand: B };
type AccountId = Brand<string, 'AccountId'>;
type Cents = Brand<number, 'Cents'>;
const cents = (n: number): Cents => {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not cents: ${n}`);
  return n as Cents;
};
const format = (c: Cents): string =>
  `${c < 0 ? '-' : ''}$${Math.trunc(Math.abs(c) / 100)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, ',')}.${String(Math.abs(c) % 100).padStart(2, '0')}`;
type Event =
  | { readonly type: 'opened'; readonly id: AccountId; readonly owner: string; readonly at: number }
  | { readonly type: 'deposited' | 'withdrawn'; readonly id: AccountId; readonly amount: Cents; readonly at: number }
  | {
      readonly type: 'transferred';
      readonly from: AccountId;
      readonly to: AccountId;
      readonly amount: Cents;
      readonly at: number;
    }
  | { readonly type: 'closed'; readonly id: AccountId; readonly at: number };
type EventOf<K extends Event['type']> = Event & { type: K };
interface Account {
  readonly id: AccountId;
  owner: string;
  balance: Cents;
  status: 'open' | 'closed';
  history: number[];
}
class DomainError extends Error {
  constructor(
    readonly code: `E_${Uppercase<string>}`,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = `DomainError[${code}]`;
  }
  static is(e: unknown, code?: string): e is DomainError {
    return e instanceof DomainError && (code === undefined || e.code === code);
  }
}
type Handlers = { [K in Event['type']]: (event: EventOf<K>, accounts: Map<AccountId, Account>) => void };
const need = (accounts: Map<AccountId, Account>, id: AccountId): Account =>
  accounts.get(id) ??
  (() => {
    throw new DomainError('E_MISSING', `no account ${id}`);
  })();
const apply: Handlers = {
  opened({ id, owner }, accounts) {
    accounts.set(id, { id, owner, balance: cents(0), status: 'open', history: [] });
  },
  deposited: ({ id, amount }, accounts) => {
    const a = need(accounts, id);
    a.balance = cents(a.balance + amount);
    a.history.push(amount);
  },
  withdrawn: ({ id, amount }, accounts) => {
    const a = need(accounts, id);
    a.balance = cents(a.balance - amount);
    a.history.push(-amount);
  },
  transferred({ from, to, amount, at }, accounts) {
    this.withdrawn({ type: 'withdrawn', id: from, amount, at }, accounts);
    this.deposited({ type: 'deposited', id: to, amount, at }, accounts);
  },
  closed: ({ id }, accounts) => {
    need(accounts, id).status = 'closed';
  },
};
class Bank {
  #events: Event[] = [];
  #undone: Event[] = [];
  #accounts = new Map<AccountId, Account>();
  #clock = 0;
  #seq = 1;
  static readonly LIMIT = cents(1_000_000_00);
  private record(event: Event): void {
    this.#events.push(event);
    this.#undone.length = 0;
    this.play(event);
  }
  private play(event: Event): void {
    (apply[event.type] as (this: Handlers, e: Event, a: Map<AccountId, Account>) => void).call(
      apply,
      event,
      this.#accounts,
    );
  }
  private replay(): void {
    this.#accounts.clear();
    for (const e of this.#events) this.play(e);
  }
  open(owner: string): AccountId {
    const id = `ACC-${String(this.#seq++).padStart(3, '0')}` as AccountId;
    this.record({ type: 'opened', id, owner, at: this.#clock++ });
    return id;
  }
  #usable(id: AccountId): Account {
    const a = need(this.#accounts, id);
    if (a.status === 'closed') throw new DomainError('E_CLOSED', `${id} is closed`);
    return a;
  }
  deposit(id: AccountId, amount: Cents): this {
    const a = this.#usable(id);
    if (amount <= 0) throw new DomainError('E_AMOUNT', `amount ${amount}`);
    if (a.balance + amount > Bank.LIMIT)
      throw new DomainError('E_LIMIT', 'over the limit', { cause: { balance: a.balance, amount } });
    this.record({ type: 'deposited', id, amount, at: this.#clock++ });
    return this;
  }
  withdraw(id: AccountId, amount: Cents): this {
    if (this.#usable(id).balance < amount) throw new DomainError('E_FUNDS', `insufficient funds in ${id}`);
    this.record({ type: 'withdrawn', id, amount, at: this.#clock++ });
    return this;
  }
  transfer(from: AccountId, to: AccountId, amount: Cents): this {
    this.#usable(to);
    if (this.#usable(from).balance < amount) throw new DomainError('E_FUNDS', 'transfer failed');
    this.record({ type: 'transferred', from, to, amount, at: this.#clock++ });
    return this;
  }
  close(id: AccountId): this {
    if (this.#usable(id).balance !== 0) throw new DomainError('E_BALANCE', 'not empty');
    this.record({ type: 'closed', id, at: this.#clock++ });
    return this;
  }
  undo(): Event | undefined {
    const e = this.#events.pop();
    if (e) {
      this.#undone.push(e);
      this.replay();
    }
    return e;
  }
  redo(): boolean {
    const e = this.#undone.pop();
    if (!e) return false;
    this.#events.push(e);
    this.play(e);
    return true;
  }
  get total(): Cents {
    return cents([...this.#accounts.values()].reduce((s, a) => s + a.balance, 0));
  }
  *report(): Generator<string> {
    for (const { id, owner, balance, status, history } of this.#accounts.values())
      yield `${id} ${owner.padEnd(6)} ${format(balance).padStart(14)} ${status}${history.length ? ` [${history.join(',')}]` : ''}`;
  }
  stats(): Record<Event['type'], number> {
    const out = { opened: 0, deposited: 0, withdrawn: 0, transferred: 0, closed: 0 };
    for (const { type } of this.#events) out[type]++;
    return out;
  }
}
const bank = new Bank();
const [ann, bob] = ['Ann', 'Bob'].map((n) => bank.open(n)) as [AccountId, AccountId];
bank.deposit(ann, cents(150_000_00)).deposit(bob, cents(99)).transfer(ann, bob, cents(1234_56)).withdraw(bob, cents(5));
const attempts: [string, () => unknown][] = [
  ['overdraw', () => bank.withdraw(bob, cents(1e9))],
  ['ghost', () => bank.deposit('ACC-999' as AccountId, cents(1))],
  ['negative', () => bank.deposit(ann, cents(-1))],
  ['fraction', () => cents(1.5)],
  ['limit', () => bank.deposit(ann, cents(1e8))],
  ['close full', () => bank.close(bob)],
  ['close', () => bank.withdraw(bob, cents(123550)).close(bob)],
  ['closed', () => bank.transfer(ann, bob, cents(1))],
];
for (const [label, attempt] of attempts)
  try {
    attempt();
    console.log(label, 'ok');
  } catch (e) {
    console.log(
      label,
      DomainError.is(e) ? `${e.name} ${e.message}` : String(e),
      DomainError.is(e, 'E_LIMIT') ? e.cause : '',
    );
  }
console.log([...bank.report()].join('\n'), format(bank.total), bank.stats());
console.log(bank.undo(), bank.undo()?.type, [...bank.report()], bank.redo(), bank.redo(), bank.redo(), bank.stats());
console.log([0, 5, -5, 100, 123456789, -99999].map((n) => format(cents(n))));

type State = 'idle' | 'connecting' | 'connected' | 'retrying' | 'failed';
type Transitions = {
  readonly idle: 'connect';
  readonly connecting: 'ok' | 'fail';
  readonly connected: 'drop' | 'close';
  readonly retrying: 'connect' | 'giveUp';
  readonly failed: never;
};
type Input = Transitions[State];
const TABLE = {
  idle: { connect: 'connecting' },
  connecting: { ok: 'connected', fail: 'retrying' },
  connected: { drop: 'retrying', close: 'idle' },
  retrying: { connect: 'connecting', giveUp: 'failed' },
  failed: {},
} as const satisfies { [S in State]: Partial<Record<Input, State>> };
class Machine {
  state: State = 'idle';
  readonly trail: string[] = [];
  readonly #watchers = new Set<(from: State, to: State, input: Input) => void>();
  watch(fn: (from: State, to: State, input: Input) => void): this {
    this.#watchers.add(fn);
    return this;
  }
  send(input: Input): boolean {
    const to = (TABLE[this.state] as Partial<Record<Input, State>>)[input];
    if (to === undefined) {
      this.trail.push(`${this.state}!${input}`);
      return false;
    }
    const from = this.state;
    this.state = to;
    this.#watchers.forEach((w) => w(from, to, input));
    return true;
  }
}
let retries = 0;
const machine = new Machine()
  .watch((from, to, input) => machine.trail.push(`${from}-${input}>${to}`))
  .watch((_f, to) => {
    if (to === 'retrying' && ++retries > 1) machine.send('giveUp');
  });
console.log(
  (['connect', 'fail', 'connect', 'ok', 'close', 'ok', 'connect', 'fail', 'connect'] as Input[]).map((i) =>
    machine.send(i),
  ),
  machine.trail,
  machine.state,
  retries,
);
enum Level {
  Debug = 1,
  Info,
  Warn = 'warn'.length,
  Error = Warn << 1,
}
const enum Flag {
  A = 1 << 0,
  B = 1 << 1,
  C = A | B,
}
enum Color {
  Red = 'RED',
  Green = 'GREEN',
}
console.log(
  Level,
  Level[2],
  Level.Error,
  Flag.C,
  Color,
  Object.values(Color),
  Object.keys(Level).length,
  Level['Warn'],
  (Flag.A | Flag.B) === Flag.C,
);
