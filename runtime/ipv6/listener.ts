// Multicast listener discovery as a host needs it (RFC 3810): tells which groups this host listens to, when that changes (§6.1) and
// when a router asks (§6.2). All groups go into one report; there are few.

import { isLinkLocal6, isUnspecified6 } from '../core/address6.ts';
import { copyBytes, writeU32 } from '../core/bytes.ts';
import { NEVER, SECOND, type Instant } from '../core/instant.ts';
import { randomBetween, type RandomSource } from '../core/random.ts';
import type { AddressTable } from './address-table.ts';
import { ICMP6_LISTENER_REPORT2, responseDelayMs, writeIcmp6 } from './icmp6.wire.ts';
import { HEADER_HOP_BY_HOP, HEADER_ICMP6 } from './ipv6.wire.ts';
import type { MessageSender } from './ipv6.types.ts';
import { MOST_LOCAL_ADDRESSES, type LocalAddresses } from './local-addresses.ts';

/** RFC 3810 §9.1, §9.11: a change is told this often, up to so far apart. */
export const ROBUSTNESS = 2;
export const REPORT_INTERVAL_MS = SECOND;
/** §5.1: a query of version 2 is longer than one of version 1. */
const QUERY_BYTES = 28;
const GROUP = 8;
const RECORD_BYTES = 20;
const MODE_IS_EXCLUDE = 2;
const CHANGE_TO_EXCLUDE = 4;
/** RFC 2711 §2: an option for routers, in a hop-by-hop header with padding. */
const ROUTER_ALERT: readonly number[] = [HEADER_ICMP6, 0, 5, 2, 0, 0, 1, 0];

export class Listener6 {
  private readonly addresses: LocalAddresses;
  private readonly table: AddressTable;
  private readonly sender: MessageSender;
  private readonly random: RandomSource;
  /** ff02::16, all routers that listen to version 2. */
  private readonly routers: Uint8Array;
  private seenChanges: number;
  private changesLeft: number;
  private changeAt: Instant;
  private answerAt: Instant;

  constructor(addresses: LocalAddresses, table: AddressTable, sender: MessageSender, random: RandomSource) {
    this.addresses = addresses;
    this.table = table;
    this.sender = sender;
    this.random = random;
    this.routers = new Uint8Array(16);
    this.routers[0] = 0xff;
    this.routers[1] = 0x02;
    this.routers[15] = 0x16;
    this.seenChanges = 0;
    this.changesLeft = 0;
    this.changeAt = NEVER;
    this.answerAt = NEVER;
  }

  nextTimeout(): Instant {
    return Math.min(this.changeAt, this.answerAt);
  }

  /** Groups may have changed: looks, and plans what is to be told. */
  notice(now: Instant): void {
    if (this.addresses.groupChanges === this.seenChanges) return;
    this.seenChanges = this.addresses.groupChanges;
    this.changesLeft = ROBUSTNESS;
    this.changeAt = now;
  }

  /** The link came back: routers may be others. */
  restart(now: Instant): void {
    this.changesLeft = ROBUSTNESS;
    this.changeAt = now;
  }

  onTimeout(now: Instant): void {
    if (now >= this.changeAt) {
      this.changesLeft--;
      const wait = randomBetween(this.random, 0, REPORT_INTERVAL_MS);
      this.changeAt = this.changesLeft > 0 ? now + wait : NEVER;
      this.report(CHANGE_TO_EXCLUDE, now);
    }
    if (now >= this.answerAt) {
      this.answerAt = NEVER;
      this.report(MODE_IS_EXCLUDE, now);
    }
  }

  /** A query, its checksum already checked (§6.2). Queries of version 1 are not answered: their routers hear reports all the same. */
  onQuery(bytes: Uint8Array, start: number, end: number, sourceAt: number, now: Instant): void {
    if (end - start < QUERY_BYTES || !isLinkLocal6(bytes, sourceAt)) return;
    const general = isUnspecified6(bytes, start + GROUP);
    if (!general && this.addresses.findGroup(bytes, start + GROUP) === 0) return;
    const at = now + randomBetween(this.random, 0, responseDelayMs(bytes, start));
    if (at < this.answerAt) this.answerAt = at;
  }

  /** §5.2. From the unspecified address while there is no sure link-local one (RFC 3590). */
  private report(type: number, now: Instant): void {
    const { list, linkLocal } = this.addresses;
    const packet = list.length === 0 ? undefined : this.sender.allocate();
    if (packet === undefined) return;
    const { bytes, start } = packet;
    let end = start + 8;
    let count = 0;
    for (let i = 0; i < list.length && i < MOST_LOCAL_ADDRESSES; i++) {
      writeU32(bytes, end, (type << 24) >>> 0);
      copyBytes(bytes, end + 4, list[i].group, 0, 16);
      end += RECORD_BYTES;
      count++;
    }
    writeIcmp6(bytes, start, ICMP6_LISTENER_REPORT2, 0, count);
    packet.end = end | 0;
    const source = linkLocal !== undefined && linkLocal.usable ? linkLocal.number : 0;
    const destination = this.table.intern(this.routers, 0);
    this.sender.finishMessage(packet, source, destination);
    packet.start = (start - ROUTER_ALERT.length) | 0;
    for (let i = 0; i < ROUTER_ALERT.length; i++) bytes[packet.start + i] = ROUTER_ALERT[i];
    this.sender.emit(packet, HEADER_HOP_BY_HOP, source, destination, 1, now);
  }
}
