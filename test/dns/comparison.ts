// Asks servers the same questions and compares what they say section by section: sections as sets, names expanded and folded.
// A server is a host and port, or `library`: our own under Node, for comparing it with its compiled self.

import { createSocket, type Socket } from 'node:dgram';
import { MAX_DATAGRAM, type DnsServer } from '../../runtime/dns/index.ts';
import { CLIENT, serverOf } from './harness.ts';
import { Message } from './message.ts';
import { type Question, questions } from './questions.ts';
import { allZones } from './zones.ts';

export const SEED = 4711;
const TIMEOUT_MS = 300;
/** A question that nobody answers is asked again: datagrams get lost on a busy machine. */
const ATTEMPTS = 3;
const IN_FLIGHT = 16;

export interface Peer {
  /** The response, or undefined where there is none. */
  ask(octets: Uint8Array): Promise<Message | undefined>;
  close(): void;
}

class SocketPeer implements Peer {
  private readonly host: string;
  private readonly port: number;
  private readonly socket: Socket;
  private readonly waiting: Map<number, (octets: Uint8Array) => void>;

  constructor(address: string) {
    const [host, port] = address.split(':');
    this.host = host!;
    this.port = Number(port);
    this.waiting = new Map();
    this.socket = createSocket('udp4');
    this.socket.on('message', (octets) => this.waiting.get(octets.length < 2 ? -1 : octets.readUInt16BE(0))?.(octets));
  }

  async ask(octets: Uint8Array): Promise<Message | undefined> {
    if (octets.length < 2) return undefined;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const answer = await this.askOnce(octets);
      if (answer !== undefined) return answer.length < 12 ? undefined : new Message(new Uint8Array(answer));
    }
    return undefined;
  }

  private askOnce(octets: Uint8Array): Promise<Uint8Array | undefined> {
    const id = (octets[0]! << 8) | octets[1]!;
    return new Promise((resolve) => {
      const finish = (answer: Uint8Array | undefined): void => {
        clearTimeout(timer);
        this.waiting.delete(id);
        resolve(answer);
      };
      const timer = setTimeout(() => finish(undefined), TIMEOUT_MS);
      this.waiting.set(id, finish);
      this.socket.send(octets, this.port, this.host);
    });
  }

  close(): void {
    this.socket.close();
  }
}

class LibraryPeer implements Peer {
  private readonly server: DnsServer;

  constructor() {
    this.server = serverOf(allZones());
  }

  ask(octets: Uint8Array): Promise<Message | undefined> {
    const out = new Uint8Array(MAX_DATAGRAM);
    const length = this.server.answer(octets, octets.length, out, CLIENT, 0);
    return Promise.resolve(length === 0 ? undefined : new Message(out.slice(0, length)));
  }

  close(): void {}
}

export function peerAt(address: string): Peer {
  return address === 'library' ? new LibraryPeer() : new SocketPeer(address);
}

/** One way in which two responses to one question differ. */
export interface Difference {
  readonly label: string;
  readonly malformed: boolean;
  readonly kind: string;
  readonly first: string;
  readonly second: string;
}

export interface Comparison {
  readonly questions: number;
  /** Questions that got the same from both. */
  readonly alike: number;
  readonly differences: readonly Difference[];
}

export async function compare(first: Peer, second: Peer): Promise<Comparison> {
  const list = questions(allZones(), SEED);
  const differences: Difference[] = [];
  let alike = 0;
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let question = list[next++]; question !== undefined; question = list[next++]) {
      const [a, b] = await Promise.all([first.ask(question.octets), second.ask(question.octets)]);
      const found = differencesOf(question, a, b);
      if (found.length === 0) alike++;
      differences.push(...found);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  return { questions: list.length, alike, differences };
}

function differencesOf(question: Question, a: Message | undefined, b: Message | undefined): Difference[] {
  const found: Difference[] = [];
  const { label, malformed } = question;
  const field = (kind: string, first: unknown, second: unknown): void => {
    if (first !== second) found.push({ label, malformed, kind, first: String(first), second: String(second) });
  };
  if (a === undefined || b === undefined) {
    const said = (message: Message | undefined): string =>
      message === undefined ? 'nothing' : `rcode ${message.rcode}`;
    field('response', said(a), said(b));
    return found;
  }
  field('malformed', a.problem, b.problem);
  field('rcode', a.rcode, b.rcode);
  field('question', a.question, b.question);
  field('AA', a.header.authoritative, b.header.authoritative);
  field('TC', a.header.truncated, b.header.truncated);
  field('RD', a.header.recursionDesired, b.header.recursionDesired);
  field('RA', a.header.recursionAvailable, b.header.recursionAvailable);
  field('AD', a.header.authenticData, b.header.authenticData);
  field('CD', a.header.checkingDisabled, b.header.checkingDisabled);
  field('opcode', a.header.opcode, b.header.opcode);
  field('EDNS', a.hasEdns, b.hasEdns);
  field('EDNS version', a.ednsVersion, b.ednsVersion);
  field('DO', a.dnssecOk, b.dnssecOk);
  // What a truncated response still holds is to be ignored, RFC 2181 §9.
  if (!a.header.truncated && !b.header.truncated) {
    field('answer', sorted(a.answer), sorted(b.answer));
    field('authority', sorted(a.authority), sorted(b.authority));
    field('additional', sorted(a.additional), sorted(b.additional));
  }
  return found;
}

function sorted(lines: readonly string[]): string {
  return lines.toSorted().join('\n');
}
