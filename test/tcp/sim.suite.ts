// Streams through every weather, from seeds: every byte arrives once and in order, no rule is broken on the wire, and in the end
// nothing is left. Peers that fall silent, paths that swallow large packets, readers that do not read.

import { USER_TIMEOUT_MS, TIME_WAIT_MS } from '../../runtime/tcp/constants.ts';
import { CUBIC, DEFAULT_LIMITS } from '../../runtime/tcp/tcp.ts';
import { NewReno } from '../../runtime/tcp/new-reno.ts';
import { FAIR, type Weather } from '../net/sim.ts';
import type { Check } from '../net/suite.ts';
import { World } from './streams.ts';

const NEW_RENO = { create: (window: number) => new NewReno(window) };
const PATIENCE_MS = 3_600_000;

/** From calm to hardly anything gets through. */
export const WEATHERS: readonly Weather[] = [
  FAIR,
  { ...FAIR, loss: 0.01, delayMs: 20 },
  { ...FAIR, loss: 0.1, jitterMs: 3 },
  { ...FAIR, reordering: 0.2, reorderMs: 7, jitterMs: 3 },
  { ...FAIR, duplication: 0.2, corruption: 0.02, sparesArp: true },
  {
    loss: 0.1,
    duplication: 0.05,
    reordering: 0.2,
    reorderMs: 17,
    corruption: 0.05,
    delayMs: 5,
    jitterMs: 9,
    sparesArp: true,
  },
  { ...FAIR, loss: 0.3, delayMs: 10, jitterMs: 2 },
  { ...FAIR, delayMs: 300, loss: 0.02, jitterMs: 50 },
];

export function suite(check: Check): void {
  storms(check, 1, 300);
  storms(check, 1001, 100, true);
  silence(check);
  blackHole(check);
  slowReaders(check);
  pacing(check);
}

/** An upload over 40 ms a round trip: most frames at one instant, and how long it takes. */
function spread(paces: boolean, weather: Weather, bytes: number): { most: number; ms: number } {
  const world = new World(3, { ...weather, delayMs: 20 }, 1500, CUBIC, { ...DEFAULT_LIMITS, paces });
  let most = 0;
  let count = 0;
  let at = -1;
  world.link.tap = (frame, now) => {
    if (frame.length < 1000) return;
    count = now === at ? count + 1 : 1;
    at = now;
    most = Math.max(most, count);
  };
  world.serve(0, false);
  world.connect(bytes, false);
  world.link.run(PATIENCE_MS, () => world.ends.length === 1 && world.ends[0].read === bytes);
  return { most, ms: world.link.now };
}

function pacing(check: Check): void {
  const [paced, plain] = [spread(true, FAIR, 300_000), spread(false, FAIR, 300_000)];
  // Ten segments are the initial window, which leaves at once.
  check('with pacing a window leaves spread over the round trip', paced.most <= 14 && plain.most > 60);
  check('and nothing takes longer', paced.ms <= plain.ms);
  const short = { ...FAIR, bytesPerMs: 6250, queueBytes: 16 * 1514 };
  check('a short queue carries more', spread(true, short, 2_000_000).ms * 2 < spread(false, short, 2_000_000).ms);
}

/** Seeds from `first` on; the long run of the fuzz recipe takes more. */
export function storms(check: Check, first: number, count: number, six = false): void {
  let problem = '';
  for (let seed = first; seed < first + count && problem === ''; seed++) {
    problem = stormRun(seed, six);
    if (problem !== '') problem = `seed ${seed}: ${problem}`;
  }
  const name = `${count} storms${six ? ' over IPv6' : ''}: every byte once and in order, nothing left`;
  check(problem === '' ? name : problem, problem === '');
}

/** One seed; the empty text when all holds. */
export function stormRun(seed: number, six = false): string {
  const weather = WEATHERS[seed % WEATHERS.length];
  const small = six ? 1280 : 576;
  const mtu = seed % 5 === 0 ? small : 1500;
  const world = new World(seed, weather, mtu, seed % 3 === 0 ? NEW_RENO : CUBIC, DEFAULT_LIMITS, six);
  const scale = seed % 7 === 0 ? 400_000 : 60_000;
  const up = (seed * 7919) % scale;
  const down = (seed * 104_729) % scale;
  world.serve(down, false);
  const client = world.connect(up, false);
  const all = world.link.run(PATIENCE_MS, () => client.done && world.ends.length === 1 && world.ends[0].done);
  const server = world.ends[0];
  if (!all) {
    const got = server === undefined ? 'no connection' : `${server.read} of ${up} up, ${client.read} of ${down} down`;
    return `not done: ${got} ${client.reason}`;
  }
  if (client.wrong + server.wrong > 0) return `${client.wrong} and ${server.wrong} bytes are wrong`;
  if (client.read !== down || server.read !== up) return `read ${client.read} of ${down}, ${server.read} of ${up}`;
  // The last acknowledgements may be lost again and again.
  world.link.run(world.link.now + USER_TIMEOUT_MS + 2 * TIME_WAIT_MS, () => world.leaks() === '');
  if (world.observer.broken.length > 0) return world.observer.broken.join('; ');
  return world.leaks();
}

/** The link goes dead in the middle: both sides give up and keep nothing. */
function silence(check: Check): void {
  let problem = '';
  for (let seed = 1; seed <= 12 && problem === ''; seed++) {
    const world = new World(seed, { ...FAIR, delayMs: 5 }, 1500, CUBIC, DEFAULT_LIMITS);
    world.serve(3_000_000, false);
    const client = world.connect(seed % 2 === 0 ? 1000 : 3_000_000, false);
    world.link.runFor(seed * 7);
    world.link.weather = { ...FAIR, loss: 1 };
    world.link.runFor(2 * USER_TIMEOUT_MS);
    client.stream.abort();
    for (const end of world.ends) end.stream.abort();
    world.link.runFor(2 * TIME_WAIT_MS);
    problem = world.leaks();
    if (problem === '' && seed % 2 === 1 && !client.closed) problem = `seed ${seed}: the client never gave up`;
  }
  check(`silent peers are given up, and nothing is left ${problem}`.trim(), problem === '');
}

/** RFC 4821 §7.7: nothing above 1000 bytes gets through, and nobody says so. */
function blackHole(check: Check): void {
  const world = new World(3, { ...FAIR, largestFrame: 1000 }, 1500, CUBIC, DEFAULT_LIMITS);
  world.serve(100_000, false);
  const client = world.connect(50_000, false);
  const done = world.link.run(PATIENCE_MS, () => client.done && world.ends.length === 1 && world.ends[0].done);
  check('RFC 4821 §7.7: a path that swallows large packets is got through', done);
  check('within ten seconds', world.link.now < 10_000);
}

/** Readers that take nothing for a long while: the window closes, is probed, and opens again; memory stays bounded. */
function slowReaders(check: Check): void {
  let problem = '';
  for (let seed = 1; seed <= 10 && problem === ''; seed++) {
    const weather = seed % 2 === 0 ? FAIR : { ...FAIR, loss: 0.1, jitterMs: 2 };
    const world = new World(seed, weather, 1500, CUBIC, DEFAULT_LIMITS);
    world.serve(600_000, true);
    const client = world.connect(600_000, true);
    for (let pause = 0; pause < 400 && !(client.done && world.ends[0].done); pause++) {
      world.link.runFor((seed * 313 * (pause + 1)) % 20_000);
      client.take();
      client.write();
      for (const end of world.ends) {
        end.take();
        end.write();
      }
    }
    const server = world.ends[0];
    if (!client.done || !server.done) problem = `seed ${seed}: ${client.read} and ${server.read} bytes`;
    else if (client.wrong + server.wrong > 0) problem = `seed ${seed}: wrong bytes`;
    else if (world.observer.broken.length > 0) problem = `seed ${seed}: ${world.observer.broken.join('; ')}`;
  }
  check(`slow readers get everything ${problem}`.trim(), problem === '');
}
