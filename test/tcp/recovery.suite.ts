// Scripts of loss: timeouts (RFC 6298), fast recovery (RFC 5681, 6582, 6675), RACK-TLP (RFC 8985), PRR (RFC 6937), mistaken
// timeouts (RFC 5682, 3522, 2883), and the end of patience (RFC 9293 §3.8.3).

import { runScripts, type Script } from './states.suite.ts';
import { FULL } from './data.suite.ts';
import type { Check } from '../net/suite.ts';

/** With SACK and without timestamps, 1000 bytes a segment, round trip 10 ms. */
const SACK = `
  listen
  < S 0:0(0) win 65535 <mss 1000, sackOK>
  > S. 0:0(0) ack 1 <sackOK, noTS>
  +10 < . 1:1(0) ack 1 win 65535
`;
const PLAIN = `
  listen
  < S 0:0(0) win 65535 <mss 1000>
  > S. 0:0(0) ack 1 <noSack>
  +10 < . 1:1(0) ack 1 win 65535
`;
const FIVE = `
  write 5000
  > . 1:1001(1000) ack 1
  > . 1001:2001(1000) ack 1
  > . 2001:3001(1000) ack 1
  > . 3001:4001(1000) ack 1
  > P. 4001:5001(1000) ack 1
`;

const SCRIPTS: readonly Script[] = [
  [
    'RFC 6298 §2, §5: the timeout is the round trip and four variances, at least 200 ms more, and doubles',
    `
    ${PLAIN}
    write 500
    > P. 1:501(500) ack 1
    +210 > P. 1:501(500) ack 1
    +420 > P. 1:501(500) ack 1
    +840 > P. 1:501(500) ack 1
    < . 1:1(0) ack 501 win 65535
    is in-flight 0
    +10000 none
    `,
  ],
  [
    'RFC 5681 §3.1 equation 4: after a timeout one segment, and half of what was in flight as threshold',
    `
    ${PLAIN}
    ${FIVE}
    +210 > . 1:1001(1000) ack 1
    none
    is window 1000
    is threshold 2500
    +10 < . 1:1(0) ack 5001 win 65535
    is in-flight 0
    `,
  ],
  [
    'RFC 6298 §5.4: after a timeout the rest follows in slow start',
    `
    ${PLAIN}
    ${FIVE}
    +210 > . 1:1001(1000) ack 1
    +10 < . 1:1(0) ack 1001 win 65535
    > . 1001:2001(1000) ack 1
    > . 2001:3001(1000) ack 1
    none
    +10 < . 1:1(0) ack 3001 win 65535
    > . 3001:4001(1000) ack 1
    > P. 4001:5001(1000) ack 1
    `,
  ],
  [
    'RFC 5681 §3.2, RFC 6582: without SACK three duplicates send the first segment again',
    `
    ${PLAIN}
    ${FIVE}
    +10 < . 1:1(0) ack 1 win 65535
    < . 1:1(0) ack 1 win 65535
    none
    < . 1:1(0) ack 1 win 65535
    > . 1:1001(1000) ack 1
    none
    < . 1:1(0) ack 5001 win 65535
    is window 2500
    `,
  ],
  [
    'RFC 6582 §3.2 step 3: a partial acknowledgement sends the next one, without another halving',
    `
    ${PLAIN}
    ${FIVE}
    +10 < . 1:1(0) ack 1 win 65535
    < . 1:1(0) ack 1 win 65535
    < . 1:1(0) ack 1 win 65535
    > . 1:1001(1000) ack 1
    +10 < . 1:1(0) ack 3001 win 65535
    > . 3001:4001(1000) ack 1
    is threshold 2500
    +10 < . 1:1(0) ack 5001 win 65535
    is window 2500
    `,
  ],
  [
    'RFC 5681 §2: what carries data or changes the window is no duplicate',
    `
    ${PLAIN}
    ${FIVE}
    < . 1:1(0) ack 1 win 65534
    < . 1:1(0) ack 1 win 65533
    < . 1:1(0) ack 1 win 65532
    < . 1:1(0) ack 1 win 65531
    none
    `,
  ],
  [
    'RFC 3042: the first two duplicates let new segments out',
    `
    ${PLAIN}
    write 12000
    > . 1:1001(1000) ack 1
    > . 1001:2001(1000) ack 1
    > . 2001:3001(1000) ack 1
    > . 3001:4001(1000) ack 1
    > . 4001:5001(1000) ack 1
    > . 5001:6001(1000) ack 1
    > . 6001:7001(1000) ack 1
    > . 7001:8001(1000) ack 1
    > . 8001:9001(1000) ack 1
    > . 9001:10001(1000) ack 1
    none
    < . 1:1(0) ack 1 win 65535
    > . 10001:11001(1000) ack 1
    < . 1:1(0) ack 1 win 65535
    > P. 11001:12001(1000) ack 1
    `,
  ],
  [
    'RFC 6675 §5, RFC 8985 §6.2: three segments acknowledged beyond a gap send it again at once',
    `
    ${SACK}
    ${FIVE}
    +10 < . 1:1(0) ack 1 win 65535 <sack 1001:2001>
    < . 1:1(0) ack 1 win 65535 <sack 1001:3001>
    none
    < . 1:1(0) ack 1 win 65535 <sack 1001:4001>
    > . 1:1001(1000) ack 1
    none
    < . 1:1(0) ack 5001 win 65535
    is window 2500
    `,
  ],
  [
    'RFC 8985 §6.2 step 4: two are enough when no reordering was seen and a quarter of a round trip passed',
    `
    ${SACK}
    ${FIVE}
    +10 < . 1:1(0) ack 1 win 65535 <sack 1001:2001>
    none
    +3 > . 1:1001(1000) ack 1
    `,
  ],
  [
    'RFC 8985 §6.2 step 4: reordering that was seen is waited for',
    `
    ${SACK}
    ${FIVE}
    +10 < . 1:1(0) ack 1 win 65535 <sack 1001:2001>
    +1 < . 1:1(0) ack 2001 win 65535
    < . 1:1(0) ack 2001 win 65535 <sack 3001:4001>
    < . 1:1(0) ack 2001 win 65535 <sack 3001:5001>
    none
    +1 < . 1:1(0) ack 5001 win 65535
    is in-flight 0
    is window 11000
    +10000 none
    `,
  ],
  [
    'RFC 8985 §6.3: a retransmission that got lost is found by time, without a timeout',
    `
    ${SACK}
    ${FIVE}
    +10 < . 1:1(0) ack 1 win 65535 <sack 1001:4001>
    > . 1:1001(1000) ack 1
    write 2000
    +10 < . 1:1(0) ack 1 win 65535 <sack 1001:5001>
    > . 5001:6001(1000) ack 1
    none
    +10 < . 1:1(0) ack 1 win 65535 <sack 1001:6001>
    > . 1:1001(1000) ack 1
    `,
  ],
  [
    'RFC 8985 §7: a lost tail is probed after two round trips, and its answer begins recovery',
    `
    ${SACK}
    ${FIVE}
    +10 < . 1:1(0) ack 2001 win 65535
    +20 > P. 4001:5001(1000) ack 1
    +10 < . 1:1(0) ack 2001 win 65535 <sack 4001:5001>
    > . 2001:3001(1000) ack 1
    `,
  ],
  [
    'RFC 8985 §7.3: the probe is new data when there are some',
    `
    listen
    < S 0:0(0) win 2000 <mss 1000, sackOK>
    > S. 0:0(0) ack 1
    +10 < . 1:1(0) ack 1 win 2000
    write 3000
    > . 1:1001(1000) ack 1
    > . 1001:2001(1000) ack 1
    < . 1:1(0) ack 1 win 3000
    > P. 2001:3001(1000) ack 1
    `,
  ],
  [
    'RFC 8985 §7.4: a probe that repaired the loss reduces the window, one that repeats what arrived does not',
    `
    ${SACK}
    ${FIVE}
    +10 < . 1:1(0) ack 4001 win 65535
    is window 14000
    +210 > P. 4001:5001(1000) ack 1
    write 1000
    > P. 5001:6001(1000) ack 1
    +10 < . 1:1(0) ack 6001 win 65535
    is window 2000
    `,
  ],
  [
    'RFC 6298 §5.4: a probe that is lost too is followed by a timeout',
    `
    ${SACK}
    write 1000
    > P. 1:1001(1000) ack 1
    +210 > P. 1:1001(1000) ack 1
    +210 > P. 1:1001(1000) ack 1
    +420 > P. 1:1001(1000) ack 1
    `,
  ],
  [
    'RFC 6937 §3: in recovery as much leaves as arrives, down to half',
    `
    ${SACK}
    write 20000
    > . 1:1001(1000) ack 1
    > . 1001:2001(1000) ack 1
    > . 2001:3001(1000) ack 1
    > . 3001:4001(1000) ack 1
    > . 4001:5001(1000) ack 1
    > . 5001:6001(1000) ack 1
    > . 6001:7001(1000) ack 1
    > . 7001:8001(1000) ack 1
    > . 8001:9001(1000) ack 1
    > . 9001:10001(1000) ack 1
    +10 < . 1:1(0) ack 1 win 65535 <sack 1001:4001>
    > . 1:1001(1000) ack 1
    none
    is threshold 5000
    < . 1:1(0) ack 1 win 65535 <sack 1001:5001>
    > . 10001:11001(1000) ack 1
    < . 1:1(0) ack 1 win 65535 <sack 1001:6001>
    none
    < . 1:1(0) ack 1 win 65535 <sack 1001:7001>
    none
    < . 1:1(0) ack 1 win 65535 <sack 1001:8001>
    > . 11001:12001(1000) ack 1
    `,
  ],
  [
    'RFC 5682 §3.1: a timeout that was mistaken is found out by two new segments, and undone',
    `
    ${SACK}
    write 7000
    > . 1:1001(1000) ack 1
    > . 1001:2001(1000) ack 1
    > . 2001:3001(1000) ack 1
    > . 3001:4001(1000) ack 1
    > . 4001:5001(1000) ack 1
    > . 5001:6001(1000) ack 1
    > P. 6001:7001(1000) ack 1
    +20 > P. 6001:7001(1000) ack 1
    +210 > . 1:1001(1000) ack 1
    write 3000
    none
    +10 < . 1:1(0) ack 1001 win 65535
    > . 7001:8001(1000) ack 1
    > . 8001:9001(1000) ack 1
    none
    +1 < . 1:1(0) ack 2001 win 65535
    is in-flight 8000
    is window 11000
    > P. 9001:10001(1000) ack 1
    `,
  ],
  [
    'RFC 3522: with timestamps the echo tells at once that a timeout was mistaken',
    `
    ${FULL}
    write 1000
    > P. 1:1001(1000) ack 1 <TS 101>
    +201 > P. 1:1001(1000) ack 1
    +201 > P. 1:1001(1000) ack 1
    is window 1448
    +1 < . 1:1(0) ack 1001 win 512 <TS 102 old>
    is window 14480
    `,
  ],
  [
    'RFC 2018 §8: what the other side acknowledged selectively and then forgot is sent again',
    `
    ${SACK}
    ${FIVE}
    +10 < . 1:1(0) ack 1 win 65535 <sack 1001:3001>
    +3 > . 1:1001(1000) ack 1
    +10 < . 1:1(0) ack 1001 win 65535
    > . 3001:4001(1000) ack 1
    +210 > . 1001:2001(1000) ack 1
    `,
  ],
  [
    'SACK blocks that make no sense are ignored',
    `
    ${SACK}
    ${FIVE}
    < . 1:1(0) ack 1 win 65535 <sack 3001:2001 50000:60000 -100:50 1001:99999>
    is in-flight 5000
    < . 1:1(0) ack 1 win 65535 <sack 1001:1001>
    is in-flight 5000
    < . 1:1(0) ack 1 win 65535 <sack 1501:2500>
    is in-flight 5000
    none
    `,
  ],
  [
    'RFC 9293 §3.8.3: after fifteen minutes without progress the connection is given up, with a reset',
    `
    ${PLAIN}
    write 500
    > P. 1:501(500) ack 1
    +210 > P. 1:501(500) ack 1
    +420 > P. 1:501(500) ack 1
    +840 > P. 1:501(500) ack 1
    +1680 > P. 1:501(500) ack 1
    +3360 > P. 1:501(500) ack 1
    +6720 > P. 1:501(500) ack 1
    +13440 > P. 1:501(500) ack 1
    +26880 > P. 1:501(500) ack 1
    +53760 > P. 1:501(500) ack 1
    +60000 > P. 1:501(500) ack 1
    +60000 > P. 1:501(500) ack 1
    +60000 > P. 1:501(500) ack 1
    +60000 > P. 1:501(500) ack 1
    +60000 > P. 1:501(500) ack 1
    +60000 > P. 1:501(500) ack 1
    +60000 > P. 1:501(500) ack 1
    +60000 > P. 1:501(500) ack 1
    +60000 > P. 1:501(500) ack 1
    +60000 > P. 1:501(500) ack 1
    +60000 > P. 1:501(500) ack 1
    +60000 > P. 1:501(500) ack 1
    +60000 > P. 1:501(500) ack 1
    +12690 > R. 501:501(0) ack 1
    is closed yes Cannot go on with a connection: the other side does not answer
    is memory 0
    `,
  ],
  [
    'RFC 5482 §3: the user says how long it waits, to the millisecond; what was acknowledged begins a new wait',
    `
    ${PLAIN}
    patience 2000
    write 500
    > P. 1:501(500) ack 1
    +10 < . 1:1(0) ack 501 win 65535
    +1000 none
    write 500
    > P. 501:1001(500) ack 1
    +210 > P. 501:1001(500) ack 1
    +420 > P. 501:1001(500) ack 1
    +840 > P. 501:1001(500) ack 1
    +530 > R. 1001:1001(0) ack 1
    is closed yes Cannot go on with a connection: the other side does not answer
    is memory 0
    `,
  ],
  [
    'RFC 5482 §3: and how long probes of a closed window may go unanswered',
    `
    ${PLAIN}
    patience 1000
    < . 1:1(0) ack 1 win 0
    write 10
    +210 > . 1:2(1) ack 1
    +420 > . 1:2(1) ack 1
    +370 none
    +10 none
    is closed yes Cannot go on with a connection: the other side does not answer
    `,
  ],
  [
    'RFC 4821 §7.7: three timeouts of a full segment try a smaller one',
    `
    listen
    < S 0:0(0) win 65535 <mss 1460>
    > S. 0:0(0) ack 1
    +10 < . 1:1(0) ack 1 win 65535
    write 1460
    > P. 1:1461(1460) ack 1
    +210 > P. 1:1461(1460) ack 1
    +420 > P. 1:1461(1460) ack 1
    +840 > . 1:731(730) ack 1
    > P. 731:1461(730) ack 1
    `,
  ],
  [
    'a FIN is retransmitted like data',
    `
    ${SACK}
    end
    > F. 1:1(0) ack 1
    +210 > F. 1:1(0) ack 1
    +210 > F. 1:1(0) ack 1
    < . 1:1(0) ack 2 win 65535
    is state FIN-WAIT-2
    `,
  ],
  [
    'RFC 1191 §6.4: what the path says is too large leaves again at once in smaller segments, without congestion',
    `
    listen
    < S 0:0(0) win 65535 <mss 1460, sackOK>
    > S. 0:0(0) ack 1
    +10 < . 1:1(0) ack 1 win 65535
    write 2920
    > . 1:1461(1460) ack 1
    > P. 1461:2921(1460) ack 1
    icmp 4 1000 1
    > . 1:961(960) ack 1
    > . 961:1461(500) ack 1
    > . 1461:2421(960) ack 1
    > P. 2421:2921(500) ack 1
    is window 14600
    < . 1:1(0) ack 2921 win 65535
    is window 14600
    write 1000
    > . 2921:3881(960) ack 1
    > P. 3881:3921(40) ack 1
    `,
  ],
  [
    'RFC 5927 §4.1: an ICMP error about what is not in flight is ignored; a tiny MTU is not believed',
    `
    listen
    < S 0:0(0) win 65535 <mss 1460>
    > S. 0:0(0) ack 1
    +10 < . 1:1(0) ack 1 win 65535
    write 1460
    > P. 1:1461(1460) ack 1
    icmp 4 1000 1461
    icmp 4 1000 0
    icmp 3 0 1
    none
    icmp 4 68 1
    > . 1:513(512) ack 1
    > . 513:1025(512) ack 1
    > P. 1025:1461(436) ack 1
    is state ESTABLISHED
    `,
  ],
  [
    'RFC 1122 §4.2.3.9: port unreachable ends an attempt to connect; RFC 5461: host unreachable only after a while',
    `
    connect
    > SEW 0:0(0)
    icmp 1 0 0
    is state SYN-SENT
    +1000 > S 0:0(0)
    +2000 > S 0:0(0)
    icmp 1 0 0
    is closed yes Cannot connect: the other side cannot be reached
    connect
    > SEW 0:0(0)
    icmp 3 0 0
    is closed yes Cannot connect: the other side refused
    `,
  ],
];

export function suite(check: Check): void {
  runScripts(check, SCRIPTS);
}
