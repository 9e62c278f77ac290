// The configuration of a network interface from boot parameters: `net0.address=10.0.0.2/24`, `net0.gateway=10.0.0.1`,
// `net0.mac=02:00:00:00:00:02`, `net0.vlan=7`, `net0.probe=1`, `net0.hostname=web`. Without an address it is DHCP. IPv6: families.ts.

import { parseAddress, parseHardwareAddress, parsePrefix, type Prefix } from '../core/address.ts';
import { readIpv6Config, type Ipv6Config } from './families.ts';

export interface InterfaceConfig {
  /** Undefined: ask DHCP. */
  readonly prefix: Prefix | undefined;
  /** 0: none. */
  readonly gateway: number;
  /** Undefined: the device's. */
  readonly hardwareAddress: Uint8Array | undefined;
  /** 0: no VLAN. */
  readonly vlan: number;
  /** Probe for other users of an address before it is used (RFC 5227 §2.1); else it is used at once, and defended. */
  readonly probe: boolean;
  /** Sent to the DHCP server; may be empty. */
  readonly hostName: string;
  /** Undefined: no IPv6. */
  readonly six: Ipv6Config | undefined;
}

export const DHCP_CONFIG: InterfaceConfig = {
  prefix: undefined,
  gateway: 0,
  hardwareAddress: undefined,
  vlan: 0,
  probe: false,
  hostName: '',
  six: undefined,
};

/** Reads `<name>.address` and so on through `parameter`; throws on values that mean nothing. */
export function readInterfaceConfig(name: string, parameter: (key: string) => string | undefined): InterfaceConfig {
  const prefixText = parameter(`${name}.address`);
  const gatewayText = parameter(`${name}.gateway`);
  const hardwareText = parameter(`${name}.mac`);
  const vlanText = parameter(`${name}.vlan`);
  const hostName = parameter(`${name}.hostname`);
  const probe = parameter(`${name}.probe`) === '1';
  return {
    prefix: prefixText === undefined ? undefined : readHostPrefix(`${name}.address`, prefixText),
    gateway: gatewayText === undefined ? 0 : readAddress(`${name}.gateway`, gatewayText),
    hardwareAddress: hardwareText === undefined ? undefined : readHardware(`${name}.mac`, hardwareText),
    vlan: vlanText === undefined ? 0 : readVlan(`${name}.vlan`, vlanText),
    probe,
    hostName: hostName === undefined ? '' : hostName,
    six: readIpv6Config(name, probe, parameter),
  };
}

function refuse(key: string, reason: string): never {
  throw new Error(`Cannot use boot parameter ${key}: ${reason}`);
}

function readHostPrefix(key: string, text: string): Prefix {
  const prefix = parsePrefix(text);
  if (!prefix.ok) refuse(key, prefix.reason);
  if (prefix.value.address === 0) refuse(key, '0.0.0.0 is not a host');
  return prefix.value;
}

function readAddress(key: string, text: string): number {
  const address = parseAddress(text);
  if (!address.ok) refuse(key, address.reason);
  return address.value;
}

function readHardware(key: string, text: string): Uint8Array {
  const address = parseHardwareAddress(text);
  if (!address.ok) refuse(key, address.reason);
  if ((address.value[0] & 1) !== 0) refuse(key, 'a group address is not one device');
  return address.value;
}

/** 1 to 4094 (IEEE 802.1Q-2022 table 9-2). */
function readVlan(key: string, text: string): number {
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9 || value > 4094) refuse(key, `'${text}' is not a VLAN identifier`);
    value = value * 10 + digit;
  }
  if (value < 1 || value > 4094) refuse(key, `'${text}' is not a VLAN identifier`);
  return value;
}
