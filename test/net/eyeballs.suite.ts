// Happy eyeballs under a virtual clock: the order and times of attempts of RFC 8305.

import { NEVER } from '../../runtime/core/instant.ts';
import { ATTEMPT_DELAY_MS, MOST_ADDRESSES, Racer, RESOLUTION_DELAY_MS } from '../../runtime/eyeballs/racer.ts';
import type { Check } from './suite.ts';

const SIX = ['2001:db8::1', '2001:db8::2'];
const FOUR = ['192.0.2.1', '192.0.2.2'];

export function suite(check: Check): void {
  const order = new Racer();
  check('nothing is tried before an answer', order.nextAttempt(0) === undefined && order.nextTimeout() === NEVER);
  order.onAddresses(SIX, true, 10);
  check('RFC 8305 §3: IPv6 is tried at once', order.nextAttempt(10) === SIX[0]);
  order.onAddresses(FOUR, false, 15);
  check('§5: the next one waits', order.nextAttempt(20) === undefined);
  check('for a quarter of a second', order.nextTimeout() === 10 + ATTEMPT_DELAY_MS);
  const rest = [260, 510, 760].map((now) => order.nextAttempt(now));
  check('§4: families take turns', rest.join() === [FOUR[0], SIX[1], FOUR[1]].join());
  check('then there is nothing more', order.nextAttempt(9999) === undefined && order.nextTimeout() === NEVER);
  check('while attempts run nothing is lost', !order.lost);
  const losers = order.onSuccess(FOUR[0]);
  check('§5: who connects first wins, the others are closed', losers.join() === [SIX[0], SIX[1], FOUR[1]].join());
  check('and the race is over', order.nextAttempt(10_000) === undefined && !order.lost);

  const late = new Racer();
  late.onAddresses(FOUR, false, 0);
  check('§3: IPv4 waits a little for IPv6', late.nextAttempt(0) === undefined);
  check('not for long', late.nextTimeout() === RESOLUTION_DELAY_MS);
  late.onAddresses(SIX, true, 20);
  check('IPv6 that comes meanwhile is first', late.nextAttempt(20) === SIX[0]);
  const without = new Racer();
  without.onAddresses(FOUR, false, 0);
  without.onAddresses([], true, 5);
  check('where there is none IPv4 goes ahead', without.nextAttempt(5) === FOUR[0]);
  const patient = new Racer();
  patient.onAddresses(FOUR, false, 0);
  check('nor does it wait for ever', patient.nextAttempt(RESOLUTION_DELAY_MS) === FOUR[0]);
  patient.onAddresses(SIX, true, 100);
  check('what comes later takes its turn', patient.nextAttempt(RESOLUTION_DELAY_MS + ATTEMPT_DELAY_MS) === SIX[0]);

  const ended = new Racer();
  ended.onAddresses(['192.0.2.1', '192.0.2.1'], false, 0);
  ended.onResolved(3);
  check('when no more can come there is no wait', ended.nextAttempt(3) === '192.0.2.1');
  check('an address is tried once', ended.nextAttempt(9999) === undefined && !ended.lost);

  const failing = new Racer();
  failing.onAddresses(SIX, true, 0);
  failing.onAddresses(FOUR, false, 0);
  failing.nextAttempt(0);
  failing.onFailure(SIX[0], 5);
  check('§5: after a failure the next need not wait', failing.nextAttempt(5) === FOUR[0]);
  failing.nextAttempt(255);
  failing.onFailure(FOUR[0], 260);
  check('unless another attempt runs', failing.nextAttempt(260) === undefined && failing.nextTimeout() === 505);
  failing.onFailure(SIX[1], 270);
  check('a failure of all but one', failing.nextAttempt(270) === FOUR[1] && !failing.lost);
  failing.onFailure(FOUR[1], 280);
  check('of all: lost', failing.lost);
  const nobody = new Racer();
  nobody.onAddresses([], true, 0);
  check('a host without addresses is lost', !nobody.lost);
  nobody.onAddresses([], false, 0);
  check('when both answers are there', nobody.lost);

  const many = new Racer();
  many.onAddresses(
    Array.from({ length: 100 }, (_, i) => `2001:db8::${i}`),
    true,
    0,
  );
  let tried = 0;
  for (let now = 0; now < 100_000; now += ATTEMPT_DELAY_MS) if (many.nextAttempt(now) !== undefined) tried++;
  check('addresses that are tried are bounded', tried === MOST_ADDRESSES);
}
