// What a DHCP server reads of a client's message (RFC 2131 §2, RFC 2132), with what a relay adds (RFC 3046). A client needs other
// fields of the same format (dhcp.wire.ts), and each program links only the reader that it uses.

import { readU16, readU32 } from '../core/bytes.ts';
import {
  BOOTP_REQUEST,
  OPTION_CLIENT_IDENTIFIER,
  OPTION_END,
  OPTION_LEASE_TIME,
  OPTION_MAX_SIZE,
  OPTION_MESSAGE_TYPE,
  OPTION_OVERLOAD,
  OPTION_PAD,
  OPTION_PARAMETERS,
  OPTION_REQUESTED_ADDRESS,
  OPTION_SERVER,
} from './dhcp.wire.ts';

/** RFC 3046 §2: relay agent information. */
export const OPTION_RELAY_INFORMATION = 82;

const MAGIC = 0x63825363;
// Field offsets, RFC 2131 §2 figure 1.
const HARDWARE_LENGTH = 2;
const TRANSACTION = 4;
const SECONDS = 8;
const FLAGS = 10;
const CLIENT_ADDRESS = 12;
export const RELAY_ADDRESS = 24;
const HARDWARE = 28;
const SERVER_NAME = 44;
const FILE = 108;
const COOKIE = 236;
const OPTIONS = 240;
const FLAG_BROADCAST = 0x8000;
const OVERLOAD_FILE = 1;
const OVERLOAD_SERVER_NAME = 2;

/** "chaddr" holds this much (RFC 2131 §2). */
export const LONGEST_HARDWARE = 16;
/** An option holds this much (RFC 2132 §2). Longer ones in parts (RFC 3396) are not put together: none that is kept here is. */
const LONGEST_OPTION = 255;

/** The bytes of one option, kept. */
class Kept {
  readonly bytes: Uint8Array;
  length: number;

  constructor() {
    this.bytes = new Uint8Array(LONGEST_OPTION);
    this.length = 0;
  }

  set(bytes: Uint8Array, at: number, length: number): void {
    for (let i = 0; i < length; i++) this.bytes[i] = bytes[at + i];
    this.length = length;
  }
}

export class DhcpRequest {
  transaction: number;
  seconds: number;
  /** The client cannot be sent to by unicast yet. */
  broadcast: boolean;
  clientAddress: number;
  /** Of the relay that passed it on; 0: none did. */
  relay: number;
  hardwareType: number;
  hardwareLength: number;
  readonly hardware: Uint8Array;
  /** Option 53; 0 when absent (then it is BOOTP). */
  type: number;
  /** Options 50 and 54; 0 when absent. */
  requestedAddress: number;
  server: number;
  /** Option 51; -1 when absent. */
  leaseSeconds: number;
  /** Option 57; 0 when absent. */
  largestBytes: number;
  /** Options 61, 55 and 82. */
  readonly identifier: Kept;
  readonly parameters: Kept;
  readonly relayInformation: Kept;

  constructor() {
    this.transaction = 0;
    this.seconds = 0;
    this.broadcast = false;
    this.clientAddress = 0;
    this.relay = 0;
    this.hardwareType = 0;
    this.hardwareLength = 0;
    this.hardware = new Uint8Array(LONGEST_HARDWARE);
    this.type = 0;
    this.requestedAddress = 0;
    this.server = 0;
    this.leaseSeconds = -1;
    this.largestBytes = 0;
    this.identifier = new Kept();
    this.parameters = new Kept();
    this.relayInformation = new Kept();
  }

  /** Reads bytes[start, end); false when it is not a DHCP request or an option is malformed or runs past its field. */
  decode(bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start < OPTIONS || readU32(bytes, start + COOKIE) !== MAGIC) return false;
    if (bytes[start] !== BOOTP_REQUEST || bytes[start + HARDWARE_LENGTH] > LONGEST_HARDWARE) return false;
    this.hardwareType = bytes[start + 1];
    this.hardwareLength = bytes[start + HARDWARE_LENGTH];
    this.transaction = readU32(bytes, start + TRANSACTION);
    this.seconds = readU16(bytes, start + SECONDS);
    this.broadcast = (readU16(bytes, start + FLAGS) & FLAG_BROADCAST) !== 0;
    this.clientAddress = readU32(bytes, start + CLIENT_ADDRESS);
    this.relay = readU32(bytes, start + RELAY_ADDRESS);
    for (let i = 0; i < LONGEST_HARDWARE; i++) this.hardware[i] = bytes[start + HARDWARE + i];
    this.clearOptions();
    const overload = this.readOptions(bytes, start + OPTIONS, end);
    if (overload < 0) return false;
    // RFC 2131 §4.1: first the options field, then "file", then "sname".
    if ((overload & OVERLOAD_FILE) !== 0 && this.readOptions(bytes, start + FILE, start + COOKIE) < 0) return false;
    const more = (overload & OVERLOAD_SERVER_NAME) !== 0;
    if (more && this.readOptions(bytes, start + SERVER_NAME, start + FILE) < 0) return false;
    return this.type !== 0;
  }

  /** True when the client asks for an option, or does not say which it wants (option 55). */
  wants(option: number): boolean {
    const { bytes, length } = this.parameters;
    if (length === 0) return true;
    for (let i = 0; i < length; i++) if (bytes[i] === option) return true;
    return false;
  }

  /** What a lease belongs to: the client identifier, or else the hardware address (RFC 2131 §4.2). */
  clientKey(): string {
    const { identifier } = this;
    if (identifier.length > 0) return `id ${hexText(identifier.bytes, identifier.length)}`;
    return `${this.hardwareType} ${hexText(this.hardware, this.hardwareLength)}`;
  }

  private clearOptions(): void {
    this.type = 0;
    this.requestedAddress = 0;
    this.server = 0;
    this.leaseSeconds = -1;
    this.largestBytes = 0;
    this.identifier.length = 0;
    this.parameters.length = 0;
    this.relayInformation.length = 0;
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
      if (code === OPTION_OVERLOAD && length === 1) overload = bytes[data];
      else if (!this.readOption(code, bytes, data, length)) return -1;
      at = data + length;
    }
    return overload;
  }

  /** False when the option has a length that it cannot have. */
  private readOption(code: number, bytes: Uint8Array, at: number, length: number): boolean {
    switch (code) {
      case OPTION_OVERLOAD:
        return false;
      case OPTION_MESSAGE_TYPE:
        if (length === 1) this.type = bytes[at];
        return length === 1;
      case OPTION_REQUESTED_ADDRESS:
        if (length === 4) this.requestedAddress = readU32(bytes, at);
        return length === 4;
      case OPTION_SERVER:
        if (length === 4) this.server = readU32(bytes, at);
        return length === 4;
      case OPTION_LEASE_TIME:
        if (length === 4) this.leaseSeconds = readU32(bytes, at);
        return length === 4;
      case OPTION_MAX_SIZE:
        if (length === 2) this.largestBytes = readU16(bytes, at);
        return length === 2;
      case OPTION_CLIENT_IDENTIFIER:
        // RFC 2132 §9.14: two bytes at least; shorter ones name nobody.
        if (length >= 2) this.identifier.set(bytes, at, length);
        return length >= 2;
      case OPTION_PARAMETERS:
        this.parameters.set(bytes, at, length);
        return true;
      case OPTION_RELAY_INFORMATION:
        this.relayInformation.set(bytes, at, length);
        return true;
      default:
        return true;
    }
  }
}

/** `length` bytes in hexadecimal, without separators. */
export function hexText(bytes: Uint8Array, length: number): string {
  const digits = '0123456789abcdef';
  let text = '';
  for (let i = 0; i < length; i++) text += digits.charAt(bytes[i] >>> 4) + digits.charAt(bytes[i] & 15);
  return text;
}
