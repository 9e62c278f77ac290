// A server over zones given as text, and questions to it: what the suites of this folder have in common.

import { encodeQuery } from '../../runtime/dns/dns.wire.ts';
import { buildZones, DnsServer, parseZone, type DnsServerOptions, type ZoneFile } from '../../runtime/dns/index.ts';
import { ByteSink, readName } from '../../runtime/dns/zone-text.ts';
import { Message } from './message.ts';

export type Check = (name: string, ok: boolean) => void;

export const CLIENT = new Uint8Array([192, 0, 2, 77]);

/** The name in wire form; an invalid one is a bug of the test. */
export function wire(name: string): Uint8Array {
  const sink = new ByteSink();
  const problem = readName(name, 0, name.length, new Uint8Array(1), sink);
  if (problem !== '') throw new Error(`Cannot write name '${name}': ${problem}`);
  return sink.take();
}

export function zone(text: string, origin: string = '.'): ZoneFile {
  return parseZone(text, { file: 'test.zone', origin });
}

export function serverOf(texts: readonly string[], options: DnsServerOptions = {}): DnsServer {
  const build = buildZones(texts.map((text) => zone(text)));
  if (!build.ok) throw new Error(build.errors.map((error) => error.toString()).join('\n'));
  return new DnsServer(build.index, options);
}

export interface Asking {
  readonly size?: number;
  readonly dnssecOk?: boolean;
  readonly version?: number;
  readonly cookie?: Uint8Array;
  readonly nowMs?: number;
  readonly client?: Uint8Array;
  readonly recursionDesired?: boolean;
}

export function queryFor(name: string, type: number, asking: Asking = {}): Uint8Array {
  const edns =
    asking.size === undefined
      ? undefined
      : {
          payloadSize: asking.size,
          version: asking.version ?? 0,
          dnssecOk: asking.dnssecOk ?? false,
          cookie: asking.cookie ?? new Uint8Array(0),
        };
  return encodeQuery(0x1234, wire(name), type, asking.recursionDesired ?? false, edns);
}

/** The response's octets, empty where there is none. */
export function send(server: DnsServer, query: Uint8Array, asking: Asking = {}): Uint8Array {
  const out = new Uint8Array(4096).fill(0xee);
  const length = server.answer(query, query.length, out, asking.client ?? CLIENT, asking.nowMs ?? 0);
  return out.slice(0, length);
}

export function ask(server: DnsServer, name: string, type: number, asking: Asking = {}): Message {
  return new Message(send(server, queryFor(name, type, asking), asking));
}

export function same(actual: readonly string[], expected: readonly string[]): boolean {
  return actual.length === expected.length && actual.every((line, i) => line === expected[i]);
}
