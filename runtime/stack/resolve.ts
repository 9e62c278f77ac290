// Names on the sealed stack: the stub resolver with our UDP and TCP under it, for `connect` and `fetch`. Linked by what uses names.
// Servers come from `net0.dns=10.0.0.53,[2001:db8::53]:5353` and domains from `net0.search=example.test`, else from the DHCP lease and
// from routers (RFC 8106).

import { ANY_ADDRESS, formatAddress } from '../core/address.ts';
import { bootParameter, monotonicMs } from '../device/boot.ts';
import {
  StubResolver,
  type AddressesListener,
  type Exchange,
  type NameServer,
  type StubConfig,
  type StubNetwork,
} from '../dns/stub-resolver.ts';
import { framed } from '../dns/stub-query.ts';
import { network } from './root.ts';
import { rootTcp } from './tcp-root.ts';
import { connectOn } from './tcp-socket.ts';
import type { TcpStream } from './tcp-stream.ts';
import { UdpSocket } from './udp-socket.ts';

const DNS_PORT = 53;
/** A server that takes a connection and then says nothing. */
const STREAM_TIMEOUT_MS = 5000;

class StackNetwork implements StubNetwork {
  get nowMs(): number {
    return monotonicMs();
  }

  ask(server: NameServer, message: Uint8Array, receive: (reply: Uint8Array, from: NameServer) => void): Exchange {
    // Port 0: one that the stack draws at random (RFC 6056).
    const socket = UdpSocket.bind({ port: 0 });
    socket.onDatagram = (bytes, from) => receive(bytes, from);
    socket.send(message, server);
    return { close: () => socket.close() };
  }

  async askStream(server: NameServer, message: Uint8Array): Promise<Uint8Array> {
    const stream = await connectOn(rootTcp(), server);
    const stop = this.after(STREAM_TIMEOUT_MS, () => stream.abort());
    try {
      await stream.write(framed(message));
      return await readFramed(stream);
    } finally {
      stop();
      stream.close();
    }
  }

  after(ms: number, action: () => void): () => void {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  }
}

async function readFramed(stream: TcpStream): Promise<Uint8Array> {
  let got = new Uint8Array(0);
  for (;;) {
    const part = await stream.read();
    if (part === undefined) throw new Error('Cannot read an answer: the server ended the connection');
    const joined = new Uint8Array(got.length + part.length);
    joined.set(got);
    joined.set(part, got.length);
    got = joined;
    const length = got.length < 2 ? Infinity : got[0]! * 256 + got[1]!;
    if (got.length >= length + 2) return got.slice(2, length + 2);
  }
}

function config(): StubConfig {
  const stack = network();
  const servers = bootParameter('net0.dns');
  const search = bootParameter('net0.search');
  const { lease } = stack.dhcp;
  return {
    servers: servers === undefined ? toldServers() : servers.split(',').map(readServer),
    search: (search === undefined
      ? [lease?.domainName ?? '', ...stack.families.searchList]
      : search.split(/[ ,]/)
    ).filter((domain) => domain !== ''),
    four: stack.ip.address !== ANY_ADDRESS,
    six: stack.families.address6 !== '',
  };
}

function toldServers(): NameServer[] {
  const { dhcp, families } = network();
  const addresses = (dhcp.lease?.nameServers ?? []).map((ip) => formatAddress(ip));
  return [...addresses, ...families.nameServers].map((address) => ({ address, port: DNS_PORT }));
}

/** `ADDRESS`, `ADDRESS:PORT` or `[ADDRESS]:PORT`, the address as the stack writes it. */
function readServer(text: string): NameServer {
  const bracket = text.startsWith('[') ? text.indexOf(']') : -1;
  // Without brackets a second colon belongs to an address of IPv6.
  const colon = bracket < 0 && text.indexOf(':') !== text.lastIndexOf(':') ? -1 : text.indexOf(':', bracket + 1);
  const end = colon < 0 ? text.length : colon;
  const hosts = network().families.ip;
  const host = hosts.parseHost(bracket < 0 ? text.slice(0, end) : text.slice(1, bracket));
  const port = colon < 0 ? DNS_PORT : Number(text.slice(colon + 1));
  if (!host.ok || (bracket >= 0 && end !== bracket + 1) || !(port >= 1 && port <= 65535) || port !== Math.floor(port))
    throw new Error(`Cannot use boot parameter net0.dns: ${text} is not ADDRESS, ADDRESS:PORT or [ADDRESS]:PORT`);
  return { address: hosts.formatHost(host.value), port };
}

let resolver: StubResolver | undefined;

/** Tells the addresses of a host, family by family as they come. */
export function lookUpHost(name: string, onAddresses: AddressesListener): Promise<void> {
  resolver ??= new StubResolver(new StackNetwork(), network().random, config);
  return resolver.lookUp(name, onAddresses);
}
