// TCP on the module's one interface, put there by the first program part that uses it: what uses none links none.

import { PROTOCOL_TCP } from '../ip/ip.types.ts';
import { CUBIC, DEFAULT_LIMITS, Tcp } from '../tcp/tcp.ts';
import { closeNetworkUser, network, openNetworkUser } from './root.ts';

let tcp: Tcp | undefined;

export function rootTcp(): Tcp {
  if (tcp === undefined) {
    const stack = network();
    tcp = new Tcp(stack.families.ip, stack.random, stack.now, CUBIC, DEFAULT_LIMITS);
    // A connection keeps the program alive, as an open socket does.
    tcp.onOpened = openNetworkUser;
    tcp.onReleased = () => closeNetworkUser(stack);
    stack.attachTransport(PROTOCOL_TCP, tcp);
  }
  return tcp;
}
