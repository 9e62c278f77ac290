// Scripts of data in flight without loss: windows, acknowledgements, Nagle, probes, keep-alive (RFC 9293 §3.7.4, §3.8), options
// and timestamps (RFC 7323), SACK (RFC 2018, 2883), ECN (RFC 3168).

import { ACCEPTED, CONNECTED, runScripts, type Script } from './states.suite.ts';
import type { Check } from '../net/suite.ts';

/** With all options. */
export const FULL = `
  listen
  < S 0:0(0) win 65535 <mss 1460, sackOK, TS 100 0, nop, wscale 7>
  > S. 0:0(0) ack 1 <mss 1460, sackOK, TS 100, wscale 7>
  +1 < . 1:1(0) ack 1 win 512 <TS 101 now>
`;

const SCRIPTS: readonly Script[] = [
  [
    'RFC 7323 §1.3, RFC 2018 §2: options are offered with a SYN and answered if offered',
    `${FULL} is state ESTABLISHED`,
  ],
  [
    'RFC 7323 §1.3, RFC 2018 §2: what was not offered is not answered',
    `
    listen
    < S 0:0(0) win 65535 <mss 1000>
    > S. 0:0(0) ack 1 win 65535 <mss 1460, noSack, noTS, noWscale>
    < . 1:1(0) ack 1 win 65535
    write 3000
    > . 1:1001(1000) ack 1 <noTS>
    > . 1001:2001(1000) ack 1
    > P. 2001:3001(1000) ack 1
    `,
  ],
  [
    'RFC 9293 §3.7.1 MUST-15: without an MSS option 536 bytes',
    `
    listen
    < S 0:0(0) win 65535
    > S. 0:0(0) ack 1
    < . 1:1(0) ack 1 win 65535
    write 600
    > . 1:537(536) ack 1
    < . 1:1(0) ack 537 win 65535
    > P. 537:601(64) ack 1
    `,
  ],
  [
    'CVE-2019-11479: a tiny MSS is taken as 88',
    `
    listen
    < S 0:0(0) win 65535 <mss 1>
    > S. 0:0(0) ack 1
    < . 1:1(0) ack 1 win 65535
    write 176
    > . 1:89(88) ack 1
    > P. 89:177(88) ack 1
    `,
  ],
  [
    'RFC 7323 §2.3: a shift above 14 counts as 14, a window of a SYN is never scaled',
    `
    listen
    < S 0:0(0) win 1 <mss 1460, wscale 20>
    > S. 0:0(0) ack 1 <wscale 7>
    < . 1:1(0) ack 1 win 1
    write 2920
    > . 1:1461(1460) ack 1
    > P. 1461:2921(1460) ack 1
    `,
  ],
  [
    'RFC 9293 MUST-7: junk among options ends them, and harms nothing',
    `
    listen
    < S 0:0(0) win 65535 <mss 1200, bytes fe03aa, bytes 0200, wscale 5>
    > S. 0:0(0) ack 1 <noWscale>
    < . 1:1(0) ack 1 win 65535 <bytes 05ff0102030405060708090a>
    < P. 1:11(10) ack 1 win 65535 <bytes ffffffff>
    is readable 10
    `,
  ],
  [
    'RFC 9293 §3.1: an unknown option is skipped, END ends',
    `
    listen
    < S 0:0(0) win 65535 <bytes fd04abcd, mss 700, eol, wscale 5>
    > S. 0:0(0) ack 1 <noWscale>
    < . 1:1(0) ack 1 win 65535
    write 701
    > . 1:701(700) ack 1
    `,
  ],
  [
    'RFC 9293 §3.8.6.3: data are acknowledged after 40 ms, or with the second full segment',
    `
    ${ACCEPTED}
    < P. 1:101(100) ack 1 win 65535
    none
    +40 > . 1:1(0) ack 101
    < . 101:1561(1460) ack 1 win 65535
    < . 1561:3021(1460) ack 1 win 65535
    > . 1:1(0) ack 3021
    none
    `,
  ],
  [
    'an answer carries the acknowledgement',
    `
    ${ACCEPTED}
    < P. 1:101(100) ack 1 win 65535
    +10 write 200
    > P. 1:201(200) ack 101
    +100 none
    `,
  ],
  [
    'RFC 5681 §4.2: a segment beyond a gap is answered at once, and so is what fills the gap',
    `
    ${ACCEPTED}
    < . 101:201(100) ack 1 win 65535
    > . 1:1(0) ack 1
    < . 201:301(100) ack 1 win 65535
    > . 1:1(0) ack 1
    < . 1:101(100) ack 1 win 65535
    > . 1:1(0) ack 301
    is readable 300
    `,
  ],
  [
    'RFC 2018 §4: the latest range first, then those before it; RFC 2883 §4: a repetition first of all',
    `
    ${FULL}
    < . 101:201(100) ack 1 win 512 <TS 102 now>
    > . 1:1(0) ack 1 <sack 101:201>
    < . 301:401(100) ack 1 win 512 <TS 102 now>
    > . 1:1(0) ack 1 <sack 301:401 101:201>
    < . 501:601(100) ack 1 win 512 <TS 102 now>
    > . 1:1(0) ack 1 <sack 501:601 301:401 101:201>
    < . 201:251(50) ack 1 win 512 <TS 102 now>
    > . 1:1(0) ack 1 <sack 101:251 501:601 301:401>
    < . 301:401(100) ack 1 win 512 <TS 102 now>
    > . 1:1(0) ack 1 <sack 301:401 101:251 501:601>
    < . 1:101(100) ack 1 win 512 <TS 102 now>
    > . 1:1(0) ack 251 <sack 501:601 301:401>
    < . 1:101(100) ack 1 win 512 <TS 102 now>
    > . 1:1(0) ack 251 <sack 1:101 501:601 301:401>
    `,
  ],
  [
    'RFC 9293 §3.10.7.4: overlaps are trimmed on both sides, first come stays',
    `
    ${ACCEPTED}
    < . 51:151(100) ack 1 win 65535
    > . 1:1(0) ack 1
    < . 1:101(100) ack 1 win 65535
    > . 1:1(0) ack 151
    < . 101:251(150) ack 1 win 65535
    > . 1:1(0) ack 251
    is readable 250
    `,
  ],
  [
    'RFC 9293 §3.4: what lies beyond the window is cut off',
    `
    ${ACCEPTED}
    < . 65001:66001(1000) ack 1 win 65535
    > . 1:1(0) ack 1
    < . 66001:66101(100) ack 1 win 65535
    > . 1:1(0) ack 1
    `,
  ],
  [
    'RFC 9293 §3.8.6.2.2: a window that closed opens in useful steps',
    `
    ${ACCEPTED}
    < . 1:32769(32768) ack 1 win 65535
    > . 1:1(0) ack 32769 win 32767
    < . 32769:65536(32767) ack 1 win 65535
    > . 1:1(0) ack 65536 win 0
    read 1000
    none
    read 1000
    read 1000
    > . 1:1(0) ack 65536 win 3001
    < . 65536:65537(1) ack 1 win 65535
    `,
  ],
  [
    'RFC 9293 §3.4: a closed window takes acknowledgements, and answers data',
    `
    ${ACCEPTED}
    write 100
    > P. 1:101(100) ack 1
    < . 1:32769(32768) ack 1 win 65535
    > . 101:101(0) ack 32769
    < . 32769:65536(32767) ack 1 win 65535
    > . 101:101(0) ack 65536 win 0
    < . 65536:65636(100) ack 101 win 65535
    > . 101:101(0) ack 65536 win 0
    is in-flight 0
    `,
  ],
  [
    'RFC 9293 §3.8.6: no more than the window is sent',
    `
    listen
    < S 0:0(0) win 1500 <mss 1000>
    > S. 0:0(0) ack 1
    < . 1:1(0) ack 1 win 1500
    write 3000
    > . 1:1001(1000) ack 1
    none
    < . 1:1(0) ack 1001 win 1500
    > . 1001:2001(1000) ack 1
    < . 1:1(0) ack 2001 win 1500
    > P. 2001:3001(1000) ack 1
    `,
  ],
  [
    'RFC 9293 §3.8.6.1: a closed window is probed, doubling from the timeout, as long as it is answered',
    `
    ${ACCEPTED}
    < . 1:1(0) ack 1 win 0
    write 10
    none
    +201 > . 1:2(1) ack 1
    < . 1:1(0) ack 1 win 0
    +402 > . 1:2(1) ack 1
    < . 1:1(0) ack 1 win 0
    +804 > . 1:2(1) ack 1
    < . 1:1(0) ack 1 win 100
    > P. 1:11(10) ack 1
    `,
  ],
  [
    'RFC 9293 §3.8.6.1: the byte of a probe may be taken',
    `
    ${ACCEPTED}
    < . 1:1(0) ack 1 win 0
    write 10
    +201 > . 1:2(1) ack 1
    < . 1:1(0) ack 2 win 100
    > P. 2:11(9) ack 1
    < . 1:1(0) ack 11 win 100
    is in-flight 0
    `,
  ],
  [
    'RFC 9293 §3.8.6.2.1: a window that opened a little waits, then is used all the same',
    `
    listen
    < S 0:0(0) win 10000 <mss 1000>
    > S. 0:0(0) ack 1
    < . 1:1(0) ack 1 win 10000
    < . 1:1(0) ack 1 win 100
    write 1000
    none
    +200 > . 1:101(100) ack 1
    < . 1:1(0) ack 101 win 5000
    > P. 101:1001(900) ack 1
    `,
  ],
  [
    'RFC 9293 §3.7.4, Minshall: one small segment at a time, but not behind full ones',
    `
    ${ACCEPTED}
    write 10
    > P. 1:11(10) ack 1
    write 10
    write 10
    none
    < . 1:1(0) ack 11 win 65535
    > P. 11:31(20) ack 1
    < . 1:1(0) ack 31 win 65535
    write 1470
    > . 31:1491(1460) ack 1
    > P. 1491:1501(10) ack 1
    `,
  ],
  [
    'RFC 9293 §3.7.4 MUST-17: Nagle can be switched off',
    `
    ${ACCEPTED}
    nodelay
    write 10
    > P. 1:11(10) ack 1
    write 10
    > P. 11:21(10) ack 1
    `,
  ],
  [
    'RFC 6928 §2: ten segments to begin with',
    `
    ${ACCEPTED}
    write 20000
    > . 1:1461(1460) ack 1
    > . 1461:2921(1460) ack 1
    > . 2921:4381(1460) ack 1
    > . 4381:5841(1460) ack 1
    > . 5841:7301(1460) ack 1
    > . 7301:8761(1460) ack 1
    > . 8761:10221(1460) ack 1
    > . 10221:11681(1460) ack 1
    > . 11681:13141(1460) ack 1
    > . 13141:14601(1460) ack 1
    none
    is window 14600
    < . 1:1(0) ack 2921 win 65535
    is window 17520
    > . 14601:16061(1460) ack 1
    > . 16061:17521(1460) ack 1
    > . 17521:18981(1460) ack 1
    > P. 18981:20001(1020) ack 1
    `,
  ],
  [
    'RFC 6928 §2: one segment after a lost SYN',
    `
    connect
    write 3000
    > SEW 0:0(0)
    +1000 > S 0:0(0)
    < S. 0:0(0) ack 1 win 65535 <mss 1000>
    > . 1:1001(1000) ack 1
    none
    `,
  ],
  [
    'RFC 5681 §4.1: after an idle while the window is the initial one again',
    `
    ${ACCEPTED}
    write 14600
    > . 1:1461(1460) ack 1
    > . 1461:2921(1460) ack 1
    > . 2921:4381(1460) ack 1
    > . 4381:5841(1460) ack 1
    > . 5841:7301(1460) ack 1
    > . 7301:8761(1460) ack 1
    > . 8761:10221(1460) ack 1
    > . 10221:11681(1460) ack 1
    > . 11681:13141(1460) ack 1
    > P. 13141:14601(1460) ack 1
    < . 1:1(0) ack 14601 win 65535
    is window 29200
    +1000 write 10
    > P. 14601:14611(10) ack 1
    is window 14600
    `,
  ],
  [
    'RFC 9293 §3.8.4: keep-alive is off unless asked for, probes after two hours, gives up after nine',
    `
    ${ACCEPTED}
    +8000000 none
    keepalive
    +7200000 > . 0:0(0) ack 1
    < . 1:1(0) ack 1 win 65535
    +7200000 > . 0:0(0) ack 1
    +75000 > . 0:0(0) ack 1
    +75000 > . 0:0(0) ack 1
    +75000 > . 0:0(0) ack 1
    +75000 > . 0:0(0) ack 1
    +75000 > . 0:0(0) ack 1
    +75000 > . 0:0(0) ack 1
    +75000 > . 0:0(0) ack 1
    +75000 > . 0:0(0) ack 1
    +75000 > R. 1:1(0) ack 1
    is closed yes Cannot go on with a connection: no answer to keep-alive probes
    `,
  ],
  [
    'RFC 9293 §3.8.4: a probe of theirs, with an old number, is answered',
    `
    ${ACCEPTED}
    +600 < . 0:0(0) ack 1 win 65535
    > . 1:1(0) ack 1
    `,
  ],
  [
    'RFC 7323 §5.3: PAWS drops what is older than the last, but not what is merely late by sequence',
    `
    ${FULL}
    < P. 1:101(100) ack 1 win 512 <TS 200 now>
    +40 > . 1:1(0) ack 101 <TS 200>
    < P. 101:201(100) ack 1 win 512 <TS 150 now>
    > . 1:1(0) ack 101 <TS 200>
    is readable 100
    < P. 101:201(100) ack 1 win 512 <TS 200 now>
    is readable 200
    `,
  ],
  [
    'RFC 7323 §5.5: after 24 days an old timestamp says nothing',
    `
    ${FULL}
    < P. 1:101(100) ack 1 win 512 <TS 200 now>
    +40 > . 1:1(0) ack 101
    +2073600001
    < P. 101:201(100) ack 1 win 512 <TS 150 now>
    is readable 200
    `,
  ],
  [
    'RFC 7323 §3.2: once agreed on, a segment without timestamps is dropped, a reset is not',
    `
    ${FULL}
    < P. 1:101(100) ack 1 win 512
    none
    is readable 0
    < R 1:1(0) win 0
    is state CLOSED
    `,
  ],
  [
    'RFC 7323 §4.3: the echo is of the segment that advanced the acknowledgement',
    `
    ${FULL}
    < P. 101:201(100) ack 1 win 512 <TS 300 now>
    > . 1:1(0) ack 1 <TS 101>
    < P. 1:101(100) ack 1 win 512 <TS 250 now>
    > . 1:1(0) ack 201 <TS 250>
    `,
  ],
  [
    'RFC 3168 §6.1.1: ECN is agreed on by both bits in the SYN and one in the answer; §6.1.3: a mark is echoed until CWR',
    `
    listen
    < SEW 0:0(0) win 65535 <mss 1460>
    > SE. 0:0(0) ack 1
    < . 1:1(0) ack 1 win 65535
    write 10
    > P. 1:11(10) ack 1 ect 2
    < . 1:1(0) ack 11 win 65535
    ecn 3
    < P. 1:101(100) ack 11 win 65535
    > E. 11:11(0) ack 101 ect 0
    ecn 2
    < P. 101:201(100) ack 11 win 65535
    +40 > E. 11:11(0) ack 201
    < PW. 201:301(100) ack 11 win 65535
    +40 > . 11:11(0) ack 301
    `,
  ],
  [
    'RFC 3168 §6.1.2: an echoed mark halves the window once, and CWR says so',
    `
    listen
    < SEW 0:0(0) win 65535 <mss 1460, sackOK>
    > SE. 0:0(0) ack 1
    < . 1:1(0) ack 1 win 65535
    write 5840
    > . 1:1461(1460) ack 1
    > . 1461:2921(1460) ack 1
    > . 2921:4381(1460) ack 1
    > P. 4381:5841(1460) ack 1
    < E. 1:1(0) ack 1461 win 65535
    < E. 1:1(0) ack 2921 win 65535
    is threshold 2920
    < . 1:1(0) ack 5841 win 65535
    is window 2920
    write 1460
    > PW. 5841:7301(1460) ack 1
    `,
  ],
  [
    'RFC 3168 §6.1.1: a SYN-ACK with both bits is no agreement',
    `
    connect
    > SEW 0:0(0)
    < SEW. 0:0(0) ack 1 win 1000
    > . 1:1(0) ack 1
    write 10
    > P. 1:11(10) ack 1 ect 0
    `,
  ],
  [
    'RFC 6093 §6: urgent data are data',
    `
    ${ACCEPTED}
    < PU. 1:101(100) ack 1 win 65535
    is readable 100
    `,
  ],
  [
    'RFC 9293 §3.10.7.4: an old segment does not change the window',
    `
    ${CONNECTED}
    < P. 1:101(100) ack 1 win 5000
    +40 > . 1:1(0) ack 101
    < . 1:1(0) ack 1 win 0
    > . 1:1(0) ack 101
    write 10
    > P. 1:11(10) ack 101
    `,
  ],
];

export function suite(check: Check): void {
  runScripts(check, SCRIPTS);
}
