// The DHCP client (RFC 2131 §4.4, figure 5): from no address through offer, request and lease to renewal, rebinding, release.
// It sends nothing itself: `pollTransmit` writes the message that is due, `takeNews` says what became of the address.

import { ANY_ADDRESS, LIMITED_BROADCAST } from '../core/address.ts';
import { equalBytes } from '../core/bytes.ts';
import { NEVER, SECOND, type Instant } from '../core/instant.ts';
import { randomBetween, type RandomSource } from '../core/random.ts';
import {
  BOOTP_REPLY,
  BOOTP_REQUEST,
  DHCP_ACK,
  DHCP_DECLINE,
  DHCP_DISCOVER,
  DHCP_NAK,
  DHCP_OFFER,
  DHCP_RELEASE,
  DHCP_REQUEST,
  DhcpMessage,
  LARGEST_MESSAGE_BYTES,
  OPTION_CLASSLESS_ROUTES,
  OPTION_CLIENT_IDENTIFIER,
  OPTION_DNS,
  OPTION_DOMAIN_NAME,
  OPTION_HOST_NAME,
  OPTION_LEASE_TIME,
  OPTION_MAX_SIZE,
  OPTION_MESSAGE_TYPE,
  OPTION_MTU,
  OPTION_PARAMETERS,
  OPTION_REBINDING_TIME,
  OPTION_RENEWAL_TIME,
  OPTION_REQUESTED_ADDRESS,
  OPTION_ROUTER,
  OPTION_SERVER,
  OPTION_SUBNET_MASK,
  finishDhcp,
  writeByteOption,
  writeDhcpHeader,
  writeLongOption,
  writeTextOption,
  writeWordOption,
} from './dhcp.wire.ts';
import { Lease, isUsableGrant } from './lease.ts';

/** RFC 2131 §4.1: first wait and longest wait of the doubling back-off, each randomised by up to a second. */
export const FIRST_WAIT_MS = 4 * SECOND;
export const LONGEST_WAIT_MS = 64 * SECOND;
const WAIT_SPREAD_MS = SECOND;
/** §4.4.5: renewal requests are at least this far apart. */
export const LEAST_RENEWAL_WAIT_MS = 60 * SECOND;
/** §3.1 step 5: after a refused or conflicting address wait before the next try. */
export const DECLINE_WAIT_MS = 10 * SECOND;
/** Requests for an offer without an answer before it starts over (§3.1 step 4: about a minute). */
export const REQUEST_TRIES = 4;
/** The same for the address of an earlier lease (§3.2 step 4). */
export const REBOOT_TRIES = 2;

export const NEWS_NONE = 0;
/** `lease` is in force: a new one, or the old one with new times. */
export const NEWS_BOUND = 1;
/** The address must not be used any more: refused, expired, released or in conflict. */
export const NEWS_LOST = 2;

const STOPPED = 0;
const SELECTING = 1;
const REQUESTING = 2;
const REBOOTING = 3;
const BOUND = 4;
const RENEWING = 5;
const REBINDING = 6;
const HELD = 7;

export class DhcpClient {
  /** The lease in force, or the last one. */
  lease: Lease | undefined;
  private readonly hardware: Uint8Array;
  private readonly hostName: string;
  private readonly random: RandomSource;
  private readonly message: DhcpMessage;
  private state: number;
  private deadline: Instant;
  private due: number;
  private news: number;
  private transaction: number;
  private startedAt: Instant;
  private sentAt: Instant;
  private tries: number;
  private wait: number;
  private offered: number;
  private server: number;

  /** `hostName` empty: none is sent. */
  constructor(hardware: Uint8Array, hostName: string, random: RandomSource) {
    this.lease = undefined;
    this.hardware = hardware;
    this.hostName = hostName;
    this.random = random;
    this.message = new DhcpMessage();
    this.state = STOPPED;
    this.deadline = NEVER;
    this.due = 0;
    this.news = NEWS_NONE;
    this.transaction = 0;
    this.startedAt = 0;
    this.sentAt = 0;
    this.tries = 0;
    this.wait = FIRST_WAIT_MS;
    this.offered = ANY_ADDRESS;
    this.server = ANY_ADDRESS;
  }

  /** Begins to ask for an address; `previous` (0: none) is asked for again first (§3.2, INIT-REBOOT). */
  start(previous: number, now: Instant): void {
    this.startedAt = now;
    this.renewTransaction();
    this.offered = previous;
    this.server = ANY_ADDRESS;
    this.begin(previous === ANY_ADDRESS ? SELECTING : REBOOTING, now);
  }

  /** Gives the address back (§4.4.6); a RELEASE is due if there was a lease. */
  release(): void {
    const held = this.holds();
    this.state = STOPPED;
    this.deadline = NEVER;
    this.due = held ? DHCP_RELEASE : 0;
    if (held) this.news = NEWS_LOST;
  }

  /** Another host uses the leased address: it is declined, and asked for anew after a while (§3.1 step 5). */
  decline(now: Instant): void {
    if (!this.holds()) return;
    this.hold(now);
    this.due = DHCP_DECLINE;
    this.news = NEWS_LOST;
  }

  /** The link came back: what we have may belong to another network, so it is confirmed (§3.7). */
  confirm(now: Instant): void {
    if (this.state === STOPPED) return;
    this.start(this.holds() && this.lease !== undefined ? this.lease.address : ANY_ADDRESS, now);
  }

  nextTimeout(): Instant {
    return this.due !== 0 ? this.sentAt : this.deadline;
  }

  /** The last piece of news, once. */
  takeNews(): number {
    const news = this.news;
    this.news = NEWS_NONE;
    return news;
  }

  onTimeout(now: Instant): void {
    if (now < this.deadline) return;
    switch (this.state) {
      case SELECTING:
        return this.again(DHCP_DISCOVER, now);
      case REQUESTING:
        return this.tries < REQUEST_TRIES ? this.again(DHCP_REQUEST, now) : this.restart(now);
      case REBOOTING:
        return this.tries < REBOOT_TRIES ? this.again(DHCP_REQUEST, now) : this.rebootUnanswered(now);
      case BOUND:
        this.renewTransaction();
        this.startedAt = now;
        this.state = RENEWING;
        return this.extend(now);
      case RENEWING:
      case REBINDING:
        return this.extend(now);
      case HELD:
        return this.restart(now);
      default:
        this.deadline = NEVER;
    }
  }

  /** A datagram from the server port. */
  onMessage(bytes: Uint8Array, start: number, end: number, now: Instant): void {
    const message = this.message;
    if (!message.decode(bytes, start, end) || message.operation !== BOOTP_REPLY) return;
    if (message.transaction !== this.transaction || !equalBytes(message.hardware, 0, this.hardware, 0, 6)) return;
    if (message.type === DHCP_OFFER) this.onOffer(now);
    else if (message.type === DHCP_ACK) this.onAcknowledgement(now);
    else if (message.type === DHCP_NAK) this.onRefusal(now);
  }

  /** Where the message that `pollTransmit` wrote goes: the server, or everybody. */
  get destination(): number {
    const direct = this.due === DHCP_RELEASE || (this.due === DHCP_REQUEST && this.state === RENEWING);
    return direct && this.lease !== undefined ? this.lease.server : LIMITED_BROADCAST;
  }

  /** True when a message is to be sent: read `destination`, then call `pollTransmit`. */
  get transmits(): boolean {
    return this.due !== 0;
  }

  /** Writes the due message to `out` from `start` on and gives its end. */
  pollTransmit(out: Uint8Array, start: number, now: Instant): number {
    const type = this.due;
    this.due = 0;
    const address = this.clientAddressOf(type);
    // A client without an address cannot be sent to by unicast (§4.1).
    const broadcast = address === ANY_ADDRESS && type !== DHCP_DECLINE;
    const seconds = Math.floor((now - this.startedAt) / SECOND);
    const { transaction, hardware } = this;
    let at = writeDhcpHeader(out, start, BOOTP_REQUEST, transaction, seconds, broadcast, address, 0, hardware);
    at = writeByteOption(out, at, OPTION_MESSAGE_TYPE, type);
    at = this.writeIdentity(out, at);
    at = this.writeTarget(out, at, type);
    if (type === DHCP_DISCOVER || type === DHCP_REQUEST) at = this.writeWishes(out, at);
    return finishDhcp(out, start, at);
  }

  // Answers

  private onOffer(now: Instant): void {
    if (this.state !== SELECTING || !isUsableGrant(this.message)) return;
    this.offered = this.message.yourAddress;
    this.server = this.message.server;
    this.begin(REQUESTING, now);
  }

  private onAcknowledgement(now: Instant): void {
    const asked =
      this.state === REQUESTING || this.state === REBOOTING || this.state === RENEWING || this.state === REBINDING;
    if (!asked || !isUsableGrant(this.message)) return;
    // An acknowledgement of another offer than the one that was taken is somebody else's mistake.
    if (this.state === REQUESTING && this.message.server !== this.server) return;
    if (this.message.yourAddress !== this.requestedAddress()) return;
    const lease = new Lease(this.message, this.sentAt);
    this.lease = lease;
    this.state = BOUND;
    this.due = 0;
    this.deadline = Math.max(lease.renewAt, now + SECOND);
    this.news = NEWS_BOUND;
  }

  private onRefusal(now: Instant): void {
    if (this.state === SELECTING || this.state === BOUND || this.state === STOPPED || this.state === HELD) return;
    if (this.state === REQUESTING && this.message.server !== this.server) return;
    // A server that offers an address and then refuses it would be asked without pause.
    if (this.state === REQUESTING) return this.hold(now);
    this.news = NEWS_LOST;
    this.lease = undefined;
    this.restart(now);
  }

  // Transitions

  private begin(state: number, now: Instant): void {
    this.state = state;
    this.tries = 0;
    this.wait = FIRST_WAIT_MS;
    this.again(state === SELECTING ? DHCP_DISCOVER : DHCP_REQUEST, now);
  }

  /** Sends (again) and doubles the wait (§4.1). */
  private again(type: number, now: Instant): void {
    this.due = type;
    this.tries++;
    this.sentAt = now;
    this.deadline = now + this.wait + randomBetween(this.random, -WAIT_SPREAD_MS, WAIT_SPREAD_MS);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }

  private restart(now: Instant): void {
    this.start(ANY_ADDRESS, now);
  }

  /** §3.2 step 4: no server answers, so an address whose lease still runs may be used for the rest of it. */
  private rebootUnanswered(now: Instant): void {
    const lease = this.lease;
    if (lease === undefined || lease.address !== this.offered || now >= lease.rebindAt) {
      if (lease !== undefined) this.news = NEWS_LOST;
      this.lease = undefined;
      return this.restart(now);
    }
    this.state = BOUND;
    this.deadline = Math.max(lease.renewAt, now + LEAST_RENEWAL_WAIT_MS);
  }

  /** One step of renewal or rebinding: half of what is left is waited, a minute at least (§4.4.5). */
  private extend(now: Instant): void {
    const lease = this.lease;
    if (lease === undefined || now >= lease.expireAt) {
      this.news = NEWS_LOST;
      this.lease = undefined;
      return this.restart(now);
    }
    if (now >= lease.rebindAt) this.state = REBINDING;
    const until = this.state === REBINDING ? lease.expireAt : lease.rebindAt;
    this.due = DHCP_REQUEST;
    this.sentAt = now;
    this.deadline = Math.min(until, now + Math.max((until - now) / 2, LEAST_RENEWAL_WAIT_MS));
  }

  /** Waits before it asks anew. */
  private hold(now: Instant): void {
    this.state = HELD;
    this.due = 0;
    this.deadline = now + DECLINE_WAIT_MS;
  }

  private holds(): boolean {
    return this.lease !== undefined && (this.state === BOUND || this.state === RENEWING || this.state === REBINDING);
  }

  private renewTransaction(): void {
    this.transaction = this.random.next32();
  }

  private requestedAddress(): number {
    const extending = this.state === RENEWING || this.state === REBINDING;
    return extending && this.lease !== undefined ? this.lease.address : this.offered;
  }

  // Messages, RFC 2131 table 5

  private clientAddressOf(type: number): number {
    const lease = this.lease;
    if (lease === undefined) return ANY_ADDRESS;
    const extending = type === DHCP_REQUEST && (this.state === RENEWING || this.state === REBINDING);
    return type === DHCP_RELEASE || extending ? lease.address : ANY_ADDRESS;
  }

  private writeIdentity(out: Uint8Array, at: number): number {
    out[at] = OPTION_CLIENT_IDENTIFIER;
    out[at + 1] = 7;
    out[at + 2] = 1;
    for (let i = 0; i < 6; i++) out[at + 3 + i] = this.hardware[i];
    return at + 9;
  }

  private writeTarget(out: Uint8Array, start: number, type: number): number {
    let at = start;
    const lease = this.lease;
    if (type === DHCP_REQUEST && (this.state === REQUESTING || this.state === REBOOTING)) {
      at = writeLongOption(out, at, OPTION_REQUESTED_ADDRESS, this.offered);
      if (this.state === REQUESTING) at = writeLongOption(out, at, OPTION_SERVER, this.server);
    } else if (type === DHCP_DECLINE && lease !== undefined) {
      at = writeLongOption(out, at, OPTION_REQUESTED_ADDRESS, lease.address);
      at = writeLongOption(out, at, OPTION_SERVER, lease.server);
    } else if (type === DHCP_RELEASE && lease !== undefined) {
      at = writeLongOption(out, at, OPTION_SERVER, lease.server);
    }
    return at;
  }

  private writeWishes(out: Uint8Array, start: number): number {
    let at = writeWordOption(out, start, OPTION_MAX_SIZE, LARGEST_MESSAGE_BYTES);
    if (this.hostName.length > 0) at = writeTextOption(out, at, OPTION_HOST_NAME, this.hostName);
    // RFC 3442: classless routes are asked for before the router.
    const wishes = [
      OPTION_SUBNET_MASK,
      OPTION_CLASSLESS_ROUTES,
      OPTION_ROUTER,
      OPTION_DNS,
      OPTION_DOMAIN_NAME,
      OPTION_MTU,
      OPTION_LEASE_TIME,
      OPTION_RENEWAL_TIME,
      OPTION_REBINDING_TIME,
    ];
    out[at] = OPTION_PARAMETERS;
    out[at + 1] = wishes.length;
    for (let i = 0; i < wishes.length; i++) out[at + 2 + i] = wishes[i];
    return at + 2 + wishes.length;
  }
}
