// `caisson/net` in a sealed module: sockets on our own stack. The same names on Node's sockets are in posix/net.ts.

import { formatAddress } from '../core/address.ts';
import type { Network } from './net.types.ts';
import { closeNetworkUser, network, openNetworkUser } from './root.ts';

export { UdpSocket } from './udp-socket.ts';
export { Endpoint } from './net.types.ts';
export type { Datagram, DatagramHandler, Network, SocketAddress, UdpOptions } from './net.types.ts';

/** Resolves as soon as the interface has an address, configured or leased. */
export function networkReady(): Promise<Network> {
  const stack = network();
  if (stack.ip.address !== 0) return Promise.resolve({ address: formatAddress(stack.ip.address) });
  openNetworkUser();
  return new Promise((resolve) => {
    const earlier = stack.onAddress;
    stack.onAddress = (address) => {
      stack.onAddress = earlier;
      if (earlier !== undefined) earlier(address);
      closeNetworkUser(stack);
      resolve({ address: formatAddress(address) });
    };
  });
}
