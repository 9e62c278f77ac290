// Names on the sealed stack: the stub resolver with our UDP and TCP under it, for `connect` and `fetch`. Linked by what uses names.
// Servers come from `net0.dns=10.0.0.53,10.0.0.54:5353` and domains from `net0.search=example.test`, else from the DHCP lease.

import { formatAddress, parseAddress } from '../core/address.ts';
import { bootParameter, monotonicMs } from '../device/boot.ts';
import {
  StubResolver,
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
    socket.send(message, { address: formatAddress(server.ip), port: server.port });
    return { close: () => socket.close() };
  }

  async askStream(server: NameServer, message: Uint8Array): Promise<Uint8Array> {
    const stream = await connectOn(rootTcp(), { address: formatAddress(server.ip), port: server.port });
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
  const servers = bootParameter('net0.dns');
  const search = bootParameter('net0.search');
  const { lease } = network().dhcp;
  return {
    servers:
      servers === undefined
        ? (lease?.nameServers ?? []).map((ip) => ({ ip, port: DNS_PORT }))
        : servers.split(',').map(readServer),
    search: (search ?? lease?.domainName ?? '').split(/[ ,]/).filter((domain) => domain !== ''),
  };
}

function readServer(text: string): NameServer {
  const [address = '', port] = text.split(':');
  const ip = parseAddress(address);
  const number = port === undefined ? DNS_PORT : Number(port);
  if (!ip.ok || !(number >= 1 && number <= 65535) || number !== Math.floor(number))
    throw new Error(`Cannot use boot parameter net0.dns: ${text} is not ADDRESS or ADDRESS:PORT`);
  return { ip: ip.value, port: number };
}

let resolver: StubResolver | undefined;

/** The addresses of a host. */
export function resolveHost(name: string): Promise<readonly string[]> {
  resolver ??= new StubResolver(new StackNetwork(), network().random, config);
  return resolver.resolve(name);
}
