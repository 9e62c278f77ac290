// A traffic light state machine with timed transitions on a fake clock, guards and typed events.
type State = 'red' | 'green' | 'yellow' | 'blinking';
type Ev = { type: 'TICK'; ms: number } | { type: 'FAULT' } | { type: 'RESET'; code: number };
const TIMES: Partial<Record<State, readonly [next: State, after: number]>> = { red: ['green', 30], green: ['yellow', 20], yellow: ['red', 5] };
class Light {
  #state: State = 'red';
  #elapsed = 0;
  readonly trace: string[] = [];
  constructor(private readonly unlock: (code: number) => boolean) {}
  get state(): State {
    return this.#state;
  }
  #enter(s: State): void {
    this.trace.push(`${this.#state[0]}>${s[0]}`);
    this.#state = s;
    this.#elapsed = 0;
  }
  send(e: Ev): this {
    switch (e.type) {
      case 'TICK': {
        this.#elapsed += e.ms;
        for (let t = TIMES[this.#state]; t && this.#elapsed >= t[1]; t = TIMES[this.#state]) {
          const over = this.#elapsed - t[1];
          this.#enter(t[0]);
          this.#elapsed = over;
        }
        break;
      }
      case 'FAULT':
        if (this.#state !== 'blinking') this.#enter('blinking');
        break;
      case 'RESET':
        if (this.#state === 'blinking' && this.unlock(e.code)) this.#enter('red');
    }
    return this;
  }
}
const l = new Light((c) => c % 7 === 0);
for (const ms of [10, 20, 19, 1, 100]) l.send({ type: 'TICK', ms });
console.log(l.state, l.trace, l.send({ type: 'FAULT' }).send({ type: 'FAULT' }).send({ type: 'TICK', ms: 1e6 }).state, l.send({ type: 'RESET', code: 5 }).state, l.send({ type: 'RESET', code: 14 }).state, l.trace.length);
