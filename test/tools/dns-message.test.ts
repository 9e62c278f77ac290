// The demonstration's DNS client against messages written by hand from RFC 1035 §4.
import { describe, expect, it } from 'vitest';
import { encodeQuery, formatResponse } from './dns-message.ts';

describe('the demonstration’s client', () => {
  it('asks one question', () => {
    const query = encodeQuery(0x0102, 'a.bc.', 'AAAA');
    expect([...query]).toEqual([1, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 97, 2, 98, 99, 0, 0, 28, 0, 1]);
  });

  it('prints answers with compressed names and leaves EDNS out', () => {
    const question = [...encodeQuery(7, 'a.bc', 'A')].slice(12);
    const header = [0, 7, 0x84, 0, 0, 1, 0, 2, 0, 0, 0, 1];
    const address = [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1];
    const mail = [0xc0, 12, 0, 15, 0, 1, 0, 0, 0, 60, 0, 4, 0, 10, 0xc0, 14];
    const edns = [0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 0];
    expect(formatResponse(Uint8Array.from([...header, ...question, ...address, ...mail, ...edns]))).toBe(
      ';; status: NOERROR, id: 7, flags: qr aa\n\n;; QUESTION\n;a.bc.  IN  A\n\n;; ANSWER\n' +
        'a.bc.  60  IN  A  192.0.2.1\na.bc.  60  IN  MX  10 bc.\n',
    );
  });

  it('refuses a name that points in a circle', () => {
    const loop = [0, 7, 0x84, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xc0, 12, 0, 1, 0, 1];
    expect(() => formatResponse(Uint8Array.from(loop))).toThrow('points in a circle');
  });
});
