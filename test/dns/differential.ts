// Compares two DNS servers section by section: `node test/dns/differential.ts HOST:PORT HOST:PORT [--verbose]`. Both must
// serve the zones that `node test/dns/differential.ts --zones DIRECTORY` writes. Differences come out grouped by kind, each
// with an example; docs/protocols-dns.md says which document decides each kind that remains.

import { createSocket, type Socket } from 'node:dgram';
import { mkdirSync, writeFileSync } from 'node:fs';
import { Message } from './message.ts';
import { type Question, questions } from './questions.ts';
import { allZones } from './zones.ts';

const TIMEOUT_MS = 300;
const SEED = 4711;

class Peer {
  readonly host: string;
  readonly port: number;
  private readonly socket: Socket;
  private readonly waiting: Map<number, (octets: Uint8Array) => void>;

  constructor(address: string) {
    const [host, port] = address.split(':');
    this.host = host;
    this.port = Number(port);
    this.waiting = new Map();
    this.socket = createSocket('udp4');
    this.socket.on('message', (octets) => this.waiting.get(octets.length < 2 ? -1 : octets.readUInt16BE(0))?.(octets));
  }

  /** The response, or undefined after a while without one. */
  ask(question: Question): Promise<Message | undefined> {
    const octets = question.octets;
    if (octets.length === 0) return Promise.resolve(undefined);
    const id = octets.length < 2 ? -1 : (octets[0] << 8) | octets[1];
    return new Promise((resolve) => {
      const timer = setTimeout(() => finish(undefined), TIMEOUT_MS);
      const finish = (message: Message | undefined): void => {
        clearTimeout(timer);
        this.waiting.delete(id);
        resolve(message);
      };
      this.waiting.set(id, (answer) => finish(answer.length < 12 ? undefined : new Message(new Uint8Array(answer))));
      this.socket.send(octets, this.port, this.host);
    });
  }

  close(): void {
    this.socket.close();
  }
}

function sorted(lines: readonly string[]): string {
  return lines.toSorted().join('\n');
}

/** Every way in which the responses differ, a kind and a detail each. */
function differences(a: Message | undefined, b: Message | undefined): [string, string][] {
  if (a === undefined || b === undefined) {
    return a === b ? [] : [[`only the ${a === undefined ? 'second' : 'first'} responds`, `rcode ${(a ?? b)?.rcode}`]];
  }
  const found: [string, string][] = [];
  const field = (kind: string, first: unknown, second: unknown): void => {
    if (first !== second) found.push([kind, `${first}\n    against ${second}`]);
  };
  field('malformed', a.problem, b.problem);
  field('rcode', a.rcode, b.rcode);
  field('question', a.question, b.question);
  field('AA', a.header.authoritative, b.header.authoritative);
  field('TC', a.header.truncated, b.header.truncated);
  field('RD', a.header.recursionDesired, b.header.recursionDesired);
  field('RA', a.header.recursionAvailable, b.header.recursionAvailable);
  field(
    'AD or CD',
    a.header.authenticData || a.header.checkingDisabled,
    b.header.authenticData || b.header.checkingDisabled,
  );
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

async function compare(first: Peer, second: Peer, verbose: boolean): Promise<void> {
  const list = questions(allZones(), SEED);
  const kinds = new Map<string, { count: number; examples: string[] }>();
  let differing = 0;
  for (const question of list) {
    const found = differences(await first.ask(question), await second.ask(question));
    if (found.length > 0) differing++;
    for (const [kind, detail] of found) {
      const name = question.malformed ? `malformed query: ${kind}` : kind;
      const entry = kinds.get(name) ?? { count: 0, examples: [] };
      entry.count++;
      if (verbose || entry.examples.length < 3) entry.examples.push(`  ${question.label}\n    ${detail}`);
      kinds.set(name, entry);
    }
  }
  console.log(`${list.length} questions, ${differing} answered differently`);
  for (const [kind, entry] of kinds) console.log(`\n${kind}: ${entry.count}\n${entry.examples.join('\n')}`);
}

function writeZones(directory: string): void {
  mkdirSync(directory, { recursive: true });
  for (const text of allZones()) {
    const name = text.slice('$ORIGIN '.length, text.indexOf('\n')).trim();
    writeFileSync(`${directory}/${name}zone`, text);
    console.log(`${name} ${directory}/${name}zone`);
  }
}

const [first, second, option] = process.argv.slice(2);
if (first === '--zones') {
  writeZones(second);
} else {
  const peers = [new Peer(first), new Peer(second)];
  await compare(peers[0], peers[1], option === '--verbose');
  for (const peer of peers) peer.close();
}
