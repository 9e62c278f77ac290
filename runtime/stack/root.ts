// The composition root of the sealed stack: the module's one network interface, built at its first use and joined to the
// event loop. A program that uses no network links none of this.

import { addTurnSource, keepAlive } from '../lang/loop.ts';
import { bootParameter, monotonicMs } from '../device/boot.ts';
import { entropyDevice, netDevice } from './devices.ts';
import { EntropyRandom } from './entropy-random.ts';
import { NetworkInterface } from './interface.ts';
import { readInterfaceConfig } from './interface-config.ts';

let root: NetworkInterface | undefined;

export function network(): NetworkInterface {
  if (root === undefined) {
    const random = new EntropyRandom(entropyDevice());
    const stack = new NetworkInterface(netDevice(), readInterfaceConfig('net0', bootParameter), random, monotonicMs());
    root = stack;
    addTurnSource(
      (nowMs: number) => stack.receive(nowMs),
      (nowMs: number) => stack.flush(nowMs),
      () => stack.nextDeadlineMs(),
    );
  }
  return root;
}

/** An open socket keeps the program alive. */
export function openNetworkUser(): void {
  keepAlive(1);
}

/** Only what `network()` gave was counted: tests build interfaces of their own. */
export function closeNetworkUser(user: NetworkInterface): void {
  if (user === root) keepAlive(-1);
}
