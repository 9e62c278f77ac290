// #private fields, methods, accessors, statics and the `in` check.
class Account {
  static #count = 0;
  #balance = 0;
  #log: string[] = [];
  constructor(readonly owner: string) {
    Account.#count++;
  }
  #record(what: string): void {
    this.#log.push(`${what}:${this.#balance}`);
  }
  get #low(): boolean {
    return this.#balance < 10;
  }
  deposit(n: number): this {
    this.#balance += n;
    this.#record('d');
    return this;
  }
  withdraw(n: number): this {
    this.#balance -= n;
    this.#record(this.#low ? 'low' : 'w');
    return this;
  }
  static is(x: object): x is Account {
    return #balance in x;
  }
  static get count(): number {
    return Account.#count;
  }
  get log(): string {
    return this.#log.join(' ');
  }
}
const acc = new Account('ann').deposit(50).withdraw(45);
console.log(acc.log, acc, Account.is(acc), Account.is({}), Account.count, Object.keys(acc));
