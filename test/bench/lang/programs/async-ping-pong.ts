// Two async functions that pass a number back and forth through channels, each message awaited on both sides.
import { measureAsync } from '../measure.ts';

const MESSAGES = 100_000;

class Channel<T> {
  private readonly values: T[] = [];
  private readonly readers: ((value: T) => void)[] = [];

  send(value: T): void {
    const reader = this.readers.shift();
    if (reader === undefined) this.values.push(value);
    else reader(value);
  }

  receive(): Promise<T> {
    if (this.values.length > 0) return Promise.resolve(this.values.shift()!);
    return new Promise((resolve) => {
      this.readers.push(resolve);
    });
  }
}

async function pong(input: Channel<number>, output: Channel<number>): Promise<number> {
  let seen = 0;
  for (;;) {
    const value = await input.receive();
    if (value < 0) return seen;
    seen++;
    output.send(value + 1);
  }
}

async function ping(input: Channel<number>, output: Channel<number>): Promise<number> {
  let value = 0;
  for (let i = 0; i < MESSAGES; i++) {
    output.send(value);
    value = await input.receive();
  }
  output.send(-1);
  return value;
}

await measureAsync(async () => {
  const there = new Channel<number>();
  const back = new Channel<number>();
  const [last, seen] = await Promise.all([ping(back, there), pong(there, back)]);
  return last + seen;
}, 2 * MESSAGES);
