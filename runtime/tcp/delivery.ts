// What one acknowledgement says: gathered while the scoreboard is brought up to date, then judged by recovery.ts (RFC 6675 §5,
// RFC 6937 §3: DeliveredData). One object serves for all acknowledgements.

export class Delivery {
  /** Bytes in flight before it came. */
  inFlightBefore: number;
  /** Bytes by which the cumulative acknowledgement moved. */
  advance: number;
  /** Bytes that it acknowledges first, cumulatively and selectively. */
  delivered: number;
  sacked: number;
  /** It repeats the last one and may stand for a segment that arrived out of order. */
  duplicate: boolean;
  /** It has a DSACK (RFC 2883), which ends there. */
  repeated: boolean;
  repeatedEnd: number;
  /** Something that was sent again was delivered: then what was sent once may have arrived long before. */
  again: boolean;
  /** Round trip of the first segment in it that was sent once; negative: none. */
  rtt: number;
  /** Something that was sent once was delivered; something sent once before the recovery began. */
  fresh: boolean;
  original: boolean;

  constructor() {
    this.inFlightBefore = 0;
    this.advance = 0;
    this.delivered = 0;
    this.sacked = 0;
    this.duplicate = false;
    this.repeated = false;
    this.repeatedEnd = 0;
    this.again = false;
    this.rtt = -1;
    this.fresh = false;
    this.original = false;
  }

  begin(inFlight: number, advance: number): void {
    this.inFlightBefore = inFlight;
    this.advance = advance;
    this.delivered = 0;
    this.sacked = 0;
    this.duplicate = false;
    this.repeated = false;
    this.repeatedEnd = 0;
    this.again = false;
    this.rtt = -1;
    this.fresh = false;
    this.original = false;
  }
}
