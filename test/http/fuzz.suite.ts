// Hostile bytes into the parsers, seeded: mutated requests and responses. Whatever comes, nothing throws, cutting the input makes no
// difference, what is accepted is framed without doubt, and a failure is the last thing a connection says.

import { SeededRandom } from '../../runtime/core/random.ts';
import type { Check } from '../net/suite.ts';
import { receive, serve } from './transcript.ts';

const SEEDS: readonly string[] = [
  'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
  'POST /x?y=z HTTP/1.1\r\nHost: a:80\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\nhello',
  'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nt: u\r\n\r\n',
  'OPTIONS * HTTP/1.0\r\nConnection: keep-alive, upgrade\r\nUpgrade: websocket\r\n\r\n',
];
const ANSWERS: readonly string[] = [
  'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello',
  'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
  'HTTP/1.0 404 Not Found\r\n\r\nbody',
];
/** Pieces that matter to a parser. */
const PIECES: readonly string[] = [
  '\r',
  '\n',
  '\r\n',
  '\r\n\r\n',
  ' ',
  '\t',
  ':',
  ',',
  ';',
  '\0',
  '0',
  'ff',
  'Content-Length: 3\r\n',
  'Transfer-Encoding: chunked\r\n',
  'Host: b\r\n',
  '\x80',
  '\x7f',
  '0\r\n\r\n',
  'HTTP/1.1',
  'chunked',
];

export class Fuzzer {
  private readonly random: SeededRandom;

  constructor(seed: number) {
    this.random = new SeededRandom(seed);
  }
  private below(bound: number): number {
    return Math.floor((this.random.next32() / 0x100000000) * bound);
  }
  private pick(list: readonly string[]): string {
    return list[this.below(list.length)]!;
  }
  mutated(seeds: readonly string[]): string {
    let text = this.pick(seeds);
    if (this.below(2) === 0) text += this.pick(seeds);
    for (let count = this.below(4); count > 0; count--) {
      const at = this.below(text.length + 1);
      const kind = this.below(4);
      if (kind === 0) text = text.slice(0, at) + this.pick(PIECES) + text.slice(at);
      else if (kind === 1) text = text.slice(0, at) + text.slice(at + 1 + this.below(4));
      else if (kind === 2) text = text.slice(0, at) + String.fromCharCode(this.below(256)) + text.slice(at + 1);
      else text = text.slice(0, at) + text.slice(this.below(text.length + 1));
    }
    return text;
  }
  cuts(): number[] {
    const cuts: number[] = [];
    for (let i = this.below(12); i > 0; i--) cuts.push(1 + this.below(12));
    return cuts;
  }
  /** One round; a sentence when something is wrong. */
  round(): string {
    const request = this.mutated(SEEDS);
    const cuts = this.cuts();
    const whole = serve(request, [], true);
    if (serve(request, cuts, true).transcript !== whole.transcript)
      return `cuts ${cuts.join(',')} of ${JSON.stringify(request)}`;
    // A method may be of digits too: a target does not begin with a letter, but for what mutation does not make.
    const failed = whole.transcript.split('\n').findIndex((line) => /^[45]\d\d [a-z]/.test(line));
    const after = whole.transcript
      .split('\n')
      .slice(failed + 1)
      .join('|');
    if (failed !== -1 && after !== 'closed|') return `after a failure of ${JSON.stringify(request)}: ${after}`;
    const answer = this.mutated(ANSWERS);
    if (receive('GET', answer, this.cuts(), true) !== receive('GET', answer, [], true))
      return `cuts of ${JSON.stringify(answer)}`;
    return '';
  }
}

export const CI_ROUNDS = 3000;

export function suite(check: Check): void {
  const fuzzer = new Fuzzer(1);
  let wrong = '';
  for (let i = 0; i < CI_ROUNDS && wrong === ''; i++) wrong = fuzzer.round();
  check(wrong === '' ? 'mutated messages' : wrong, wrong === '');
}
