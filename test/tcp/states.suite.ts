// Scripts of the state machine: opening, closing, resets (RFC 9293 §3.5, §3.6, §3.10; RFC 5961).

import { runScript } from './script.ts';
import type { Check } from '../net/suite.ts';

export type Script = readonly [name: string, lines: string];

export function runScripts(check: Check, scripts: readonly Script[]): void {
  for (const [name, lines] of scripts) {
    const problem = runScript(lines);
    check(problem === '' ? name : `${name}: ${problem}`, problem === '');
  }
}

/** A connection that they began, without options but MSS. */
export const ACCEPTED = `
  listen
  < S 0:0(0) win 65535 <mss 1460>
  > S. 0:0(0) ack 1 <mss 1460>
  +1 < . 1:1(0) ack 1 win 65535
`;

/** One that we began. */
export const CONNECTED = `
  connect
  > SEW 0:0(0) <mss 1460, sackOK, TS, wscale 7>
  +1 < S. 0:0(0) ack 1 win 65535 <mss 1460>
  > . 1:1(0) ack 1 <noTS>
`;

const SCRIPTS: readonly Script[] = [
  ['RFC 9293 §3.5 figure 6: a passive open', `${ACCEPTED} is state ESTABLISHED \n is opened 1 \n none`],
  ['RFC 9293 §3.5: an active open', `${CONNECTED} is state ESTABLISHED \n is writable-calls 1 \n none`],
  [
    'RFC 9293 §3.5 figure 7: a simultaneous open',
    `
    connect
    > SEW 0:0(0)
    < S 0:0(0) win 1000 <mss 1000>
    > S. 0:0(0) ack 1
    is state SYN-RECEIVED
    < S. 0:0(0) ack 1 win 1000 <mss 1000>
    is state ESTABLISHED
    is writable-calls 1
    `,
  ],
  [
    'RFC 9293 §3.5 figure 7: a simultaneous open whose SYN-ACK was lost ends with an ACK',
    `
    connect
    > SEW 0:0(0)
    < S 0:0(0) win 1000
    > S. 0:0(0) ack 1
    < . 1:1(0) ack 1 win 1000
    is state ESTABLISHED
    `,
  ],
  [
    'RFC 9293 §3.10.7.3: an acknowledgement of what was not sent is reset',
    `
    connect
    > SEW 0:0(0)
    < S. 0:0(0) ack 77 win 1000
    > R 77:77(0)
    is state SYN-SENT
    `,
  ],
  [
    'RFC 9293 §3.10.7.3: a reset in SYN-SENT counts only if it acknowledges the SYN',
    `
    connect
    > SEW 0:0(0)
    < R 0:0(0) win 0
    is state SYN-SENT
    < R. 0:0(0) ack 1 win 0
    is state CLOSED
    is closed yes Cannot connect: the other side refused
    none
    `,
  ],
  [
    'RFC 9293 §3.8.3, RFC 6298 §5.7: a SYN is repeated, doubling, without ECN, and given up after three minutes',
    `
    connect
    > SEW 0:0(0)
    +1000 > S 0:0(0)
    +2000 > S 0:0(0)
    +4000 > S 0:0(0)
    +8000 > S 0:0(0)
    +16000 > S 0:0(0)
    +32000 > S 0:0(0)
    +60000 > S 0:0(0)
    +60000 is state CLOSED
    is closed yes Cannot go on with a connection: the other side does not answer
    is connections 0
    `,
  ],
  [
    'RFC 9293 §3.10.7.4: a lost SYN-ACK is repeated; the SYN again brings it at once',
    `
    listen
    < S 0:0(0) win 65535 <mss 1460>
    > S. 0:0(0) ack 1
    +1000 > S. 0:0(0) ack 1
    +100 < S 0:0(0) win 65535 <mss 1460>
    > S. 0:0(0) ack 1
    none
    < . 1:1(0) ack 1 win 65535
    is state ESTABLISHED
    `,
  ],
  [
    'RFC 9293 §3.8.3: a SYN-ACK that nobody answers is given up',
    `
    listen
    < S 0:0(0) win 65535
    > S. 0:0(0) ack 1
    +1000 > S. 0:0(0) ack 1
    +2000 > S. 0:0(0) ack 1
    +4000 > S. 0:0(0) ack 1
    +8000 > S. 0:0(0) ack 1
    +16000 > S. 0:0(0) ack 1
    +40000
    none
    < . 1:1(0) ack 1 win 100
    > R 1:1(0)
    `,
  ],
  [
    'RFC 9293 §3.10.7.4: a wrong acknowledgement in SYN-RECEIVED is reset, the connection stays',
    `
    listen
    < S 0:0(0) win 65535
    > S. 0:0(0) ack 1
    < . 1:1(0) ack 9 win 65535
    > R 9:9(0)
    < . 1:1(0) ack 1 win 65535
    is state ESTABLISHED
    `,
  ],
  [
    'RFC 9293 §3.10.7.4: a reset in SYN-RECEIVED goes back to LISTEN',
    `
    listen
    < S 0:0(0) win 65535
    > S. 0:0(0) ack 1
    < R 1:1(0) win 0
    none
    < S 0:0(0) win 65535
    > S. 0:0(0) ack 1
    < . 1:1(0) ack 1 win 65535
    is state ESTABLISHED
    is connections 1
    `,
  ],
  [
    'RFC 9293 §3.10.7.3 step 4: data on a SYN-ACK are taken',
    `
    connect
    > SEW 0:0(0)
    < S. 0:0(100) ack 1 win 1000
    > . 1:1(0) ack 101
    is readable 100
    `,
  ],
  [
    'RFC 9293 §3.6 figure 12: we close first',
    `
    ${ACCEPTED}
    end
    > F. 1:1(0) ack 1
    is state FIN-WAIT-1
    < . 1:1(0) ack 2 win 65535
    is state FIN-WAIT-2
    < F. 1:1(0) ack 2 win 65535
    > . 2:2(0) ack 2
    is state TIME-WAIT
    is closed yes
    is connections 0
    +59999
    is time-waits 1
    +2
    is time-waits 0
    `,
  ],
  [
    'RFC 9293 §3.6 figure 12, the other side of it',
    `
    ${ACCEPTED}
    < F. 1:1(0) ack 1 win 65535
    > . 1:1(0) ack 2
    is state CLOSE-WAIT
    is ended true
    write 10
    > P. 1:11(10) ack 2
    end
    > F. 11:11(0) ack 2
    is state LAST-ACK
    < . 2:2(0) ack 12 win 65535
    is state CLOSED
    is closed yes
    is time-waits 0
    `,
  ],
  [
    'RFC 9293 §3.6 figure 13: both close at once',
    `
    ${ACCEPTED}
    end
    > F. 1:1(0) ack 1
    < F. 1:1(0) ack 1 win 65535
    > . 2:2(0) ack 2
    is state CLOSING
    < . 2:2(0) ack 2 win 65535
    > . 2:2(0) ack 2
    is state TIME-WAIT
    is closed yes
    `,
  ],
  [
    'RFC 9293 §3.6: half-close: data still arrive after our FIN',
    `
    ${ACCEPTED}
    end
    > F. 1:1(0) ack 1
    < . 1:1(0) ack 2 win 65535
    < P. 1:501(500) ack 2 win 65535
    +40 > . 2:2(0) ack 501
    is readable 500
    read 500
    < F. 501:501(0) ack 2 win 65535
    > . 2:2(0) ack 502
    is closed yes
    `,
  ],
  [
    'RFC 9293 §3.6: FIN and acknowledgement of ours in one segment',
    `
    ${ACCEPTED}
    end
    > F. 1:1(0) ack 1
    < F. 1:1(0) ack 2 win 65535
    > . 2:2(0) ack 2
    is state TIME-WAIT
    `,
  ],
  [
    'RFC 9293 §3.10.4: the FIN follows the data, in their segment',
    `
    ${ACCEPTED}
    write 100
    > P. 1:101(100) ack 1
    < . 1:1(0) ack 101 win 65535
    write 50
    > P. 101:151(50) ack 1
    end
    > F. 151:151(0) ack 1
    `,
  ],
  [
    'RFC 9293 §3.10.7.4, eighth: a FIN beyond a gap waits for the data',
    `
    ${ACCEPTED}
    < F. 11:21(10) ack 1 win 65535
    > . 1:1(0) ack 1
    is ended false
    < . 1:11(10) ack 1 win 65535
    > . 1:1(0) ack 22
    read 20
    is ended true
    is state CLOSE-WAIT
    `,
  ],
  [
    'data from beyond the end are dropped with it',
    `
    ${ACCEPTED}
    < . 21:31(10) ack 1 win 65535
    > . 1:1(0) ack 1
    < F. 1:11(10) ack 1 win 65535
    > . 1:1(0) ack 12
    < . 12:21(9) ack 1 win 65535
    > . 1:1(0) ack 12
    is readable 10
    read 10
    is memory 0
    `,
  ],
  [
    'unread data outlive the connection; onClosed comes when they are read',
    `
    ${ACCEPTED}
    < F. 1:101(100) ack 1 win 65535
    > . 1:1(0) ack 102
    end
    > F. 1:1(0) ack 102
    < . 102:102(0) ack 2 win 65535
    is connections 0
    is closed no
    is readable 100
    read 100
    is closed yes
    is memory 0
    `,
  ],
  [
    'unread data of a connection that is over go when it is aborted',
    `
    ${ACCEPTED}
    < F. 1:101(100) ack 1 win 65535
    > . 1:1(0) ack 102
    end
    > F. 1:1(0) ack 102
    < . 102:102(0) ack 2 win 65535
    is memory 1
    abort
    is memory 0
    none
    `,
  ],
  [
    'RFC 9293 §3.5.3, RFC 5961 §3.2: a reset at the next number resets, elsewhere in the window it is challenged',
    `
    ${ACCEPTED}
    < R 100:100(0) win 0
    > . 1:1(0) ack 1
    is state ESTABLISHED
    < R 1:1(0) win 0
    is closed yes Cannot go on with a connection: the other side reset it
    is connections 0
    `,
  ],
  [
    'RFC 5961 §3.2: a reset outside the window is nothing',
    `
    ${ACCEPTED}
    < R 70000:70000(0) win 0
    < R 0:0(0) win 0
    none
    is state ESTABLISHED
    `,
  ],
  [
    'RFC 5961 §4.2: a SYN in an established connection is challenged, wherever it stands; §7: not more than twice a second',
    `
    ${ACCEPTED}
    < S 1:1(0) win 100
    > . 1:1(0) ack 1
    < S 40:40(0) win 100
    < S 400000:400000(0) win 100
    none
    +500 < S 400000:400000(0) win 100
    > . 1:1(0) ack 1
    is state ESTABLISHED
    `,
  ],
  [
    'RFC 5961 §5.2: an acknowledgement of what was never sent, or long ago, is challenged and its data dropped',
    `
    ${ACCEPTED}
    < . 1:101(100) ack 50 win 65535
    > . 1:1(0) ack 1
    is readable 0
    +500 < . 1:101(100) ack -200000 win 65535
    > . 1:1(0) ack 1
    is readable 0
    `,
  ],
  [
    'RFC 9293 §3.10.7.1: what belongs to no connection is reset so that its sender believes it',
    `
    < . 5:5(0) ack 70 win 100
    > R 70:70(0)
    < R 5:5(0) win 100
    none
    `,
  ],
  [
    'RFC 9293 §3.10.7.1: a SYN to a closed port',
    `
    < S 0:0(0) win 100
    > R. 0:0(0) ack 1
    < SF 0:20(20) win 100
    > R. 0:0(0) ack 22
    `,
  ],
  [
    'RFC 9293 §3.10.7.2: LISTEN: an ACK is reset, a RST ignored, FIN and nothing dropped, a SYN with a FIN is none',
    `
    listen
    < . 5:5(0) ack 70 win 100
    > R 70:70(0)
    < R 5:5(0) win 100
    < F 5:5(0) win 100
    < SF 5:5(0) win 100
    < U 5:5(0) win 100
    none
    `,
  ],
  [
    'RFC 9293 §3.10.7.4: a segment without ACK is dropped',
    `
    ${ACCEPTED}
    < P 1:101(100) win 100
    is readable 0
    none
    `,
  ],
  [
    'RFC 9293 §3.10.5: abort resets',
    `
    ${ACCEPTED}
    abort
    > R. 1:1(0) ack 1
    is state CLOSED
    is closed no
    is connections 0
    `,
  ],
  [
    'RFC 9293 §3.10.4: end in SYN-SENT with nothing written forgets the connection',
    `
    connect
    > SEW 0:0(0)
    end
    is state CLOSED
    is connections 0
    none
    `,
  ],
  [
    'data and end before the connection is open follow the handshake',
    `
    connect
    write 10
    end
    > SEW 0:0(0)
    < S. 0:0(0) ack 1 win 1000
    > FP. 1:11(10) ack 1
    is state FIN-WAIT-1
    `,
  ],
  [
    'close: what arrives is dropped, and acknowledged; the rest is as after end',
    `
    ${ACCEPTED}
    write 10
    > P. 1:11(10) ack 1
    close
    > F. 11:11(0) ack 1
    < . 1:501(500) ack 12 win 65535
    +40 > . 12:12(0) ack 501
    is memory 0
    < F. 501:501(0) ack 12 win 65535
    > . 12:12(0) ack 502
    is state TIME-WAIT
    is closed no
    `,
  ],
  [
    'close: a peer that never ends is reset after a minute',
    `
    ${ACCEPTED}
    close
    > F. 1:1(0) ack 1
    < . 1:1(0) ack 2 win 65535
    +60000 > R. 2:2(0) ack 1
    is connections 0
    `,
  ],
  [
    'RFC 9293 §3.6.1, §3.10.7.4: a FIN in TIME-WAIT is acknowledged again and begins the time anew',
    `
    ${ACCEPTED}
    end
    > F. 1:1(0) ack 1
    < F. 1:1(0) ack 2 win 65535
    > . 2:2(0) ack 2
    +30000 < F. 1:1(0) ack 2 win 65535
    > . 2:2(0) ack 2
    +59000
    is time-waits 1
    +1001
    is time-waits 0
    `,
  ],
  [
    'RFC 1337 §3: a reset does not end TIME-WAIT; old data are answered, at most twice a second; an ACK is not',
    `
    ${ACCEPTED}
    end
    > F. 1:1(0) ack 1
    < F. 1:1(0) ack 2 win 65535
    > . 2:2(0) ack 2
    +600 < R 2:2(0) win 0
    < . 2:2(0) ack 2 win 65535
    none
    < P. 1:1(0) ack 2 win 65535
    > . 2:2(0) ack 2
    < P. 1:1(0) ack 2 win 65535
    none
    is time-waits 1
    `,
  ],
  [
    'RFC 6191 §2: a SYN beyond the old numbers reuses TIME-WAIT, one within them does not',
    `
    ${ACCEPTED}
    end
    > F. 1:1(0) ack 1
    < F. 1:1(0) ack 2 win 65535
    > . 2:2(0) ack 2
    +600 < S 1:1(0) win 65535
    > . 2:2(0) ack 2
    +600 < S 100000:100000(0) win 65535
    > S. 0:0(0) ack 100001
    is time-waits 0
    `,
  ],
  [
    'RFC 6191 §2: with timestamps, a later one decides',
    `
    listen
    < S 0:0(0) win 65535 <mss 1460, TS 100 0>
    > S. 0:0(0) ack 1 <TS 100>
    < . 1:1(0) ack 1 win 65535 <TS 101 now>
    end
    > F. 1:1(0) ack 1 <TS 101>
    < F. 1:1(0) ack 2 win 65535 <TS 102 now>
    > . 2:2(0) ack 2 <TS 102>
    +600 < S 50000:50000(0) win 65535 <TS 50 0>
    > . 2:2(0) ack 2 <TS 102>
    +600 < S -50000:-50000(0) win 65535 <TS 200 0>
    > S. 0:0(0) ack -49999 <TS 200>
    `,
  ],
];

export function suite(check: Check): void {
  runScripts(check, SCRIPTS);
}
