// A race of connection attempts (RFC 8305 §5) in a world with a clock of its own: which attempt wins, when the next begins, and what
// becomes of the others.

import { expect, test } from 'vitest';
import { race, type Attempt, type RaceWorld } from '../../runtime/eyeballs/race.ts';
import { ATTEMPT_DELAY_MS, RESOLUTION_DELAY_MS } from '../../runtime/eyeballs/racer.ts';

const SIX = '2001:db8::1';
const FOUR = '192.0.2.1';

interface Script {
  /** So long the attempt takes; never without. */
  readonly afterMs?: number;
  readonly fails?: boolean;
}

class World implements RaceWorld<string> {
  nowMs = 0;
  readonly log: string[] = [];
  private timers: { at: number; action: () => void }[] = [];
  private readonly scripts: Record<string, Script>;

  constructor(scripts: Record<string, Script>) {
    this.scripts = scripts;
  }

  after(ms: number, action: () => void): () => void {
    const timer = { at: this.nowMs + ms, action };
    this.timers.push(timer);
    return () => (this.timers = this.timers.filter((each) => each !== timer));
  }

  begin(address: string): Attempt<string> {
    this.log.push(`${this.nowMs} begin ${address}`);
    const { afterMs, fails = false } = this.scripts[address] ?? {};
    const opened = new Promise<string>((resolve, reject) => {
      if (afterMs === undefined) return;
      this.after(afterMs, () => (fails ? reject(new Error(`${address} refused`)) : resolve(address)));
    });
    return { opened, abandon: () => this.log.push(`${this.nowMs} abandon ${address}`) };
  }

  async until(promise: Promise<string>): Promise<string> {
    const state = { outcome: '' };
    promise.then(
      (value) => (state.outcome = value),
      (error: unknown) => (state.outcome = `${error}`),
    );
    for (let i = 0; i < 1000 && state.outcome === ''; i++) {
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
      if (state.outcome !== '') break;
      const next = this.timers.toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.timers = this.timers.filter((each) => each !== next);
      this.nowMs = next.at;
      next.action();
    }
    return state.outcome === '' ? 'nothing' : state.outcome;
  }

  get waits(): number {
    return this.timers.length;
  }
}

/** Answers for both families at given times; undefined: that family never. */
function resolver(world: World, six: number, four: number, names = { six: [SIX], four: [FOUR] }) {
  return (tell: (addresses: readonly string[], isSix: boolean) => void): Promise<void> =>
    new Promise((resolve) => {
      world.after(six, () => tell(names.six, true));
      world.after(four, () => tell(names.four, false));
      world.after(Math.max(six, four), () => resolve());
    });
}

test('IPv6 goes first, and IPv4 stays untried when it answers in time', async () => {
  const world = new World({ [SIX]: { afterMs: 100 }, [FOUR]: { afterMs: 1 } });
  expect(await world.until(race(world, resolver(world, 1, 2)))).toBe(SIX);
  expect(world.log).toEqual([`1 begin ${SIX}`]);
  expect(world.waits).toBe(0);
});

test('where IPv6 is silent IPv4 takes over after a quarter of a second, and the loser is given up', async () => {
  const world = new World({ [FOUR]: { afterMs: 10 } });
  expect(await world.until(race(world, resolver(world, 0, 0)))).toBe(FOUR);
  expect(world.log).toEqual([
    `0 begin ${SIX}`,
    `${ATTEMPT_DELAY_MS} begin ${FOUR}`,
    `${ATTEMPT_DELAY_MS + 10} abandon ${SIX}`,
  ]);
});

test('a refusal is followed at once by the next address', async () => {
  const world = new World({ [SIX]: { afterMs: 5, fails: true }, [FOUR]: { afterMs: 10 } });
  expect(await world.until(race(world, resolver(world, 0, 0)))).toBe(FOUR);
  expect(world.log).toEqual([`0 begin ${SIX}`, `5 begin ${FOUR}`]);
});

test('an answer about IPv6 that is late is waited for, but not long', async () => {
  const world = new World({ [SIX]: {}, [FOUR]: { afterMs: 10 } });
  expect(await world.until(race(world, resolver(world, 5000, 3)))).toBe(FOUR);
  expect(world.log).toEqual([`${3 + RESOLUTION_DELAY_MS} begin ${FOUR}`]);
});

test('when all refuse, the last refusal is told', async () => {
  const world = new World({ [SIX]: { afterMs: 1, fails: true }, [FOUR]: { afterMs: 1, fails: true } });
  expect(await world.until(race(world, resolver(world, 0, 0)))).toBe(`Error: ${FOUR} refused`);
});

test('a name that nobody has is told as the resolver tells it', async () => {
  const world = new World({});
  expect(await world.until(race(world, () => Promise.reject(new Error('no such name'))))).toBe('Error: no such name');
});

test('one family alone is tried without waiting for the other', async () => {
  const world = new World({ [FOUR]: { afterMs: 10 } });
  const alone = (tell: (addresses: readonly string[], isSix: boolean) => void): Promise<void> => {
    tell([FOUR], false);
    return Promise.resolve();
  };
  expect(await world.until(race(world, alone))).toBe(FOUR);
  expect(world.log).toEqual([`0 begin ${FOUR}`]);
});
