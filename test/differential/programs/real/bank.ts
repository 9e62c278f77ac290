// A bank simulation: accounts, transfers, interest, statements, errors and an audit log.
class InsufficientFunds extends Error {
  override readonly name = 'InsufficientFunds';
  constructor(
    readonly account: string,
    readonly missing: number,
  ) {
    super(`account ${account} is short of ${money(missing)}`);
  }
}

type Entry = { kind: 'deposit' | 'withdrawal' | 'fee' | 'interest'; amount: number; balance: number; note?: string };
const money = (cents: number): string => `${cents < 0 ? '-' : ''}$${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;

abstract class Account {
  static #next = 1000;
  readonly id: string;
  #balance = 0;
  readonly #entries: Entry[] = [];

  constructor(readonly owner: string) {
    this.id = `${this.prefix()}${Account.#next++}`;
  }
  protected abstract prefix(): string;
  protected get limit(): number {
    return 0;
  }
  get balance(): number {
    return this.#balance;
  }
  deposit(amount: number, note?: string): this {
    if (!Number.isInteger(amount) || amount <= 0) throw new RangeError(`invalid amount ${amount}`);
    return this.record('deposit', amount, note);
  }
  withdraw(amount: number, note?: string): this {
    const missing = amount - (this.#balance + this.limit);
    if (missing > 0) throw new InsufficientFunds(this.id, missing);
    return this.record('withdrawal', -amount, note);
  }
  protected record(kind: Entry['kind'], amount: number, note?: string): this {
    this.#balance += amount;
    this.#entries.push({ kind, amount, balance: this.#balance, ...(note !== undefined && { note }) });
    return this;
  }
  abstract monthEnd(): void;
  statement(): string {
    const lines = this.#entries.map((e) => `  ${e.kind.padEnd(10)} ${money(e.amount).padStart(10)} ${money(e.balance).padStart(10)}${e.note ? `  ${e.note}` : ''}`);
    return [`${this.id} (${this.owner})`, ...lines].join('\n');
  }
}

class Savings extends Account {
  constructor(
    owner: string,
    private readonly rate: number,
  ) {
    super(owner);
  }
  protected prefix(): string {
    return 'S';
  }
  monthEnd(): void {
    const interest = Math.round((this.balance * this.rate) / 12);
    if (interest > 0) this.record('interest', interest, `${(this.rate * 100).toFixed(1)}%`);
  }
}

class Checking extends Account {
  #withdrawals = 0;
  protected prefix(): string {
    return 'C';
  }
  protected override get limit(): number {
    return 50_00;
  }
  override withdraw(amount: number, note?: string): this {
    super.withdraw(amount, note);
    if (++this.#withdrawals > 2) this.record('fee', -1_50, `withdrawal ${this.#withdrawals}`);
    return this;
  }
  monthEnd(): void {
    if (this.balance < 0) this.record('fee', -5_00, 'overdraft');
    this.#withdrawals = 0;
  }
}

class Bank {
  readonly #accounts = new Map<string, Account>();
  readonly audit: string[] = [];

  open<T extends Account>(account: T): T {
    this.#accounts.set(account.id, account);
    this.audit.push(`open ${account.id}`);
    return account;
  }
  find(id: string): Account {
    const account = this.#accounts.get(id);
    if (!account) throw new ReferenceError(`no account ${id}`);
    return account;
  }
  transfer(from: string, to: string, amount: number): boolean {
    try {
      const [source, target] = [this.find(from), this.find(to)];
      source.withdraw(amount, `to ${to}`);
      target.deposit(amount, `from ${from}`);
      this.audit.push(`transfer ${from} ${to} ${money(amount)}`);
      return true;
    } catch (e) {
      if (e instanceof InsufficientFunds || e instanceof ReferenceError) {
        this.audit.push(`refused ${e.name}: ${e.message}`);
        return false;
      }
      throw e;
    }
  }
  monthEnd(): void {
    for (const a of this.#accounts.values()) a.monthEnd();
  }
  total(filter: (a: Account) => boolean = () => true): number {
    return [...this.#accounts.values()].filter(filter).reduce((s, a) => s + a.balance, 0);
  }
}

const bank = new Bank();
const savings = bank.open(new Savings('Ann', 0.036));
const checking = bank.open(new Checking('Bob'));
savings.deposit(1234_56, 'opening');
checking.deposit(20_00);
console.log(bank.transfer(checking.id, savings.id, 65_00), bank.transfer(checking.id, savings.id, 10_00), bank.transfer(savings.id, checking.id, 100_01));
console.log(bank.transfer('X1', savings.id, 1), bank.transfer(savings.id, checking.id, 9999_99));
checking.withdraw(1_00).withdraw(2_00, 'atm');
checking.withdraw(90_00);
bank.monthEnd();
for (const a of [savings, checking]) console.log(a.statement());
console.log(bank.audit, money(bank.total()), money(bank.total((a) => a instanceof Savings)));
for (const bad of [0, -5, 1.5, NaN]) {
  try {
    savings.deposit(bad);
  } catch (e) {
    console.log(String(e));
  }
}
try {
  savings.withdraw(1e9);
} catch (e) {
  if (e instanceof InsufficientFunds) console.log(e.account, money(e.missing), e.name);
}
