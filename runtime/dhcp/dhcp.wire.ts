// DHCP messages (RFC 2131 §2) and options (RFC 2132; 3442 classless routes, 3396 long options, 2131 §4.1 overload). A decoded
// message holds what a client needs; options that are malformed or cut off make the whole message unreadable.

import { readU16, readU32, writeU16, writeU32 } from '../core/bytes.ts';

export const BOOTP_REQUEST = 1;
export const BOOTP_REPLY = 2;
export const DHCP_CLIENT_PORT = 68;
export const DHCP_SERVER_PORT = 67;

// Message types, RFC 2132 §9.6.
export const DHCP_DISCOVER = 1;
export const DHCP_OFFER = 2;
export const DHCP_REQUEST = 3;
export const DHCP_DECLINE = 4;
export const DHCP_ACK = 5;
export const DHCP_NAK = 6;
export const DHCP_RELEASE = 7;
export const DHCP_INFORM = 8;

// Options, RFC 2132.
export const OPTION_PAD = 0;
export const OPTION_SUBNET_MASK = 1;
export const OPTION_ROUTER = 3;
export const OPTION_DNS = 6;
export const OPTION_HOST_NAME = 12;
export const OPTION_DOMAIN_NAME = 15;
export const OPTION_MTU = 26;
export const OPTION_REQUESTED_ADDRESS = 50;
export const OPTION_LEASE_TIME = 51;
export const OPTION_OVERLOAD = 52;
export const OPTION_MESSAGE_TYPE = 53;
export const OPTION_SERVER = 54;
export const OPTION_PARAMETERS = 55;
export const OPTION_MESSAGE = 56;
export const OPTION_MAX_SIZE = 57;
export const OPTION_RENEWAL_TIME = 58;
export const OPTION_REBINDING_TIME = 59;
export const OPTION_CLIENT_IDENTIFIER = 61;
export const OPTION_CLASSLESS_ROUTES = 121;
export const OPTION_END = 255;

/** RFC 2131 §3: the first four bytes of the options. */
const MAGIC = 0x63825363;
const HARDWARE_ETHERNET = 1;

// Field offsets, RFC 2131 §2 figure 1.
const TRANSACTION = 4;
const SECONDS = 8;
const FLAGS = 10;
const CLIENT_ADDRESS = 12;
const YOUR_ADDRESS = 16;
const HARDWARE = 28;
const SERVER_NAME = 44;
const FILE = 108;
const COOKIE = 236;
const OPTIONS = 240;
const FLAG_BROADCAST = 0x8000;

const OVERLOAD_FILE = 1;
const OVERLOAD_SERVER_NAME = 2;

/** Name servers kept of a message. */
export const MOST_NAME_SERVERS = 4;
/** Bytes kept of classless routes: room for 28 of the longest. */
export const MOST_ROUTE_BYTES = 255;
/** RFC 2131 §2: a client must be ready for 312 bytes of options, so this many in all; relays pad to 300 (RFC 1542 §2.1). */
export const LEAST_MESSAGE_BYTES = 300;
/** What we say that we take (option 57): a message in an unfragmented packet. */
export const LARGEST_MESSAGE_BYTES = 1472;

export class DhcpMessage {
  operation: number;
  transaction: number;
  clientAddress: number;
  yourAddress: number;
  readonly hardware: Uint8Array;
  /** Option 53; 0 when absent (then it is BOOTP). */
  type: number;
  server: number;
  /** Option 50; 0 when absent. */
  requestedAddress: number;
  subnetMask: number;
  router: number;
  /** Seconds; -1 when absent. 0xffffffff is forever (RFC 2131 §3.3). */
  leaseSeconds: number;
  renewalSeconds: number;
  rebindingSeconds: number;
  /** Option 26; 0 when absent. */
  mtu: number;
  readonly nameServers: Uint32Array;
  nameServerCount: number;
  domainName: string;
  readonly routes: Uint8Array;
  routeBytes: number;

  constructor() {
    this.operation = 0;
    this.transaction = 0;
    this.clientAddress = 0;
    this.yourAddress = 0;
    this.hardware = new Uint8Array(6);
    this.type = 0;
    this.server = 0;
    this.requestedAddress = 0;
    this.subnetMask = 0;
    this.router = 0;
    this.leaseSeconds = -1;
    this.renewalSeconds = -1;
    this.rebindingSeconds = -1;
    this.mtu = 0;
    this.nameServers = new Uint32Array(MOST_NAME_SERVERS);
    this.nameServerCount = 0;
    this.domainName = '';
    this.routes = new Uint8Array(MOST_ROUTE_BYTES);
    this.routeBytes = 0;
  }

  /** Reads bytes[start, end); false when it is not a DHCP message over Ethernet or an option runs past its field. */
  decode(bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start < OPTIONS || readU32(bytes, start + COOKIE) !== MAGIC) return false;
    if (bytes[start + 1] !== HARDWARE_ETHERNET || bytes[start + 2] !== 6) return false;
    this.operation = bytes[start];
    this.transaction = readU32(bytes, start + TRANSACTION);
    this.clientAddress = readU32(bytes, start + CLIENT_ADDRESS);
    this.yourAddress = readU32(bytes, start + YOUR_ADDRESS);
    for (let i = 0; i < 6; i++) this.hardware[i] = bytes[start + HARDWARE + i];
    this.clearOptions();
    const overload = this.readOptions(bytes, start + OPTIONS, end);
    if (overload < 0) return false;
    // RFC 2131 §4.1: first the options field, then "file", then "sname".
    if ((overload & OVERLOAD_FILE) !== 0 && this.readOptions(bytes, start + FILE, start + COOKIE) < 0) return false;
    if ((overload & OVERLOAD_SERVER_NAME) !== 0 && this.readOptions(bytes, start + SERVER_NAME, start + FILE) < 0) {
      return false;
    }
    return true;
  }

  private clearOptions(): void {
    this.type = 0;
    this.server = 0;
    this.requestedAddress = 0;
    this.subnetMask = 0;
    this.router = 0;
    this.leaseSeconds = -1;
    this.renewalSeconds = -1;
    this.rebindingSeconds = -1;
    this.mtu = 0;
    this.nameServerCount = 0;
    this.domainName = '';
    this.routeBytes = 0;
  }

  /** The overload option's value, 0 without one, -1 when an option is malformed. */
  private readOptions(bytes: Uint8Array, start: number, end: number): number {
    let overload = 0;
    let at = start;
    while (at < end) {
      const code = bytes[at];
      if (code === OPTION_END) break;
      if (code === OPTION_PAD) {
        at++;
        continue;
      }
      if (at + 1 >= end) return -1;
      const length = bytes[at + 1];
      const data = at + 2;
      if (data + length > end) return -1;
      if (code === OPTION_OVERLOAD) {
        if (length !== 1) return -1;
        overload = bytes[data];
      } else if (!this.readOption(code, bytes, data, length)) {
        return -1;
      }
      at = data + length;
    }
    return overload;
  }

  /** False when the option has a length that it cannot have. */
  private readOption(code: number, bytes: Uint8Array, at: number, length: number): boolean {
    switch (code) {
      case OPTION_MESSAGE_TYPE:
        this.type = bytes[at];
        return length === 1;
      case OPTION_SERVER:
        this.server = readU32(bytes, at);
        return length === 4;
      case OPTION_REQUESTED_ADDRESS:
        this.requestedAddress = readU32(bytes, at);
        return length === 4;
      case OPTION_SUBNET_MASK:
        this.subnetMask = readU32(bytes, at);
        return length === 4;
      case OPTION_ROUTER:
        this.router = readU32(bytes, at);
        return length >= 4 && length % 4 === 0;
      case OPTION_LEASE_TIME:
        this.leaseSeconds = readU32(bytes, at);
        return length === 4;
      case OPTION_RENEWAL_TIME:
        this.renewalSeconds = readU32(bytes, at);
        return length === 4;
      case OPTION_REBINDING_TIME:
        this.rebindingSeconds = readU32(bytes, at);
        return length === 4;
      case OPTION_MTU:
        this.mtu = readU16(bytes, at);
        return length === 2;
      default:
        return this.readList(code, bytes, at, length);
    }
  }

  private readList(code: number, bytes: Uint8Array, at: number, length: number): boolean {
    if (code === OPTION_DNS) {
      for (let i = 0; i + 4 <= length && this.nameServerCount < MOST_NAME_SERVERS; i += 4) {
        this.nameServers[this.nameServerCount] = readU32(bytes, at + i);
        this.nameServerCount++;
      }
      return length >= 4 && length % 4 === 0;
    }
    if (code === OPTION_DOMAIN_NAME) {
      this.domainName = '';
      for (let i = 0; i < length && bytes[at + i] !== 0; i++)
        this.domainName += String.fromCharCode(bytes[at + i] & 0x7f);
      return length >= 1;
    }
    if (code === OPTION_CLASSLESS_ROUTES) {
      // RFC 3396: an option that comes in parts is put together; what is past the bound is left out as a whole.
      if (this.routeBytes + length > MOST_ROUTE_BYTES) return true;
      for (let i = 0; i < length; i++) this.routes[this.routeBytes + i] = bytes[at + i];
      this.routeBytes += length;
    }
    return true;
  }
}

/** Writes the fixed part of a client's message and the magic; the offset where options go. */
export function writeDhcpHeader(
  bytes: Uint8Array,
  start: number,
  operation: number,
  transaction: number,
  seconds: number,
  broadcast: boolean,
  clientAddress: number,
  yourAddress: number,
  hardware: Uint8Array,
): number {
  for (let i = 0; i < OPTIONS; i++) bytes[start + i] = 0;
  bytes[start] = operation;
  bytes[start + 1] = HARDWARE_ETHERNET;
  bytes[start + 2] = 6;
  writeU32(bytes, start + TRANSACTION, transaction);
  writeU16(bytes, start + SECONDS, seconds > 0xffff ? 0xffff : seconds);
  writeU16(bytes, start + FLAGS, broadcast ? FLAG_BROADCAST : 0);
  writeU32(bytes, start + CLIENT_ADDRESS, clientAddress);
  writeU32(bytes, start + YOUR_ADDRESS, yourAddress);
  for (let i = 0; i < 6; i++) bytes[start + HARDWARE + i] = hardware[i];
  writeU32(bytes, start + COOKIE, MAGIC);
  return start + OPTIONS;
}

export function writeByteOption(bytes: Uint8Array, at: number, code: number, value: number): number {
  bytes[at] = code;
  bytes[at + 1] = 1;
  bytes[at + 2] = value;
  return at + 3;
}

export function writeWordOption(bytes: Uint8Array, at: number, code: number, value: number): number {
  bytes[at] = code;
  bytes[at + 1] = 2;
  writeU16(bytes, at + 2, value);
  return at + 4;
}

export function writeLongOption(bytes: Uint8Array, at: number, code: number, value: number): number {
  bytes[at] = code;
  bytes[at + 1] = 4;
  writeU32(bytes, at + 2, value);
  return at + 6;
}

/** An ASCII string, cut at 255 bytes. */
export function writeTextOption(bytes: Uint8Array, at: number, code: number, text: string): number {
  const length = text.length > 255 ? 255 : text.length;
  bytes[at] = code;
  bytes[at + 1] = length;
  for (let i = 0; i < length; i++) bytes[at + 2 + i] = text.charCodeAt(i) & 0x7f;
  return at + 2 + length;
}

/** Ends the options and pads a message that began at `start` to the length that old relays expect; its end. */
export function finishDhcp(bytes: Uint8Array, start: number, at: number): number {
  bytes[at] = OPTION_END;
  let end = at + 1;
  while (end - start < LEAST_MESSAGE_BYTES) {
    bytes[end] = OPTION_PAD;
    end++;
  }
  return end;
}
