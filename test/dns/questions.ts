// The questions of the comparison with other servers: every type, case, wildcard, alias, delegation, EDNS size and flag
// over the zones of zones.ts, and malformed messages; the same list for the same seed.

import { queryFor } from './harness.ts';
import { Random } from './fuzz.suite.ts';

export class Question {
  readonly label: string;
  readonly octets: Uint8Array;
  /** Nobody need answer such a thing the same way; what counts is that nothing breaks. */
  readonly malformed: boolean;

  constructor(label: string, octets: Uint8Array, malformed: boolean) {
    this.label = label;
    this.octets = octets;
    this.malformed = malformed;
  }
}

const TYPES = [1, 2, 5, 6, 12, 13, 15, 16, 17, 18, 28, 33, 35, 39, 43, 44, 52, 64, 65, 255, 257, 731, 65280];

const SPECIAL_NAMES = [
  'b.ent.example.',
  'ent.example.',
  'x.ent.example.',
  'x.wild.example.',
  'x.y.wild.example.',
  '*.wild.example.',
  'x.host.wild.example.',
  'x.deep.wild.example.',
  'sub.deep.wild.example.',
  'q.cwild.example.',
  'q.lwild.example.',
  'q.nwild.example.',
  'x.child.example.',
  'a.b.child.example.',
  'x.unsigned.example.',
  'x.nested.ent2.example.',
  'ent2.example.',
  'x.sibling.example.',
  'b.dname.example.',
  'c.dname.example.',
  'x.y.dname.example.',
  'x.dout.example.',
  'x.dloop.example.',
  'www.dother.example.',
  `${'q'.repeat(63)}.${'r'.repeat(20)}.dlong.example.`,
  'zz.dwild.example.',
  'nothing.example.',
  'x.nothing.example.',
  'x.www.example.',
  'www.sub.example.',
  'nothing.sub.example.',
  'sub.example.',
  'www.other.test.',
  'any.name.other.test.',
  'test.',
  'elsewhere.test.',
  '.',
  '2.0.192.in-addr.arpa.',
  '80.2.0.192.in-addr.arpa.',
  '1.2.0.192.in-addr.arpa.',
  '9.2.0.192.in-addr.arpa.',
  'a\\.b.example.',
  'a\\000b.example.',
];

/** The owners of a zone's text, and the names above. */
function namesOf(zones: readonly string[]): string[] {
  const names = new Set(SPECIAL_NAMES);
  for (const zone of zones) {
    let origin = '';
    for (const line of zone.split('\n')) {
      if (line.startsWith('$ORIGIN ')) origin = line.slice(8).trim();
      else if (line !== '' && !' ;$\t'.includes(line[0])) {
        const owner = line.split(/\s/)[0];
        names.add(owner === '@' ? origin : `${owner}.${origin}`);
      }
    }
  }
  return [...names];
}

function mixCase(name: string, random: Random): string {
  return [...name].map((letter) => (random.below(2) === 0 ? letter.toUpperCase() : letter)).join('');
}

export function questions(zones: readonly string[], seed: number): Question[] {
  const random = new Random(seed);
  const names = namesOf(zones);
  const list: Question[] = [];
  const add = (label: string, octets: Uint8Array, malformed = false): void => {
    octets[0] = list.length >> 8;
    octets[1] = list.length & 0xff;
    list.push(new Question(label, octets, malformed));
  };
  for (const name of names) {
    for (const type of TYPES) add(`${name} ${type}`, queryFor(name, type, { size: 1232 }));
    for (const type of [1, 15, 2]) add(`${name} ${type} without EDNS`, queryFor(name, type));
    add(`${name} 1 with DO`, queryFor(name, 1, { size: 1232, dnssecOk: true }));
    const mixed = mixCase(name, random);
    add(`${mixed} 1 in mixed case`, queryFor(mixed, 1, { size: 1232, recursionDesired: true }));
  }
  for (const name of ['medium', 'large', 'manyns', 'x.manyns', 'manymx', 'longtxt', 'www']) {
    for (const size of [0, 100, 511, 512, 513, 600, 700, 900, 1100, 1231, 1232, 1233, 4096, 65535]) {
      for (const type of [1, 2, 15, 16])
        add(`${name} ${type} size ${size}`, queryFor(`${name}.example.`, type, { size }));
    }
  }
  odd(add);
  broken(add, random);
  return list;
}

type Add = (label: string, octets: Uint8Array, malformed?: boolean) => void;

/** Valid messages that are not simple questions. */
function odd(add: Add): void {
  const query = (): Uint8Array => queryFor('www.example.', 1);
  for (let opcode = 1; opcode < 16; opcode++) {
    const octets = query();
    octets[2] = opcode << 3;
    add(`opcode ${opcode}`, octets);
  }
  for (const kind of [0, 2, 3, 4, 254, 255]) {
    const octets = query();
    octets[octets.length - 1] = kind;
    add(`class ${kind}`, octets);
  }
  for (const type of [0, 41, 249, 250, 251, 252, 253, 254]) add(`type ${type}`, queryFor('example.', type));
  for (let version = 1; version < 4; version++)
    add(`EDNS version ${version}`, queryFor('www.example.', 1, { size: 1232, version }));
  for (const flags of [0x10, 0x20, 0x30, 0x40, 0x80, 0x0f]) {
    const octets = query();
    octets[3] = flags;
    add(`flags ${flags}`, octets);
  }
  for (const flags of [2, 4, 7]) {
    const octets = query();
    octets[2] = flags;
    add(`TC, AA ${flags}`, octets);
  }
}

function broken(add: Add, random: Random): void {
  const whole = queryFor('www.example.', 1, { size: 1232 });
  for (let length = 0; length < whole.length; length++) add(`cut to ${length}`, whole.slice(0, length), true);
  for (let at = 4; at < 12; at++) {
    const octets = whole.slice();
    octets[at] += 1;
    add(`count changed at ${at}`, octets, true);
  }
  for (let i = 0; i < 150; i++) {
    const octets = whole.slice();
    const at = 12 + random.below(octets.length - 12);
    octets[at] = random.below(256);
    add(`octet ${at} is ${octets[at]}`, octets, true);
  }
  const longer = new Uint8Array(whole.length + 5);
  longer.set(whole);
  add('octets after the end', longer, true);
  const pointer = queryFor('www.example.', 1);
  pointer[12] = 0xc0;
  pointer[13] = 12;
  add('a pointer to itself', pointer, true);
}
