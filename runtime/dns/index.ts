// What an app imports as `caisson/dns`: zones from master files and an authoritative server over them.

export { DnsServer, ENTROPY_LENGTH, type DnsServerOptions } from './server.ts';
export { MAX_DATAGRAM } from './constants.ts';
export { buildZones, type ZoneBuild } from './zone-builder.ts';
export {
  parseZone,
  ZoneError,
  ZoneRecord,
  type ZoneFile,
  type ZoneFileOptions,
  type ZoneInclude,
} from './zone-file.ts';
export { DnsStreams } from './stream-server.ts';
export { ZoneIndex } from './zone.ts';
