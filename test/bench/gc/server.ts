// A program in the shape of a server with 64 MB of live objects: each turn replaces some of them and makes short-lived
// ones. It prints percentiles of how long turns took, and of the time between turns, which is where the collector works.
interface Session {
  readonly id: number;
  readonly name: string;
  hits: number;
  last: Session | null;
}

/** About 160 bytes each with its name and its place in the array. */
const SESSIONS = 420_000;
const TURNS = 4000;
const REPLACED = 200;
const GARBAGE = 300;

const sessions: Session[] = [];
const turns: number[] = [];
const gaps: number[] = [];
let next = 0;
let ended = 0;

function session(id: number): Session {
  return { id, name: `session number ${id} of a server`, hits: 0, last: null };
}

function work(): number {
  let sum = 0;
  for (let i = 0; i < REPLACED; i++) {
    const at = (next * 7919) % SESSIONS;
    const fresh = session(next++);
    fresh.last = null;
    sessions[at] = fresh;
  }
  for (let i = 0; i < GARBAGE; i++) sum += { id: i, parts: [i, i + 1] }.parts.length;
  return sum;
}

function percentiles(name: string, times: number[]): void {
  times.sort((a, b) => a - b);
  const at = (share: number): string => times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(3);
  console.log(`${name} ${at(0.5)} ${at(0.99)} ${at(0.999)} ${at(1)}`);
}

function turn(left: number): void {
  const start = performance.now();
  if (ended > 0) gaps.push(start - ended);
  work();
  ended = performance.now();
  turns.push(ended - start);
  if (left > 0) setTimeout(turn, 0, left - 1);
  else {
    percentiles('turn', turns);
    percentiles('gap', gaps);
    setTimeout(() => console.log('idle'), 1000);
    setTimeout(() => undefined, 3000);
  }
}

setTimeout(() => {
  for (let i = 0; i < SESSIONS; i++) sessions.push(session(i));
  turn(TURNS);
}, 0);
