// Objects that refer to each other; printing marks the cycle.
class Employee {
  reports: Employee[] = [];
  manager: Employee | null = null;
  constructor(readonly name: string) {}
  add(e: Employee): this {
    e.manager = this;
    this.reports.push(e);
    return this;
  }
}
const boss = new Employee('boss').add(new Employee('a')).add(new Employee('b'));
console.log(boss);
console.log(boss.reports[0].manager === boss, boss.reports.map((r) => r.name));
const o: { self?: unknown; list: unknown[] } = { list: [] };
o.self = o;
o.list.push(o, o.list);
console.log(o);
try {
  JSON.stringify(o);
} catch (e) {
  console.log((e as Error).name, (e as Error).message.split('\n')[0]);
}
