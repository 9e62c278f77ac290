// What every congestion control must do, for CUBIC and NewReno alike, and the numbers of CUBIC's curve (RFC 9438 §4).

import type { CongestionControl } from '../../runtime/tcp/congestion.types.ts';
import { Cubic } from '../../runtime/tcp/cubic.ts';
import { NewReno } from '../../runtime/tcp/new-reno.ts';
import type { Check } from '../net/suite.ts';

const SEGMENT = 1000;
const RTT = 100;

export function suite(check: Check): void {
  every(check, 'CUBIC', (window) => new Cubic(window));
  every(check, 'NewReno', (window) => new NewReno(window));
  reno(check);
  cubic(check);
}

/** A round trip in which a full window is acknowledged, segment by segment. */
function round(control: CongestionControl, now: number): void {
  const segments = Math.floor(control.window / SEGMENT);
  for (let i = 0; i < segments; i++) control.onAcknowledged(SEGMENT, SEGMENT, RTT, now + (i * RTT) / segments);
}

/** Loss at the present window, recovery over. */
function loss(control: CongestionControl, now: number): void {
  control.onCongestion(control.window, SEGMENT, now);
  control.window = control.threshold;
}

function every(check: Check, name: string, make: (window: number) => CongestionControl): void {
  const control = make(10 * SEGMENT);
  round(control, 0);
  check(`${name}: RFC 5681 §3.1: slow start doubles`, control.window === 20 * SEGMENT);
  loss(control, 100);
  check(`${name}: a loss reduces`, control.window < 20 * SEGMENT && control.window >= 10 * SEGMENT);
  const after = control.window;
  round(control, 200);
  check(
    `${name}: then it grows by about one segment a round trip`,
    control.window > after && control.window < after + 3 * SEGMENT,
  );
  for (let i = 0; i < 40; i++) loss(control, 300 + i);
  check(`${name}: RFC 5681 §3.1 equation 4: never below two segments`, control.window === 2 * SEGMENT);
  control.window = 50 * SEGMENT;
  control.onTimeout(50 * SEGMENT, SEGMENT, 400);
  check(`${name}: a timeout leaves one segment`, control.window === SEGMENT && control.threshold >= 25 * SEGMENT);
  control.onSpurious();
  check(`${name}: and is undone when it was mistaken`, control.window === 50 * SEGMENT);
  const still = control.window;
  control.onIdle(10_000);
  check(`${name}: idle time changes nothing`, control.window === still);
}

function reno(check: Check): void {
  const control = new NewReno(40 * SEGMENT);
  loss(control, 0);
  check('NewReno: RFC 5681 §3.1: half', control.window === 20 * SEGMENT);
  for (let i = 0; i < 10; i++) round(control, i * RTT);
  check('NewReno: one segment a round trip', Math.abs(control.window - 30 * SEGMENT) <= SEGMENT);
}

function cubic(check: Check): void {
  const control = new Cubic(1000 * SEGMENT);
  loss(control, 0);
  check('CUBIC: RFC 9438 §4.6: to seven tenths', control.window === 700 * SEGMENT);
  // §4.2: K = cbrt((1000 - 700) / 0.4), 9.09 s.
  const flat = Math.cbrt(300 / 0.4) * 1000;
  let now = 0;
  let half = 0;
  while (now < flat) {
    round(control, now);
    now += RTT;
    if (half === 0 && now >= flat / 2) half = control.window;
  }
  check(
    'CUBIC: RFC 9438 §4.4: concave: most of the way back in half the time',
    half > 950 * SEGMENT && half < 1000 * SEGMENT,
  );
  check('CUBIC: RFC 9438 §4.2: after K at the old maximum', Math.abs(control.window - 1000 * SEGMENT) < 15 * SEGMENT);
  while (now < 2 * flat) {
    round(control, now);
    now += RTT;
  }
  check('CUBIC: RFC 9438 §4.5: convex beyond it', Math.abs(control.window - 1300 * SEGMENT) < 60 * SEGMENT);
  const before = control.window;
  loss(control, now);
  control.window = 500 * SEGMENT;
  loss(control, now + 1);
  round(control, now + 2);
  check('CUBIC: RFC 9438 §4.7: fast convergence', before > 0 && control.window < 360 * SEGMENT);
  const friendly = new Cubic(20 * SEGMENT);
  loss(friendly, 0);
  for (let i = 0; i < 30; i++) round(friendly, i * 10);
  check(
    'CUBIC: RFC 9438 §4.3: on short paths no slower than Reno',
    friendly.window >= 14 * SEGMENT + 30 * 0.52 * SEGMENT,
  );
}
