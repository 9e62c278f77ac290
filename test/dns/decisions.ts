// Where our answers differ from NSD's and Knot's, and which document decides: the list of docs/protocols-dns.md as predicates. A
// difference that none of them explains is a mistake, ours or of this list.

import type { Difference } from './comparison.ts';

export interface Decision {
  readonly what: string;
  readonly decidedBy: string;
  readonly explains: (difference: Difference) => boolean;
}

const ADDRESS = / (A|AAAA) /;

/** Lines that only our side, which is the first, or only the other has. */
function only({ first, second }: Difference): { ours: string[]; theirs: string[] } {
  const [a, b] = [first, second].map((text) => text.split('\n').filter((line) => line !== '')) as [string[], string[]];
  return { ours: a.filter((line) => !b.includes(line)), theirs: b.filter((line) => !a.includes(line)) };
}

function oursAre(difference: Difference, pattern: RegExp): boolean {
  const { ours, theirs } = only(difference);
  return theirs.length === 0 && ours.length > 0 && ours.every((line) => pattern.test(line));
}

const isKind =
  (...kinds: string[]) =>
  ({ kind }: Difference): boolean =>
    kinds.includes(kind);

const sections = isKind('answer', 'authority', 'additional');
const outcome = isKind('rcode', 'AA', 'answer', 'authority', 'additional', 'EDNS', 'question');
const asked = ({ label }: Difference, pattern: RegExp): boolean => pattern.test(label);

/** QTYPEs from 249 to 254 with OPT and 0, and one of them made by a changed octet. */
const META = /^type (0|41|249|250|251|252|253|254)$|^octet 26 is (1[2-9]\d|2[0-4]\d|25[0-4])$/;

const BOTH: readonly Decision[] = [
  {
    what: 'ANY gets one RRset, the shortest',
    decidedBy: 'RFC 8482 §4.1',
    explains: (d) => asked(d, / 255$/) && sections(d),
  },
  {
    what: 'addresses of targets that another zone of this server holds, or beside AFSDB, SRV, MX, SVCB and HTTPS',
    decidedBy: 'RFC 1034 §4.3.2 step 6; RFC 2782, RFC 9460 §4.1, RFC 1183 §1',
    explains: (d) => d.kind === 'additional' && oursAre(d, ADDRESS),
  },
  {
    what: 'DS in a referral with DO although the zone is not signed',
    decidedBy: 'RFC 4035 §3.1.4',
    explains: (d) => d.kind === 'authority' && asked(d, / with DO$/) && oursAre(d, / DS /),
  },
  {
    what: 'QTYPEs that are no data types cannot be denied',
    decidedBy: 'RFC 6895 §3.1, RFC 3597 §3, RFC 5936 §4.2, RFC 1995 §2',
    explains: (d) => asked(d, META) && outcome(d),
  },
];

const NSD: readonly Decision[] = [
  {
    what: 'glue that does not fit is missing without TC',
    decidedBy: 'RFC 9471 §3',
    explains: (d) => d.kind === 'TC' && asked(d, /manyns \d+ size/) && d.second === 'false',
  },
  {
    what: 'NOTIFY is what this server does not do',
    decidedBy: 'RFC 1035 §4.1.1: NOTIMP',
    explains: (d) => d.kind === 'rcode' && asked(d, /^opcode 4$/),
  },
  {
    what: 'response code bits in a query mean nothing',
    decidedBy: 'RFC 1035 §4.1.1: set in responses',
    explains: (d) => asked(d, /^flags 15$/) && outcome(d),
  },
  {
    what: 'an error repeats the question as far as it could be read',
    decidedBy: 'RFC 1035 §4.1.1 does not say',
    explains: (d) => d.kind === 'question' && d.second === '' && (d.malformed || asked(d, /^class /)),
  },
  {
    what: 'records other than OPT in the additional section are ignored',
    decidedBy: 'no document',
    explains: (d) => d.malformed && asked(d, /^octet 3[01] is/) && outcome(d),
  },
  {
    what: 'OPT goes back in an answer to a query whose later part is malformed',
    decidedBy: 'RFC 6891 §6.1.1: it was received',
    explains: (d) => d.malformed && d.kind === 'EDNS' && asked(d, /^count changed at 11$/),
  },
];

const KNOT: readonly Decision[] = [
  {
    what: 'aliases into another zone of this server are followed',
    decidedBy: 'RFC 1034 §4.3.2 step 3a',
    explains: (d) => sections(d) && oursAre(d, / (A|AAAA|TXT|SOA) /) && asked(d, /^(www\.dother|toother|back\.other)/i),
  },
  {
    what: 'a DNAME that makes too long a name',
    decidedBy: 'RFC 6672 §2.2: YXDOMAIN',
    explains: (d) => asked(d, /\.dlong\./i) && outcome(d),
  },
  {
    what: 'a loop of DNAMEs is shown once',
    decidedBy: 'no document; the client sees the loop either way',
    explains: (d) => d.kind === 'answer' && asked(d, /\.dloop\./i) && only(d).ours.length + only(d).theirs.length === 0,
  },
  {
    what: 'TC only where our compression does not fit',
    decidedBy: 'RFC 1035 §4.1.4 leaves compression to the server',
    explains: (d) => d.kind === 'TC' && asked(d, /manyns \d+ size/) && d.first === 'false',
  },
  {
    what: 'QCLASS ANY is not authoritative',
    decidedBy: 'RFC 1035 §6.2',
    explains: (d) => d.kind === 'AA' && asked(d, /^class 255$/),
  },
  {
    what: 'NOTIFY and UPDATE are what this server does not do',
    decidedBy: 'RFC 1035 §4.1.1, RFC 2136 §2.2: NOTIMP',
    explains: (d) => d.kind === 'rcode' && asked(d, /^opcode [45]$/),
  },
  {
    what: 'other opcodes are not ours to read a question of',
    decidedBy: 'RFC 1035 §4.1.1 does not say',
    explains: (d) => d.kind === 'question' && asked(d, /^opcode \d+$/) && d.first === '',
  },
  {
    what: 'a malformed question gets FORMERR instead of silence',
    decidedBy: 'RFC 1035 §4.1.1',
    explains: (d) => d.malformed && d.kind === 'response' && d.first === 'rcode 1',
  },
  {
    what: 'octets after the last record are ignored',
    decidedBy: 'no document',
    explains: (d) => d.malformed && asked(d, /^octets after the end$/) && outcome(d),
  },
  {
    what: 'OPT goes back in an answer to a query whose later part is malformed',
    decidedBy: 'RFC 6891 §6.1.1: it was received',
    explains: (d) => d.malformed && d.kind === 'EDNS' && asked(d, /^count changed at 11$/),
  },
];

export const DECISIONS = { nsd: [...BOTH, ...NSD], knot: [...BOTH, ...KNOT] } as const;

/** How often each decision applied, and what none explains. */
export function judge(
  differences: readonly Difference[],
  decisions: readonly Decision[],
): { readonly applied: Map<Decision, number>; readonly unexplained: Difference[] } {
  const applied = new Map<Decision, number>(decisions.map((decision) => [decision, 0]));
  const unexplained: Difference[] = [];
  for (const difference of differences) {
    const decision = decisions.find(({ explains }) => explains(difference));
    if (decision === undefined) unexplained.push(difference);
    else applied.set(decision, applied.get(decision)! + 1);
  }
  return { applied, unexplained };
}
