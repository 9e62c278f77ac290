// Sees every frame that leaves a host and says what breaks a rule of TCP: data beyond the window that the other side told, numbers
// that were never sent acknowledged, a window taken back, an acknowledgement that goes back.

import { Segment, parseSegment } from '../../runtime/tcp/tcp.wire.ts';

const IP = 14;
const FIN = 1;
const SYN = 2;
const RST = 4;
const ACK = 16;

/** One direction of a connection. */
interface Side {
  /** Right edge of what may be sent to it, and what it acknowledged, by its own segments. */
  edge: number;
  acknowledged: number;
  hasAcknowledged: boolean;
  /** Highest number that it sent. */
  sent: number;
  hasSent: boolean;
  shift: number;
  offeredShift: number;
}

function newSide(): Side {
  return { edge: 0, acknowledged: 0, hasAcknowledged: false, sent: 0, hasSent: false, shift: 0, offeredShift: -1 };
}

export class Observer {
  /** The first rules that were broken. */
  readonly broken: string[];
  frames: number;
  private readonly segment: Segment;
  private readonly sides: Map<string, Side>;

  constructor() {
    this.broken = [];
    this.frames = 0;
    this.segment = new Segment();
    this.sides = new Map<string, Side>();
  }

  see(frame: Uint8Array): void {
    if (frame[12] !== 8 || frame[13] !== 0 || frame[IP + 9] !== 6) return;
    const total = (frame[IP + 2] << 8) | frame[IP + 3];
    if (!parseSegment(this.segment, frame, IP + 20, IP + total)) {
      this.say('a frame without a TCP header');
      return;
    }
    this.frames++;
    const { sourcePort, destinationPort } = this.segment;
    const from = `${frame[IP + 15]}:${sourcePort}>${destinationPort}`;
    const to = `${frame[IP + 19]}:${destinationPort}>${sourcePort}`;
    if ((this.segment.flags & RST) !== 0) return;
    if ((this.segment.flags & (SYN | ACK)) === SYN && this.fresh(from)) {
      this.sides.delete(from);
      this.sides.delete(to);
    }
    this.judge(this.side(from), this.side(to));
  }

  /** A SYN with another number than before: a new connection. */
  private fresh(from: string): boolean {
    const side = this.sides.get(from);
    return side !== undefined && side.hasSent && ((this.segment.sequence + 1 - side.sent) | 0) !== 0;
  }

  private judge(us: Side, them: Side): void {
    const segment = this.segment;
    const syn = (segment.flags & SYN) !== 0;
    let length = segment.dataEnd - segment.dataStart;
    if (syn) length++;
    const data = length;
    if ((segment.flags & FIN) !== 0) length++;
    const end = (segment.sequence + length) | 0;
    if (syn) us.offeredShift = segment.windowShift;
    if (us.offeredShift >= 0 && them.offeredShift >= 0) us.shift = us.offeredShift;
    // One byte beyond a closed window is a probe (RFC 9293 §3.8.6.1).
    const beyond = them.hasAcknowledged ? (((segment.sequence + data) | 0) - them.edge) | 0 : 0;
    if (!syn && beyond > 1) this.say(`${beyond} bytes beyond the window`);
    if (!us.hasSent || ((end - us.sent) | 0) > 0) us.sent = end;
    us.hasSent = true;
    if ((segment.flags & ACK) !== 0) this.judgeAck(us, them, syn);
    for (let i = 0; i < segment.sackCount; i++) {
      if (((segment.sackEnd[i] - them.sent) | 0) > 0) this.say('SACK of what was never sent');
    }
  }

  private judgeAck(us: Side, them: Side, syn: boolean): void {
    const { acknowledgement, window } = this.segment;
    if (them.hasSent && ((acknowledgement - them.sent) | 0) > 0) this.say('acknowledgement of what was never sent');
    if (us.hasAcknowledged && ((acknowledgement - us.acknowledged) | 0) < 0) this.say('an acknowledgement goes back');
    us.acknowledged = acknowledgement;
    const edge = (acknowledgement + (syn ? window : window << us.shift)) | 0;
    if (us.hasAcknowledged && ((edge - us.edge) | 0) < 0)
      this.say(`the window is taken back by ${(us.edge - edge) | 0}`);
    if (!us.hasAcknowledged || ((edge - us.edge) | 0) > 0) us.edge = edge;
    us.hasAcknowledged = true;
  }

  private side(name: string): Side {
    let side = this.sides.get(name);
    if (side === undefined) {
      side = newSide();
      this.sides.set(name, side);
    }
    return side;
  }

  private say(what: string): void {
    if (this.broken.length < 5) this.broken.push(what);
  }
}
