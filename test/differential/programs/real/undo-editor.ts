// A text editor model on a gap buffer with commands, undo and redo, grouping, selections and marks.
class GapBuffer {
  #before: string[] = [];
  #after: string[] = [];
  get length(): number {
    return this.#before.length + this.#after.length;
  }
  #move(to: number): void {
    while (this.#before.length > to) this.#after.push(this.#before.pop()!);
    while (this.#before.length < to) this.#before.push(this.#after.pop()!);
  }
  insert(at: number, text: string): void {
    this.#move(at);
    this.#before.push(...text);
  }
  remove(at: number, count: number): string {
    this.#move(at);
    return Array.from({ length: count }, () => this.#after.pop()!).join('');
  }
  slice(from = 0, to = this.length): string {
    let out = '';
    for (let i = from; i < to; i++) out += i < this.#before.length ? this.#before[i] : this.#after[this.length - 1 - i];
    return out;
  }
}

interface Command {
  readonly label: string;
  apply(e: Editor): void;
  revert(e: Editor): void;
  merge?(next: Command): Command | null;
}

class Insert implements Command {
  readonly label = 'insert';
  constructor(
    readonly at: number,
    readonly text: string,
  ) {}
  apply(e: Editor): void {
    e.rawInsert(this.at, this.text);
  }
  revert(e: Editor): void {
    e.rawRemove(this.at, this.text.length);
  }
  merge(next: Command): Command | null {
    const joins = next instanceof Insert && next.at === this.at + this.text.length && !/\s$/.test(this.text) && next.text.length === 1;
    return joins ? new Insert(this.at, this.text + next.text) : null;
  }
}

class Remove implements Command {
  readonly label = 'remove';
  #removed = '';
  constructor(
    readonly at: number,
    readonly count: number,
  ) {}
  apply(e: Editor): void {
    this.#removed = e.rawRemove(this.at, this.count);
  }
  revert(e: Editor): void {
    e.rawInsert(this.at, this.#removed);
  }
}

class Group implements Command {
  constructor(
    readonly label: string,
    readonly commands: Command[],
  ) {}
  apply(e: Editor): void {
    for (const c of this.commands) c.apply(e);
  }
  revert(e: Editor): void {
    for (const c of this.commands.toReversed()) c.revert(e);
  }
}

class Editor {
  readonly #buffer = new GapBuffer();
  readonly #undo: Command[] = [];
  readonly #redo: Command[] = [];
  readonly marks = new Map<string, number>();
  cursor = 0;
  #group: Command[] | null = null;

  get text(): string {
    return this.#buffer.slice();
  }
  get history(): string {
    return `${this.#undo.map((c) => c.label).join(',')}|${this.#redo.map((c) => c.label).join(',')}`;
  }
  rawInsert(at: number, text: string): void {
    this.#buffer.insert(at, text);
    this.cursor = at + text.length;
    for (const [name, pos] of this.marks) if (pos >= at) this.marks.set(name, pos + text.length);
  }
  rawRemove(at: number, count: number): string {
    const removed = this.#buffer.remove(at, count);
    this.cursor = at;
    for (const [name, pos] of this.marks) if (pos > at) this.marks.set(name, Math.max(at, pos - count));
    return removed;
  }
  #run(command: Command): this {
    command.apply(this);
    if (this.#group) {
      this.#group.push(command);
      return this;
    }
    this.#redo.length = 0;
    const merged = this.#undo.at(-1)?.merge?.(command);
    if (merged) this.#undo[this.#undo.length - 1] = merged;
    else this.#undo.push(command);
    return this;
  }
  type(text: string): this {
    for (const c of text) this.#run(new Insert(this.cursor, c));
    return this;
  }
  paste(text: string): this {
    return this.#run(new Insert(this.cursor, text));
  }
  backspace(n = 1): this {
    const count = Math.min(n, this.cursor);
    return count ? this.#run(new Remove(this.cursor - count, count)) : this;
  }
  move(to: number | ((text: string, cursor: number) => number)): this {
    const target = typeof to === 'number' ? to : to(this.text, this.cursor);
    this.cursor = Math.max(0, Math.min(this.#buffer.length, target));
    return this;
  }
  transaction(label: string, f: (e: this) => void): this {
    const commands: Command[] = [];
    this.#group = commands;
    try {
      f(this);
    } catch (e) {
      this.#group = null;
      new Group(label, commands).revert(this);
      throw e;
    }
    this.#group = null;
    this.#redo.length = 0;
    this.#undo.push(new Group(label, commands));
    return this;
  }
  replaceAll(find: string, replacement: string): number {
    let count = 0;
    this.transaction('replace', () => {
      for (let at = this.text.indexOf(find); at >= 0; at = this.text.indexOf(find, at + replacement.length)) {
        this.#run(new Remove(at, find.length)).#run(new Insert(at, replacement));
        count++;
      }
    });
    return count;
  }
  undo(): boolean {
    const c = this.#undo.pop();
    c?.revert(this);
    if (c) this.#redo.push(c);
    return c !== undefined;
  }
  redo(): boolean {
    const c = this.#redo.pop();
    c?.apply(this);
    if (c) this.#undo.push(c);
    return c !== undefined;
  }
}

const e = new Editor();
e.type('hello world').move(5);
e.marks.set('m', 6);
e.type(',').backspace(3).paste('LP!');
console.log(e.text, e.cursor, e.history, [...e.marks]);
const states: string[] = [];
while (e.undo()) states.push(`${e.text}@${e.cursor}`);
while (e.redo()) states.push(`${e.text}@${e.cursor}`);
console.log(states, e.undo(), e.type('?').redo(), e.text, e.history);
e.move((t) => t.length).paste('\nfoo bar foo\nfoo');
console.log(e.replaceAll('foo', 'quux'), JSON.stringify(e.text), e.undo(), JSON.stringify(e.text), e.redo(), e.replaceAll('zzz', ''), e.history);
try {
  e.transaction('broken', (t) => {
    t.move(0).type('XX');
    throw new Error('stop');
  });
} catch (err) {
  console.log((err as Error).message, e.text.startsWith('XX'));
}
e.move(-5).backspace().move(9999);
console.log(e.cursor === e.text.length, e.move((t, c) => t.lastIndexOf(' ', c)).cursor, new Editor().undo());
