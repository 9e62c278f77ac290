// The one driver of each device of a module. A driver resets its device, so there may never be two; and a device is in the
// manifest only if the function that starts it is called somewhere in the program.

import { openBalloon, type VirtioBalloon } from '../device/balloon.ts';
import { openEntropy } from '../device/entropy.ts';
import { openClock } from '../device/rtc.ts';
import { openNet } from '../device/virtio-net.ts';
import type { Clock } from '../device/clock.types.ts';
import type { Entropy } from '../device/entropy.types.ts';
import type { Net } from '../device/net.types.ts';

let entropy: Entropy | undefined;
let clock: Clock | undefined;
let net: Net | undefined;
let balloon: VirtioBalloon | undefined;

export function entropyDevice(): Entropy {
  if (entropy === undefined) entropy = openEntropy();
  return entropy;
}

export function clockDevice(): Clock {
  if (clock === undefined) clock = openClock();
  return clock;
}

export function netDevice(): Net {
  if (net === undefined) net = openNet();
  return net;
}

export function balloonDevice(): VirtioBalloon {
  if (balloon === undefined) balloon = openBalloon();
  return balloon;
}
