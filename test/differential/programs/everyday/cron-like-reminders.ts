// Reminders on a virtual timeline with repeats, snoozes and priorities.
interface Reminder {
  text: string;
  at: number;
  every?: number;
  until?: number;
  urgent?: true;
}
class Timeline {
  #items: Reminder[] = [];
  readonly fired: string[] = [];
  add = (r: Reminder): this => (this.#items.push(r), this);
  snooze(text: string, by: number): boolean {
    const r = this.#items.find((i) => i.text === text);
    if (r) r.at += by;
    return !!r;
  }
  runTo(end: number): this {
    for (;;) {
      const next = this.#items.filter((r) => r.at <= end).sort((a, b) => a.at - b.at || Number(b.urgent ?? false) - Number(a.urgent ?? false))[0];
      if (!next) return this;
      this.fired.push(`${next.at}:${next.text}`);
      const again = next.every !== undefined && next.at + next.every <= (next.until ?? Infinity);
      if (again) next.at += next.every!;
      else this.#items = this.#items.filter((r) => r !== next);
    }
  }
  get left(): number {
    return this.#items.length;
  }
}
const t = new Timeline().add({ text: 'tea', at: 3, every: 4 }).add({ text: 'once', at: 7 }).add({ text: 'alarm', at: 7, urgent: true }).add({ text: 'short', at: 1, every: 1, until: 3 });
t.runTo(7);
console.log(t.fired, t.left, t.snooze('tea', 10), t.snooze('gone', 1), t.runTo(30).fired.slice(7), t.left);
