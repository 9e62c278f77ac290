// `caisson/net` in a sealed module: sockets on our own stack. The same names on Node's sockets are in posix/net.ts.

import { monotonicMs } from '../device/boot.ts';
import { race, type Attempt, type RaceWorld } from '../eyeballs/race.ts';
import type { ByteStream } from '../tcp/stream.types.ts';
import type { ConnectOptions, ListenOptions, Network } from './net.types.ts';
import { closeNetworkUser, network, openNetworkUser } from './root.ts';
import { lookUpHost } from './resolve.ts';
import { rootTcp } from './tcp-root.ts';
import { beginConnect, connectOn, TcpListener } from './tcp-socket.ts';
import type { TcpStream } from './tcp-stream.ts';

export { UdpSocket } from './udp-socket.ts';
export { Endpoint } from './net.types.ts';
export { TcpListener } from './tcp-socket.ts';
export { TcpStream } from './tcp-stream.ts';
export type { ByteStream, StreamHandler } from '../tcp/stream.types.ts';
export type {
  ConnectOptions,
  Datagram,
  DatagramHandler,
  ListenOptions,
  Network,
  SocketAddress,
  UdpOptions,
} from './net.types.ts';

/**
 * Takes TCP connections on a port. With `onStream` each is given to it as a byte stream, else they come from the listener as
 * an async iterator of `TcpStream`.
 * @throws when the port is in use or the address is none
 * @example
 * for await (const stream of listen({ port: 7 })) {
 *   for await (const bytes of stream) await stream.write(bytes);
 *   stream.end();
 * }
 */
export function listen(options: ListenOptions, onStream?: (stream: ByteStream) => void): TcpListener {
  const stack = network();
  const listener = new TcpListener(rootTcp(), options, () => closeNetworkUser(stack));
  openNetworkUser();
  listener.onStream = onStream;
  return listener;
}

/** Attempts on our own TCP. */
class StackRace implements RaceWorld<TcpStream> {
  private readonly port: number;

  constructor(port: number) {
    this.port = port;
  }

  get nowMs(): number {
    return monotonicMs();
  }

  after(ms: number, action: () => void): () => void {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  }

  begin(address: string): Attempt<TcpStream> {
    return beginConnect(rootTcp(), { address, port: this.port });
  }
}

/**
 * Opens a TCP connection to an address or, with `host`, to a name, as soon as this host has an address. Of several addresses the one
 * that answers first is taken (RFC 8305).
 * @throws when the other side refuses or does not answer
 */
export async function connect(options: ConnectOptions): Promise<TcpStream> {
  await networkReady();
  if ('address' in options) return connectOn(rootTcp(), options);
  const { host, port } = options;
  const { families } = network();
  return race(new StackRace(port), (onAddresses) =>
    lookUpHost(host, (addresses, isSix) => onAddresses(isSix ? families.inOrder(addresses) : addresses, isSix)),
  );
}

/** Resolves as soon as the interface has an address, configured or leased. */
export function networkReady(): Promise<Network> {
  const stack = network();
  if (stack.address !== '') return Promise.resolve({ address: stack.address });
  openNetworkUser();
  return new Promise((resolve) => {
    const earlier = stack.onAddress;
    stack.onAddress = (address) => {
      stack.onAddress = earlier;
      if (earlier !== undefined) earlier(address);
      closeNetworkUser(stack);
      resolve({ address });
    };
  });
}
